"""Hold every page to the book's promises: figures with words, and pages that are light and read well aloud."""

import re
import shutil
from pathlib import Path

import icons
from docutils import nodes
from sphinx.util import logging

logger = logging.getLogger(__name__)

# What the theme writes, and what the page should say instead.
MENDED = {
    r"<script[^>]*fontawesome\.js[^>]*></script>": "",  # 1.4 MB; the icons come from a font that is there too
    r' aria-label="Toggle hidden content"': "",  # hides the words that are there to be read
    r'<th class="head"><p></p></th>': "<td></td>",  # a corner without words heads nothing
    r'<div id="pst-primary-sidebar"': '<div id="pst-primary-sidebar" role="region" aria-label="The book"',
}
SEARCH = r'<script src="[^"]*(searchtools|language_data|searchindex)\.js"></script>'  # for the search page only
UNUSED = ["**/*.map", "**/fontawesome.js*", "_static/locales", "**/webfonts/*.ttf"]


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
        mended = mend_page(page.read_text(encoding="utf-8"))
        page.write_text(mended if page.stem == "search" else re.sub(SEARCH, "", mended), encoding="utf-8")
    for picture in Path(app.outdir).glob("_images/*.svg"):
        picture.write_text(lighten(picture.read_text(encoding="utf-8")), encoding="utf-8")
    icons.thin(Path(app.outdir), Path(app.config.nb_execution_cache_path))
    for pattern in UNUSED:
        for path in Path(app.outdir).glob(pattern):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    Path(app.outdir, ".nojekyll").touch()  # or GitHub Pages leaves out _static


def mend_page(html: str) -> str:
    """Replace what the theme writes badly."""
    for found, instead in MENDED.items():
        html = re.sub(found, instead, html)
    return html


def lighten(svg: str) -> str:
    """Leave out what nobody sees: hundredths of a pixel, indentation, metadata."""
    short = re.sub(r"\b([1-9]\d*\.\d)\d+", r"\1", re.sub(r"<metadata>.*?</metadata>", "", svg, flags=re.DOTALL))
    return re.sub(r"\s*\n\s*|  +", " ", short)


def setup(app):
    """Add the gates to Sphinx."""
    app.connect("doctree-resolved", demand_alt)
    app.connect("build-finished", mend)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
