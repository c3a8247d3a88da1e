"""What the book promises before anyone opens it: editions, strictness, equal builds, formulas, links."""

import ast
import filecmp
import html
import re
import textwrap
from pathlib import Path

import pytest
from book_builds import PAGES, ROOT, built, maths, pdf

pytest_plugins = ["book_site"]
REFERENCE = ROOT / "solutions" / "gradient_descent.py"
TEXTS = {".html", ".js", ".ipynb", ".py", ".md", ".txt", ".svg"}
EXERCISES = {node.name: node for node in ast.parse(REFERENCE.read_text()).body if isinstance(node, ast.FunctionDef)}


def bodies() -> dict[str, str]:
    """What gives each exercise away: its statements after the docstring, without blanks."""
    lines = REFERENCE.read_text().splitlines()
    return {
        name: squeezed("\n".join(lines[function.body[1].lineno - 1 : function.end_lineno]))
        for name, function in EXERCISES.items()
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
    assert exercises_given_away(full) == set(EXERCISES)


@pytest.mark.slow
def test_a_student_edition_built_over_a_full_one_is_clean(small_book):
    """Nothing of the full edition stays in the folder when the student edition follows it there."""
    page = """
        :::{full-edition}
        ```{literalinclude} ../solutions/gradient_descent.py
        :pyobject: mse
        ```
        {download}`the references <../solutions/gradient_descent.py>`
        :::
        """
    assert small_book.build(textwrap.dedent(page), "full").returncode == 0
    assert "mse" in exercises_given_away(small_book.html)

    assert small_book.build(textwrap.dedent(page)).returncode == 0
    assert exercises_given_away(small_book.html) == set()


@pytest.mark.slow
def test_two_clean_builds_are_equal(student, tmp_path):
    """Built again elsewhere, every file of the book is the same to the byte."""
    again = built(tmp_path, "")
    files = sorted(path.relative_to(student).as_posix() for path in student.rglob("*") if path.is_file())

    assert files == sorted(path.relative_to(again).as_posix() for path in again.rglob("*") if path.is_file())
    assert filecmp.cmpfiles(student, again, files, shallow=False)[1:] == ([], [])


@pytest.mark.slow
def test_every_page_of_the_contents_is_published(student):
    """Each chapter has its page, and there is no page beside them but index and search."""
    assert {page.stem for page in student.glob("*.html")} == {*PAGES, "genindex", "search"}


FAULTS = {
    "a formula that LaTeX would refuse": r"$\fraction{1}{2}$",
    "a failing cell": "```{code-cell} ipython3\n1 / 0\n```",
    "a warning in a cell": "```{code-cell} ipython3\nimport warnings\nwarnings.warn('old')\n```",
    "a picture without words": "![](picture.svg)",
    "a figure of a cell without words": (
        "```{code-cell} ipython3\nfrom IPython.display import SVG\n"
        "SVG('<svg xmlns=\"http://www.w3.org/2000/svg\"/>')\n```"
    ),
    "a term that no glossary has": "{term}`gradient`",
    "a link to nowhere": "[there](nowhere.md)",
    "a choice without a reason": ":::{choice} right: Yes.\n:::",
}


@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_fails_the_build(fault, small_book):
    """The strict build stops at what a reader would stumble over."""
    (small_book.root / "book" / "picture.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')

    assert small_book.build(FAULTS[fault]).returncode != 0


@pytest.mark.slow
def test_a_sound_page_builds(small_book):
    """The small book itself is sound: it is the fault that fails it."""
    done = small_book.build("$a^2$\n\n```{code-cell} ipython3\n1 + 1\n```")

    assert done.returncode == 0, done.stderr


@pytest.mark.slow
def test_an_unknown_edition_is_refused(small_book):
    """A misspelt edition builds nothing, rather than the wrong one."""
    done = small_book.build("", "instructor")

    assert done.returncode != 0
    assert "EDITION is one of student, full, not 'instructor'" in done.stderr


@pytest.mark.slow
def test_a_change_in_the_references_reaches_the_chapters(small_book):
    """A chapter is run again when only the references changed."""
    page = "```{code-cell} ipython3\nfrom solutions import gradient_descent\nprint(gradient_descent.lr)\n```"
    small_book.build(page)
    assert "1e-05" in (small_book.html / "index.html").read_text()

    reference = small_book.root / "solutions" / "gradient_descent.py"
    reference.write_text(reference.read_text().replace("lr = 1e-5", "lr = 4e-7"))
    small_book.build(page)
    assert "4e-07" in (small_book.html / "index.html").read_text()


@pytest.mark.slow
def test_cloud_links_wait_for_the_repository(small_book):
    """Colab and Binder are offered as soon as the repository's address is filled in, and not before."""
    page = "```{exercise-notebook} gradient_descent\n```"
    small_book.build(page)
    before = (small_book.html / "index.html").read_text()
    assert "gradient_descent.ipynb" in before
    assert not re.search(r"colab\.research|mybinder", before)

    config = small_book.root / "_config.yml"
    config.write_text(config.read_text().replace('url: ""', "url: https://github.com/OWNER/NAME"))
    small_book.build(page)
    after = (small_book.html / "index.html").read_text()
    path = "exercises/gradient_descent/gradient_descent.ipynb"
    assert f"https://colab.research.google.com/github/OWNER/NAME/blob/main/{path}" in after
    assert f"https://mybinder.org/v2/gh/OWNER/NAME/main?labpath={path}" in after


@pytest.mark.slow
def test_a_notebook_that_is_not_there_is_not_linked(small_book):
    """Without the notebook the page says who hands it out."""
    small_book.build("```{exercise-notebook} momentum\n```")

    page = (small_book.html / "index.html").read_text()
    assert "Your instructor hands out the notebook" in page
    assert "momentum.ipynb" not in page


@pytest.mark.parametrize("tex", [r"\foo", "{a", "a}", "a^", r"\left( a", r"\frac{a}"])
def test_a_broken_formula_is_refused(tex):
    """What LaTeX would not set is an error, never red text or a gap in the page."""
    with pytest.raises(Exception):  # noqa: B017, PT011  each library beneath has its own
        maths.svg(maths.mathml(tex, inline=True), set())


def test_a_formula_sits_on_the_baseline():
    """A letter with a tail reaches below the line by its depth, in units of the text."""
    drop = re.search(r"vertical-align:(-?[\d.]+)em", maths.svg(maths.mathml("y", inline=True), set()))

    assert -0.4 < float(drop[1]) < -0.15


def test_a_page_draws_each_glyph_once():
    """The second formula of a page uses the glyphs of the first."""
    drawn = set()
    first, second = (maths.svg(maths.mathml("a + b", inline=True), drawn) for _ in range(2))

    assert first.count("<symbol") == 3
    assert second.count("<symbol") == 0
    assert second.count("<use") == 3


def test_without_a_browser_the_pdf_says_so(monkeypatch):
    """A machine without Chromium is told what to install, and how else to get paper."""
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("CHROMIUM", raising=False)

    with pytest.raises(SystemExit, match="Install Chromium"):
        pdf.find_browser()


def test_no_third_party_file_is_kept_for_the_book():
    """All that the book is made of is our own text: pages, style, one script, two drawings."""
    kinds = {path.suffix for path in (ROOT / "book").rglob("*") if path.is_file() and "__pycache__" not in path.parts}

    assert kinds <= {".md", ".yml", ".bib", ".py", ".css", ".js", ".svg"}
    assert sum(path.stat().st_size for path in (ROOT / "book" / "_assets").iterdir()) < 40_000
