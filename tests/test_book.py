"""What the book promises before anyone opens it: strictness, equal builds, formulas, links."""

import filecmp
import re

import pytest
from book_builds import PAGES, ROOT, SmallBook, built, maths, pdf
from fontTools.ttLib import TTFont

pytest_plugins = ["book_site"]


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


CELL = "```{{code-cell}} ipython3\n{}\n```"
FAULTS = {
    "formula": r"$\fraction{1}{2}$",
    "brace": "${a$",
    "noise": CELL.format("import warnings\nwarnings.warn('old')"),
    "picture": "![](picture.svg)",
    "figure": CELL.format("from IPython.display import SVG\nSVG('<svg xmlns=\"http://www.w3.org/2000/svg\"/>')"),
    "term": "{term}`gradient`",
    "link": "[there](nowhere.md)",
    "choice": ":::{choice} right: Yes.\n:::",
    "citation": "{footcite}`nobody1900`",
}
SOUND = "$a^2$\n\n" + CELL.format("1 + 1")


@pytest.fixture(scope="module")
def complaints(tmp_path_factory):
    """What the strict build says of a book with one fault a page, and a page without fault."""
    book = SmallBook.below(tmp_path_factory.mktemp("faults"))
    (book.root / "book" / "picture.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    done = book.build(SOUND, **FAULTS)
    assert done.returncode != 0
    return [line for line in done.stderr.splitlines() if "WARNING" in line or "ERROR" in line]


@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found(fault, complaints):
    """The strict build names the page that a reader would stumble over."""
    assert any(f"/{fault}" in line for line in complaints)


@pytest.mark.slow
def test_a_sound_page_is_not_blamed(complaints):
    """The page without fault is not among those named."""
    assert not any("/index" in line for line in complaints)


@pytest.mark.slow
def test_a_failing_cell_fails_the_build(small_book):
    """A chapter that raises is not published with its traceback; one that does not, is."""
    assert small_book.build(SOUND).returncode == 0
    assert small_book.build(CELL.format("1 / 0")).returncode != 0


@pytest.mark.slow
def test_a_change_in_the_references_reaches_the_chapters(small_book):
    """A chapter is run again when only the references changed."""
    page = CELL.format("from solutions import gradient_descent\nprint(gradient_descent.lr)")
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


@pytest.mark.slow
def test_the_icons_that_pages_show_are_in_the_font(student):
    """The font that was cut down still draws each icon that a page names, and the sign of a download."""
    font = next(student.glob("_static/vendor/fontawesome/webfonts/fa-solid-900.woff"))
    style = (student / "_static/styles/pydata-sphinx-theme.css").read_text(encoding="utf-8")
    shown = set(re.findall(r'"fa-solid (fa-[\w-]+)', "".join(page.read_text() for page in student.glob("*.html"))))

    codes = {int(re.search(rf'\.{icon}:before[^{{]*{{content:"\\([0-9a-f]+)', style)[1], 16) for icon in shown}
    assert shown
    assert codes | {0xF019} <= set(TTFont(font).getBestCmap())


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
