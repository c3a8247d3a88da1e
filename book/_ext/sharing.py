"""Tell those who link a page what it is about: a description, a title, a picture."""

from html import escape
from pathlib import Path

import matplotlib.pyplot as plt
import pictures
from docutils import nodes
from palette import INK, ORANGE
from runs import STANDARDISED, path

PREVIEW = "_static/preview.png"


def describe(app, pagename: str, templatename: str, context: dict, page: nodes.document | None) -> None:
    """Add to a page's head what search engines and messengers show of it."""
    if page is None:
        return
    title, words = f"{context['title']} - {app.config.project}", description(page) or app.config.project
    names = {"description": words}
    properties = {
        "og:title": title,
        "og:description": words,
        "og:type": "article",
        "og:site_name": app.config.project,
        "og:image": app.config.html_baseurl + PREVIEW,
    }
    tags = [tag("name", *pair) for pair in names.items()] + [tag("property", *pair) for pair in properties.items()]
    context["metatags"] = "\n".join([context.get("metatags", ""), *tags])


def description(page: nodes.document) -> str:
    """Say what a page is about, in its own first words."""
    first = next(page.findall(nodes.paragraph), nodes.paragraph()).astext()
    return " ".join(first.partition("It takes")[0].split())


def tag(kind: str, name: str, content: str) -> str:
    """Write a meta element."""
    return f'<meta {kind}="{name}" content="{escape(content)}" />'


def draw_preview(app, exception) -> None:
    """Draw the picture that stands for the book where it is linked: 1200 by 630 pixels, dark on white."""
    if exception or app.builder.name != "html":
        return
    figure, ax = plt.subplots(figsize=(12, 6.3), facecolor="white")
    steps = path(0.3, 20, STANDARDISED)
    pictures.data(ax, s=90)
    for params, dashes in ((steps[0], "--"), (steps[2], "-."), (steps[20], "-")):
        pictures.curve(ax, pictures.in_seconds(params), "", color=ORANGE, linestyle=dashes, linewidth=4)
    ax.set_title("Design Your First\nMachine Learning Model", fontsize=40, color=INK, loc="center", y=0.62)
    ax.set_axis_off()
    figure.savefig(Path(app.outdir, PREVIEW), dpi=100, metadata={"Software": None}, facecolor="white")
    plt.close(figure)


def setup(app):
    """Add descriptions and picture to Sphinx."""
    app.connect("html-page-context", describe)
    app.connect("build-finished", draw_preview)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
