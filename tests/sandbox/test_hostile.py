"""Hostile submissions earn what their honest part earns; they change nothing, stop nothing and leave nothing.

A file in `hostile/` is a student's code. Its first lines say what it deserves, as `# expect: EXERCISE VERDICT`, with
the ending or the points where they matter; exercises that it does not mention are answered by the reference, and pass.
"""

import functools
import html
import json
import os
import re
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from nbconvert.exporters import HTMLExporter
from nbformat import from_dict
from nbgrader.server_extensions.formgrader.handlers import template_path
from rich.console import Console

from autograder.assignments.assignment import Assignment
from autograder.course import Course
from autograder.judging.job import Job, Outcome
from autograder.judging.judge import judge
from autograder.judging.result import FAILED, PASSED, ExerciseResult
from autograder.judging.words import ENDINGS
from autograder.pages.class_table import Row, print_table
from autograder.records.autograded import autograded
from autograder.records.comments import comments
from autograder.records.writer import Writer
from autograder.sandbox import jail
from autograder.sandbox.inside import landlock
from autograder.sandbox.outside import Limits, Sandbox
from autograder.submissions.submission import Submission
from tests.conftest import SEED, filled

CORPUS = Path(__file__).parents[1] / "hostile"
FILES = [file for file in sorted(CORPUS.glob("*/*.py")) if file.parent.name != "pairs"]
TIERS = [
    pytest.param("jail", marks=pytest.mark.skipif(bool(jail.obstacle()), reason="no namespaces here")),
    pytest.param("landlock", marks=pytest.mark.skipif(not landlock.abi(), reason="this kernel has no Landlock")),
]
IDLE = "def {}(*given, **named):\n    pass"


@pytest.fixture(scope="module", params=TIERS)
def sandbox(request: pytest.FixtureRequest, assignment: Assignment) -> Iterator[Sandbox]:
    """A sandbox of each tier."""
    with Sandbox(Limits(seconds=1, memory=512), request.param, assignment.setup) as wall:
        yield wall


@pytest.fixture(scope="module")
def writer(assignment: Assignment, tmp_path_factory: pytest.TempPathFactory) -> Writer:
    """A desk with a gradebook of its own."""
    return Writer(Course(tmp_path_factory.mktemp("course")), assignment)


@pytest.fixture(scope="module")
def idle(sandbox: Sandbox, assignment: Assignment) -> dict[str, float]:
    """What functions earn that do nothing at all: they print nothing, and leave their arguments alone."""
    answers = {one.name: IDLE.format(one.name) for one in assignment.exercises}
    return {one.name: one.score for one in graded(sandbox, assignment, answers).result.exercises}


@dataclass(frozen=True)
class Honest:
    """The reference's autograded notebook, and what is live in nbgrader's own pages about it."""

    notebook: dict[str, Any]
    formgrader: Counter[str]
    feedback: Counter[str]

    def others(self, notebook: dict[str, Any]) -> dict[str, Any]:
        """A notebook without the cells that are the same in this one: most of a page's time goes into these."""
        return notebook | {"cells": [cell for cell in notebook["cells"] if cell not in self.notebook["cells"]]}


@pytest.fixture(scope="module")
def honest(sandbox: Sandbox, assignment: Assignment, writer: Writer) -> Honest:
    """What there is to compare with."""
    outcome = graded(sandbox, assignment, assignment.reference_functions)
    feedback = nbgrader_feedback(outcome.notebook, outcome, writer)
    return Honest(outcome.notebook, live(formgrader(outcome.notebook)), live(feedback))


def graded(sandbox: Sandbox, assignment: Assignment, answers: dict[str, str], *cells: str) -> Outcome:
    """Judge a notebook with these answers, and with cells that run before anything is asked."""
    notebook = json.loads(filled(assignment, answers))
    tests = [cell["metadata"].get("nbgrader", {}).get("grade", False) for cell in notebook["cells"]]
    own = [{"cell_type": "code", "metadata": {}, "source": source} for source in cells]
    notebook["cells"][tests.index(True) : tests.index(True)] = own
    submission = Submission.read(json.dumps(notebook).encode(), assignment)
    result = judge("student", submission, sandbox, SEED)
    return Outcome(Job("student", b"", SEED, ""), result, autograded(submission, result))


