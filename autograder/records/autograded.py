"""The autograded notebook, as formgrader shows it: the student's cells, our cells as we gave them, and verdicts."""

import re
from typing import Any

from ..assignments.assignment import Cell
from ..judging.result import ExerciseResult, Result
from ..submissions.submission import Submission

FORMAT = {"nbformat": 4, "nbformat_minor": 5}


def autograded(submission: Submission, result: Result) -> dict[str, Any]:
    """Put the verdicts under the graded cells; cells of ours that are gone come back at the end.

    What ran is what is shown: code that ran from a cell of ours stands beside ours.
    """
    ran = {number for number, _ in submission.runnable}
    ours = {cell.id: cell for cell in submission.assignment.cells}
    graded = {exercise.graded: exercise for exercise in submission.assignment.exercises}
    results = {exercise.name: exercise for exercise in result.exercises}
    cells, seen = [], set[str]()
    for number, cell in reversed(list(enumerate(submission.notebook["cells"], start=1))):
        source = submission.source_of(cell)
        if source and (source.id in seen or source.id not in ours):
            source = None  # A copy: the last one counts.
        cells.append(_given(source, cell) if source else _students(cell))
        if number in ran and cell["source"].strip() not in cells[-1]["source"]:
            cells.append(_students(cell))
        seen.update([source.id] if source else [])
    cells.reverse()
    cells += [_given(cell, None) for cell in ours.values() if cell.id not in seen and (cell.grade or cell.solution)]
    for index, cell in enumerate(cells):
        cell["id"] = f"cell-{index}"
        name = cell["metadata"].get("nbgrader", {}).get("grade_id")
        if cell["cell_type"] == "code" and name in graded and graded[name].name in results:
            cell["outputs"] = outputs(results[graded[name].name])
    return {"cells": cells, "metadata": {"kernelspec": KERNEL, "language_info": {"name": "python"}}, **FORMAT}


KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


def _given(source: Cell, cell: dict[str, Any] | None) -> dict[str, Any]:
    """A cell of ours: type, settings and, if it is locked, the text come from our notebook."""
    text = source.source if cell is None or source.locked else cell["source"]
    if source.type != "code" and cell is not None and text.strip() != source.source.strip():
        text = _as_text(text)
    settings = {
        "grade_id": source.id, "grade": source.grade, "solution": source.solution, "locked": source.locked,
        "task": False, "schema_version": 3, "cell_type": source.type,
    }  # fmt: skip
    if source.grade:
        settings["points"] = source.points
    metadata = {"nbgrader": settings} if source.grade or source.solution or source.locked else {}
    return _cell(source.type, text, metadata)


def _students(cell: dict[str, Any]) -> dict[str, Any]:
    """A cell of the student's own: prose is shown as text, since formgrader would run the markup in it."""
    code = cell["cell_type"] == "code"
    return _cell("code" if code else "markdown", cell["source"] if code else _as_text(cell["source"]), {})


def _as_text(text: str) -> str:
    fence = "`" * max(3, *(len(run) + 1 for run in re.findall(r"`+", text)), 3)
    return f"{fence}text\n{text}\n{fence}"


def _cell(kind: str, source: str, metadata: dict[str, Any]) -> dict[str, Any]:
    cell: dict[str, Any] = {"cell_type": kind, "metadata": metadata, "source": source}
    return {**cell, "outputs": [], "execution_count": None} if kind == "code" else cell


def outputs(exercise: ExerciseResult) -> list[dict[str, Any]]:
    """The verdicts as a cell's outputs: lines to read, then the score, which nbgrader takes as partial credit."""
    lines = [
        f"{check.verdict}: {check.sentence}" + (f"\n    {check.message}" if check.message else "")
        for check in exercise.checks
    ]
    if exercise.waiting:
        return [{"output_type": "stream", "name": "stdout", "text": f"{exercise.comment}\n"}]
    score = {"data": {"text/plain": f"{exercise.score:g}"}, "metadata": {}, "execution_count": None}
    return [
        {"output_type": "stream", "name": "stdout", "text": "\n".join(lines) + "\n"},
        {"output_type": "execute_result", **score},
    ]


def unreadable(reason: str, ours: tuple[Cell, ...] = ()) -> dict[str, Any]:
    """Stand in for a submission that could not be read, with our cells, so that a person can score it in formgrader."""
    cells = [_cell("markdown", _as_text(f"This submission could not be graded: {reason}."), {})]
    cells += [_given(cell, None) for cell in ours if cell.grade or cell.solution]
    numbered = [{**cell, "id": f"cell-{index}"} for index, cell in enumerate(cells)]
    return {"cells": numbered, "metadata": {}, **FORMAT}
