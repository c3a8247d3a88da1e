"""The submissions in a folder: each entry of it, and each student of the roster, is there exactly once.

An entry is a folder STUDENT/ASSIGNMENT, as nbgrader has it, a folder STUDENT, or a file STUDENT.ipynb. Links are
followed nowhere. What goes wrong with an entry is said of that one, and of no other.
"""

import os
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime
from fnmatch import fnmatchcase
from functools import partial
from pathlib import Path

from ..assignments.assignment import Assignment
from ..errors import Unreadable, UsageError, fault_of_ours
from . import name as names
from .choice import File, chosen, in_folder, instead, listed
from .file import load
from .stamp import handed_in

BESIDE = {"timestamp.txt", "submission_secret.txt"}  # put there by nbgrader
MOST_FILES = 200  # in a student's folder
NOTHING, STRAY, OTHER = "nothing handed in", "no submission", "no notebook"


@dataclass(frozen=True)
class Received:
    """A submission as it lies there: whose it is, its file, when it was handed in, or why it is of no use."""

    student: str
    path: Path | None
    entry: str = ""  # what lies in the folder
    handed_in: datetime | None = None
    unreadable: str | None = None
    refused: str | None = None  # why nobody's mark can be touched by it
    kind: str = ""  # NOTHING, or STRAY, which is nobody's, or OTHER
    notes: tuple[str, ...] = ()
    doubt: str | None = None  # what a person must look at

    def content(self) -> tuple[bytes, str | None]:
        """Read the file; return its bytes, or nothing and the reason."""
        if self.unreadable or self.path is None:
            return b"", self.unreadable or instead([])
        try:
            return load(self.path), None
        except Unreadable as reason:
            return b"", str(reason)
        except Exception as error:
            return b"", fault_of_ours(error)


def received(folder: Path, assignment: Assignment, roster: Set[str] = frozenset()) -> list[Received]:
    """List the submissions in a folder, and who of the roster handed in nothing."""
    if not folder.is_dir():
        raise UsageError(f"There is no folder {folder}. Give the folder of the submissions.")
    submissions = [entry(path, assignment) for path in sorted(folder.iterdir())]
    if all(submission.kind for submission in submissions):
        raise UsageError(f"There are no submissions of {assignment.name} in {folder}.")
    return list(by_person(submissions, assignment, roster))


def wanted(everyone: list[Received], names: Sequence[str], excluded: Sequence[str] = ()) -> list[Received]:
    """Those of these names, which may be patterns, or all but the excluded; raise `UsageError` for a name of nobody."""
    called = {name: {submission.student for submission in everyone if _means(name, submission)} for name in names}
    if missing := [name for name, students in called.items() if not students]:
        raise UsageError(f"There is no submission of {', '.join(sorted(missing))}.")
    asked = set[str]().union(*called.values())
    return [
        submission
        for submission in everyone
        if submission.student not in excluded and (submission.student in asked or not names)
    ]


def _means(name: str, submission: Received) -> bool:
    """Tell whether a name is this student's, or that of what lies in the folder."""
    return name in (submission.student, submission.entry) or fnmatchcase(submission.student, name)


def entry(path: Path, assignment: Assignment) -> Received:
    """Read one entry of a folder of submissions; whatever goes wrong is its own reason."""
    if who := names.litter(path.name):
        return Received(path.name, None, path.name, refused=who, kind=STRAY)
    submission = _guarded(_stem(path.name), partial(_read, path, assignment))
    return replace(submission, entry=path.name, refused=submission.refused or names.fault(submission.student))


def _guarded(student: str, find: Callable[[], Received]) -> Received:
    try:
        return find()
    except Unreadable as reason:
        return Received(student, None, unreadable=str(reason))
    except OSError as error:
        return Received(student, None, unreadable=f"it cannot be read: {error.strerror}")
    except Exception as error:
        return Received(student, None, unreadable=fault_of_ours(error))


def _stem(file: str) -> str:
    """The student's name: all before the ending, or endings."""
    at = file.casefold().find(".ipynb")
    return file[:at] if at >= 0 else file


