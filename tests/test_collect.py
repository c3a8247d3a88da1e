"""Archives of an LMS come in: each in its form, each student once, and only notebooks of bounded size."""

import json
import stat
import zipfile
from pathlib import Path
from zipfile import ZipInfo

import pytest
from nbgrader.api import Gradebook

from autograder.__main__ import main
from autograder.course import Course
from autograder.submissions import archive as collect
from autograder.submissions.received import received
from autograder.submissions.roster import Person, find
from autograder.submissions.stamp import handed_in

LMS = Path(__file__).parent / "lms"
GIVEN = Path("gradient_descent") / "gradient_descent.ipynb"

FORMS = {
    "Moodle, in folders": ["Ada Example_9001_assignsubmission_file/gradient_descent.ipynb", "9001"],
    "Moodle before 4.1": ["Ada Example_9001_assignsubmission_file_/gradient_descent.ipynb", "9001"],
    "Moodle, without folders": ["Ada Example_9001_assignsubmission_file_gradient_descent.ipynb", "9001"],
    "Moodle, blind": ["Participant 9001_9001_assignsubmission_file/week 3/gradient_descent.ipynb", "9001"],
    "Canvas": ["exampleada_101_70001_gradient_descent.ipynb", "101"],
    "Canvas, late and again": ["exampleada_LATE_101_70001_gradient_descent-1.ipynb", "101"],
}


def archive(path: Path, *files: tuple[str | ZipInfo, str]) -> Path:
    """A zip of these files."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in files:
            opened.writestr(name, content)
    return path


def collected(course: Path, path: Path) -> dict[str, str]:
    """What lies in the course after the archive was collected, by path below submitted/."""
    main(["collect", str(path), "--course", str(course), "--assignment", "gradient_descent"])
    folder = course / "submitted"
    return {str(one.relative_to(folder)): one.read_text() for one in sorted(folder.rglob("*")) if one.is_file()}


@pytest.mark.parametrize(("name", "student"), FORMS.values(), ids=FORMS)
def test_each_form_is_recognised(name: str, student: str, tmp_path: Path) -> None:
    """The notebook comes under nbgrader's name, below the number that the LMS gave."""
    assert collected(tmp_path, archive(tmp_path / "a.zip", (name, "nb"))) == {f"{student}/{GIVEN}": "nb"}


def test_gradescope_says_who_and_when_beside_the_files(tmp_path: Path, assignment) -> None:
    """A group's notebook is each member's, the newest submission counts, and its time is nbgrader's timestamp."""
    files = [(f"assignment_9_export/submission_50{at}/gradient_descent.ipynb", f"nb{at}") for at in (1, 2, 3)]
    about = ("assignment_9_export/submission_metadata.yml", (LMS / "submission_metadata.yml").read_text())

    found = collected(tmp_path, archive(tmp_path / "a.zip", about, *files))

    notebooks = {Path(path).parts[0]: content for path, content in found.items() if path.endswith(".ipynb")}
    assert notebooks == {"101": "nb3", "BO@example.edu": "nb2", "103": "nb2"}
    assert {one.student for one in received(tmp_path / "submitted", assignment)} == set(notebooks)
    assert str(handed_in(tmp_path / "submitted" / "103" / "gradient_descent")) == "2026-02-02 21:30:00"


def test_the_newest_of_several_files_counts(tmp_path: Path) -> None:
    """Canvas's file numbers grow, and a browser's copies come later than what they copy."""
    canvas = [
        ("exampleada_101_70005_gradient_descent-1.ipynb", "new"),
        ("exampleada_101_70001_gradient_descent.ipynb", "old"),
    ]
    moodle = [
        ("Bo_9_assignsubmission_file/gradient_descent (1).ipynb", "new"),
        ("Bo_9_assignsubmission_file/gradient_descent.ipynb", "old"),
    ]

    assert collected(tmp_path / "c", archive(tmp_path / "c.zip", *canvas)) == {f"101/{GIVEN}": "new"}
    assert collected(tmp_path / "m", archive(tmp_path / "m.zip", *moodle)) == {f"9/{GIVEN}": "new"}


