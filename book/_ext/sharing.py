"""Tell those who link a page what it is about: a description, a title, a picture."""

import shutil
import textwrap
from html import escape
from pathlib import Path

import kernels
from docutils import nodes

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
    return textwrap.shorten(first.partition("It takes")[0], 250, placeholder=" …")


def tag(kind: str, name: str, content: str) -> str:
    """Write a meta element."""
    return f'<meta {kind}="{name}" content="{escape(content)}" />'


def add_preview(app, exception) -> None:
    """Publish the picture that stands for the book where it is linked; drawn once, and kept as outputs are."""
    if exception or app.builder.name != "html":
        return
    kept = Path(app.config.nb_execution_cache_path, "preview.png")
    if not kept.exists():
        kernels.call_in_fork("preview:draw", kept)
    shutil.copy(kept, Path(app.outdir, PREVIEW))


def setup(app):
    """Add descriptions and picture to Sphinx."""
    app.connect("html-page-context", describe)
    app.connect("build-finished", add_preview)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
