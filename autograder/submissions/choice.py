"""Which of a student's files is the submission: the one with answers, whatever it is called; of two, neither."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ..assignments.assignment import Assignment
from ..errors import Unreadable
from .file import load
from .submission import Submission

KINDS = {b"PK\x03\x04": "a zip archive or an Office document", b"%PDF": "a PDF", b"\x1f\x8b": "a packed archive"}


@dataclass(frozen=True)
class Choice:
    """The file that counts, or why none does; and what the student and the instructor should know about it."""

    name: str | None
    reason: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class File:
    """What we have to know of a file to choose."""

    name: str
    notebook: bool  # or meant to be one
    answers: bytes | None = None  # what its code comes to, if there is an answer in it

    @classmethod
    def of(cls, name: str, content: bytes, assignment: Assignment) -> "File":
        """Look at a file: its ending, and more than that its content."""
        named = ".ipynb" in PurePosixPath(name).name.casefold()
        if not named and content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] not in (b"{", b"\xff", b"\xfe"):
            return cls(name, notebook=False)
        try:
            submission = Submission.read(content, assignment)
        except Unreadable:
            return cls(name, named)
        code = repr([source for _, source in submission.runnable])
        return cls(name, True, hashlib.sha256(code.encode()).digest() if submission.answered else b"")


def chosen(files: Iterable[File], notebook: str) -> Choice:
    """Choose the only notebook, or the only one with answers; where two differ a person has to."""
    everything = sorted(files, key=lambda one: (PurePosixPath(one.name).name != f"{notebook}.ipynb", one.name))
    notebooks = [one for one in everything if one.notebook]
    if not notebooks:
        return Choice(None, instead([one.name for one in everything]))
    answered = [one for one in notebooks if one.answers] or [one for one in notebooks if one.answers is not None]
    if len({one.answers for one in answered}) > 1:
        return Choice(None, f"the answers in {listed([one.name for one in answered])} differ; one of them has to go")
    best = (answered or notebooks)[0]
    if not answered and len(notebooks) > 1 and PurePosixPath(best.name).name != f"{notebook}.ipynb":
        return Choice(None, f"none of {listed([one.name for one in notebooks])} can be read as the notebook")
    others = [one.name for one in notebooks if one is not best]
    return Choice(best.name, notes=(f"{best.name} was taken, not {listed(others)}",) if others else ())


def looked_at(folder: Path, names: list[str], assignment: Assignment) -> Iterable[File]:
    """Look at the files of a folder, one after the other; what cannot be read is only a name."""
    for name in names:
        try:
            yield File.of(name, load(folder / name), assignment)
        except Unreadable:
            yield File(name, ".ipynb" in name.casefold())


def instead(names: list[str]) -> str:
    """Say what was handed in where there is no notebook."""
    return f"there is no notebook in it, but {listed(names)}" if names else "there is no notebook in it"


def listed(names: list[str]) -> str:
    """Name a few, as text that is harmless on a terminal and a page."""
    shown = ["".join(sign if sign.isprintable() else "�" for sign in name)[-60:] for name in names[:5]]
    return ", ".join(shown) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
