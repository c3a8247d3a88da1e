"""The two editions: the student edition holds no reference, the full one holds all."""

import ast
import filecmp
import html
import re
import shutil
from pathlib import Path

import pytest
from book_builds import ROOT, built

pytest_plugins = ["book_site"]
REFERENCES = [path.read_text() for path in sorted((ROOT / "solutions").glob("[!_]*.py"))]
TEXTS = {".html", ".js", ".ipynb", ".py", ".md", ".txt", ".svg"}


def bodies() -> dict[str, str]:
    """What gives each exercise away: its statements after the docstring, without blanks."""
    return {
        node.name: squeezed("\n".join(text.splitlines()[node.body[1].lineno - 1 : node.end_lineno]))
        for text in REFERENCES
        for node in ast.parse(text).body
        if isinstance(node, ast.FunctionDef)
    }


def squeezed(text: str) -> str:
    """Leave out blanks, quotes and the marks of JSON, and with them every way to set the same code."""
    return re.sub(r"""[\s"'\\]""", "", text.replace("\\n", ""))


def exercises_given_away(folder: Path) -> set[str]:
    """Find the exercises whose reference stands anywhere in a published folder, with markup or without."""
    files = [path.read_text(encoding="utf-8") for path in folder.rglob("*") if path.suffix in TEXTS]
    texts = [squeezed(way(text)) for text in files for way in (str, without_markup)]
    return {name for name, body in bodies().items() if any(body in text for text in texts)}


def without_markup(text: str) -> str:
    """Leave the text of a page."""
    return html.unescape(re.sub(r"<[^>]*>", "", text))


@pytest.mark.slow
def test_the_student_edition_has_no_trace_of_a_reference(student):
    """No page, notebook, index or script of the student edition holds the body of an exercise."""
    assert exercises_given_away(student) == set()
    assert not (student / "_sources").exists()


@pytest.mark.slow
def test_the_full_edition_shows_every_reference(full):
    """The full edition has the body of each exercise, which also shows that the search for them works."""
    assert exercises_given_away(full) == set(bodies())


@pytest.fixture(scope="module")
def student_over_full(full, tmp_path_factory):
    """The student edition, built where the full one was built before."""
    folder = tmp_path_factory.mktemp("over")
    shutil.copytree(full.parent, folder / "_build")
    assert exercises_given_away(folder)
    return built(folder, "")


@pytest.mark.slow
def test_a_student_edition_built_over_a_full_one_is_clean(student_over_full):
    """Nothing of the full edition stays in the folder when the student edition follows it there."""
    assert exercises_given_away(student_over_full) == set()


@pytest.mark.slow
def test_two_builds_are_equal(student, student_over_full):
    """Built elsewhere, from cells that ran at another time, every file of the book is the same to the byte."""
    files = sorted(path.relative_to(student).as_posix() for path in student.rglob("*") if path.is_file())
    again = sorted(
        path.relative_to(student_over_full).as_posix() for path in student_over_full.rglob("*") if path.is_file()
    )

    assert files == again
    assert filecmp.cmpfiles(student, student_over_full, files, shallow=False)[1:] == ([], [])


@pytest.mark.slow
def test_an_unknown_edition_is_refused(small_book):
    """A misspelled edition builds nothing, rather than the wrong one."""
    done = small_book.build("", "instructor")

    assert done.returncode != 0
    assert "EDITION is one of student, full, not 'instructor'" in done.stderr
