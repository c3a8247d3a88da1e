"""Hold every page to the book's promises: figures with words, and pages that are light and read well aloud."""

import re
import shutil
from pathlib import Path

from docutils import nodes
from sphinx.util import logging

logger = logging.getLogger(__name__)

# What the theme writes, and what the page should say instead.
MENDED = {
    r'<script[^>]*fontawesome\.js[^>]*></script>': "",  # 1.4 MB; the icons come from a font that is there too
    r' aria-label="Toggle hidden content"': "",  # hides the words that are there to be read
}
UNUSED = ["**/*.map", "**/fontawesome.js*", "_static/locales"]


def demand_alt(app, doctree: nodes.document, docname: str) -> None:
    """Warn, which fails a strict build, of each image that says nothing to those who do not see it."""
    for image in doctree.findall(nodes.image):
        if not image.get("alt", "").strip():
            logger.warning("%s: image without alt text", image["uri"], location=docname)


def mend(app, exception) -> None:
    """Mend the theme's pages, and drop the files that no page asks for."""
    if exception or app.builder.format != "html":
        return
    for page in Path(app.outdir).rglob("*.html"):
        page.write_text(mended(page.read_text(encoding="utf-8")), encoding="utf-8")
    for pattern in UNUSED:
        for path in Path(app.outdir).glob(pattern):
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def mended(html: str) -> str:
    for found, instead in MENDED.items():
        html = re.sub(found, instead, html)
    return html


def setup(app):
    app.connect("doctree-resolved", demand_alt)
    app.connect("build-finished", mend)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
