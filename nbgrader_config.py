"""Where nbgrader finds its course, and who decides: our preprocessors, in the sandbox, not the student's kernel."""

import contextlib
import os
import sys
import types
from pathlib import Path
from urllib.parse import quote

c = get_config()  # nbgrader gives this name to its configuration files

ROOT = Path(__file__).resolve().parent
FOLDER = (ROOT / os.environ.get("AUTOGRADER_COURSE", "course")).resolve()  # make formgrader COURSE=FOLDER
COURSE = os.path.relpath(FOLDER, ROOT)
if str(ROOT) not in sys.path:
    sys.path.append(str(ROOT))  # Jupyter may have been started elsewhere.
# nbgrader calls alembic by name, which lies beside the interpreter.
os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])

c.CourseDirectory.course_id = "first_model"
c.CourseDirectory.root = str(ROOT)
c.CourseDirectory.source_directory = f"{COURSE}/source"
c.CourseDirectory.release_directory = "exercises"
c.CourseDirectory.submitted_directory = f"{COURSE}/submitted"
c.CourseDirectory.autograded_directory = f"{COURSE}/autograded"
c.CourseDirectory.feedback_directory = f"{COURSE}/feedback"
GRADEBOOK = f"{FOLDER}/gradebook.db"
if set(GRADEBOOK) & set("%?#"):  # they mean something in an address: SQLAlchemy's, and then SQLite's
    c.CourseDirectory.db_url = f"sqlite:///file:{quote(quote(GRADEBOOK))}?uri=true&timeout=60"
else:
    c.CourseDirectory.db_url = f"sqlite:///{GRADEBOOK}?timeout=60"

# How the notebooks end: "restart the kernel, run all cells, save, and ..."
c.Handout.hand_in = "submit this file under its own name. In Colab: *File*, *Download*, *Download .ipynb*."

# How a release is made: as nbgrader has it, but for one.
RELEASE = """IncludeHeaderFooter InstantiateTests LockCells ClearSolutions ClearOutput CheckCellMetadata
    ComputeChecksums SaveCells ClearHiddenTests ClearMarkScheme ComputeChecksums CheckCellMetadata"""
c.GenerateAssignment.preprocessors = [
    f"{'autograder' if name == 'ClearSolutions' else 'nbgrader'}.preprocessors.{name}" for name in RELEASE.split()
]
c.Autograde.exporter_class = "autograder.preprocessors.Judge"
c.Autograde.sanitize_preprocessors = c.Autograde.autograde_preprocessors = []  # Nothing runs but in the sandbox.
c.HTMLExporter.preprocessors = ["autograder.preprocessors.Escape"]
c.GenerateFeedback.exporter_class = "autograder.preprocessors.Page"
c.GenerateFeedback.force = True  # A page follows the gradebook, which knows scores by hand.
c.ExchangeFactory.release_feedback = "autograder.preprocessors.ReleaseFeedback"
c.ZipCollectApp.extractor_plugin = "autograder.preprocessors.PointToCollect"

if "nbgrader.apps" in sys.modules:
    # Its own way to read timestamps follows links and has no end; and it takes no notebook that has another name.
    from nbgrader.apps.api import NbGraderAPI
    from nbgrader.converters import Autograde
    from nbgrader.coursedir import CourseDirectory

    from autograder.submissions.stamp import known

    Autograde.init_notebooks = lambda _: None
    CourseDirectory.get_existing_timestamp = lambda _, folder: known(Path(folder))
    NbGraderAPI.get_submitted_timestamp = lambda self, assignment, student: known(
        Path(self.coursedir.format_path(self.coursedir.submitted_directory, student, assignment))
    )

if sys.argv[1:2] == ["db"]:
    # nbgrader db student import FILE: it reads plain CSV, and Excel writes other kinds; and it may come before anything
    # else of the course. nbgrader db upgrade: it takes all of the address for a path, and % for a word of its own.
    from nbgrader import dbutil
    from nbgrader.apps import dbapp

    from autograder.course import Course
    from autograder.submissions.roster import table

    back_up = dbapp.DbUpgradeApp._backup_db_file
    dbapp.DbUpgradeApp._backup_db_file = lambda app, _: back_up(app, str(Course.of(app).gradebook_path))
    dbapp.dbutil = types.SimpleNamespace(upgrade=lambda address: dbutil.upgrade(address.replace("%", "%%")))
    with contextlib.suppress(OSError):
        FOLDER.mkdir(parents=True, exist_ok=True)
    dbapp.csv = types.SimpleNamespace(DictReader=table)
