"""The sample class is graded as the golden result beside each submission says."""

import json
from pathlib import Path
from typing import Any

import pytest

from autograder.__main__ import main

CLASS = Path(__file__).parents[1] / "submissions"
STUDENTS = sorted(path.name for path in CLASS.iterdir())


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The class's results by student, through the whole command."""
    folder = tmp_path_factory.mktemp("course")
    lines = folder / "results.jsonl"
    options = ["--course", str(folder), "--seed", "2021", "--time-limit", "2", "--json", str(lines)]

    assert main(["grade", str(CLASS), *options]) == 1  # one of them is no notebook

    return {result["student"]: result for result in map(json.loads, lines.read_text().splitlines())}


def digest(result: dict[str, Any]) -> dict[str, Any]:
    """A result without the words, as the golden files have it."""
    exercises = {}
    for name, exercise in result["exercises"].items():
        held = sorted({check["misconception"] for check in exercise["checks"] if check["misconception"]})
        fields = {"score": exercise["score"], "verdict": exercise["verdict"], "ending": exercise["ending"]}
        exercises[name] = {
            key: value for key, value in {**fields, "misconceptions": held}.items() if value not in (None, [])
        }
    fields = {"status": result["status"], "score": result["score"], "reason": result["reason"]}
    golden = {key: value for key, value in fields.items() if key != "reason" or value}
    return golden | ({"exercises": exercises} if exercises else {})


@pytest.mark.parametrize("student", STUDENTS)
def test_each_submission_gets_what_it_deserves(results: dict[str, Any], student: str) -> None:
    """Score, verdicts, endings and misconceptions are those of expected.json."""
    assert digest(results[student]) == json.loads((CLASS / student / "expected.json").read_text())