def right(sandbox: Sandbox, assignment: Assignment) -> float | None:
    """The score of the reference."""
    return graded(sandbox, assignment, assignment.reference_functions).result.score


def case(file: Path) -> Any:
    """A file by its family and name; to be denied service takes long."""
    slow = [pytest.mark.slow] if file.parent.name == "denial" else []
    return pytest.param(file, id=f"{file.parent.name}-{file.stem}", marks=slow)


@pytest.mark.parametrize("file", [case(file) for file in FILES])
def test_hostile_code_gets_what_it_deserves_and_leaves_nothing(
    file: Path,
    sandbox: Sandbox,
    assignment: Assignment,
    writer: Writer,
    idle: dict[str, float],
    honest: Honest,
) -> None:
    """It earns no more than its honest part, has a sentence for its end, and neighbors and sandbox are as before."""
    expected = expectations(file)
    answers = {name: "" if name in expected else source for name, source in assignment.reference_functions.items()}
    assert right(sandbox, assignment) == assignment.points
    before = footprint(sandbox)

    with ThreadPoolExecutor() as beside:
        neighbor = beside.submit(right, sandbox, assignment)
        outcome = graded(sandbox, assignment, answers, file.read_text())
        assert neighbor.result() == assignment.points

    for exercise in outcome.result.exercises:
        assert_deserved(exercise, expected.get(exercise.name, [PASSED]), idle[exercise.name])
    assert right(sandbox, assignment) == assignment.points
    assert footprint(sandbox) == before
    assert_harmless(outcome, writer, honest)


def expectations(file: Path) -> dict[str, list[str]]:
    """Read what a file deserves: by exercise the verdict and, if they are given, the ending and the points."""
    lines = re.findall(r"^# expect: (\S+) (.*)$", file.read_text(), re.MULTILINE)
    return {name: words.split() for name, words in lines}


def assert_deserved(exercise: ExerciseResult, expected: list[str], idle: float) -> None:
    """Assert verdict, points and the name and sentence of the end."""
    verdict, *details = expected
    points = {PASSED: exercise.points, FAILED: idle}.get(verdict, 0)
    assert exercise.verdict == verdict.replace("-", " "), [check.message for check in exercise.checks]
    if verdict == "by-hand":  # A person sees it, and it has no mark until then.
        assert exercise.lacks
        assert exercise.score is None
    else:
        assert exercise.score <= next((float(word) for word in details if word[0].isdigit()), points)
    for ending in details:
        if ending in ENDINGS or ending == "raised":
            assert exercise.ending == ending
            assert ENDINGS.get(ending, ["raised"])[0] in exercise.comment


def assert_harmless(outcome: Outcome, writer: Writer, honest: Honest) -> None:
    """Assert that page, notebook and table carry no live markup and no control sign of the student's."""
    result = writer.save(outcome)
    page = writer.page("feedback", "student", "html").read_text()
    notebook = honest.others(json.loads(writer.page("autograded", "student", "ipynb").read_text()))
    table = StringIO()
    print_table(Console(file=table, width=200), [Row.of(result)])

    assert not live(page)
    assert notebook["cells"]
    assert live(formgrader(notebook)) <= honest.formgrader
    assert live(nbgrader_feedback(notebook, outcome, writer)) <= honest.feedback
    assert all(sign.isprintable() or sign == "\n" for sign in table.getvalue())
    assert all(sign.isprintable() or sign == "\n" for sign in html.unescape(page))
    assert len(page) < 60_000


