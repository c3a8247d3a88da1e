"""The students as the instructor entered them in nbgrader's gradebook, and how an LMS's names lead to them.

nbgrader imports them from a CSV with the columns id, first_name, last_name, email, lms_user_id, of which only id must
be there: nbgrader db student import FILE. The generic form of `export` has the same columns, id as student_id.
"""

import csv
import io
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

import sqlalchemy as sql

from ..course import Course


@dataclass(frozen=True)
class Person:
    """A student: nbgrader's id and what else is known."""

    id: str
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    lms_user_id: str = ""

    @property
    def name(self) -> str:
        """What people call this student: the id where nobody has entered a name."""
        return f"{self.first_name} {self.last_name}".strip() or self.id

    @property
    def label(self) -> str:
        """Id and name."""
        return self.id if self.name == self.id else f"{self.id} ({self.name})"

    def called(self, name: str) -> bool:
        """Tell whether this is the name, in whichever order, accents and spaces aside."""
        first, last = letters(self.first_name), letters(self.last_name)
        return bool(first + last) and letters(name) in (first + last, last + first)


def table(file: TextIO) -> "csv.DictReader[str]":
    """Read a CSV as spreadsheets write it: UTF-8 with a mark or none, UTF-16, Windows' letters; , or ; or tabs."""
    content = Path(file.name).read_bytes()
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    first = text.partition("\n")[0]
    return csv.DictReader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count), restkey="more")


def letters(text: str) -> str:
    """Keep the letters, without case and accents."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", text).casefold() if sign.isalpha())


def roster(course: Course) -> list[Person]:
    """Everyone who was entered with a name, an address or an LMS id; empty if nobody was."""
    if course.db_url.startswith("sqlite") and not course.gradebook_path.exists():
        return []
    with course.engine.connect() as db:
        rows = db.execute(
            sql.text("SELECT id, first_name, last_name, email, lms_user_id FROM student ORDER BY id")
        ).all()
    people = [Person(*(field or "" for field in row)) for row in rows]
    return [person for person in people if person != Person(person.id)]


def find(people: list[Person], form: str, number: str, email: str, name: str) -> str | None:
    """The one student whom an LMS means; nobody when it could be two."""
    named = [person for person in people if person.called(name)]
    numbered = [person for person in people if number and number == person.lms_user_id]
    if form == "moodle":  # A participant's number is another in each assignment, and may be someone's user id.
        if name.endswith(f" {number}"):  # Participant 9001, in any language: the names are hidden.
            return _only(numbered)
        named = named or [person for person in people if any(person.called(part) for part in after_hyphens(name))]
        return _only(named) or _only([person for person in named if person in numbered])
    own = [person for person in people if form == "gradescope" and number == person.id]
    addressed = [person for person in people if email and email.casefold() == person.email.casefold()]
    return _only(own) or _only(numbered) or _only(addressed) or _only(named)


def after_hyphens(name: str) -> list[str]:
    """What may be the name where a group's stands before it: Group A-Ada Example."""
    parts = name.split("-")
    return ["-".join(parts[at:]) for at in range(1, min(len(parts), 10))]


def _only(people: list[Person]) -> str | None:
    return people[0].id if len(people) == 1 else None