def test_a_renamed_notebook_counts_and_two_go_to_a_person(tmp_path: Path, assignment) -> None:
    """The only notebook is the submission; of two with other names none is chosen, and grading says so."""
    files = [("a_1_2_homework.ipynb", "nb"), ("a_1_3_notes.pdf", "pdf"), ("b_2_4_x.ipynb", "x"), ("b_2_5_y.ipynb", "y")]
    files += [("c_3_6_notes.pdf", "pdf")]

    found = collected(tmp_path, archive(tmp_path / "a.zip", *files))

    assert found[f"1/{GIVEN}"] == "nb"
    said = {one.student: one.content()[1] for one in received(tmp_path / "submitted", assignment)}
    assert said["1"] is None
    assert "none of other-1.ipynb, other-2.ipynb can be read" in said["2"]
    assert "no notebook" in said["3"]


def test_a_second_archive_takes_the_place_of_the_first(tmp_path: Path) -> None:
    """What was handed in since is what counts, and no old timestamp stays with it."""
    first = collected(tmp_path, archive(tmp_path / "a.zip", ("a_1_2_gradient_descent.ipynb", "old")))
    (tmp_path / "submitted" / "1" / "gradient_descent" / "timestamp.txt").write_text("2026-01-01 00:00:00 UTC\n")

    second = collected(tmp_path, archive(tmp_path / "b.zip", ("a_1_3_gradient_descent-1.ipynb", "new")))

    assert (first, second) == ({f"1/{GIVEN}": "old"}, {f"1/{GIVEN}": "new"})


def test_no_path_of_an_archive_is_written(tmp_path: Path) -> None:
    """Ways out of the folder lead into the student's own, or nowhere."""
    names = ["../up_1_2_gradient_descent.ipynb", "/root_2_3_gradient_descent.ipynb", "a_3_4_..\\..\\x.ipynb"]
    names += ["Bo_4_assignsubmission_file/../../../gradient_descent.ipynb", "ok_5_6_gradient_descent.ipynb"]

    found = collected(tmp_path / "course", archive(tmp_path / "a.zip", *((name, name) for name in names)))

    assert set(found) <= {f"{number}/{GIVEN}" for number in range(1, 6)}
    assert f"5/{GIVEN}" in found
    assert {path.name for path in tmp_path.iterdir()} == {"a.zip", "course"}
    assert {path.name for path in (tmp_path / "course").iterdir()} == {"submitted", "collected"}


def test_an_id_of_an_export_cannot_be_a_path(tmp_path: Path) -> None:
    """A Gradescope student number with slashes or dots is left out, by name."""
    about = "submission_1:\n  :submitters:\n  - :name: Eve\n    :sid: ../../eve\n  - :name: Ada\n    :sid: '7'\n"
    files = [("submission_metadata.yml", about), ("submission_1/gradient_descent.ipynb", "nb")]

    assert collected(tmp_path, archive(tmp_path / "a.zip", *files)) == {f"7/{GIVEN}": "nb"}


def test_a_link_in_an_archive_is_no_notebook(tmp_path: Path) -> None:
    """A symbolic link is neither followed nor made."""
    link = ZipInfo("a_1_2_gradient_descent.ipynb")
    link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16

    assert collected(tmp_path, archive(tmp_path / "a.zip", (link, "/etc/passwd"))) == {}
    assert not [path for path in tmp_path.rglob("*") if path.is_symlink()]


