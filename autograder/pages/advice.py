"""What a report advises: whom to talk to, what to teach again, which checks to doubt. Pure functions of results."""

import ast
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

from ..judging.result import NO_ANSWER, PASSED

Data = dict[str, Any]
FEWEST = 10  # students, below which a share or a correlation says nothing
FEW = 0.1  # of the class
LONGEST = 25  # lines of a sample
Link = Callable[[str], str | None]


def people(everyone: list[Data], marks: Mapping[str, Any], link: Link, refused: Sequence[Data]) -> list[Data]:
    """Whom to talk to, and why: the most urgent first."""
    elsewhere = {result["student"] for result in refused}
    absent = [student for student, mark in marks.items() if not mark.submitted and student not in elsewhere]
    nothing = [(student, "handed in nothing") for student in absent]
    others = [(result["student"], why) for result in everyone if (why := _why(result))]
    return [
        {"student": student, "name": called(student, marks), "why": why, "page": link(student)}
        for student, why in [*nothing, *sorted(others, key=lambda pair: pair[1], reverse=True)]
    ]


def called(student: str, marks: Mapping[str, Any]) -> str:
    """What people call a student."""
    return str(marks[student].student.name) if student in marks else student


def _why(result: Data) -> str | None:
    """Why someone should talk to this student, if so."""
    verdicts = [check["verdict"] for exercise in result["exercises"].values() for check in exercise["checks"]]
    if verdicts and {exercise["ending"] for exercise in result["exercises"].values()} == {"unwritten"}:
        return "no answers yet"
    *_, before, last = [None, None, *(attempt["score"] for attempt in result.get("attempts", []))]
    if before is not None and last is not None and last < before:
        return f"went down from {before:g} to {last:g}"
    return "no answer in most checks" if verdicts.count(NO_ANSWER) > len(verdicts) / 2 else None


def together(ideas: list[Data]) -> None:
    """Note with each misconception which others the same students hold: two students, or more."""
    shared: dict[str, Counter[str]] = defaultdict(Counter)
    for idea, other_idea in combinations(ideas, 2):
        if (count := len({*idea["names"]} & {*other_idea["names"]})) > 1:
            shared[idea["name"]][other_idea["name"]] = shared[other_idea["name"]][idea["name"]] = count
    for idea in ideas:
        idea["together"] = [{"name": name, "students": count} for name, count in shared[idea["name"]].most_common(3)]


def doubtful(exercises: list[Data], graded: list[Data]) -> list[Data]:
    """The checks to look at, and what speaks against them."""
    split, doubted = _split(graded), []
    for exercise in exercises:
        for check in exercise["checks"]:
            why = ["the same code passed and failed it"] if (exercise["name"], check["sentence"]) in split else []
            if (check["discrimination"] or 0) < 0:
                why.append("those who do well elsewhere fail it")
            if check["students"] >= FEWEST and check["passed"] <= FEW * check["students"]:
                why.append("nearly all fail it")
            if why:
                doubted.append({"exercise": exercise["name"], "sentence": check["sentence"], "why": " and ".join(why)})
    return doubted


def _split(graded: list[Data]) -> set[tuple[str, str]]:
    """The checks that came out differently for the same code: what was drawn decided, and not the student."""
    seen: dict[tuple[str, str, str], set[bool]] = defaultdict(set)
    for result in graded:
        for name, exercise in result["exercises"].items():
            if code := bare(exercise.get("code") or ""):
                for check in exercise["checks"]:
                    seen[name, check["sentence"], code].add(check["verdict"] == PASSED)
    return {(name, sentence) for (name, sentence, _), verdicts in seen.items() if len(verdicts) > 1}


def bare(code: str) -> str | None:
    """A function without docstring and comments, which may hold a name."""
    try:
        node = ast.parse(code).body[0]
        if isinstance(node, ast.FunctionDef):
            node.body = node.body[ast.get_docstring(node) is not None :] or node.body
        lines = ast.unparse(node).splitlines()
    except (ValueError, SyntaxError, IndexError, RecursionError, MemoryError):
        return None
    return "\n".join([*lines[:LONGEST], *(["…"] if len(lines) > LONGEST else [])])


def by_hand(everyone: list[Data], marks: Mapping[str, Any]) -> dict[str, list[Data]]:
    """What waits for a person, and what the grader lacked for it."""
    unscored = list(_unscored(everyone, marks))
    return {"waiting": waiting(everyone, unscored, marks), "lacking": lacking(unscored)}


def _unscored(everyone: list[Data], marks: Mapping[str, Any]) -> Iterator[tuple[str, str, Data]]:
    """The exercises that the checks have left to a person and that have no score by now: student, name, exercise."""
    for result in everyone:
        mark = marks.get(result["student"])
        for name, exercise in result["exercises"].items():
            if exercise.get("waiting") and not (mark and name in mark.scores and mark.scores[name].value is not None):
                yield result["student"], name, exercise


def waiting(everyone: list[Data], unscored: list[tuple[str, str, Data]], marks: Mapping[str, Any]) -> list[Data]:
    """Who waits for a person, by exercise and reason; of a submission that came at an unknown time, all of it waits."""
    seen: dict[tuple[str, str], list[str]] = defaultdict(list)
    for student, name, exercise in unscored:
        seen[name, exercise["waiting"]].append(called(student, marks))
    for result in everyone:
        if result.get("doubt") and result["student"] in marks and not marks[result["student"]].scored:
            seen["", result["doubt"]].append(called(result["student"], marks))
    return [
        {"exercise": name, "reason": why, "students": len(who), "called": sorted(who)}
        for (name, why), who in seen.items()
    ]


def lacking(unscored: list[tuple[str, str, Data]]) -> list[Data]:
    """What the grader lacks, a package say, by the number of students who wait for it."""
    seen: dict[str, set[str]] = defaultdict(set)
    for student, _, exercise in unscored:
        if exercise.get("lacks"):
            kind, name = exercise["lacks"]
            seen[f"Python {name}" if kind == "python" else name].add(student)
    return [{"name": name, "students": len(who)} for name, who in sorted(seen.items(), key=lambda pair: -len(pair[1]))]


def adjusted(marks: Mapping[str, Any]) -> list[Data]:
    """Where the mark is not what the checks gave: by hand, or late."""
    by_hand = [
        {"student": student, "name": called(student, marks), "what": f"{name}: {_given(score)}"}
        for student, mark in marks.items()
        for name, score in mark.scores.items()
        if score.manual not in (None, score.auto)
    ]
    late = [
        {"student": student, "name": called(student, marks), "what": f"late: −{mark.taken:g}"}
        for student, mark in marks.items()
        if mark.taken
    ]
    return [*by_hand, *late]


def _given(score: Any) -> str:
    """What a person gave, and in the place of what."""
    return f"{score.manual:g} by hand" + ("" if score.auto is None else f", not {score.auto:g}")


def by_day(everyone: list[Data]) -> dict[str, int]:
    """How many attempts there were on each day, by when they were handed in or, where that is not known, graded."""
    attempts = [attempt for result in everyone for attempt in result.get("attempts", [])]
    return dict(sorted(Counter((attempt["handed_in"] or attempt["graded_at"])[:10] for attempt in attempts).items()))
