"""nbgrader's way in: these preprocessors decide in `nbgrader autograde`, its Python API and formgrader's button.

They judge the submission as it was received, by the code that `python -m autograder grade` runs, and save by it.
"""

import glob
import html
from dataclasses import replace
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import Exporter, NotebookExporter
from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode
from nbgrader.api import Grade, Gradebook, SubmittedAssignment, SubmittedNotebook
from nbgrader.exchange.default import ExchangeReleaseFeedback
from nbgrader.plugins import ExtractorPlugin
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Enum, Integer

from .assignments.assignment import Assignment
from .course import Course
from .errors import UsageError
from .grading import complete, grade, job, refusal, save
from .judging.settings import Settings
from .records.attempts import KEPT
from .records.writer import EXCHANGE, Writer, pages
from .sandbox.launch import choose_tier
from .sandbox.outside import Limits
from .submissions.received import entry

Resources = dict[str, Any]


class Reader(NotebookExporter):
    """Leaves it to the judge to read what was submitted, since nbgrader stumbles over what is no notebook."""

    def from_filename(self, filename: str, resources: Any = None, **settings: Any) -> tuple[str, Resources]:
        """Read what the judge wrote; begin with an empty notebook where it has not written yet."""
        if self.parent._sanitizing:
            return self.from_notebook_node(nbformat.v4.new_notebook(), resources, **settings)
        return super().from_filename(filename, resources, **settings)


class Judge(NbGraderPreprocessor):
    """Judges a submission, saves its result, and hands on the notebook with the verdicts."""

    seconds = Integer(int(Limits().seconds), help="seconds a submission's process").tag(config=True)
    memory = Integer(Limits().memory, help="MiB of memory a submission").tag(config=True)
    keep = Enum(KEPT, KEPT[0], help="the attempt that counts").tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Take the place of nbgrader's sanitizing, so that a student's points and flags count for nothing."""
        names = resources["nbgrader"]
        course = Course.of(self.parent.parent.coursedir)  # preprocessor, exporter, converter
        name, student = names["assignment"], names["student"]
        assignment = Assignment.of(course, name)
        writer = Writer(course, assignment, keep=self.keep)
        settings = complete(Settings(assignment, Limits(self.seconds, self.memory), choose_tier()), writer)
        submission = replace(entry(course.step("submitted") / student, assignment), student=student)
        if reason := refusal(submission, writer):
            forget(course, student)
            raise UsageError(f"{student} was not graded: {reason}.")
        outcome = grade(settings, job(submission, name, course.secret, settings.identity()))
        save(writer, outcome)
        return nbformat.reads(writer.page("autograded", student, "ipynb").read_text(), as_version=4), resources


def forget(course: Course, student: str) -> None:
    """Take out of the gradebook whom nbgrader has just put in, unless there is a score."""
    with Gradebook(course.db_url, course.config.CourseDirectory.course_id) as book:
        rows = book.db.query(Grade).join(SubmittedNotebook).join(SubmittedAssignment)
        rows = rows.filter(SubmittedAssignment.student_id == student)
        if all(one.auto_score is None and one.manual_score is None for one in rows):
            book.remove_student(student)


class Page(Exporter):
    """Has `nbgrader generate_feedback` and formgrader's button write our page, by what the gradebook says by then."""

    file_extension = ".html"

    def from_filename(self, filename: str, resources: Any = None, **settings: Any) -> tuple[str, Resources]:
        """Render the page of the student whose notebook this is."""
        names, course = resources["nbgrader"], Course.of(self.parent.coursedir)
        page = pages(course, Assignment.of(course, names["assignment"]), names["student"])
        if not page:
            raise UsageError(f"{names['student']} has no result yet. First: python -m autograder grade")
        return page[names["student"]], {**resources, "output_extension": self.file_extension}


class ReleaseFeedback(ExchangeReleaseFeedback):
    """Leaves out who did not hand in through the exchange, where nbgrader's own would stop for all."""

    def copy_files(self) -> None:
        """Release the pages of those whose secret lies beside theirs."""
        folders = [Path(page).parent for page in glob.glob(f"{self.src_path}/*.html")]
        others = {folder.parent.name for folder in folders if not all((folder / name).exists() for name in EXCHANGE)}
        if others:
            self.log.warning("Not handed in through the exchange: %s", ", ".join(sorted(others)))
        excluded = {*self.coursedir.student_id_exclude.split(","), *others} - {""}
        self.coursedir.student_id_exclude = ",".join(sorted(excluded))
        super().copy_files()


class Escape(Preprocessor):
    """Shows names as text: formgrader's page, on the server where the instructor is at home, puts them in as markup."""

    fields = ("student", "first_name", "last_name", "notebook_path")

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Escape what nbgrader's template does not."""
        for field in self.fields:
            if resources.get(field):
                resources[field] = html.escape(str(resources[field]))
        return nb, resources


class PointToCollect(ExtractorPlugin):
    """Has `nbgrader zip_collect` say what to do instead: it unpacks whatever is in an archive, without any bound."""

    def __init__(self, **settings: Any) -> None:
        raise SystemExit("Collect with: python -m autograder collect FILE.zip (the zip as the LMS hands it out)")
