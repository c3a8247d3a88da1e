"""Set formulas while the book is built: inline SVG for the eye, MathML for the ear, no script, no font."""

import json
import re
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

from docutils import nodes
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number

logger = logging.getLogger(__name__)
EM = 20  # ziamath draws at 20 units an em; the book's text is a little larger than STIX Two looks
KEPT = "formulas.json"  # beside the chapters' outputs: MathML and drawing of each formula

ElementTree.register_namespace("", "http://www.w3.org/2000/svg")


@cache
def ziamath():
    """Import the library when there is a formula to set: it takes a while."""
    import ziamath
    import ziamath.tex

    ziamath.config.math.color = "currentColor"
    ziamath.config.precision = 2
    return ziamath


def mathml(tex: str, inline: bool) -> str:
    """Translate LaTeX to MathML; what LaTeX would refuse is an error, not red text in the page."""
    if len(re.findall(r"(?<!\\){", tex)) != len(re.findall(r"(?<!\\)}", tex)):
        raise ValueError("unbalanced braces")
    result = ziamath().tex.tex2mml(tex, inline=inline)
    if unknown := re.search(r">(\\[^<]*)<", result):
        raise ValueError(f"unknown command {unknown[1]}")
    return result


def svg(markup: str, drawn: set[str]) -> str:
    """Draw MathML; a glyph that the page has drawn already is only used again."""
    return without(drawn, drawing(markup))


def without(drawn: set[str], picture: str) -> str:
    """Leave out the glyphs that are drawn already, and note those that are new."""

    def first(symbol: re.Match) -> str:
        seen = symbol[1] in drawn
        drawn.add(symbol[1])
        return "" if seen else symbol[0]

    return re.sub(r'<symbol id="([^"]+)".*?</symbol>', first, picture, flags=re.DOTALL)


def drawing(markup: str) -> str:
    """Draw MathML on the text's baseline."""
    math = ziamath().Math(ElementTree.fromstring(markup), size=EM)
    root = math.svgxml()
    if any(float(use.get("x", 0)) < math.node.bbox.xmin - EM / 5 for use in root.findall("use")):
        raise ValueError("ziamath draws a part outside the formula; write it another way")
    width, height = (float(root.get(side, 0)) / EM for side in ("width", "height"))
    drop = (math.node.bbox.ymin - math.margin) / EM
    root.attrib.pop("width"), root.attrib.pop("height")
    root.set("style", f"width:{width:.3f}em;height:{height:.3f}em;vertical-align:{drop:.3f}em")
    root.set("aria-hidden", "true")
    return ElementTree.tostring(root, encoding="unicode")


def formula(kept: dict, tex: str, inline: bool) -> tuple[str, str]:
    """Give a formula's MathML and its drawing, from those kept or made now."""
    key = f"{'inline' if inline else 'block'} {tex}"
    if key not in kept:
        markup = mathml(tex, inline)
        kept[key] = markup, drawing(markup)
    return kept[key]


def render(translator, node: nodes.Element, inline: bool) -> str:
    """Give a formula's HTML, or warn (which fails a strict build) and give its source."""
    drawn = translator.__dict__.setdefault("drawn_glyphs", set())
    try:
        markup, picture = formula(translator.builder.app.formulas, node.astext(), inline)
        return f'<span class="formula">{markup}{without(drawn, picture)}</span>'
    except Exception as error:
        logger.warning("formula %r: %s %s", node.astext(), type(error).__name__, error, location=node)
        return translator.encode(node.astext())


def remember(app) -> None:
    """Read the formulas that were set before."""
    kept = Path(app.config.nb_execution_cache_path, KEPT)
    app.formulas = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else {}


def keep(app, exception) -> None:
    """Keep the formulas that were set, for the next build."""
    kept = Path(app.config.nb_execution_cache_path, KEPT)
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(json.dumps(app.formulas), encoding="utf-8")


def visit_math(translator, node: nodes.math) -> None:
    """Write a formula within a sentence."""
    translator.body.append(render(translator, node, inline=True))
    raise nodes.SkipNode


def visit_math_block(translator, node: nodes.math_block) -> None:
    """Write a formula in a line of its own, with its number."""
    translator.body.append(translator.starttag(node, "div", CLASS="formula-block"))
    translator.body.append(render(translator, node, inline=False))
    if node.get("number"):
        number = get_node_equation_number(translator, node)
        translator.body.append(f'<span class="eqno">({number})</span>')
    translator.body.append("</div>\n")
    raise nodes.SkipNode


def setup(app):
    """Add the renderer to Sphinx."""
    app.add_html_math_renderer("formulas", (visit_math, None), (visit_math_block, None))
    app.connect("builder-inited", remember)
    app.connect("build-finished", keep)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
