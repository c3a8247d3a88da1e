"""In any folder, in any locale, under any limit the commands work, or one sentence says what to set."""

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.__main__ import main
from tests.conftest import filled, load

KIT = Path(__file__).parents[2]
PLACES = ["a space", "Übungen", "🎓", "100%", "what?", "a#b", "it's", 'a"b', "a&b=c", "-x", "(1)+"]
LOCALES = [
    {"LC_ALL": "C"},
    {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"LC_ALL": "nowhere.ISO-8859-1", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
]
LOW = {"-v": 1_500_000, "-d": 1_000_000, "-f": 100, "-n": 64, "-t": 30, "-u": 20}
MOUNTED = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c"]
Done = subprocess.CompletedProcess[str]


@pytest.fixture(scope="module")
def submissions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one right notebook, whose author wrote accents and an emoji."""
    folder = tmp_path_factory.mktemp("handed in")
    assignment = load("gradient_descent")
    notebook = filled(assignment, assignment.reference_functions, ("print('größer 🎓')",))
    (folder / "student.ipynb").write_bytes(notebook)
    return folder


def run(*command: str | Path, **environment: str) -> Done:
    """Run a command with these variables and no others of the tests' own; there is no home."""
    surroundings = {"PATH": os.environ["PATH"], **environment}
    return subprocess.run(command, cwd=KIT, env=surroundings, capture_output=True, encoding="utf-8", check=False)


def grading(submissions: Path, course: Path, kit: Path = KIT) -> str:
    """The command that grades the notebook into a course, for a shell."""
    words = ["grade", f"'{submissions}'", "--course", f"'{course}'", "--assignment", "gradient_descent"]
    return f"cd '{kit}' && exec {sys.executable} -m autograder {' '.join(words)}"


def assert_graded(done: Done, course: Path) -> None:
    """The notebook has all its points, in the table and in the course's folder."""
    assert done.returncode == 0, done.stdout + done.stderr
    assert "14/14" in done.stdout
    assert (course / "gradebook.db").exists()
    assert (course / "feedback/student/gradient_descent/gradient_descent.html").exists()


@pytest.mark.slow
@pytest.mark.parametrize("locale", LOCALES, ids=lambda locale: locale["LC_ALL"])
def test_a_locale_of_any_kind(locale: dict[str, str], submissions: Path, tmp_path: Path) -> None:
    """The locale of a bare container or a cron job changes nothing: notebooks and names are UTF-8."""
    course = tmp_path / "Übungen 🎓"

    assert_graded(run("sh", "-c", grading(submissions, course), **locale), course)


@pytest.mark.parametrize("place", PLACES)
def test_a_course_in_any_folder(place: str, submissions: Path, tmp_path: Path) -> None:
    """What a folder is called does not matter, not even where that means something in an address."""
    course = tmp_path / place
    options = [f"--course={course}", "--assignment=gradient_descent"]

    assert main(["grade", str(submissions), *options, "--quiet"]) == 0
    assert [main([command, *options]) for command in ("report", "feedback")] == [0, 0]
    assert main(["export", str(course / "marks.csv"), *options]) == 0

    assert (course / "gradebook.db").exists()
    assert [path.name for path in tmp_path.iterdir()] == [place]


@pytest.mark.parametrize("place", ["[2]", "{3}"])
def test_a_folder_that_nbgrader_cannot_take(
    place: str, submissions: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A name that nbgrader would take for a pattern is refused in a sentence, before anything is written."""
    assert main(["grade", str(submissions), f"--course={tmp_path / place}", "--assignment=gradient_descent"]) == 2

    assert "another name" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("umask", [0, 0o077])
def test_nobody_else_can_look_into_a_course(umask: int, submissions: Path, tmp_path: Path) -> None:
    """A course's folder is its owner's alone, whatever the umask, and a strict one is no obstacle."""
    course = tmp_path / "new" / "course"
    old = os.umask(umask)
    try:
        assert main(["grade", str(submissions), f"--course={course}", "--assignment=gradient_descent"]) == 0
    finally:
        os.umask(old)

    assert stat.S_IMODE(course.stat().st_mode) == 0o700


def copied(kit: Path) -> str:
    """The shell's words that copy what grades, and nothing that was made, to another place."""
    names = ("autograder", "book", "exercises", "solutions", "_config.yml", "nbgrader_config.py")
    parts = " ".join(f"'{KIT / name}'" for name in names)
    return f"mkdir -p '{kit}' && cp -r {parts} '{kit}'"


@pytest.mark.slow
def test_a_kit_that_cannot_be_written_to(submissions: Path, tmp_path: Path) -> None:
    """One installation serves many graders: all that is made goes into the course and the grader's own cache."""
    kit, course, cache = tmp_path / "the kit", tmp_path / "course", tmp_path / "cache"
    closed = f"mount --bind '{kit}' '{kit}' && mount -o remount,bind,ro '{kit}' && ! touch '{kit}/new' 2>/dev/null"
    script = f"{copied(kit)} && {closed} && {grading(submissions, course, kit)}"

    assert_graded(run(*MOUNTED, script, XDG_CACHE_HOME=str(cache)), course)
    assert list(cache.glob("first_model/fonts-*/*.json"))
    assert not (kit / "_build").exists()


@pytest.mark.slow
def test_a_kit_below_usr(submissions: Path, tmp_path: Path) -> None:
    """Where containers put what they run, /usr/src/app, students' code still reads nothing of the kit."""
    kit, course = Path("/usr/src/app"), tmp_path / "course"
    script = f"mount -t tmpfs none /usr/src && {copied(kit)} && {grading(submissions, course, kit)}"

    assert_graded(run(*MOUNTED, script), course)


@pytest.mark.slow
def test_a_small_folder_for_temporary_files(submissions: Path, tmp_path: Path) -> None:
    """A /tmp of a few kilobytes is enough: what needs room is made in the course."""
    small, course = tmp_path / "small", tmp_path / "course"
    small.mkdir()
    script = f"mount -t tmpfs -o size=8k none '{small}' && {grading(submissions, course)}"

    assert_graded(run(*MOUNTED, script, TMPDIR=str(small)), course)


@pytest.mark.parametrize("option", LOW)
def test_a_limit_that_is_too_low_is_named(option: str, submissions: Path, tmp_path: Path) -> None:
    """A shell that allows too little is told which limit to lift, and nobody is graded by half."""
    done = run("bash", "-c", f"ulimit {option} {LOW[option]}; {grading(submissions, tmp_path / 'course')}")

    assert done.returncode == 3
    assert done.stderr.startswith(f"This shell's limit `ulimit {option}` is too low for grading")
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "course").exists()


@pytest.mark.slow
def test_a_limit_that_we_may_lift_is_no_obstacle(submissions: Path, tmp_path: Path) -> None:
    """Soft limits are the kit's own to lift."""
    soft = "; ".join(f"ulimit -S {option} {most}" for option, most in LOW.items())

    assert_graded(run("bash", "-c", f"{soft}; {grading(submissions, tmp_path / 'course')}"), tmp_path / "course")


def test_more_memory_than_the_shell_allows(submissions: Path, tmp_path: Path) -> None:
    """A memory limit for submissions that the shell's own does not leave room for is no student's fault."""
    command = grading(submissions, tmp_path / "course") + " --memory-limit 100000"

    done = run("bash", "-c", f"ulimit -v {20 * 2**20}; {command}")

    assert done.returncode == 3
    assert "`ulimit -v` is too low" in done.stderr


def test_a_make_command_in_a_folder_with_a_space(tmp_path: Path) -> None:
    """`make formgrader` finds the gradebook of a course with a space in its name, and says when there is none."""
    course = tmp_path / "my course"
    make = [shutil.which("make") or "make", "-o", "setup", "formgrader", f"COURSE={course}", "BIN=/nowhere"]

    assert "There is no gradebook in " in run(*make).stdout
    course.mkdir()
    (course / "gradebook.db").touch()
    assert "/nowhere/jupyter" in run(*make).stderr
