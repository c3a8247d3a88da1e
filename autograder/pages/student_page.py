"""The page that a student gets: a pure function of the result, self-contained, all text escaped."""

import re
import zipfile
from datetime import timedelta
from functools import cache
from itertools import groupby
from math import ceil
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

PAGES = Path(__file__).parent
Data = dict[str, Any]


def page(result: Data, mark: Any = None, chapters: Data | None = None) -> str:
    """Render the feedback on a result, with the mark that the gradebook has, by hand or late, if it is known."""
    shown = {"result": result, "mark": mark, "chapters": chapters or {}, **view(result, mark)}
    return environment().get_template("feedback.html.j2").render(shown)


def explanation(result: Data, mark: Any = None) -> str:
    """Render, for the instructor, what was asked and what came."""
    return environment().get_template("explain.html.j2").render(result=result, mark=mark, **view(result, mark))


def view(result: Data, mark: Any) -> Data:
    """What the page says of the whole and of each exercise: points as they count, and how they came about."""
    judged = result["exercises"]
    names = list(mark.scores) if mark and mark.submitted else list(judged)
    exercises = [_exercise(name, judged.get(name, {}), mark) for name in names]
    by_hand = [exercise for exercise in exercises if exercise["by_hand"]]
    waiting = [exercise for exercise in exercises if exercise["score"] is None]
    score = result["score"] if mark is None else mark.total if len(waiting) < len(exercises) else None
    checks = sum((exercise["checked"] or 0 for exercise in exercises), 0.0)
    return {"exercises": exercises, "by_hand": by_hand, "waiting": waiting, "score": score, "by_checks": checks}


def _exercise(name: str, judged: Data, mark: Any) -> Data:
    own = mark.scores[name] if mark and name in mark.scores else None
    checked = own.auto if own else judged["score"]
    return {
        "name": name, "checks": judged.get("checks", []), "code": judged.get("code"), "why": judged.get("waiting"),
        "checked": checked,
        "score": own.value if own else checked, "points": own.most if own else judged["points"],
        "by_hand": own is not None and own.manual not in (None, own.auto),
        "comments": [text for cell, text in mark.comments if cell == name] if mark else [],
    }  # fmt: skip


@cache
def environment() -> Environment:
    """The templates, with what they share; everything in them is escaped."""
    templates = Environment(
        loader=FileSystemLoader(PAGES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    templates.filters |= {
        "number": number,
        "words": words,
        "percent": percent,
        "prose": prose,
        "grouped": grouped,
        "span": span,
        "signed": signed,
        "points": points,
    }
    templates.globals["style"] = (PAGES / "style.css").read_text()
    return templates


def number(value: float) -> str:
    """Write points without needless zeros."""
    return f"{value:g}"


def points(value: float) -> str:
    """Write a number of points."""
    return f"{value:g} point{'' if value == 1 else 's'}"


def signed(value: float) -> str:
    """Write what is added or taken, with its sign."""
    return f"{value:+g}".replace("-", "−")


def span(time: timedelta) -> str:
    """Write how long, in the two largest units."""
    minutes = ceil(time.total_seconds() / 60)
    counts = {"day": minutes // 1440, "hour": minutes // 60 % 24, "minute": minutes % 60}
    parts = [f"{count} {unit}{'s' if count > 1 else ''}" for unit, count in counts.items() if count]
    return " ".join(parts[:2])


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
    """Put neighboring checks together that say the same, so that a page does not repeat itself."""
    together = groupby(
        checks,
        key=lambda check: (
            (check["verdict"], check["misconception"] or check["message"]) if check["message"] else id(check)
        ),
    )
    return [list(group) for _, group in together]


def bundle(path: Path, pages: dict[str, str], origins: dict[str, dict[str, str]], form: str, name: str) -> list[str]:
    """Zip the pages by student for upload; return the students whom the LMS would not find.

    moodle  (Assignment, Upload multiple feedback files in a zip): NAME_NUMBER_assignsubmission_file_/PAGE
    canvas  (Assignment, Upload Submissions): NAME_USER_FILENUMBER_PAGE
    Both begin as the student's file did in the archive that was collected; `origins` has these beginnings.
    """
    between = {"moodle": "_/", "canvas": "_"}[form]
    begins = {student: origin["who"] for student, origin in origins.items() if origin["form"] == form}
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for student in sorted(pages.keys() & begins):
            archive.writestr(f"{begins[student]}{between}{name}_feedback.html", pages[student])
    return sorted(pages.keys() - begins)
