"""Ask the reader: a question and its choices, each of which opens to say why it is right or wrong.

Paper cannot open anything: there the reasons stand at the end of the chapter.
"""

from string import ascii_lowercase

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

VERDICTS = {"right": "Right.", "wrong": "Not so."}


class element(nodes.General, nodes.Element):
    """An HTML element that docutils has no node for; `tag` names it."""


class SelfCheck(SphinxDirective):
    """Set the question over its choices."""

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True

    def run(self):
        """Write the question, then what is nested in it."""
        text, _ = self.state.inline_text(self.arguments[0], self.lineno)
        question = nodes.paragraph("", "", *text, classes=["question"])
        return [element("", question, *self.parse_content_to_nodes(), tag="div", classes=["self-check"])]


class Choice(SphinxDirective):
    """Set one choice, `right: ...` or `wrong: ...`; opening it shows the verdict and the reason."""

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True

    def run(self):
        """Write what opens, and what it opens."""
        verdict, _, answer = self.arguments[0].partition(":")
        if verdict not in VERDICTS or not self.content:
            raise self.error("a choice starts with 'right:' or 'wrong:' and says why")
        text, _ = self.state.inline_text(answer.strip(), self.lineno)
        reason = self.parse_content_to_nodes()
        reason[0].insert(0, [nodes.strong("", VERDICTS[verdict]), nodes.Text(" ")])
        summary = element("", *text, tag="summary")
        return [element("", summary, *reason, tag="details", classes=["choice", verdict])]


def collect_answers(app, page: nodes.document) -> None:
    """Repeat the reasons at the end of the page, for paper only."""
    checks = [check for check in page.findall(element) if "self-check" in check["classes"]]
    if checks:
        heading = nodes.paragraph("", "", nodes.strong("", "Answers to the questions of this chapter"))
        lines = [line for number, check in enumerate(checks, 1) for line in answers(number, check)]
        page[-1].append(element("", heading, *lines, tag="div", classes=["answers"]))


def answers(number: int, check: element) -> list[nodes.Node]:
    """Write the reason of each choice after its letter."""
    lines = []
    check[0].insert(0, nodes.inline("", f"{number}. ", classes=["paper"]))
    for letter, choice in zip(ascii_lowercase, check[1:], strict=False):
        reasons = [reason.deepcopy() for reason in choice[1:]]
        reasons[0].insert(0, nodes.Text(f"{number}{letter}. "))
        lines += reasons
    return lines


def visit(translator, node: element) -> None:
    """Open the element."""
    translator.body.append(translator.starttag(node, node["tag"], ""))


def depart(translator, node: element) -> None:
    """Close the element."""
    translator.body.append(f"</{node['tag']}>\n")


def setup(app):
    """Add both directives to Sphinx."""
    app.add_node(element, html=(visit, depart))
    app.add_directive("self-check", SelfCheck)
    app.add_directive("choice", Choice)
    app.connect("doctree-read", collect_answers)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
