"""Set formulas while the book is built: inline SVG for the eye, MathML for the ear, no script, no font."""

import re
from xml.etree import ElementTree

import ziamath
from docutils import nodes
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number
from ziamath.tex import tex2mml

logger = logging.getLogger(__name__)
EM = 20  # ziamath draws at 20 units an em; the book's text is a little larger than STIX Two looks

ziamath.config.math.color = "currentColor"
ziamath.config.precision = 2
ElementTree.register_namespace("", "http://www.w3.org/2000/svg")


def mathml(tex: str, inline: bool) -> str:
    """Translate LaTeX to MathML; what LaTeX would refuse is an error, not red text in the page."""
    if len(re.findall(r"(?<!\\){", tex)) != len(re.findall(r"(?<!\\)}", tex)):
        raise ValueError("unbalanced braces")
    result = tex2mml(tex, inline=inline)
    if unknown := re.search(r">(\\[^<]*)<", result):
        raise ValueError(f"unknown command {unknown[1]}")
    return result


def svg(markup: str, drawn: set[str]) -> str:
    """Draw MathML on the text's baseline; a glyph that the page has drawn already is only used again."""
    math = ziamath.Math(ElementTree.fromstring(markup), size=EM)
    root = math.svgxml()
    for symbol in root.findall("symbol"):
        if symbol.get("id") in drawn:
            root.remove(symbol)
        drawn.add(symbol.get("id", ""))
    if any(float(use.get("x", 0)) < math.node.bbox.xmin - EM / 5 for use in root.findall("use")):
        raise ValueError("ziamath draws a part outside the formula; write it another way")
    width, height = (float(root.get(side, 0)) / EM for side in ("width", "height"))
    drop = (math.node.bbox.ymin - math.margin) / EM
    root.attrib.pop("width"), root.attrib.pop("height")
    root.set("style", f"width:{width:.3f}em;height:{height:.3f}em;vertical-align:{drop:.3f}em")
    root.set("aria-hidden", "true")
    return ElementTree.tostring(root, encoding="unicode")


def render(translator, node: nodes.Element, inline: bool) -> str:
    """Give a formula's HTML, or warn (which fails a strict build) and give its source."""
    drawn = translator.__dict__.setdefault("drawn_glyphs", set())
    try:
        markup = mathml(node.astext(), inline)
        return f'<span class="maths">{markup}{svg(markup, drawn)}</span>'
    except Exception as error:
        logger.warning("formula %r: %s %s", node.astext(), type(error).__name__, error, location=node)
        return translator.encode(node.astext())


def visit_math(translator, node: nodes.math) -> None:
    """Write a formula within a sentence."""
    translator.body.append(render(translator, node, inline=True))
    raise nodes.SkipNode


def visit_math_block(translator, node: nodes.math_block) -> None:
    """Write a formula in a line of its own, with its number."""
    translator.body.append(translator.starttag(node, "div", CLASS="maths-block"))
    translator.body.append(render(translator, node, inline=False))
    if node.get("number"):
        number = get_node_equation_number(translator, node)
        translator.body.append(f'<span class="eqno">({number})</span>')
    translator.body.append("</div>\n")
    raise nodes.SkipNode


def setup(app):
    """Add the renderer to Sphinx."""
    app.add_html_math_renderer("maths", (visit_math, None), (visit_math_block, None))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
