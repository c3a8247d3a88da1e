"""nbgrader's way in: these preprocessors decide in `nbgrader autograde`, its Python API and formgrader's button.

They judge the submission as it was received, by the code that `python -m autograder grade` runs, and save by it.
"""

import html
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import NotebookExporter
from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Integer

from .assignments.assignment import Assignment
from .course import Course
from .errors import Unreadable
from .grading import complete, grade
from .judging.job import Job
from .judging.settings import Settings, seed_of
from .records.writer import Writer
from .sandbox.launch import choose_tier
from .sandbox.outside import Limits
from .submissions.received import handed_in
from .submissions.submission import load

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

    seconds = Integer(Limits().seconds, help="CPU seconds a submission").tag(config=True)
    memory = Integer(Limits().memory, help="MiB of memory a submission").tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Take the place of nbgrader's sanitizing, so that a student's points and flags count for nothing."""
        names = resources["nbgrader"]
        course = Course.of(self.parent.parent.coursedir)  # preprocessor, exporter, converter
        name, student = names["assignment"], names["student"]
        assignment = Assignment.load(name, course.released(name), course.reference(name))
        path = course.step("submitted") / student / name / f"{names['notebook']}.ipynb"
        writer = Writer(course, assignment)
        settings = complete(Settings(assignment, Limits(self.seconds, self.memory), choose_tier()), writer)
        outcome = grade(settings, self._job(path, course, name, student))
        writer.save(outcome)
        return nbformat.from_dict(outcome.notebook), resources

    def _job(self, path: Path, course: Course, name: str, student: str) -> Job:
        try:
            content, reason = load(path), None
        except Unreadable as unreadable:
            content, reason = b"", str(unreadable)
        seed = seed_of(course.secret, name, student, content)
        return Job(student, content, seed, "", reason, handed_in(path.parent))


class Escape(Preprocessor):
    """Shows names as text: formgrader's page, on the server where the instructor is at home, puts them in as markup."""

    fields = ("student", "first_name", "last_name", "notebook_path")

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Escape what nbgrader's template does not."""
        for field in self.fields:
            if resources.get(field):
                resources[field] = html.escape(str(resources[field]))
        return nb, resources
