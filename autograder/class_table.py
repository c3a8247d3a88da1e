"""The table that `grade` prints: a row a student, what needs a human last."""

from collections.abc import Sequence
from statistics import mean, median
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

COLORS = {"passed": "green", "failed": "yellow", "no answer": "red"}
MOST_ROWS = 60


def print_table(console: Console, results: Sequence[dict[str, Any]]) -> None:
    """Print each student's points by exercise, the total, and a word on what happened."""
    names = list(dict.fromkeys(name for result in results for name in result["exercises"]))
    table = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("student", overflow="fold")
    for name in names:
        table.add_column(name, justify="right")
    table.add_column("score", justify="right")
    table.add_column("what happened", overflow="fold", style="dim")
    for result in sorted(results, key=_order)[:MOST_ROWS]:
        cells = [_points(result["exercises"].get(name)) for name in names]
        table.add_row(plain(result["student"]), *cells, _score(result), plain(_remark(result)))
    console.print(table)
    if len(results) > MOST_ROWS:
        console.print(f"… and {len(results) - MOST_ROWS} more", style="dim")
    console.print(Text(summary(results)), style="bold")


def _order(result: dict[str, Any]) -> tuple[bool, str]:
    return result["score"] is None, result["student"]


def plain(text: str) -> str:
    """Make text harmless on a terminal: no control characters, no markup."""
    return escape("".join(sign if sign.isprintable() else "�" for sign in text))


def _points(exercise: dict[str, Any] | None) -> Text:
    return Text(f"{exercise['score']:g}", style=COLORS[exercise["verdict"]]) if exercise else Text("–")


def _score(result: dict[str, Any]) -> str:
    return "–" if result["score"] is None else f"{result['score']:g}/{result['points']:g}"


def _remark(result: dict[str, Any]) -> str:
    if result["score"] is None:
        return f"could not be graded: {result['reason']}"
    found = []
    for name, exercise in result["exercises"].items():
        held = next((check["misconception"] for check in exercise["checks"] if check["misconception"]), None)
        word = held or (exercise["ending"] if exercise["verdict"] == "no answer" else None)
        found += [f"{name}: {word.replace('_', ' ')}"] if word else []
    return "; ".join(found)


def summary(results: Sequence[dict[str, Any]]) -> str:
    """Sum the class up in a sentence."""
    scores = [result["score"] for result in results if result["score"] is not None]
    lost = len(results) - len(scores)
    text = f"{len(scores)} graded"
    if scores:
        text += f", mean {mean(scores):.1f} and median {median(scores):g} of {results[0]['points']:g} points"
    return text + (f"; {lost} could not be graded" if lost else "")
