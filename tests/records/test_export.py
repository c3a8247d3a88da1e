"""Marks on their way into an LMS: from Moodle's zip and nbgrader's roster to the file that is uploaded."""

import codecs
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from autograder.__main__ import main
from autograder.course import Course
from autograder.records.lms import disarmed

KIT = Path(__file__).parents[2]
CLASS, LMS = KIT / "tests" / "submissions", KIT / "tests" / "lms"
HANDED_IN = {  # in Moodle's words
    "Ada Example_9001": "right_horner",
    "Bo O'Sample, Jr._9002": "sum_for_mean",
    "=HYPERLINK(\"http:example.org\") Muller_9003": "not_started",
    "Eve Broken_9005": "not_a_notebook",
}  # fmt: skip

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A class from nbgrader's roster and Moodle's zip, graded; Bo has extra credit, a score by hand, and was late."""
    folder = tmp_path_factory.mktemp("course")
    import_roster(folder, LMS / "roster.csv")
    with zipfile.ZipFile(folder / "moodle.zip", "w") as archive:
        for name, student in HANDED_IN.items():
            path = CLASS / student / "gradient_descent" / "gradient_descent.ipynb"
            archive.write(path, f"{name}_assignsubmission_file/gradient_descent.ipynb")
    options = ["--course", str(folder), "--assignment", "gradient_descent"]
    assert main(["collect", str(folder / "moodle.zip"), *options]) == 0
    assert main(["grade", "--seed", "1", "--quiet", *options]) == 1
    with Gradebook(Course(folder).db_url, "first_model") as book:
        grade = book.find_grade("test_mse", "gradient_descent", "gradient_descent", "bo")
        grade.manual_score, grade.extra_credit = 2.5, 0.25
        book.find_submission("gradient_descent", "bo").notebooks[0].late_submission_penalty = 1.5
        comment = book.find_comment("mse", "gradient_descent", "gradient_descent", "bo")
        comment.manual_comment = "We <b>talked</b> about it."
        book.db.commit()
    return folder


def import_roster(course: Path, roster: Path) -> None:
    """Have nbgrader itself import the roster."""
    nbgrader = str(Path(sys.executable).parent / "nbgrader")
    command = [nbgrader, "db", "student", "import", str(roster), f"--CourseDirectory.db_url={Course(course).db_url}"]
    subprocess.run(command, cwd=KIT, check=True, capture_output=True)


@pytest.mark.parametrize("form", ["canvas", "moodle", "generic"])
def test_marks_come_out_in_the_form(form: str, course: Path, tmp_path: Path) -> None:
    """Score by hand, extra credit and penalty count; no submission and no mark yet are empty; formulas are text."""
    written = tmp_path / "marks.csv"
    column = ["--column", "Gradient descent (77)"] if form == "canvas" else []

    assert main(["export", str(written), "--form", form, "--course", str(course), *column]) == 0

    assert written.read_bytes().startswith(codecs.BOM_UTF8)  # or Excel takes accents for other signs
    assert written.read_text(encoding="utf-8-sig") == (LMS / f"{form}.csv").read_text(encoding="utf-8")


def test_a_mark_is_what_nbgrader_says(course: Path) -> None:
    """nbgrader's own score, less its penalty, is what the file has."""
    with Gradebook(Course(course).db_url, "first_model") as book:
        submission = book.find_submission("gradient_descent", "bo")
        assert submission.score - submission.late_submission_penalty == 12.25


def test_feedback_goes_back_as_moodle_takes_it(course: Path, tmp_path: Path) -> None:
    """The zip has a page a student, in the folder that Moodle's own zip had; each says how its mark came about."""
    path = tmp_path / "back.zip"

    assert main(["feedback", "--zip", "moodle", "--output", str(path), "--course", str(course)]) == 0

    with zipfile.ZipFile(path) as archive:
        ends = "_assignsubmission_file_/gradient_descent_feedback.html"
        assert set(archive.namelist()) == {f"{name}{ends}" for name in HANDED_IN}
        ada, bo = (archive.read(f"{name}{ends}").decode() for name in list(HANDED_IN)[:2])
    assert "14 <small>of 14 points</small>" in ada
    assert "Your mark" not in ada
    assert "12.25 <small>of 14 points</small>" in bo
    sum_of_bo = re.sub(r"<[^>]+>|\s+", " ", bo.partition('<table class="sum">')[2].partition("</table>")[0]).split()
    assert (
        sum_of_bo
        == (
            "By the checks 12 mse , scored by a person: 2.5, not 1 +1.5 Extra credit +0.25 Handed in late −1.5 "
            "Your mark 12.25"
        ).split()
    )
    assert "From your instructor: We &lt;b&gt;talked&lt;/b&gt; about it." in bo


def test_feedback_for_another_lms_is_refused_by_name(
    course: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Canvas's numbers are not known after a collection from Moodle, and the command says whose."""
    assert main(["feedback", "--zip", "canvas", "--output", str(tmp_path / "back.zip"), "--course", str(course)]) == 1

    assert "account of Canvas is known, so not in it: ada, bo, carl, eve" in capsys.readouterr().err


def test_an_export_without_a_gradebook_makes_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is graded, nothing is written, and the command says what comes first."""
    options = ["--course", str(tmp_path), "--assignment", "gradient_descent"]

    assert main(["export", str(tmp_path / "marks.csv"), *options]) == 2

    assert "python -m autograder grade" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1"])
def test_a_formula_is_disarmed(text: str) -> None:
    """What a spreadsheet would compute begins with an apostrophe."""
    assert disarmed(text) == f"'{text}"


@pytest.mark.parametrize("cell", ["Ada", "-", "", "O'Sample", -1.5, 0.0])
def test_what_is_no_formula_stays(cell: object) -> None:
    """Names, Moodle's dash and numbers are not touched."""
    assert disarmed(cell) == cell
