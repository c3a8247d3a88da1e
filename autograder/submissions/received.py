"""The submissions in a folder, as they lie there."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ..assignments.assignment import Assignment
from ..errors import Unreadable, UsageError
from .submission import load

MARKUP = set("<>&\"'`\\")  # nbgrader's own pages print a name as it is


@dataclass(frozen=True)
class Received:
    """A submission as it lies there: whose it is, its file, when it was handed in, or why it is of no use."""

    student: str
    path: Path | None
    handed_in: datetime | None = None
    unreadable: str | None = None
    refused: str | None = None

    def content(self) -> tuple[bytes, str | None]:
        """Read the file; return its bytes, or nothing and the reason."""
        if self.unreadable or self.path is None:
            return b"", self.unreadable or "there is no notebook in it"
        try:
            return load(self.path), None
        except Unreadable as reason:
            return b"", str(reason)


def received(folder: Path, assignment: Assignment) -> list[Received]:
    """List the submissions in a folder: nbgrader's layout, or one notebook a student."""
    if not folder.is_dir():
        raise UsageError(f"There is no folder {folder}. Give the folder of the submissions.")
    nested = sorted(path for path in folder.glob(f"*/{assignment.name}") if path.is_dir())
    found = [from_folder(path, assignment) for path in nested] if nested else list(_flat(folder))
    if not found:
        raise UsageError(f"There are no submissions of {assignment.name} in {folder}.")
    return found


def _flat(folder: Path) -> Iterator[Received]:
    for path in sorted(folder.iterdir()):
        if path.name.endswith(".ipynb"):
            student = path.name.removesuffix(".ipynb")
            yield Received(student, path, refused=_bad_name(student))


def from_folder(folder: Path, assignment: Assignment) -> Received:
    """Find the notebook by its name, or the only one there is: browsers call it `name (1).ipynb`."""
    student = folder.parent.name
    exact, others = folder / f"{assignment.notebook}.ipynb", sorted(folder.glob("*.ipynb"))
    path = exact if exact in others else others[0] if len(others) == 1 else None
    reason = (
        f"there are {len(others)} notebooks in it, and none is called {exact.name}" if others and not path else None
    )
    return Received(student, path, handed_in(folder), reason, _bad_name(student))


def _bad_name(student: str) -> str | None:
    """Refuse names that nbgrader, a file system or a terminal would trip over."""
    good = (
        student.isprintable() and not student.startswith(".") and not set(student) & MARKUP and 0 < len(student) <= 100
    )
    return None if good else "its name is none that a student can have"


def handed_in(folder: Path) -> datetime | None:
    """Read nbgrader's timestamp of a submission, if there is one."""
    stamp = folder / "timestamp.txt"
    if not stamp.is_file():
        return None
    from nbgrader.utils import parse_utc

    try:
        parsed: datetime = parse_utc(stamp.read_text().strip())
        return parsed
    except (ValueError, OverflowError, OSError):
        return None
