"""nbgrader's way in: these take its own parts' place in `nbgrader autograde`, its Python API and formgrader's button.

What they grade and show, they grade and show by the code of `python -m autograder grade`.
"""

import glob
import html
from pathlib import Path
from typing import Any

from nbconvert.exporters import Exporter
from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode
from nbgrader import preprocessors
from nbgrader.converters.base import NbGraderException
from nbgrader.exchange.default import ExchangeReleaseFeedback
from nbgrader.plugins import ExtractorPlugin
from traitlets import Enum, Integer

from .assignments.assignment import Assignment
from .course import Course
from .errors import KitError, UsageError
from .grading import Grading, Plan
from .judging.result import NOT_GRADED
from .judging.settings import Settings
from .judging.workers import Scheduling
from .records.attempts import KEPT
from .records.writer import EXCHANGE, pages
from .sandbox.launch import choose_tier
from .sandbox.outside import Limits

MEND = "# Somebody wrote this, and something is wrong. Find it, and mend it."
Resources = dict[str, Any]


class Judge(Exporter):
    """Grades what `nbgrader autograde` is asked for, by the code of our own command, and leaves nothing to convert.

    nbgrader makes it once a run, before it opens any notebook.
    """

    seconds = Integer(int(Limits().seconds), help="seconds a submission's process").tag(config=True)
    memory = Integer(Limits().memory, help="MiB of memory for a submission").tag(config=True)
    keep = Enum(KEPT, KEPT[0], help="the attempt that counts").tag(config=True)

    def __init__(self, parent: Any, **settings: Any) -> None:
        super().__init__(parent=parent, **settings)
        parent.assignments = {}
        try:
            refused = [one["student"] for one in self._grading(parent) if not self._saved(one)]
        except KitError as error:
            self.log.error(str(error))
            raise NbGraderException(str(error)) from None
        if refused:
            raise NbGraderException(f"Not graded: {', '.join(refused)}.")

    def _grading(self, converter: Any) -> Grading:
        """The batch that nbgrader means."""
        course, asked = Course.of(converter), converter.coursedir.student_id
        assignment = Assignment.of(course, converter.coursedir.assignment_id)
        settings = Settings(assignment, Limits(self.seconds, self.memory), choose_tier())
        students = () if asked == "*" else (asked,)
        one_at_a_time = Scheduling(1)
        folder = course.step("submitted")
        return Grading(Plan(course, settings, folder, None, one_at_a_time, students, converter.force, self.keep))

    def _saved(self, result: Resources) -> bool:
        """Tell what became of a submission; false for one that is refused."""
        if result["score"] is not None:
            self.log.info("%s: %g of %g", result["student"], result["score"], result["points"])
        else:
            self.log.warning("%s was not graded: %s", result["student"], result["reason"] or result["status"])
        return "fingerprint" in result or result["status"] != NOT_GRADED


class Page(Exporter):
    """Has `nbgrader generate_feedback` and formgrader's button write our page, by what the gradebook says by then."""

    file_extension = ".html"

    def from_filename(self, filename: str, resources: Any = None, **settings: Any) -> tuple[str, Resources]:
        """Render the page of the student whose notebook this is."""
        names, course = resources["nbgrader"], Course.of(self.parent)
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


class ClearSolutions(preprocessors.ClearSolutions):
    """Where a wrong version stands below the solution it is handed out, to be mended, without a line that raises."""

    def preprocess_cell(self, cell: NotebookNode, *more: Any) -> tuple[NotebookNode, Resources]:
        """Clear one cell."""
        _, end, below = cell.source.rpartition(self.end_solution_delimeter)
        stub = self.code_stub  # type: ignore[has-type]
        self.code_stub = {"python": MEND} if end and below.strip() else stub
        cleared: tuple[NotebookNode, Resources] = super().preprocess_cell(cell, *more)
        self.code_stub = stub
        return cleared


class PointToCollect(ExtractorPlugin):
    """Has `nbgrader zip_collect` say what to do instead: it unpacks whatever is in an archive, without any bound."""

    def __init__(self, **settings: Any) -> None:
        raise SystemExit("Collect with: python -m autograder collect FILE.zip (the zip as the LMS hands it out)")