def _read(path: Path, assignment: Assignment) -> Received:
    """A folder is a student's; a file is the notebook of the student whose name it has, if it is one."""
    student = _stem(path.name)
    if student == path.name and path.is_dir() and not path.is_symlink():
        return _folder(path, assignment)
    if student != path.name or path.is_symlink():
        return Received(student, path)
    if File(path.name, partial(load, path)).is_notebook(assignment):
        return Received(path.stem, path)
    return Received(path.stem, None, unreadable="it is not a notebook", kind=OTHER)


def _folder(path: Path, assignment: Assignment) -> Received:
    """A folder is a student's, with the assignment's in it, or the files themselves."""
    inner = path / assignment.name
    if inner.is_symlink() or (inner.exists() and not inner.is_dir()):
        raise Unreadable("its folder is a link or a file, and links are not followed")
    if inner.is_dir():
        return _chosen(path.name, inner, _files(inner), assignment)
    files = _files(path, deep=False)
    return _chosen(path.name, path, files, assignment) if files else Received(path.name, None, kind=NOTHING)


def _files(folder: Path, deep: bool = True) -> list[str]:
    """The files in a folder and the folders in it, but for what nobody handed in."""
    paths, seen = [], 0
    for root, folders, files in os.walk(folder, onerror=_raised):
        folders[:] = [name for name in folders if deep and not names.litter(name)]
        paths += [os.path.relpath(os.path.join(root, name), folder) for name in files if not names.litter(name)]
        seen += len(files) + len(folders)
        if seen > MOST_FILES:
            raise Unreadable(f"there are more than {MOST_FILES} files in it")
    return sorted({*paths} - BESIDE)


def _raised(error: OSError) -> None:
    raise error


def _chosen(student: str, folder: Path, files: list[str], assignment: Assignment) -> Received:
    """Choose among a student's files, and see when they were handed in."""
    choice = chosen(in_folder(folder, files), assignment)
    path = folder / choice.name if choice.name else None
    submission = Received(student, path, unreadable=choice.reason, notes=choice.notes)
    try:
        return replace(submission, handed_in=handed_in(folder))
    except Unreadable as doubt:
        return replace(submission, doubt=str(doubt))


def by_person(submissions: list[Received], assignment: Assignment, roster: Set[str]) -> Iterator[Received]:
    """Give each entry its person, of the roster if there is one; of two that are one person's, neither counts."""
    called = {names.key(student): student for student in roster}
    keys = called.keys() | {names.key(submission.student) for submission in submissions}
    people: dict[str, list[Received]] = {}
    for submission in submissions:
        plain = names.key(names.original(submission.student))
        key = plain if plain in keys else names.key(submission.student)
        who = submission.student if submission.student in roster or submission.kind == STRAY else called.get(key, key)
        people.setdefault(who, []).append(submission)
    for who, entries in people.items():
        yield from _one_of(entries, who if who in roster else None, assignment)
    yield from (Received(student, None, kind=NOTHING) for student in sorted(roster - people.keys()))


def _one_of(entries: list[Received], person: str | None, assignment: Assignment) -> Iterator[Received]:
    """The entries of one person: the notebook that counts, and why the others do not."""
    meant = [submission for submission in entries if submission.kind != OTHER] or (entries[:1] if person else [])
    for submission in entries:
        if submission not in meant:
            yield replace(submission, student=submission.entry, refused=submission.unreadable, kind="")
    copies = [submission.path for submission in meant if submission.path and submission.path.name == submission.entry]
    if len(meant) > 1 and len({names.key(submission.student) for submission in meant}) == len(copies) == len(meant):
        choice = chosen(in_folder(copies[0].parent, [submission.entry for submission in meant]), assignment)
        if choice.name:
            best = next(submission for submission in meant if submission.entry == choice.name)
            meant = [replace(best, student=names.original(best.student), notes=choice.notes)]
    told = f"{listed([submission.entry for submission in meant])} are one student's: keep one of them"
    conflict = told if len(meant) > 1 else None
    for submission in meant[:1] if person else meant:
        kind = "" if submission.kind == OTHER else submission.kind
        yield replace(
            submission, student=person or submission.student, kind=kind, refused=submission.refused or conflict
        )
