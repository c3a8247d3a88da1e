"""Bring an LMS's archive into nbgrader's layout: submitted/STUDENT/ASSIGNMENT/NOTEBOOK.ipynb.

The students are those of nbgrader's roster: by name for Moodle, whose numbers change with the assignment; by
lms_user_id or name for Canvas; by :sid:, address or name for Gradescope. Without a roster, the number is the
student's id. Only notebooks are kept, of bounded size and number, and no path that an archive names is written.
"""

import hashlib
import json
import re
import zipfile
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

from ..assignments.assignment import Assignment
from ..course import Course
from ..errors import Unreadable, UsageError
from ..files import write_json
from . import name as names
from .archive import Sent, read, recognized
from .choice import File, chosen, listed
from .file import load
from .received import MOST_FILES, Received
from .roster import Person, find, roster


@dataclass
class Collected:
    """A student's files, what a person should look at, and what is only said; without a student, who they are."""

    student: str | None
    files: list[Sent]
    notes: list[str] = field(default_factory=list)
    asides: list[str] = field(default_factory=list)


def collect(archive: Path, course: Course, assignment: Assignment) -> list[Collected]:
    """Collect an archive; raise `UsageError` if it is none that we know, or far too large."""
    people = roster(course)
    try:
        with zipfile.ZipFile(archive) as opened:
            files, others = recognized(opened)
            everyone = by_student(files, people)
            course.make()
            for collection in everyone:
                if collection.student and not collection.notes:
                    save(
                        opened, collection, course.step("submitted") / collection.student / assignment.name, assignment
                    )
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UsageError(f"{archive} cannot be read as a zip archive: {error}") from None
    noted = {collection.student: note(collection) for collection in everyone if collection.student}
    write_json(register(course, assignment.name), {**collected(course, assignment.name), **noted})
    absent = sorted(person.label for person in people if person.id not in noted)
    everyone += [Collected(None, [], asides=[other]) for other in others]
    return everyone + [Collected(None, [], asides=[f"nothing is in the archive from {student}"]) for student in absent]


def note(collection: Collected) -> dict[str, Any]:
    """What is kept of how a student's submission came: for feedback and marks that go back, and for grading."""
    last, accounts = max(collection.files, key=_order), {file.account for file in collection.files}
    back = {"form": last.form if len(accounts) == 1 else "", "number": last.number, "who": last.who}
    return {**back, "late": any(file.late for file in collection.files), "notes": collection.notes}


def register(course: Course, assignment: str) -> Path:
    """Where it is noted how the LMS calls each student."""
    return course.folder / "collected" / f"{assignment}.json"


def collected(course: Course, assignment: str) -> dict[str, dict[str, Any]]:
    """How the LMS calls each student, by nbgrader's id."""
    path = register(course, assignment)
    known: dict[str, dict[str, Any]] = json.loads(path.read_text()) if path.exists() else {}
    return known


def informed(one: Received, told: dict[str, Any] | None) -> Received:
    """Add what was told when it was collected, where the folder itself has no more to say."""
    if told and told.get("notes") and one.path is None:
        return replace(one, kind="", unreadable="; ".join(told["notes"]))
    if told and told.get("late") and not (one.handed_in or one.doubt):
        return replace(one, doubt="Canvas says that it was late, but not how late")
    return one


def by_student(files: list[Sent], people: list[Person]) -> list[Collected]:
    """Put together what is one student's; of two accounts that lead to one student, neither is taken."""
    accounts: dict[str, list[Sent]] = {}
    for one in files:
        accounts.setdefault(one.account, []).append(one)
    everyone: dict[str, Collected] = {}
    unknown = []
    for own in accounts.values():
        student, called = student_of(own[0], people), own[0].name or own[0].number
        if student and not names.fault(student):
            everyone.setdefault(student, Collected(student, [])).files.extend(own)
        else:
            reason = "is not on the roster, or shares that name" if people else "has no id that can be used"
            unknown.append(Collected(None, own, [f"{called} {reason}: {listed([one.file for one in own])}"]))
    for found in everyone.values():
        whose = {file.account: f"{file.name or file.email} ({file.number})" for file in found.files}
        if len(whose) > 1:
            found.notes.append(f"{listed(sorted(whose.values()))} are one student's: neither was taken")
    return [*everyone.values(), *unknown]


def student_of(one: Sent, people: list[Person]) -> str | None:
    """The student's id: of the roster if there is one, else the LMS's number."""
    return find(people, one.form, one.number, one.email, one.name) if people else one.number


def save(archive: zipfile.ZipFile, collection: Collected, folder: Path, assignment: Assignment) -> None:
    """Write the notebook that counts in the place of what was there, and when it was handed in."""
    files = [File(name, partial(read, archive, sent.info)) for name, sent in newest(collection.files)[:MOST_FILES]]
    choice = chosen(files, assignment)
    collection.notes += [choice.reason] if choice.reason else []
    collection.asides += choice.notes
    notebooks = [file for file in files if file.is_notebook(assignment)]
    if choice.name and len(files) > len(notebooks):
        collection.asides.append(f"not kept: {listed([file.name for file in files if file not in notebooks])}")
    if any(sent.late for sent in collection.files):
        collection.asides.append("Canvas says that it was late, but not how late")
    folder.mkdir(parents=True, exist_ok=True)
    before = _contents(folder)
    for old in folder.glob("*.ipynb"):
        old.unlink()
    kept = [file for file in notebooks if choice.name in (None, file.name)]
    for number, file in enumerate(kept, start=1):
        try:
            content = file.read()
        except Unreadable as reason:
            collection.notes.append(f"{listed([file.name])}: {reason}")
            continue
        (folder / (f"{assignment.notebook if choice.name else f'other-{number}'}.ipynb")).write_bytes(content)
    _note_time(folder, collection, changed=_contents(folder) != before)


def _note_time(folder: Path, collection: Collected, changed: bool) -> None:
    """Write down when a notebook was handed in; what was known of another, by hand perhaps, does not hold for it."""
    if when := max((file.when for file in collection.files if file.when), default=None):
        (folder / "timestamp.txt").write_text(f"{when.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC\n")
    elif changed:
        (folder / "timestamp.txt").unlink(missing_ok=True)


def _contents(folder: Path) -> dict[str, str]:
    """A digest of each notebook in a folder."""
    digests = dict[str, str]()
    for path in folder.glob("*.ipynb"):
        with suppress(Unreadable):
            digests[path.name] = hashlib.sha256(load(path)).hexdigest()
    return digests


def newest(files: list[Sent]) -> list[tuple[str, Sent]]:
    """The files of the newest attempt, each under a name of its own: Canvas numbers files, Gradescope attempts."""
    latest = max(one.order for one in files)
    if files[0].form == "gradescope":
        files = [one for one in files if one.order == latest]
    if files[0].form == "canvas":  # It adds -1, -2 to the name of what is handed in again.
        again = {re.sub(r"(?:-\d{1,9})?(\.\w+)$", r"\1", one.file): one for one in sorted(files, key=_order)}
        files = list(again.values())
    named: dict[str, Sent] = {}
    for one in files:
        file = str(PurePosixPath(one.file))
        named[file if file not in named else f"{file} ({len(named)})"] = one
    return list(named.items())


def _order(one: Sent) -> int:
    return one.order