class Live(HTMLParser):
    """Collects what a browser would run: scripts, frames, handlers, and addresses that are code."""

    def __init__(self) -> None:
        super().__init__()
        self.found: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a live element, or a live attribute of it."""
        if tag in ("script", "iframe", "object", "embed", "svg", "math", "base", "meta", "form", "details"):
            self.found[self.get_starttag_text() or tag] += tag != "meta" or dict(attrs).get("http-equiv") == "refresh"
        for name, value in attrs:
            address = re.sub(r"\s", "", value or "").lower()
            if name.startswith("on") or address.startswith(("javascript:", "vbscript:", "data:text")):
                self.found[f"{tag} {name}={value}"] += 1


def live(page: str) -> Counter[str]:
    """What a browser would run of a page."""
    parser = Live()
    parser.feed(page)
    return +parser.found


def formgrader(notebook: dict[str, object]) -> str:
    """The autograded notebook as formgrader shows it."""
    return _export("formgrade", notebook, {"index": 0, "total": 1, "base_url": "", "student": "student"})


def nbgrader_feedback(notebook: dict[str, object], outcome: Outcome, writer: Writer) -> str:
    """The page that nbgrader itself would make for the student, with the gradebook's comments."""
    answers = writer.gradebook._ids["answers"]
    texts = {row["cell"]: row["text"] for row in comments(outcome.result, answers)}
    notebook = json.loads(json.dumps(notebook))
    for cell in notebook["cells"]:
        settings = cell["metadata"].get("nbgrader", {})
        settings |= {"comment": texts.get(answers.get(settings.get("grade_id"))), "score": 0}
    names = {"notebook": "x", "score": 0, "max_score": 0, "late_penalty": 0}
    return _export("feedback", notebook, {"nbgrader": names})


def _export(template: str, notebook: dict[str, object], resources: dict[str, object]) -> str:
    page, _ = _exporter(template).from_notebook_node(from_dict(notebook), resources=resources)
    return str(page)


@functools.cache
def _exporter(template: str) -> HTMLExporter:
    styles = Path(template_path).parent / "static/node_modules/bootstrap/dist/css"
    return HTMLExporter(
        template_name=template, extra_template_basedirs=[template_path], extra_template_paths=[str(styles)]
    )


def footprint(sandbox: Sandbox) -> dict[str, object]:
    """What there is of a sandbox, when the zygote has closed its books on the last child, and sleeps."""
    last: dict[str, object] = {}
    while (now := _footprint(sandbox)) != last or now["state"] != "S":
        last = now
        time.sleep(0.05)
    return now


def _footprint(sandbox: Sandbox) -> dict[str, object]:
    """Processes, the zygote's state, descriptors and memory, and files that could be changed."""
    processes = list(descendants(sandbox._zygote.process.pid))
    zygote = Path(f"/proc/{processes[-1]}")
    # Without a jail, these folders are everybody's.
    folders = ("tmp", "dev", "kit") if sandbox.tier == "jail" else ()
    files = [path for folder in folders for path in inside(zygote / "root" / folder)]
    return {
        "processes": processes,
        "state": (zygote / "stat").read_text().rpartition(")")[2].split()[0],
        "descriptors": sorted(path.name for path in (zygote / "fd").iterdir()),
        "memory": int((zygote / "statm").read_text().split()[0]),
        "files": {str(path): (path.lstat().st_size, path.lstat().st_mtime_ns) for path in files},
    }


def inside(folder: Path) -> Iterator[Path]:
    """All files below a folder, but for what is mounted there."""
    for path in folder.iterdir():
        yield path
        if path.is_dir() and not path.is_symlink() and path.stat().st_dev == folder.stat().st_dev:
            yield from inside(path)


def descendants(process: int) -> Iterator[int]:
    """A process and those that it started, and so on."""
    yield process
    for thread in os.listdir(f"/proc/{process}/task"):
        for child in Path(f"/proc/{process}/task/{thread}/children").read_text().split():
            yield from descendants(int(child))
