"""nbgrader's gradebook, written by one writer: a submission is one transaction, and regrading resets its rows.

Rows go straight into nbgrader's own tables: through its objects a submission would cost 13 ms and more.
"""

import tempfile
import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

import sqlalchemy as sql

from ..assignments.assignment import Assignment
from ..course import Course
from ..errors import KitError
from ..judging.result import Result
from . import schema
from .comments import comments
from .deadlines import LateRule, extra_days
from .marks import lateness

TABLES = """
    student assignment notebook submitted_assignment submitted_notebook grade comment base_cell grade_cells source_cell
""".split()


class Gradebook:
    """The rows of one assignment in a course's gradebook."""

    def __init__(self, course: Course, assignment: Assignment) -> None:
        self._course, self._assignment = course, assignment
        course.make()
        self._engine = course.engine
        if not sql.inspect(self._engine).has_table("alembic_version"):
            self._register()
        schema.check(self._engine)
        # Read from the gradebook: importing them from nbgrader takes two seconds.
        tables = sql.MetaData()
        tables.reflect(self._engine, only=TABLES)
        self._tables = tables.tables
        self._tables["submitted_assignment"].c.extension.type = sql.Interval()  # SQLite has dates for it.
        self._rule, self._extra = LateRule(course), extra_days(course, assignment.name)
        self._ids = self._find_cells() or self._find_cells(registered=self._register())

    def _register(self) -> bool:
        """Have nbgrader store the assignment, which needs one real release."""
        from ..assignments.master import register

        name = self._assignment.name
        schema.create(self._engine)
        with tempfile.TemporaryDirectory(dir=self._course.folder) as folder:
            register(self._course, name, Path(folder), self._course.released(name))
        return True

    def _find_cells(self, registered: bool = False) -> dict[str, Any]:
        """Find the ids of our notebook and its cells; empty if the gradebook does not know them as they are now."""
        assignments, notebooks = self._tables["assignment"], self._tables["notebook"]
        where = (assignments.c.name == self._assignment.name, notebooks.c.name == self._assignment.notebook)
        ids = sql.select(assignments.c.id, assignments.c.duedate, notebooks.c.id).join_from(assignments, notebooks)
        cell, points = self._tables["base_cell"], self._tables["grade_cells"]
        cells = sql.select(cell.c.name, cell.c.type, cell.c.id, points.c.max_score).join_from(
            cell, points, isouter=True
        )
        with self._engine.connect() as db:
            assignment, due, notebook = db.execute(ids.where(*where)).first() or (None, None, None)
            rows = db.execute(cells.where(cell.c.notebook_id == notebook)).all()
        totals = {name: most for name, kind, _, most in rows if kind == "GradeCell"}
        if totals != {exercise.graded: exercise.points for exercise in self._assignment.exercises}:
            if registered:
                raise KitError(
                    f"The gradebook and exercises/{self._assignment.name} differ: python -m autograder release"
                )
            return {}
        grades, answers = (
            {name: key for name, kind, key, _ in rows if kind == wanted} for wanted in ("GradeCell", "SolutionCell")
        )
        return {"assignment": assignment, "due": due, "notebook": notebook, "grades": grades, "answers": answers}

    def tests(self) -> dict[str, str]:
        """The full text of the cells, by id, with the hidden tests that a release leaves out."""
        cell = self._tables["source_cell"]
        with self._engine.connect() as db:
            rows = db.execute(sql.select(cell.c.name, cell.c.source).where(cell.c.notebook_id == self._ids["notebook"]))
            return dict(rows.all())  # Not dict(rows), which would look for keys in the cursor.

    def roster(self) -> set[str]:
        """The students that the instructor entered: those with a name, an address or an LMS id."""
        student = self._tables["student"]
        fields = ("first_name", "last_name", "email", "lms_user_id")
        entered = sql.or_(*(student.c[name].is_not(None) for name in fields))
        with self._engine.connect() as db:
            return set(db.scalars(sql.select(student.c.id).where(entered)))

    def save(self, result: Result, handed_in: datetime | None = None) -> None:
        """Save a result: all of it or nothing. Manual scores and comments stay."""
        with self._engine.begin() as db:
            page = self._find_page(db, result.student, handed_in) or self._new_page(db, result.student, handed_in)
            db.execute(self._set_grade, [{"page": page, **row} for row in self._grades(result)])
            if texts := comments(result, self._ids["answers"]):
                db.execute(self._set_comment, [{"page": page, **row} for row in texts])
            self._settle(db, result.student)

    def _find_page(self, db: sql.Connection, name: str, handed_in: datetime | None) -> str | None:
        """Find the row of this student's notebook, and note when it was handed in."""
        submitted, page = self._tables["submitted_assignment"], self._tables["submitted_notebook"]
        where = (submitted.c.assignment_id == self._ids["assignment"], submitted.c.student_id == name)
        keys = db.execute(sql.select(submitted.c.id, page.c.id).join_from(submitted, page).where(*where)).first()
        if not keys:
            return None
        db.execute(sql.update(submitted).where(submitted.c.id == keys[0]).values(timestamp=handed_in))
        return str(keys[1])

    def _new_page(self, db: sql.Connection, name: str, handed_in: datetime | None) -> str:
        """Make the rows of this student's notebook, with empty grades and comments."""
        student = self._tables["student"]
        if db.scalar(sql.select(student.c.id).where(student.c.id == name)) is None:
            db.execute(sql.insert(student).values(id=name))
        key, page = uuid.uuid4().hex, uuid.uuid4().hex
        row = {"id": key, "assignment_id": self._ids["assignment"], "student_id": name, "timestamp": handed_in}
        db.execute(sql.insert(self._tables["submitted_assignment"]).values(**row))
        row = {"id": page, "assignment_id": key, "notebook_id": self._ids["notebook"], "flagged": False}
        db.execute(sql.insert(self._tables["submitted_notebook"]).values(**row))
        empty = [{**row, "needs_manual_grade": True} for row in _rows(page, self._ids["grades"].values())]
        db.execute(sql.insert(self._tables["grade"]), empty)
        if self._ids["answers"]:
            db.execute(sql.insert(self._tables["comment"]), _rows(page, self._ids["answers"].values()))
        return page

    def _grades(self, result: Result) -> list[dict[str, Any]]:
        scores = {exercise.name: exercise.score for exercise in result.exercises}
        if result.doubt and self._ids["due"]:  # In time or late is for a person to say, and the mark waits.
            scores = {}
        return [
            {"cell": self._ids["grades"][exercise.graded], "score": scores.get(exercise.name)}
            for exercise in self._assignment.exercises
        ]

    @cached_property
    def _set_grade(self) -> sql.Update:
        """As nbgrader does: what a person has scored, or nobody could, a person should look at."""
        grade, score = self._tables["grade"], sql.bindparam("score", type_=sql.Float)
        unclear = sql.or_(grade.c.manual_score.is_not(None), score.is_(None))
        return sql.update(grade).where(_of(grade)).values(auto_score=score, needs_manual_grade=unclear)

    @cached_property
    def _set_comment(self) -> sql.Update:
        comment = self._tables["comment"]
        return sql.update(comment).where(_of(comment)).values(auto_comment=sql.bindparam("text"))

    def settle(self) -> None:
        """Have due date, extra days and the course's rule decide what everyone's lateness costs."""
        with self._engine.begin() as db:
            self._settle(db)

    def _settle(self, db: sql.Connection, student: str | None = None) -> None:
        for row in db.execute(self._earned, {"student": student}).all():
            self._charge(db, row)

    @cached_property
    def _earned(self) -> sql.Select[Any]:
        """What each student earned, or one of them, beside what decides its lateness."""
        submitted, page, grade = (
            self._tables[name] for name in ("submitted_assignment", "submitted_notebook", "grade")
        )
        score = sql.func.coalesce(grade.c.manual_score, grade.c.auto_score, 0) + sql.func.coalesce(
            grade.c.extra_credit, 0
        )
        columns = (submitted.c.student_id, submitted.c.timestamp, submitted.c.extension, page.c.late_submission_penalty)
        rows = sql.select(submitted.c.id, page.c.id.label("page"), *columns, sql.func.sum(score).label("score"))
        rows = rows.join_from(submitted, page).join(grade).group_by(submitted.c.id, page.c.id)
        name = sql.bindparam("student", type_=sql.String)
        asked = sql.or_(name.is_(None), submitted.c.student_id == name)
        return rows.where(submitted.c.assignment_id == self._ids["assignment"], asked)

    def worth(self, student: str, score: float | None, handed_in: datetime | None) -> float:
        """What an attempt is worth, less what its lateness costs; one without a score less than any other."""
        if score is None:
            return -1.0
        late = lateness(handed_in, self._ids["due"], (self._extra or {}).get(student, timedelta(0)))
        return score - (self._rule.penalty(student, score, late) or 0.0)

    def _charge(self, db: sql.Connection, row: Any) -> None:
        submitted, page = self._tables["submitted_assignment"], self._tables["submitted_notebook"]
        extra = row.extension if self._extra is None else self._extra.get(row.student_id)
        late = lateness(row.timestamp, self._ids["due"], extra or timedelta(0))
        penalty = self._rule.penalty(row.student_id, row.score, late)
        if extra != row.extension:
            db.execute(sql.update(submitted).where(submitted.c.id == row.id).values(extension=extra))
        if penalty != row.late_submission_penalty:
            db.execute(sql.update(page).where(page.c.id == row.page).values(late_submission_penalty=penalty))


def _rows(page: str, cells: Iterable[str]) -> list[dict[str, Any]]:
    return [{"id": uuid.uuid4().hex, "notebook_id": page, "cell_id": cell} for cell in cells]


def _of(table: sql.Table) -> sql.ColumnElement[bool]:
    return sql.and_(table.c.notebook_id == sql.bindparam("page"), table.c.cell_id == sql.bindparam("cell"))
