"""The table that `grade` prints: a row a student, what needs a human last."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from statistics import mean, median
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from ..judging.result import BY_HAND, GRADED, NOT_GRADED
from .student_page import span

COLORS = {"passed": "green", "failed": "yellow", "no answer": "red", BY_HAND: "blue"}
REMARKS = {
    "time": "ran out of time", "memory": "ran out of memory", "output": "printed too much",
    "unwritten": "unfinished",
}  # fmt: skip
MOST_ROWS = 60


@dataclass(frozen=True, slots=True)
class Row:
    """What the table says of a result, which is a hundred times as large."""

    student: str
    score: float | None
    points: float
    reason: str | None
    exercises: dict[str, tuple[float | None, str]]  # points and verdict
    remark: str
    ours: bool = False
    status: str = GRADED
    doubt: str | None = None
    name: str = ""
    saved: bool = False

    @classmethod
    def of(cls, result: dict[str, Any]) -> "Row":
        """Shorten a result."""
        exercises = {name: (exercise["score"], exercise["verdict"]) for name, exercise in result["exercises"].items()}
        score, points, reason = result["score"], result["points"], result["reason"]
        doubt, asides = result.get("doubt"), result.get("notes")
        remark = short(_remark(result), 160 if score is None or doubt or asides else 56)
        ours = result.get("ours", False)
        status, saved = result["status"], "fingerprint" in result
        return cls(result["student"], score, points, reason, exercises, remark, ours, status, doubt, saved=saved)

    def with_mark(self, mark: Any) -> "Row":
        """The same with the person's name, and the mark that stands in the gradebook, by hand and late included."""
        scores = mark.scores.items()
        by_hand = [f"{name} {score.manual:g} by hand" for name, score in scores if score.manual is not None]
        late = [f"late by {span(mark.late)}: −{mark.taken:g}"] if mark.taken else []
        remark = "; ".join([*(short(part, 40) for part in (*late, *by_hand)), *filter(None, [self.remark])])
        if not mark.scored:
            status = self.status if self.reason else mark.status
            return replace(self, name=mark.student.name, remark=remark, score=None, status=status)
        verdicts = {name: verdict for name, (_, verdict) in self.exercises.items()}
        points = {name: (score.value, verdicts.get(name, BY_HAND)) for name, score in mark.scores.items()}
        fields = {"exercises": points, "score": mark.total, "status": GRADED}
        return replace(self, name=mark.student.name, remark=remark, **fields)


def print_changes(
    console: Console, changed: dict[str, str], before: int, too_high: Sequence[str], preview: bool
) -> None:
    """Print whose mark a run has changed, by what; and scores by hand that are above what there is."""
    if before:
        verb = "would change" if preview else "changed"
        console.print(
            Text(f"{len(changed)} of {before} {verb}." if changed else f"Nobody's mark {verb}."), style="bold"
        )
    for student, text in list(changed.items())[:MOST_ROWS]:
        console.print(f"{short(student, 28)}: {short(text, 300)}")
    if len(changed) > MOST_ROWS:
        console.print(f"… and {len(changed) - MOST_ROWS} more", style="dim")
    for text in too_high:
        console.print(f"Above what there is, so check again: {short(text, 100)}", style="yellow")
    if preview:
        console.print("Nothing was written.", style="bold")


def print_table(console: Console, rows: Sequence[Row]) -> None:
    """Print each student's points by exercise, the total, and a word on what happened."""
    names = list(dict.fromkeys(name for row in rows for name in row.exercises))
    table = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("student")
    for name in [*names, "score"]:
        table.add_column(name, justify="right")
    table.add_column("what happened", style="dim")
    for row in _shown(rows):
        cells = [_points(row.exercises.get(name)) for name in names]
        who = row.student if row.name in ("", row.student) else f"{row.student} · {row.name}"
        table.add_row(short(who, 36), *cells, _score(row), row.remark)
    console.print(table)
    if len(rows) > MOST_ROWS:
        console.print(f"… and {len(rows) - MOST_ROWS} more", style="dim")
    console.print(Text(summary(rows)), style="bold")


def _shown(rows: Sequence[Row]) -> list[Row]:
    """As many rows as people read; of a large class first of all those that need a human."""
    graded = sorted((row for row in rows if row.score is not None), key=attrgetter("student"))
    lost = sorted((row for row in rows if row.score is None), key=lambda row: (row.status != NOT_GRADED, row.student))
    lost = lost[:MOST_ROWS]
    return [*graded[: MOST_ROWS - len(lost)], *lost]


def short(text: str, most: int) -> str:
    """Make text harmless on a terminal, without control characters or markup, and no longer than this."""
    printable = "".join(sign if sign.isprintable() else "�" for sign in text)
    return escape(printable if len(printable) <= most else f"{printable[: most - 1]}…")


def _points(exercise: tuple[float | None, str] | None) -> Text:
    score, verdict = exercise or (None, "")
    return Text("–") if score is None else Text(f"{score:g}", style=COLORS[verdict])


def _score(row: Row) -> str:
    return "–" if row.score is None else f"{row.score:g}/{row.points:g}"


def _attempts(result: dict[str, Any]) -> str:
    """Say that the newest attempt went down, or that it is not the one that counts."""
    attempts = result.get("attempts", [])
    *_, before, last = [None, None, *(attempt["score"] for attempt in attempts)]
    went_down = before is not None and last is not None and last < before
    parts = [f"went down from {before:g} to {last:g}"] if went_down else []
    parts += [f"attempt {result['attempt']} counts"] if attempts and result["attempt"] != len(attempts) else []
    return ", ".join(parts)


def _remark(result: dict[str, Any]) -> str:
    asides = [*filter(None, [result.get("doubt"), _attempts(result)]), *result.get("notes", ())]
    return "; ".join(filter(None, [*asides, _words(result)]))


def _words(result: dict[str, Any]) -> str:
    if result["status"] == NOT_GRADED:
        return f"could not be graded: {result['reason']}"
    if result["score"] is None:
        return str(result["reason"])
    if {exercise["ending"] for exercise in result["exercises"].values()} == {"unwritten"}:
        return "no answers yet"
    found = {name: _happened(exercise) for name, exercise in result["exercises"].items()}
    return "; ".join(f"{name}: {word}" for name, word in found.items() if word)


def _happened(exercise: dict[str, Any]) -> str:
    """Name the misconception, the way it ended, the exception, or that a person grades it."""
    if exercise["waiting"]:
        return f"by hand ({exercise['waiting']})"
    held = [check["misconception"] for check in exercise["checks"] if check["misconception"]]
    if held or not exercise["ending"]:
        return str(held[0]).replace("_", " ") if held else ""
    if exercise["ending"] != "raised":
        return REMARKS.get(exercise["ending"], str(exercise["ending"]))
    return f"raised {next(filter(None, (check.get('raised') for check in exercise['checks'])), 'an exception')}"


def summary(rows: Sequence[Row]) -> str:
    """Sum the class up in a sentence."""
    scores = [row.score for row in rows if row.score is not None]
    text = f"{len(scores)} graded"
    if scores:
        text += f", mean {mean(scores):.1f} and median {median(scores):g} of {rows[0].points:g} points"
    others = Counter(row.status for row in rows if row.score is None)
    lost = others.pop(NOT_GRADED, 0)
    counts = [f"{lost} could not be graded"] if lost else []
    return "; ".join([text, *counts, *(f"{count} {status}" for status, count in others.items())])
