"""Whatever a file holds, nothing raises but what is declared, and no point is given away."""

import argparse
import json
import os
import re
import resource
import string
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from autograder.assignments.assignment import Assignment
from autograder.commands.grade import positive
from autograder.course import Course
from autograder.errors import Unreadable, UsageError
from autograder.judging.judge import judge
from autograder.judging.result import Result
from autograder.pages.student_page import page
from autograder.records.autograded import autograded
from autograder.sandbox.outside import Sandbox
from autograder.submissions.collection import collect
from autograder.submissions.definitions import definitions
from autograder.submissions.name import key, original
from autograder.submissions.received import received
from autograder.submissions.stamp import handed_in
from autograder.submissions.submission import Submission
from tests.conftest import SEED, filled
from tests.sandbox.test_fuzz import data, fuzz, scalars

cells = some.fixed_dictionaries(
    {}, optional={"cell_type": scalars, "source": data, "metadata": data, "id": data, "outputs": data}
)
broken = some.fixed_dictionaries(
    {}, optional={"cells": some.lists(cells | data, max_size=4), "metadata": data, "nbformat": data, "worksheets": data}
)


def read(content: bytes, assignment: Assignment) -> Submission | None:
    """Read a submission; nothing when it is refused."""
    with suppress(Unreadable):
        return Submission.read(content, assignment)
    return None


@fuzz
@given(broken | data)
def test_any_json_as_a_notebook(assignment: Assignment, content: Any) -> None:
    """It is refused, since nothing of the assignment is in it."""
    assert read(json.dumps(content).encode(), assignment) is None


@fuzz
@given(some.binary(max_size=1000))
def test_any_bytes_as_a_notebook(assignment: Assignment, content: bytes) -> None:
    """They are refused."""
    assert read(content, assignment) is None


@fuzz
@given(some.data())
def test_a_notebook_with_a_few_bytes_changed(assignment: Assignment, changes: Any) -> None:
    """It is refused, or read, and then its cells can be shown."""
    content = bytearray(filled(assignment, assignment.reference_functions))
    for _ in range(changes.draw(some.integers(1, 8))):
        at = changes.draw(some.integers(0, len(content) - 1))
        content[at : at + changes.draw(some.integers(0, 3))] = changes.draw(some.binary(max_size=3))

    if submission := read(bytes(content), assignment):
        shown = autograded(submission, Result("student", assignment.name, assignment.points))
        nbformat.validate(json.loads(json.dumps(shown)))


@fuzz
@given(some.lists(cells, max_size=3))
def test_odd_cells_beside_good_ones(assignment: Assignment, odd: list[Any]) -> None:
    """They are tidied or dropped: code, prose and settings have the types that the rest relies on."""
    notebook = json.loads(filled(assignment, assignment.reference_functions))
    notebook["cells"] += odd

    submission = read(json.dumps(notebook).encode(), assignment)

    assert submission is not None
    for cell in submission.notebook["cells"]:
        assert isinstance(cell["source"], str)
        cell["source"].encode()
        assert isinstance(cell["metadata"], dict)
        assert cell["cell_type"] in ("code", "markdown", "raw")


@fuzz
@given(some.text(some.characters() | some.sampled_from("()[]:\n\t =def \\'\"#"), max_size=300))
def test_any_text_as_code(source: str) -> None:
    """What a cell defines can be kept of any text."""
    definitions(source)


@settings(fuzz, max_examples=40)
@given(some.text(some.sampled_from(string.printable + "\u202e\u2028é🙂"), max_size=200))
def test_any_text_as_an_answer(assignment: Assignment, sandbox: Sandbox, source: str) -> None:
    """Judged for real it earns nothing, and has a page."""
    answers = {**assignment.reference_functions, "mse": source}
    submission = Submission.read(filled(assignment, answers), assignment)

    result = judge("student", submission, sandbox, SEED)

    assert {exercise.name: exercise.score for exercise in result.exercises}["mse"] == 0
    assert result.score == assignment.points - 3
    assert page(result.data())


