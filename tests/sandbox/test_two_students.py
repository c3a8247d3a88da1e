"""Two children at the same time share nothing: what one does, another cannot see.

A file in `hostile/pairs/` has two halves: `send` is called in one child, `receive` in another, until the same moment
of the clock; `receive` returns whether it heard anything. What only the time of an answer could tell is in SECURITY.md.
"""

import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from test_hostile import TIERS

from autograder.assignments.assignment import Assignment
from autograder.assignments.probe import Probe
from autograder.judging.job import Job, Outcome
from autograder.judging.judge import TOGETHER
from autograder.judging.rounds import due_of, in_rounds
from autograder.judging.settings import Settings
from autograder.sandbox.inside.frames import unpacked
from autograder.sandbox.launch import choose_tier
from autograder.sandbox.outside import Child, Limits, Sandbox
from autograder.steps import step
from tests.conftest import filled

PAIRS = sorted((Path(__file__).parents[1] / "hostile" / "pairs").glob("*.py"))
SECONDS = 1.0
TIMES = {"file_times"}


@pytest.fixture(scope="module", params=[*TIERS, "none"])
def wall(request: pytest.FixtureRequest, assignment: Assignment) -> Iterator[Sandbox]:
    """A sandbox of each tier, and none, where the attacks work."""
    with Sandbox(Limits(seconds=10, memory=512), request.param, assignment.setup) as sandbox:
        yield sandbox


@pytest.mark.parametrize("file", PAIRS, ids=lambda file: file.stem)
def test_what_one_says_another_does_not_hear(file: Path, wall: Sandbox) -> None:
    """Behind the wall nothing is heard, and without one it is."""
    if wall.tier != "jail" and file.stem in TIMES:
        pytest.skip("outside of the jail files have the machine's access times, as SECURITY.md says")

    heard = listened(file, wall)

    assert heard == (wall.tier == "none")


def listened(file: Path, wall: Sandbox) -> Any:
    """Let one child send and another receive; return what that one says."""
    with ThreadPoolExecutor() as beside, wall.child() as sender, wall.child() as receiver:
        for child in (sender, receiver):
            child.send({"probes": [], "cells": [[1, file.read_text()]]})
            child.receive()
        until = time.time() + SECONDS
        sending = beside.submit(asked, sender, "send", until)
        heard = asked(receiver, "receive", until)
        sending.result()
    return heard


def asked(child: Child, function: str, until: float) -> Any:
    """The value of one call."""
    child.send({"probes": [Probe([(function, ["until"])], {"until": until}).data()], "cells": []})
    call = unpacked(child.receive())[0]
    assert call["raised"] is None, call["raised"]
    return call["value"]["value"]


def test_references_come_when_nobody_beside_could_use_them(assignment: Assignment) -> None:
    """Before an exercise is judged with references in place, everybody has answered all that these could tell."""
    taken: list[int] = []
    settings = Settings(assignment, Limits(seconds=2, memory=512), choose_tier())

    def judged(jobs: Iterable[Job]) -> Iterator[Outcome | Job]:
        for job in jobs:
            taken.append(due_of(job))
            yield step(settings, job)

    wrong = [("function", "mse"), ("train",), (), ("apply_step", "train"), ("mse", "train")]
    jobs = [
        Job(str(number), filled(assignment, {**assignment.reference_functions, **dict.fromkeys(names, "")}), 1, "")
        for number, names in enumerate(wrong)
    ]

    outcomes = list(in_rounds(judged, jobs))

    assert taken == sorted(taken)
    assert taken.count(TOGETHER) == len(jobs)
    assert {one.job.student: one.result.score for one in outcomes} == {"0": 8, "1": 11, "2": 14, "3": 6, "4": 8}
