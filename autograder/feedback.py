"""The page that a student gets: a pure function of the result, self-contained, all text escaped."""

from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

PAGES = Path(__file__).parent / "pages"


def page(result: dict[str, Any]) -> str:
    """Render the feedback on a result."""
    return environment().get_template("feedback.html.j2").render(result=result)


@cache
def environment() -> Environment:
    """The templates, with what they share; everything in them is escaped."""
    known = Environment(
        loader=FileSystemLoader(PAGES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    known.filters |= {"number": number, "words": words, "percent": percent, "grouped": grouped}
    known.globals["style"] = (PAGES / "style.css").read_text()
    return known


def number(value: float) -> str:
    """Write points without needless zeros."""
    return f"{value:g}"


def percent(part: float, whole: float) -> str:
    """Write a share for a style, between nothing and all."""
    return f"{100 * min(max(part / whole, 0), 1) if whole else 0:.4g}%"


def words(name: str) -> str:
    """Write a name of the machine's for people."""
    return name.replace("_", " ").capitalize()


def grouped(checks: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Put neighbouring checks together that say the same, so that a page does not repeat itself."""
    together = groupby(checks, key=lambda check: (check["verdict"], check["message"]) if check["message"] else id(check))
    return [list(group) for _, group in together]
