"""What a class understood, in numbers: a pure function of the results of an assignment."""

from collections.abc import Mapping, Sequence
from statistics import fmean, median, pstdev
from typing import Any

from ..assignments.wrong import sentences
from ..judging.result import FAILED, PASSED
from . import advice
from .advice import FEWEST, Link, bare, called, together
from .items import exercise
from .student_page import environment

Data = dict[str, Any]
SLOWEST = 5  # students, named with their seconds
SHOWN = 8  # misconceptions with a sample


def numbers(
    everyone: list[Data],
    marks: Mapping[str, Any] | None = None,
    link: Link = lambda _: None,
    refused: Sequence[Data] = (),
) -> Data:
    """Everything that the report says, but for samples of code: scores as they count, if the marks are known."""
    marks = marks or {}
    scored, lost = ([result for result in everyone if (result["score"] is None) == none] for none in (False, True))
    exercises = [exercise(name, scored) for name in asked(scored)]
    return {
        **{name: everyone[0][name] for name in ("assignment", "points")},
        "students": len(everyone),
        **counting(scored, marks),
        "exercises": exercises,
        "people": advice.people(everyone, marks, link, refused),
        "doubtful": advice.doubtful(exercises, scored),
        **advice.by_hand(everyone, marks),
        "adjusted": advice.adjusted(marks),
        "days": advice.by_day(everyone),
        "anonymous": False,
        "misconceptions": misconceptions(scored, marks),
        "unnamed": unnamed(scored),
        "not_graded": listed([*lost, *refused], "reason", marks),
        **durations(scored, marks),
        "sandboxes": sorted({result["sandbox"] for result in scored}),
    }


def asked(graded: list[Data]) -> list[str]:
    """The exercises that have a score, in the order of the notebook."""
    scored = (
        name for result in graded for name, exercise in result["exercises"].items() if exercise["score"] is not None
    )
    return list(dict.fromkeys(scored))


def counting(graded: list[Data], marks: Mapping[str, Any]) -> Data:
    """The scores as they count, and where they lie."""
    students = [(marks.get(result["student"]), result["score"]) for result in graded]
    scores = sorted(mark.total if mark else score for mark, score in students if not mark or mark.scored)
    return {"graded": len(scores), "scores": scores, "spread": spread(scores)}


def durations(graded: list[Data], marks: Mapping[str, Any]) -> Data:
    """How long the judge took, and with whom the longest."""
    slowest = sorted(graded, key=lambda result: -result["seconds"])[:SLOWEST]
    return {"seconds": spread([result["seconds"] for result in graded]), "slowest": listed(slowest, "seconds", marks)}


def listed(some: list[Data], field: str, marks: Mapping[str, Any]) -> list[Data]:
    """Students by name, each with a field of the result."""
    students = ((result["student"], result[field]) for result in some)
    return [{"student": student, "name": called(student, marks), field: value} for student, value in students]


def spread(values: list[float]) -> Data:
    """Where values lie; empty without any."""
    if not values:
        return {}
    fields = {"mean": fmean, "median": median, "deviation": pstdev, "lowest": min, "highest": max, "total": sum}
    return {name: round(float(how(values)), 3) for name, how in fields.items()}  # type: ignore[operator]


def misconceptions(graded: list[Data], marks: Mapping[str, Any]) -> list[Data]:
    """The misconceptions by number of students, each with what its holders were told."""
    held: dict[tuple[str, str], dict[str, Data]] = {}
    for result, name, check in checks(sorted(graded, key=lambda result: -result["score"])):
        if check["misconception"]:
            held.setdefault((name, check["misconception"]), {}).setdefault(result["student"], check)
    ideas = []
    for (name, idea), told in held.items():
        first = next(iter(told.values()))
        fields = {"sentence": first["message"], "hint": first["hint"]}
        ideas.append({"name": idea, "exercise": name, "students": len(told), "names": list(told), **fields})
        ideas[-1]["called"] = sorted(called(student, marks) for student in told)
    together(ideas)
    return sorted(ideas, key=lambda idea: (-idea["students"], idea["exercise"], idea["name"]))


def unnamed(graded: list[Data]) -> list[Data]:
    """Mistakes that no misconception explains, by what was asked and how many were told the same."""
    alike: dict[Any, list[tuple[Data, Data]]] = {}
    for result, name, check in checks(graded):
        exercise = result["exercises"][name]
        if check["verdict"] != PASSED and not check["misconception"] and not exercise["waiting"]:
            failed, ending = check["verdict"] == FAILED, exercise["ending"]
            raised = (check.get("raised") or "") if ending == "raised" else ""  # Other ends have names of their own.
            key = (name, check["sentence"], "", "") if failed else (name, "", raised, ending)
            alike.setdefault(key, []).append((result, check))
    mistakes = [
        {"exercise": name, "what": what, "raised": raised, **_told(told, name, what, raised)}
        for (name, what, raised, _), told in alike.items()
    ]
    return sorted(mistakes, key=lambda mistake: (-mistake["students"], mistake["exercise"]))


def _told(told: list[tuple[Data, Data]], name: str, what: str, raised: str) -> Data:
    """Who was told, and where that says more than what was asked, what is true of all of them."""
    names = {result["student"] for result, _ in told}
    messages = {check["message"] for _, check in told}
    ending = f"{name} raised {raised}." if raised else f"{name} gave no answer."
    said = told[0][1]["message"] if len(messages) == 1 else ending
    return {"said": "" if what else said or "", "students": len(names), "names": sorted(names)}


def checks(graded: list[Data]) -> list[tuple[Data, str, Data]]:
    """All checks of all students, as (result, exercise, check)."""
    return [
        (result, name, check)
        for result in graded
        for name, exercise in result["exercises"].items()
        for check in exercise["checks"]
    ]


def illustrate(ideas: list[Data], everyone: list[Data], assignment: str) -> None:
    """Give each misconception its own words, and the function of the holder who did best in all the rest."""
    words = sentences(assignment)
    own = {result["student"]: result["exercises"] for result in everyone}
    for idea in ideas:
        if sentence := words.get(idea["name"]):
            idea["sentence"] = f"It {sentence}."
        written = (bare(own[student][idea["exercise"]].get("code") or "") for student in idea["names"])
        idea["sample"] = next((code for code in written if code), None)


def page(numbers: Data) -> str:
    """Render the report."""
    from . import figures

    drawn = {}
    if numbers["graded"]:
        drawn["distribution"] = figures.distribution(numbers["scores"], numbers["points"], numbers["spread"]["mean"])
        drawn["success"] = figures.success(numbers["exercises"])
    if len(numbers["days"]) > 1:
        drawn["days"] = figures.days(numbers["days"])
    return (
        environment()
        .get_template("report.html.j2")
        .render({"class": numbers, "fewest": FEWEST, "shown": SHOWN, **drawn})
    )
