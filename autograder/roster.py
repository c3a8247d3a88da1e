"""The students as the instructor entered them in nbgrader's gradebook, and how an LMS's names lead to them."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sql

from .course import Course


@dataclass(frozen=True)
class Person:
    """A student: nbgrader's id and what else is known."""

    id: str
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    lms_user_id: str = ""

    def called(self, name: str) -> bool:
        """Tell whether this is the name, in whichever order, accents and spaces aside."""
        first, last = letters(self.first_name), letters(self.last_name)
        return bool(first + last) and letters(name) in (first + last, last + first)


def letters(text: str) -> str:
    """Keep the letters, without case and accents."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", text).casefold() if sign.isalpha())


def roster(course: Course) -> list[Person]:
    """Everyone who was entered with a name, an address or an LMS id; empty if nobody was."""
    if course.db_url.startswith("sqlite") and not course.gradebook_path.exists():
        return []
    engine = sql.create_engine(course.db_url)
    with engine.connect() as db:
        rows = db.execute(
            sql.text("SELECT id, first_name, last_name, email, lms_user_id FROM student ORDER BY id")
        ).all()
    engine.dispose()
    people = [Person(*(field or "" for field in row)) for row in rows]
    return [one for one in people if one != Person(one.id)]


def find(people: Iterable[Person], number: str, email: str, name: str) -> str | None:
    """The one student who has this LMS id or nbgrader id, else this address, else this name."""
    people = list(people)
    for found in (
        [one.id for one in people if number and number in (one.lms_user_id, one.id)],
        [one.id for one in people if email and one.email.casefold() == email.casefold()],
        [one.id for one in people if one.called(name)],
    ):
        if len(found) == 1:
            return found[0]
    return None
