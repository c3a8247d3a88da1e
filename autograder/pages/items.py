"""Exercises and checks as the items of a test: how difficult each is, and how well it tells students apart.

Difficulty is the share of an item's points that the class earned: 1 is easiest. Discrimination is the correlation
of an item's score with the score on all the rest: r(i, t − i), the part-whole corrected item-total correlation
(J. P. Guilford, Psychometric Methods, McGraw-Hill, 1954; Moodle's quiz statistics use the same).
"""

from collections import Counter
from collections.abc import Sequence
from statistics import StatisticsError, correlation, fmean
from typing import Any

from ..judging.result import PASSED
from .advice import FEWEST

Data = dict[str, Any]


def exercise(name: str, graded: list[Data]) -> Data:
    """An exercise with its checks, each as an item of the test."""
    taken = [result for result in graded if (result["exercises"].get(name) or {}).get("score") is not None]
    totals = [result["score"] for result in taken]
    own = [result["exercises"][name] for result in taken]
    asked: dict[str, list[tuple[Data, float]]] = {}  # by name: a result may be older than a change of the checks
    for exercise, total in zip(own, totals, strict=True):
        for check in exercise["checks"]:
            asked.setdefault(check["name"], []).append((check, total))
    checks = [{"sentence": pairs[0][0]["sentence"], **item(*zip(*pairs, strict=True))} for pairs in asked.values()]
    return {**item([{"name": name, **exercise} for exercise in own], totals), "checks": checks}


def item(marked: Sequence[Data], totals: Sequence[float]) -> Data:
    """How many passed an exercise or a check, how difficult it was, and how well it tells students apart."""
    scores, points = [exercise["score"] for exercise in marked], marked[0]["points"]
    verdicts = Counter(exercise["verdict"] for exercise in marked)
    return {
        "name": marked[0]["name"], "points": points, "students": len(marked),
        "passed": verdicts[PASSED], "failed": verdicts["failed"], "no_answer": verdicts["no answer"],
        "mean": round(fmean(scores), 3),
        "difficulty": round(fmean(scores) / points if points else verdicts[PASSED] / len(marked), 3),
        "discrimination": discrimination(scores, totals),
    }  # fmt: skip


def discrimination(scores: Sequence[float], totals: Sequence[float]) -> float | None:
    """Correlate an item with the rest of the test; None for few students, or where all did alike."""
    rest = [total - score for score, total in zip(scores, totals, strict=True)]
    try:
        return round(correlation(scores, rest), 3) if len(scores) >= FEWEST else None
    except StatisticsError:
        return None


def rows(numbers: Data) -> list[Data]:
    """A row an exercise and a check."""
    table = []
    for exercise in numbers["exercises"]:
        both = [{"exercise": exercise["name"], "check": "", **exercise}]
        both += [{"exercise": exercise["name"], "check": check["name"], **check} for check in exercise["checks"]]
        table += [
            {key: value for key, value in idea.items() if key not in ("name", "sentence", "checks")} for idea in both
        ]
    return table
