"""The page that a student gets: a pure function of the result, self-contained, all text escaped."""

import re
import zipfile
from collections.abc import Iterable
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

PAGES = Path(__file__).parent


def page(result: dict[str, Any], score: float | str = "", comments: Iterable[str] = ()) -> str:
    """Render the feedback on a result, with the mark and the comments that a person gave, if any."""
    mark = score if score not in ("", result["score"]) else None
    return environment().get_template("feedback.html.j2").render(result=result, mark=mark, comments=comments)


@cache
def environment() -> Environment:
    """The templates, with what they share; everything in them is escaped."""
    known = Environment(
        loader=FileSystemLoader(PAGES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    known.filters |= {"number": number, "words": words, "percent": percent, "prose": prose, "grouped": grouped}
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


def prose(text: str) -> Markup:
    """Set what stands between backticks as code."""
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(text))))


def grouped(checks: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Put neighbouring checks together that say the same, so that a page does not repeat itself."""
    together = groupby(
        checks, key=lambda one: (one["verdict"], one["misconception"] or one["message"]) if one["message"] else id(one)
    )
    return [list(group) for _, group in together]


def bundle(path: Path, pages: dict[str, str], known: dict[str, dict[str, str]], form: str, name: str) -> list[str]:
    """Zip the pages by student for upload; return the students whom the LMS would not find.

    moodle  (Assignment, Upload multiple feedback files in a zip): NAME_NUMBER_assignsubmission_file_/PAGE
    canvas  (Assignment, Upload Submissions): NAME_USER_FILENUMBER_PAGE
    Both begin as the student's file did in the archive that was collected; `known` has these beginnings.
    """
    between = {"moodle": "_/", "canvas": "_"}[form]
    begins = {student: one["who"] for student, one in known.items() if one["form"] == form}
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for student in sorted(pages.keys() & begins):
            archive.writestr(f"{begins[student]}{between}{name}_feedback.html", pages[student])
    return sorted(pages.keys() - begins)
