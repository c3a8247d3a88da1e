"""What the book promises before anyone opens it: strictness, formulas, icons, files of our own."""

import re
import struct

import pytest
from book_builds import PAGES, ROOT, SmallBook, formulas, pdf
from fontTools.ttLib import TTFont

pytest_plugins = ["book_site"]


@pytest.mark.slow
def test_every_page_of_the_contents_is_published(student):
    """Each chapter has its page, and there is no page beside them but index and search."""
    assert {page.stem for page in student.glob("*.html")} == {*PAGES, "genindex", "search"}


@pytest.mark.slow
def test_github_pages_publishes_every_folder(student):
    """GitHub Pages leaves out folders whose names begin like _static, unless it is told not to."""
    assert (student / ".nojekyll").exists()


@pytest.mark.slow
def test_a_build_says_nothing_frightening(student):
    """The terminal shows where the book is, and no warning of any library's."""
    log = (student / "../../build.log").resolve().read_text()

    assert "index.html" in log
    assert not re.search("warning|error|note:|traceback", log, re.IGNORECASE)


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
    """What the strict build says of a book with one fault a page, and a page without: built, and built again."""
    book = SmallBook.below(tmp_path_factory.mktemp("faults"))
    (book.root / "book" / "picture.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    builds = [book.build(SOUND, **FAULTS) for _ in range(2)]
    assert all(done.returncode != 0 for done in builds)
    return [[line for line in done.stderr.splitlines() if "WARNING" in line or "ERROR" in line] for done in builds]


@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found(fault, complaints):
    """The strict build names the page that a reader would stumble over, each time until it is mended."""
    assert all(any(f"/{fault}" in line for line in lines) for lines in complaints)


@pytest.mark.slow
def test_a_sound_page_is_not_blamed(complaints):
    """The page without fault is not among those named."""
    assert not any("/index" in line for lines in complaints for line in lines)


@pytest.mark.slow
def test_a_failing_cell_fails_the_build(small_book):
    """A chapter that raises is not published with its traceback."""
    assert small_book.build(CELL.format("1 / 0")).returncode != 0
    assert not (small_book.html / "index.html").exists()


@pytest.mark.parametrize("tex", [r"\foo", "{a", "a}", "a^", r"\left( a", r"\frac{a}"])
def test_a_broken_formula_is_refused(tex):
    """What LaTeX would not set is an error, never red text or a gap in the page."""
    with pytest.raises(Exception):  # noqa: B017, PT011  each library beneath has its own
        formulas.svg(formulas.mathml(tex, inline=True), set())


def test_a_formula_sits_on_the_baseline():
    """A letter with a tail reaches below the line by its depth, in units of the text."""
    drop = re.search(r"vertical-align:(-?[\d.]+)em", formulas.svg(formulas.mathml("y", inline=True), set()))

    assert -0.4 < float(drop[1]) < -0.15


def test_a_page_draws_each_glyph_once():
    """The second formula of a page uses the glyphs of the first."""
    drawn = set()
    first, second = (formulas.svg(formulas.mathml("a + b", inline=True), drawn) for _ in range(2))

    assert first.count("<symbol") == 3
    assert second.count("<symbol") == 0
    assert second.count("<use") == 3


@pytest.mark.slow
def test_a_link_to_a_page_shows_what_it_is_about(student):
    """Each page has a description of its own and the book's picture, in the size that messengers ask for."""
    texts = [(student / f"{page}.html").read_text(encoding="utf-8") for page in PAGES]
    descriptions = [re.search(r'<meta name="description" content="([^"]{40,300})"', text)[1] for text in texts]
    width, height = struct.unpack(">II", (student / "_static" / "preview.png").read_bytes()[16:24])

    assert len(set(descriptions)) == len(PAGES)
    assert all('<meta property="og:image" content="_static/preview.png" />' in text for text in texts)
    assert (width, height) == (1200, 630)


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
