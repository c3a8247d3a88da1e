"""Publish each chapter as a notebook that needs torch and matplotlib only, and link it from the chapter."""

import textwrap
from pathlib import Path

import nbformat
from as_markdown import Markdown
from docutils import nodes
from exercise_notebook import in_the_cloud
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from sphinx.util.docutils import SphinxDirective

FOLDER = "notebooks"  # in the published book, and the branch that the workflow puts it on for Colab
KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}
CUT = "\f"
HEAD = """*A chapter of the book* Design Your First Machine Learning Model. *It needs torch and matplotlib.
Run its cells from the top, change them, and see what happens.*"""
CAUGHT = "try:\n{}\nexcept Exception as error:\n    print(type(error).__name__, error, sep=': ')"


class ChapterNotebook(SphinxDirective):
    """Link the chapter's own notebook: to download, and in the cloud once the repository's address is known."""

    def run(self):
        """List the links."""
        path = f"{FOLDER}/{self.env.docname}.ipynb"
        download = nodes.reference("", "This chapter as a notebook", refuri=path, classes=["download"])
        links = [download, *in_the_cloud(self.config, path, branch=FOLDER)[:1]]
        items = [nodes.list_item("", nodes.paragraph("", "", link)) for link in links]
        return [nodes.bullet_list("", *items, classes=["chapter-notebook"])]


def publish(app, page: nodes.document, docname: str) -> None:
    """Write the notebook of a page that links one."""
    links = [part for part in page.findall(nodes.bullet_list) if "chapter-notebook" in part["classes"]]
    if links and app.builder.name == "html":
        path = Path(app.outdir, FOLDER, f"{docname}.ipynb")
        path.parent.mkdir(exist_ok=True)
        numbers = app.env.toc_fignumbers.get(docname, {}).get("displaymath", {})
        made = notebook(Chapter(Path(app.srcdir), numbers).parts(page))
        path.write_text(nbformat.writes(made) + "\n", encoding="utf-8")


def notebook(text: str) -> nbformat.NotebookNode:
    """Make a notebook of a chapter: code that runs on its own in cells, all the rest as words and pictures."""
    parts = text.split(CUT)
    cells = [(new_code_cell if number % 2 else new_markdown_cell)(part.strip()) for number, part in enumerate(parts)]
    cells = [new_markdown_cell(HEAD), *(cell for cell in cells if cell["source"])]
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"  # the same page gives the same bytes
    return new_notebook(cells=cells, metadata={"kernelspec": KERNEL})


class Chapter(Markdown):
    """Write a chapter as Markdown, with cuts around the code that the reader can run."""

    def container(self, node: nodes.Node) -> str:
        """Cut out a cell's code; where it needs the reader's own functions, print it with what it gives."""
        classes = node["classes"]
        if "cell" not in classes or node[0]["classes"] != ["cell_input"] or "tag_yours" in classes:
            return self.parts(node)
        code = node[0].astext()
        caught = "tag_raises-exception" in classes
        return CUT + (CAUGHT.format(textwrap.indent(code, "    ")) if caught else code) + CUT

    def bullet_list(self, node: nodes.Node) -> str:
        """Write a list, but not the links to this notebook."""
        return "" if "chapter-notebook" in node["classes"] else super().bullet_list(node)


def setup(app):
    """Add the directive and the notebooks to Sphinx."""
    app.add_directive("chapter-notebook", ChapterNotebook)
    app.connect("doctree-resolved", publish)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