@fuzz
@given(some.text(max_size=20) | some.integers().map(str) | some.floats().map(str))
def test_any_text_as_a_limit(text: str) -> None:
    """A limit is a whole number above zero, or is refused as the command line does."""
    try:
        assert positive(text) >= 1
    except (ValueError, argparse.ArgumentTypeError):
        assert not (text.isascii() and text.isdigit() and int(text) > 0)


@fuzz
@given(some.text(max_size=40) | some.datetimes().map(str) | some.from_regex(r"[0-9:TZ+ -]{1,30}", fullmatch=True))
def test_any_text_as_a_timestamp(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """A timestamp is a time, or for a person to look at."""
    folder = tmp_path_factory.getbasetemp()
    (folder / "timestamp.txt").write_text(text, errors="replace")

    with suppress(Unreadable):
        found = handed_in(folder)
        assert found
        assert found.tzinfo is None


PATHS = some.lists(
    some.one_of(
        some.text(max_size=60),
        some.builds("{}_{}_assignsubmission_file{}{}".format, some.text(max_size=9), some.integers(), some.sampled_from(
            ["_/", "/", "_", "_/../../"]), some.text(max_size=20).map(lambda name: f"{name}.ipynb")),
        some.builds("{}_{}_{}_{}.ipynb".format, *[some.text(max_size=9) | some.integers()] * 4),
        some.builds("submission_{}/{}.ipynb".format, some.integers(), some.text(max_size=9)),
    ),
    max_size=4,
)  # fmt: skip


@settings(fuzz, max_examples=80)
@given(PATHS)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_any_names_in_an_archive(
    tmp_path_factory: pytest.TempPathFactory, assignment: Assignment, paths: list[str]
) -> None:
    """Only notebooks of the assignment are written, into the folders of students, and nothing anywhere else."""
    root = tmp_path_factory.mktemp("zip")
    with zipfile.ZipFile(root / "class.zip", "w") as archive:
        for path in paths:
            with suppress(UnicodeEncodeError):
                archive.writestr(path or "x", b"{}")

    with suppress(UsageError):
        collect(root / "class.zip", Course(root / "inner" / "course"), assignment)

    written = {path.relative_to(root).parts for path in root.rglob("*") if path.is_file()} - {("class.zip",)}
    for one in written:
        assert one[:3] == ("inner", "course", "collected") or (
            (*one[:3], one[4]) == ("inner", "course", "submitted", assignment.name)
            and re.fullmatch(r"gradient_descent\.ipynb|other-\d+\.ipynb|timestamp\.txt", "/".join(one[5:]))
        )


@contextmanager
def bounded(seconds: float = 5, memory: int = 512 << 20) -> Iterator[None]:
    """Fail a case that takes more CPU time, or more memory than there is already."""
    size = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    limits, began = resource.getrlimit(resource.RLIMIT_AS), time.process_time()
    resource.setrlimit(resource.RLIMIT_AS, (size + memory, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, limits)
    assert time.process_time() - began < seconds


STUDENTS = some.one_of(
    some.sampled_from(
        ["ada", "Ada", "Zo\u00eb", "Zoe\u0308", "王伟", "O'Neill", "d&d", "a" * 200, "王" * 80, "-", ".", "._x"]
    ),
    some.text(some.characters(exclude_characters="/\0"), min_size=1, max_size=60),
)
ENTRIES = some.builds(
    "{1}{0}{2}{3}".format,
    STUDENTS,
    some.sampled_from(["", "", "Copy of "]),
    some.sampled_from(["", " (1)", "_final", " - Kopie"]),
    some.sampled_from([".ipynb", ".IPYNB", ".ipynb.txt", ".json", ".docx", "", ".ipynb/gradient_descent", "/"]),
)
KINDS = some.sampled_from(["answered", "blank", "other", "empty", "link", "pipe", "folder"])


def put(path: Path, kind: str, contents: dict[str, bytes]) -> None:
    """Make an entry of a kind, if a file system takes its name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if kind in contents:
        path.write_bytes(contents[kind])
    elif kind == "link":
        path.symlink_to("/proc/self/environ")
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        (path / "gradient_descent" / "deeper").mkdir(parents=True)


@settings(fuzz, max_examples=25)
@given(some.lists(some.tuples(ENTRIES, KINDS), min_size=1, max_size=5), some.sets(STUDENTS, max_size=2))
def test_any_names_in_a_folder(
    tmp_path_factory: pytest.TempPathFactory, assignment: Assignment, entries: Any, known: set[str]
) -> None:
    """Each entry and each student of the roster is there once, under names that differ, and nothing is followed."""
    folder = tmp_path_factory.mktemp("names")
    answers = {"answered": assignment.reference_functions, "blank": {}}
    contents = {kind: filled(assignment, texts) for kind, texts in answers.items()} | {"other": b"{}", "empty": b""}
    for name, kind in entries:
        with suppress(OSError, ValueError):
            put(folder / name, kind, contents)

    with suppress(UsageError), bounded():
        found = received(folder, assignment, known)
        names = [one.student for one in found]
        assert len(names) == len(set(names)), names
        told = {key(original(one.student)) for one in found} | {key(one.student) for one in found}
        unseen = set(os.listdir(folder)) - {one.entry for one in found}
        assert {key(original(name.partition(".ipynb")[0])) for name in unseen} <= told  # another of the same person's
        assert not [one for one in found if one.path and one.path.is_symlink() and not one.content()[1]]
        assert all(b"PATH=" not in one.content()[0] for one in found)
        assert {key(student) for student in known} <= told


STAMPS = some.one_of(
    some.text(max_size=120),
    some.builds("{}{}{}".format, some.datetimes(), some.sampled_from(["", " ", "  "]), some.one_of(
        some.sampled_from(["UTC", "Z", "+0200", "+99:99", "Europe/Berlin", "../../etc/localtime", "/dev/zero",
                           "posixrules", "EST5EDT,M3.2.0,M11.1.0", "tzlocal()", "Europe", "GMT+3", "CEST"]),
        some.text(max_size=30))),
)  # fmt: skip


@settings(fuzz, max_examples=100)
@given(STAMPS | some.binary(max_size=120) | some.just("9" * 10**7))
def test_any_stamp(tmp_path_factory: pytest.TempPathFactory, stamp: str | bytes) -> None:
    """It tells a time, or is for a person to look at; no zone is a path, and nothing takes long."""
    folder = tmp_path_factory.getbasetemp()
    content = stamp if isinstance(stamp, bytes) else stamp.encode(errors="replace")
    (folder / "timestamp.txt").write_bytes(content)

    with bounded(seconds=1), suppress(Unreadable):
        found = handed_in(folder)
        assert found
        assert found.tzinfo is None
        assert len(content) <= 100
        assert not {"..", "//"} & set(str(stamp).split("/"))


MEMBERS = some.builds(
    "{}{}{}{}".format,
    some.sampled_from(["", "Course/", "a/b/c/", "__MACOSX/", "../"]),
    some.sampled_from(
        ["Ada_1_assignsubmission_file/", "Ada B-C_2_assignsubmission_file_", "Bo_3_assignsubmission_onlinetext/"]
    ),
    some.text(max_size=20),
    some.sampled_from([".ipynb", ".IPYNB", ".zip", ".html", "", "/", ".ipynb.txt"]),
)
CONTENTS = some.sampled_from(["answered", "blank", "{}", "{" * 1000, "PK", "", "0" * 10**6])


@settings(fuzz, max_examples=25)
@given(some.lists(some.tuples(MEMBERS, CONTENTS), min_size=1, max_size=5))
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_any_archive(tmp_path_factory: pytest.TempPathFactory, assignment: Assignment, members: Any) -> None:
    """Each member is kept, or named, or counted as litter; and each account is a student with a notebook or a word."""
    root = tmp_path_factory.mktemp("archive")
    answers = {"answered": assignment.reference_functions, "blank": {}}
    with zipfile.ZipFile(root / "class.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            with suppress(UnicodeEncodeError):
                archive.writestr(name, filled(assignment, answers[content]) if content in answers else content)

    with suppress(UsageError), bounded():
        course = Course(root / "course")
        everyone = collect(root / "class.zip", course, assignment)
        for one in everyone:
            kept = one.student and list((course.step("submitted") / one.student / assignment.name).glob("*.ipynb"))
            assert kept or one.notes or one.asides
        told = sum(len(one.files) for one in everyone) + sum(len(one.asides) for one in everyone if not one.student)
        assert told
