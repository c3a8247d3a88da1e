"""Write what a page shows as Markdown, for the chapter's notebook: words, formulas, tables, questions, pictures."""

import base64
import textwrap
from html import escape
from pathlib import Path

from docutils import nodes
from gates import lighten

LANGUAGES = {"ipython3": "python", "myst-ansi": "text"}


class Markdown:
    """Write nodes of a resolved page as Markdown, a method a kind of node; what has none is written as its parts."""

    def __init__(self, folder: Path, numbers: dict[str, tuple[int, ...]]):
        """Find pictures below a folder, and the formulas' numbers by their ids."""
        self.folder, self.numbers = folder, numbers
        self.level = 0

    def write(self, node: nodes.Node) -> str:
        """Write a node."""
        return getattr(self, type(node).__name__, self.parts)(node)

    def parts(self, node: nodes.Node) -> str:
        """Write all that is in a node, one part after the other."""
        return "".join(self.write(child) for child in node.children)

    def nothing(self, node: nodes.Node) -> str:
        """Leave out what only a page can show."""
        return ""

    comment = target = index = label = nothing

    def raw(self, node: nodes.Node) -> str:
        """Say where to find what moves."""
        return "*(The explorer is on the page of this chapter.)*\n\n" if 'class="explorer' in node.astext() else ""

    def Text(self, node: nodes.Text) -> str:
        """Write words."""
        return node.astext()

    def paragraph(self, node: nodes.Node) -> str:
        """Write a paragraph."""
        return self.parts(node).replace("\n", " ") + "\n\n"

    def title(self, node: nodes.Node) -> str:
        """Write a heading."""
        return f"{'#' * self.level} {self.parts(node)}\n\n"

    def section(self, node: nodes.Node) -> str:
        """Write a section below its heading."""
        self.level += 1
        text = self.parts(node)
        self.level -= 1
        return text

    def inline(self, node: nodes.Node) -> str:
        """Write words that are not for paper only."""
        return "" if "paper" in node["classes"] else self.parts(node)

    def strong(self, node: nodes.Node) -> str:
        """Write bold words."""
        return f"**{self.parts(node)}**"

    def emphasis(self, node: nodes.Node) -> str:
        """Write slanted words."""
        return f"*{self.parts(node)}*"

    def caption(self, node: nodes.Node) -> str:
        """Write what stands below a picture."""
        return f"*{self.parts(node)}*\n\n"

    def literal(self, node: nodes.Node) -> str:
        """Write a name of the code."""
        return f"`{node.astext()}`"

    def literal_block(self, node: nodes.Node) -> str:
        """Write code that is read, or what was printed."""
        language = LANGUAGES.get(node.get("language"), node.get("language", ""))
        return f"```{language}\n{node.astext().rstrip()}\n```\n\n"

    def math(self, node: nodes.Node) -> str:
        """Write a formula within a sentence."""
        return f"${node.astext()}$"

    def math_block(self, node: nodes.Node) -> str:
        """Write a formula in a line of its own, with its number."""
        numbers = [self.numbers[name] for name in node["ids"] if name in self.numbers]
        number = f" \\tag{{{'.'.join(map(str, numbers[0]))}}}" if numbers else ""
        return f"$$\n{node.astext().strip()}{number}\n$$\n\n"

    def reference(self, node: nodes.Node) -> str:
        """Write a link that leads out of the book; of any other, its words."""
        uri = node.get("refuri", "")
        return f"[{self.parts(node)}]({uri})" if uri.startswith("http") else self.parts(node)

    def footnote_reference(self, node: nodes.Node) -> str:
        """Write the number of a source."""
        return f" [{node.astext()}]"

    def footnote(self, node: nodes.Node) -> str:
        """Write a source with its number."""
        return f"[{node[0].astext()}] {self.parts(node).strip()}\n\n"

    def bullet_list(self, node: nodes.Node) -> str:
        """Write a list with bullets."""
        return "".join(self.item(item, "- ") for item in node.children) + "\n"

    def enumerated_list(self, node: nodes.Node) -> str:
        """Write a list with numbers."""
        return "".join(self.item(item, f"{number}. ") for number, item in enumerate(node.children, 1)) + "\n"

    def item(self, node: nodes.Node, mark: str) -> str:
        """Write an item below its mark."""
        return mark + textwrap.indent(self.parts(node).strip(), " " * len(mark)).strip() + "\n"

    def table(self, node: nodes.Node) -> str:
        """Write a table: the head, a line, the rows."""
        rows = [[self.parts(cell).strip() for cell in row] for row in node.findall(nodes.row)]
        rows.insert(1, ["---"] * len(rows[0]))
        return "".join(f"| {' | '.join(row)} |\n" for row in rows) + "\n"

    def image(self, node: nodes.Node) -> str:
        """Carry a picture along."""
        svg = lighten((self.folder / node["uri"]).read_text(encoding="utf-8"))
        data = base64.b64encode(svg.encode()).decode()
        return f'<img alt="{escape(node["alt"].strip())}" src="data:image/svg+xml;base64,{data}">\n\n'

    def element(self, node: nodes.Node) -> str:
        """Write a question and its choices, and behind a lid what is right; the answers for paper are not needed."""
        if "answers" in node["classes"]:
            return ""
        question, *choices = node.children
        lines = [f"- {self.parts(choice[0])}" for choice in choices]
        reasons = [f"- {self.parts(choice[0])} → {self.parts(choice[1]).strip()}" for choice in choices]
        lid = "\n".join(["<details><summary>Answers</summary>", "", *reasons, "", "</details>"])
        return f"**{self.parts(question).strip()}**\n\n" + "\n".join(lines) + f"\n\n{lid}\n\n"
