"""Offer the notebook of an assignment: to download, and in the cloud once the repository's address is known."""

import os

from docutils import nodes
from edition import ROOT
from sphinx import addnodes
from sphinx.util.docutils import SphinxDirective

PLACES = {
    "Open in Colab": "https://colab.research.google.com/github/{name}/blob/{branch}/{path}",
    "Open on Binder": "https://mybinder.org/v2/gh/{name}/{branch}?labpath={path}",
}


class ExerciseNotebook(SphinxDirective):
    """Link the notebook, or say who hands it out where it is not there."""

    required_arguments = 1

    def run(self):
        """List the links."""
        stem = self.arguments[0]
        path = f"exercises/{stem}/{stem}.ipynb"
        self.env.note_dependency(str(ROOT / path))
        if not (ROOT / path).exists():
            return [nodes.paragraph("", "Your instructor hands out the notebook of this exercise.")]
        links = [self.download(path, f"Download {stem}.ipynb"), *in_the_cloud(self.config, path)]
        items = [nodes.list_item("", nodes.paragraph("", "", link)) for link in links]
        return [nodes.bullet_list("", *items, classes=["exercise-notebook"])]

    def download(self, path: str, text: str) -> nodes.Element:
        """Publish the notebook with the book."""
        target = "/" + os.path.relpath(ROOT / path, self.env.srcdir)
        return addnodes.download_reference(text, text, refdoc=self.env.docname, reftarget=target)


def in_the_cloud(config, path: str, branch: str = "") -> list[nodes.Element]:
    """Link the services that open a notebook from GitHub; none without the repository's address there."""
    theme = config.html_theme_options
    _, github, name = theme.get("repository_url", "").rstrip("/").partition("https://github.com/")
    branch = branch or theme.get("repository_branch") or "main"
    urls = {text: url.format(name=name, branch=branch, path=path) for text, url in PLACES.items()}
    return [nodes.reference("", text, refuri=url) for text, url in urls.items()] if github else []


def setup(app):
    """Add the directive to Sphinx."""
    app.add_directive("exercise-notebook", ExerciseNotebook)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
