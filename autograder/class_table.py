"""The table that `grade` prints: a row a student, what needs a human last."""

from collections.abc import Sequence
from statistics import mean, median
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

COLORS = {"passed": "green", "failed": "yellow", "no answer": "red"}
ENDINGS = {"time": "ran out of time", "memory": "ran out of memory", "output": "printed too much"}
UNWRITTEN = "not written yet"
MOST_ROWS = 60


def print_table(console: Console, results: Sequence[dict[str, Any]]) -> None:
    """Print each student's points by exercise, the total, and a word on what happened."""
    names = list(dict.fromkeys(name for result in results for name in result["exercises"]))
    table = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("student")
    for name in [*names, "score"]:
        table.add_column(name, justify="right")
    table.add_column("what happened", style="dim")
    for result in sorted(results, key=_order)[:MOST_ROWS]:
        cells = [_points(result["exercises"].get(name)) for name in names]
        table.add_row(short(result["student"], 28), *cells, _score(result), short(_remark(result), 56))
    console.print(table)
    if len(results) > MOST_ROWS:
        console.print(f"… and {len(results) - MOST_ROWS} more", style="dim")
    console.print(Text(summary(results)), style="bold")


def _order(result: dict[str, Any]) -> tuple[bool, str]:
    return result["score"] is None, result["student"]


def short(text: str, most: int) -> str:
    """Make text harmless on a terminal, without control characters or markup, and no longer than this."""
    printable = "".join(sign if sign.isprintable() else "�" for sign in text)
    return escape(printable if len(printable) <= most else f"{printable[: most - 1]}…")


def _points(exercise: dict[str, Any] | None) -> Text:
    return Text(f"{exercise['score']:g}", style=COLORS[exercise["verdict"]]) if exercise else Text("–")


def _score(result: dict[str, Any]) -> str:
    return "–" if result["score"] is None else f"{result['score']:g}/{result['points']:g}"


def _remark(result: dict[str, Any]) -> str:
    if result["score"] is None:
        return f"could not be graded: {result['reason']}"
    found = {name: _happened(exercise) for name, exercise in result["exercises"].items()}
    if set(found.values()) == {UNWRITTEN}:
        return "not started"
    return "; ".join(f"{name}: {word}" for name, word in found.items() if word)


def _happened(exercise: dict[str, Any]) -> str:
    """Name the misconception, the way it ended, or the exception."""
    held = [check["misconception"] for check in exercise["checks"] if check["misconception"]]
    if held or not exercise["ending"]:
        return str(held[0]).replace("_", " ") if held else ""
    if exercise["ending"] != "raised":
        return ENDINGS.get(exercise["ending"], str(exercise["ending"]))
    reason = str(next(check["message"] for check in exercise["checks"] if check["verdict"] == "no answer"))
    return UNWRITTEN if UNWRITTEN in reason else reason.split(":")[0].split(" ", 1)[-1]


def summary(results: Sequence[dict[str, Any]]) -> str:
    """Sum the class up in a sentence."""
    scores = [result["score"] for result in results if result["score"] is not None]
    lost = len(results) - len(scores)
    text = f"{len(scores)} graded"
    if scores:
        text += f", mean {mean(scores):.1f} and median {median(scores):g} of {results[0]['points']:g} points"
    return text + (f"; {lost} could not be graded" if lost else "")