def test_a_bomb_costs_its_own_student(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A notebook that unpacks beyond the limit is left out and named; the others are there."""
    monkeypatch.setattr(collect, "MOST_BYTES", 1000)
    files = [("a_1_2_gradient_descent.ipynb", "0" * 10**6), ("b_2_3_gradient_descent.ipynb", "nb")]

    assert collected(tmp_path, archive(tmp_path / "a.zip", *files)) == {f"2/{GIVEN}": "nb"}


@pytest.mark.parametrize(("limit", "said"), [("MOST_IN_ALL", "together"), ("MOST_FILES", "2 files")])
def test_too_much_is_refused_before_anything_is_written(
    limit: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Sizes and counts are added up from the archive's list of contents."""
    monkeypatch.setattr(collect, limit, 1)
    path = archive(tmp_path / "a.zip", ("a_1_2_gradient_descent.ipynb", "nb"), ("b_2_3_gradient_descent.ipynb", "nb"))

    assert collected(tmp_path, path) == {}
    assert said in capsys.readouterr().err


def test_a_damaged_member_costs_its_own_student(tmp_path: Path) -> None:
    """One file that cannot be unpacked does not stop the class."""
    path = archive(
        tmp_path / "a.zip", ("a_1_2_gradient_descent.ipynb", "first" * 99), ("b_2_3_gradient_descent.ipynb", "nb")
    )
    content = bytearray(path.read_bytes())
    start = content.index(b"gradient_descent.ipynb") + len(b"gradient_descent.ipynb")
    content[start : start + 4] = b"\xff" * 4
    path.write_bytes(content)

    assert collected(tmp_path, path) == {f"2/{GIVEN}": "nb"}


OTHERS = {"no zip at all": b"hello", "cut short": b"PK\x03\x04" + b"0" * 50}


@pytest.mark.parametrize("content", OTHERS.values(), ids=OTHERS)
def test_what_is_no_archive_is_refused_in_words(
    content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command ends with status 2, and without a traceback."""
    (tmp_path / "a.zip").write_bytes(content)

    assert (
        main(["collect", str(tmp_path / "a.zip"), "--course", str(tmp_path), "--assignment", "gradient_descent"]) == 2
    )
    assert "cannot be read as a zip archive" in capsys.readouterr().err


@pytest.mark.parametrize("about", ["- 1", "{", "submission_1: 3", "&a [*a]", "submission_1:\n  :submitters: 3"])
def test_strange_metadata_is_refused_in_words(about: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A metadata file of another shape is an error in words."""
    path = archive(
        tmp_path / "a.zip", ("submission_metadata.yml", about), ("submission_1/gradient_descent.ipynb", "nb")
    )

    assert collected(tmp_path, path) == {}
    assert "submission_metadata.yml in the archive cannot be read" in capsys.readouterr().err


def test_an_archive_of_another_kind_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Files that no LMS named so are not guessed at; what macOS adds is not looked at."""
    path = archive(tmp_path / "a.zip", ("homework.ipynb", "nb"), ("__MACOSX/._a_1_2_gradient_descent.ipynb", "nb"))

    assert collected(tmp_path, path) == {}
    assert "none of Moodle, Canvas or Gradescope" in capsys.readouterr().err


def test_students_are_those_of_the_roster(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Found by LMS id or by name, and who is not on it is said and not made."""
    with Gradebook(Course(tmp_path).db_url, "first_model") as book:
        book.update_or_create_student("ada", first_name="Ada", last_name="Example", lms_user_id="101")
        book.update_or_create_student("bo", first_name="Bo", last_name="Müller-Lüdenscheidt")
    names = ["exampleada_101_2_x.ipynb", "mullerludenscheidtbo_102_3_x.ipynb", "strangereve_103_4_x.ipynb"]

    found = collected(tmp_path, archive(tmp_path / "a.zip", *((name, name) for name in names)))

    assert found == {f"ada/{GIVEN}": names[0], f"bo/{GIVEN}": names[1]}
    assert "strangereve is not on the roster" in capsys.readouterr().out
    noted = json.loads((tmp_path / "collected" / "gradient_descent.json").read_text())
    assert noted["bo"] == {"form": "canvas", "number": "102", "who": "mullerludenscheidtbo_102_3"}


def test_two_of_one_name_are_not_mixed_up() -> None:
    """A name that two have leads to neither; the LMS id does."""
    people = [Person("a1", "Ada", "Example", lms_user_id="1"), Person("a2", "Ada", "Example", lms_user_id="2")]

    assert find(people, "canvas", "9", "", "Ada Example") is None
    assert find(people, "canvas", "2", "", "Ada Example") == "a2"
    assert find(people, "moodle", "2", "", "Ada Example") == "a2"


def test_a_number_of_moodle_is_not_another_students_id() -> None:
    """Participant 2 called Bo is Bo, whatever is someone else's id; only a blind name leaves nothing but the number."""
    people = [Person("2", "Ada", "Example", lms_user_id="2"), Person("bo", "Bo", "Sample")]

    assert find(people, "moodle", "2", "", "Bo Sample") == "bo"
    assert find(people, "moodle", "2", "", "Eve Strange") is None
    assert find(people, "moodle", "2", "", "Participant 2") == "2"


def test_metadata_that_nests_without_end_is_not_unfolded(tmp_path: Path) -> None:
    """A name that is a list of lists of lists costs nothing, and is no name."""
    levels = [f"a{at + 1}: &a{at + 1} [{', '.join([f'*a{at}'] * 9)}]" for at in range(30)]
    about = "\n".join(["a0: &a0 [x]", *levels, "submission_1:", "  :submitters:", "  - :sid: '7'", "    :name: *a30"])
    files = [("submission_metadata.yml", about), ("submission_1/gradient_descent.ipynb", "nb")]

    assert collected(tmp_path, archive(tmp_path / "a.zip", *files)) == {f"7/{GIVEN}": "nb"}
