"""Archives of an LMS come in: each in its form, each student once, and only notebooks of bounded size."""

import json
import stat
import zipfile
from pathlib import Path
from zipfile import ZipInfo

import pytest
from nbgrader.api import Gradebook

from autograder.__main__ import main
from autograder.assignments.assignment import Assignment
from autograder.course import Course
from autograder.submissions import archive as archives
from autograder.submissions.received import received
from autograder.submissions.roster import Person, find
from autograder.submissions.stamp import handed_in
from tests.conftest import filled

LMS = Path(__file__).parents[1] / "lms"
GIVEN = Path("gradient_descent") / "gradient_descent.ipynb"

FORMS = {
    "Moodle, in folders": ["Ada Example_9001_assignsubmission_file/gradient_descent.ipynb", "9001"],
    "Moodle before 4.1": ["Ada Example_9001_assignsubmission_file_/gradient_descent.ipynb", "9001"],
    "Moodle, without folders": ["Ada Example_9001_assignsubmission_file_gradient_descent.ipynb", "9001"],
    "Moodle, blind": ["Participant 9001_9001_assignsubmission_file/week 3/gradient_descent.ipynb", "9001"],
    "Moodle, packed again by hand": [
        "Course/Week/Ada Example_9001_assignsubmission_file/gradient_descent.ipynb",
        "9001",
    ],
    "Moodle, with underscores": ["Ada_Example_9001_assignsubmission_file/gradient_descent.ipynb", "9001"],
    "Moodle, with a group": ["Group A-Ada Example_9001_assignsubmission_file/gradient_descent.ipynb", "9001"],
    "Canvas, packed again by hand": ["Course/exampleada_101_70001_gradient_descent.ipynb", "101"],
    "Canvas, with underscores": ["example_ada_101_70001_gradient_descent.ipynb", "101"],
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
def test_each_form_is_recognized(name: str, student: str, tmp_path: Path) -> None:
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


def test_the_newest_attempt_counts(tmp_path: Path) -> None:
    """Canvas adds a number to the name of what is handed in again, and its files' own numbers grow."""
    files = [
        ("exampleada_101_70005_gradient_descent-1.ipynb", "new"),
        ("exampleada_101_70001_gradient_descent.ipynb", "old"),
    ]

    assert collected(tmp_path / "c", archive(tmp_path / "c.zip", *files)) == {f"101/{GIVEN}": "new"}


@pytest.fixture(scope="module")
def notebooks(assignment: Assignment) -> dict[str, str]:
    """A notebook as it was given, one with answers, and one with others."""
    right = assignment.reference_functions
    wrong = {**right, "mse": "def mse(preds, targets):\n    return 0.0"}
    contents = {"blank": {}, "solved": right, "other": wrong}
    return {name: filled(assignment, answers).decode() for name, answers in contents.items()}


SOLVED = ["Copy of gradient_descent.ipynb", "Kopie von gradient_descent.ipynb", "gradient_descent - Kopie.ipynb"]
SOLVED += ["gradient_descent_final.ipynb", "gradient_descent (1).ipynb", "gradient_descent-Copy1.ipynb", "hw1.IPYNB"]
SOLVED += ["gradient_descent.ipynb.txt", "gradient_descent.json", "week 3/gradient_descent.ipynb", "notebook"]


@pytest.mark.parametrize("name", SOLVED)
def test_the_solved_copy_counts_whatever_it_is_called(
    name: str, tmp_path: Path, notebooks: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Beside the untouched original it is taken, and said; alone it is taken as well."""
    own, other = "Ada_9_assignsubmission_file/", "Bo_8_assignsubmission_file/"
    files = [(f"{own}gradient_descent.ipynb", notebooks["blank"]), (own + name, notebooks["solved"])]

    found = collected(tmp_path, archive(tmp_path / "a.zip", *files, (other + name, notebooks["solved"])))

    assert found == {f"9/{GIVEN}": notebooks["solved"], f"8/{GIVEN}": notebooks["solved"]}
    assert f"9 (Ada): {name} was taken, not gradient_descent.ipynb" in capsys.readouterr().out


def test_of_two_that_differ_none_is_chosen(
    tmp_path: Path, assignment: Assignment, notebooks: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Both are kept for a person to look at, and grading says so; the same answers twice are one submission."""
    names = ["gradient_descent.ipynb", "gradient_descent (1).ipynb"]
    files = [(f"a_1_1_{names[0]}", notebooks["solved"]), (f"a_1_2_{names[1]}", notebooks["other"])]
    files += [(f"b_2_{at}_{name}", notebooks["solved"]) for at, name in enumerate(names)]

    found = collected(tmp_path, archive(tmp_path / "a.zip", *files))

    assert found == {
        f"2/{GIVEN}": notebooks["solved"],
        "1/gradient_descent/other-1.ipynb": notebooks["solved"],
        "1/gradient_descent/other-2.ipynb": notebooks["other"],
    }
    assert "1 (a): the answers in gradient_descent.ipynb, gradient_descent (1).ipynb differ" in capsys.readouterr().out
    said = {one.student: one.content()[1] for one in received(tmp_path / "submitted", assignment)}
    assert said["2"] is None
    assert "other-1.ipynb, other-2.ipynb differ" in str(said["1"])


def test_no_file_vanishes_without_a_word(
    tmp_path: Path, notebooks: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever was there instead of a notebook is named, by collect and by grade, and so is what matches no form."""
    who, solved = "{}_{}_assignsubmission_{}/{}", notebooks["solved"]
    instead = ["answer.py", "essay.docx", "gradient_descent.zip", "scan.pdf", "photo.HEIC", "empty", "data.json"]
    files = [(who.format("Ada", 100 + at, "file", name), "{}") for at, name in enumerate(instead)]
    files += [(who.format("Bo", 99, "onlinetext", "onlinetext.html"), "<p>my answer</p>")]
    files += [(who.format("Di", 97, "file", "mine.ipynb"), solved), (who.format("Di", 97, "file", "plot.png"), "png")]
    files += [("readme.txt", "?"), ("__MACOSX/._x", "?"), ("Course/.DS_Store", "?"), ("deep.zip", "PK")]

    found = collected(tmp_path, archive(tmp_path / "a.zip", *files))

    said = capsys.readouterr().out
    assert set(found) == {f"97/{GIVEN}"}
    for at, name in [*enumerate(instead), (-1, "onlinetext.html")]:
        assert f"{100 + at} ({'Ada' if at >= 0 else 'Bo'}): there is no notebook in it, but {name}" in said
    assert "97 (Di): not kept: plot.png" in said
    assert "readme.txt is not named as Moodle's files are" in said
    assert "deep.zip is not named as Moodle's files are" in said
    assert "files left by macOS: 2" in said
    results = tmp_path / "results.jsonl"
    main(["grade", "--course", str(tmp_path), "--assignment", "gradient_descent", "--json", str(results)])
    reasons = {one["student"]: one["reason"] for one in map(json.loads, results.read_text().splitlines())}
    assert reasons.keys() == {"97", "99", *(str(100 + at) for at in range(len(instead)))}
    assert all(name in reasons[str(100 + at)] for at, name in enumerate(instead))


def test_two_accounts_of_one_student_are_a_conflict(
    tmp_path: Path, notebooks: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither replaces the other, both are named, and what was collected before stays; grading says why."""
    with Gradebook(Course(tmp_path).db_url, "first_model") as book:
        book.update_or_create_student("alice", first_name="Alice", last_name="Smith")
        book.update_or_create_student("bo", first_name="Bo", last_name="Example")
    who = "{}_{}_assignsubmission_file/gradient_descent.ipynb"
    twice = [("Alice Smith", 1), ("ALICE S.mith", 2)]

    found = collected(tmp_path, archive(tmp_path / "a.zip", *((who.format(*one), "nb") for one in twice)))

    said = capsys.readouterr().out
    assert found == {}
    assert "ALICE S.mith (2), Alice Smith (1) are one student's: neither was taken" in said
    assert "nothing is in the archive from bo" in said
    results = tmp_path / "results.jsonl"
    (tmp_path / "submitted").mkdir(exist_ok=True)
    (tmp_path / "submitted" / "bo.ipynb").write_text(notebooks["solved"])
    main(["grade", "--course", str(tmp_path), "--assignment", "gradient_descent", "--json", str(results)])
    rows = {one["student"]: one for one in map(json.loads, results.read_text().splitlines())}
    assert rows["bo"]["score"] == 14
    assert "neither was taken" in rows["alice"]["reason"]


@pytest.mark.parametrize("flag", [0, 0x800])
def test_letters_of_an_archive_that_does_not_say_which(flag: int, tmp_path: Path) -> None:
    """A Mac writes UTF-8, in parts, and does not say so; the roster's student is found all the same."""
    with Gradebook(Course(tmp_path).db_url, "first_model") as book:
        book.update_or_create_student("bo", first_name="Zoë", last_name="Müller")
    name = "Zoe\u0308 Mu\u0308ller_5_assignsubmission_file/gradient_descent.ipynb"
    path = archive(tmp_path / "a.zip", (name, "nb"))
    if not flag:
        path.write_bytes(path.read_bytes().replace(b"\x00\x08\x08\x00", b"\x00\x00\x08\x00"))

    assert collected(tmp_path, path) == {f"bo/{GIVEN}": "nb"}


def test_a_group_before_the_name() -> None:
    """Moodle puts the group's name before the student's, with a hyphen, as names have it as well."""
    people = [Person("ada", "Ada", "Example"), Person("anna", "Anna-Lena", "Klein"), Person("lena", "Lena", "Klein")]

    assert find(people, "moodle", "9", "", "Group A-2-Ada Example") == "ada"
    assert find(people, "moodle", "9", "", "Anna-Lena Klein") == "anna"
    assert find(people, "moodle", "9", "", "Group 1-Anna-Lena Klein") in ("anna", None)
    assert find(people, "moodle", "9", "", "Teilnehmer/in 9") is None


def test_late_as_canvas_says(tmp_path: Path, notebooks: dict[str, str]) -> None:
    """It says that, and not how late: a person has to look, and the points are there."""
    collected(tmp_path, archive(tmp_path / "a.zip", ("a_LATE_1_2_x.ipynb", notebooks["solved"])))
    results = tmp_path / "results.jsonl"

    assert main(["grade", "--course", str(tmp_path), "--assignment", "gradient_descent", "--json", str(results)]) == 1

    (row,) = map(json.loads, results.read_text().splitlines())
    assert (row["score"], row["status"]) == (14, "graded")
    assert "late" in row["doubt"]


def test_a_students_file_cannot_say_whose_submissions_are(tmp_path: Path) -> None:
    """Gradescope's list lies beside the submissions; one in a submission is a student's."""
    about, forged = (f"submission_1:\n  :submitters:\n  - :sid: '{sid}'\n" for sid in (7, 8))
    files = [("submission_1/submission_metadata.yml", forged), ("x/submission_metadata.yml", about)]
    files += [("x/submission_1/submission_metadata.yml", forged), ("x/submission_1/gradient_descent.ipynb", "nb")]

    assert collected(tmp_path, archive(tmp_path / "a.zip", *files)) == {f"7/{GIVEN}": "nb"}


def test_a_second_archive_takes_the_place_of_the_first(tmp_path: Path) -> None:
    """What was handed in since is what counts, and no old timestamp stays with it."""
    first = collected(tmp_path, archive(tmp_path / "a.zip", ("a_1_2_gradient_descent.ipynb", "old")))
    (tmp_path / "submitted" / "1" / "gradient_descent" / "timestamp.txt").write_text("2026-01-01 00:00:00 UTC\n")

    second = collected(tmp_path, archive(tmp_path / "b.zip", ("a_1_3_gradient_descent-1.ipynb", "new")))

    assert (first, second) == ({f"1/{GIVEN}": "old"}, {f"1/{GIVEN}": "new"})


def test_a_time_written_by_hand_stays_with_its_notebook(tmp_path: Path) -> None:
    """The LMS hands out all notebooks each time: one that is the same as before was handed in when it was before."""
    path = archive(tmp_path / "a.zip", ("A_1_assignsubmission_file/gradient_descent.ipynb", "same"))
    collected(tmp_path, path)
    stamp = tmp_path / "submitted" / "1" / "gradient_descent" / "timestamp.txt"
    stamp.write_text("2030-05-06 14:00:00 UTC\n")

    collected(tmp_path, path)

    assert stamp.read_text() == "2030-05-06 14:00:00 UTC\n"


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
    monkeypatch.setattr(archives, "MOST_BYTES", 1000)
    files = [("a_1_2_gradient_descent.ipynb", "0" * 10**6), ("b_2_3_gradient_descent.ipynb", "nb")]

    assert collected(tmp_path, archive(tmp_path / "a.zip", *files)) == {f"2/{GIVEN}": "nb"}


@pytest.mark.parametrize(("limit", "said"), [("MOST_IN_ALL", "together"), ("MOST_FILES", "2 files")])
def test_too_much_is_refused_before_anything_is_written(
    limit: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Sizes and counts are added up from the archive's list of contents."""
    monkeypatch.setattr(archives, limit, 1)
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
    assert "not from Moodle, Canvas or Gradescope" in capsys.readouterr().err


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
    back = {"form": "canvas", "number": "102", "who": "mullerludenscheidtbo_102_3"}
    assert noted["bo"] == {**back, "late": False, "notes": []}


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
