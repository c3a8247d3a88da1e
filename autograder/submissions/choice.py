"""Which of a student's files is the submission: the one with answers, whatever it is called; of two, neither."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path, PurePosixPath

from ..assignments.assignment import Assignment
from ..errors import Unreadable
from .file import load
from .submission import Submission


@dataclass(frozen=True)
class Choice:
    """The file that counts, or why none does; and what the student and the instructor should know about it."""

    name: str | None
    reason: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class File:
    """A file that was handed in, and how to read it, which may raise `Unreadable`; read only where that matters."""

    name: str
    read: Callable[[], bytes]

    @cached_property
    def named(self) -> bool:
        """Whether it is called as a notebook is."""
        return ".ipynb" in PurePosixPath(self.name).name.casefold()

    def is_notebook(self, assignment: Assignment) -> bool:
        """Tell a notebook, or what is meant to be one, by its name, and without that by its content."""
        return self.named or self.code(assignment) is not None

    def code(self, assignment: Assignment) -> str | None:
        """What the code in it comes to, if there is an answer in it; nothing when it is not a notebook of ours."""
        try:
            content = self.read()
            if not self.named and content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] not in (b"{", b"\xff", b"\xfe"):
                return None
            submission = Submission.read(content, assignment)
        except Unreadable:
            return None
        code = repr([source for _, source in submission.runnable])
        return hashlib.sha256(code.encode()).hexdigest() if submission.answered else ""


def chosen(files: Iterable[File], assignment: Assignment) -> Choice:
    """Choose the only notebook, or the only one with answers; where two differ a person has to."""
    exact = f"{assignment.notebook}.ipynb"
    everything = sorted(files, key=lambda file: (PurePosixPath(file.name).name != exact, file.name))
    notebooks = [file for file in everything if file.is_notebook(assignment)]
    if len(notebooks) < 2:
        return Choice(notebooks[0].name) if notebooks else Choice(None, instead([file.name for file in everything]))
    codes = {file.name: file.code(assignment) for file in notebooks}
    best = [name for name, code in codes.items() if code] or [name for name, code in codes.items() if code is not None]
    if len({codes[name] for name in best}) > 1:
        return Choice(None, f"the answers in {listed(best)} differ; one of them has to go")
    if not best and PurePosixPath(notebooks[0].name).name != exact:
        return Choice(None, f"none of {listed(list(codes))} can be read as the notebook")
    name = best[0] if best else notebooks[0].name
    return Choice(name, notes=(f"{name} was taken, not {listed([other for other in codes if other != name])}",))


def in_folder(folder: Path, names: list[str]) -> list[File]:
    """The files of a folder, to choose among."""
    return [File(name, partial(load, folder / name)) for name in names]


def instead(names: list[str]) -> str:
    """Say what was handed in where there is no notebook."""
    return f"there is no notebook in it, but {listed(names)}" if names else "there is no notebook in it"


def listed(names: list[str]) -> str:
    """Name a few, as text that is harmless on a terminal and a page."""
    shown = ["".join(sign if sign.isprintable() else "�" for sign in name)[-60:] for name in names[:5]]
    return ", ".join(shown) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
