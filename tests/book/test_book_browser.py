"""The book in a reader's hands: a real browser, by network and from disk, by keyboard, in the dark, on paper."""

import re
from importlib.resources import files

import pytest
from book_builds import PAGES, pdf
from selenium.webdriver.common.by import By

pytest_plugins = ["book_site"]
pytestmark = [pytest.mark.slow, pytest.mark.browser]

THEMES = ["light", "dark"]
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_light_quiet_and_asks_for_nothing_from_outside(page, served, visit):
    """A page needs at most 35 requests and 1 MiB, all from its own server, and its console stays clean."""
    seen = visit(f"{served}/{page}.html")

    assert [url for url in seen.requests if not url.startswith((served, "data:"))] == []
    assert seen.console == []
    assert len(seen.requests) <= 35
    assert seen.weight <= 2**20


@pytest.mark.parametrize("page", PAGES)
def test_a_page_works_from_disk(page, student, visit):
    """Opened as a file, a page asks for nothing outside its folder and its console stays clean."""
    seen = visit((student / f"{page}.html").as_uri())

    assert [url for url in seen.requests if not url.startswith((student.as_uri(), "data:"))] == []
    assert seen.console == []


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("page", PAGES)
def test_axe_finds_nothing_in_a_page(page, theme, served, visit, browser):
    """axe-core has nothing to say, neither about the content nor about the theme around it."""
    visit(f"{served}/{page}.html", theme)
    assert browser.execute_script("return document.documentElement.dataset.theme") == theme
    browser.execute_script(AXE)

    violations = browser.execute_async_script("axe.run({resultTypes: ['violations']}).then(arguments[0])")["violations"]
    assert {rule["id"]: [node["html"] for node in rule["nodes"]] for rule in violations} == {}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_fits_a_narrow_phone(page, served, visit, browser):
    """At 360 pixels nothing is wider than the screen."""
    visit(f"{served}/{page}.html", width=360)

    assert browser.execute_script("return document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("edition", ["student", "full"])
@pytest.mark.parametrize("page", PAGES)
def test_no_line_of_code_is_cut_off(page, edition, request, visit, browser):
    """At 1280 pixels each line of code, of output and of an error is there to be read without scrolling."""
    visit((request.getfixturevalue(edition) / f"{page}.html").as_uri())
    cut = "[...document.querySelectorAll('main pre')].filter((e) => e.scrollWidth > e.clientWidth)"

    assert browser.execute_script(f"return {cut}.map((e) => e.textContent)") == []


def test_search_finds_pages_from_disk(student, visit, browser):
    """The search lists its hits without a server."""
    visit((student / "search.html").as_uri() + "?q=learning+rate")

    hits = [hit.get_attribute("href") for hit in browser.find_elements(By.CSS_SELECTOR, "#search-results li a")]
    assert any("step.html" in hit for hit in hits)


def test_paper_has_the_questions_first_and_the_reasons_at_the_end(student, visit, browser):
    """On paper no question shows its reasons, the chapter's end has them all, and the explorer has no controls."""
    visit((student / "beyond.html").as_uri())
    shown = "return [...document.querySelectorAll(arguments[0])].map((e) => e.getBoundingClientRect().height > 0)"
    assert not any(browser.execute_script(shown, ".answers, .paper"))
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})

    questions, reasons = (browser.execute_script(shown, parts) for parts in (".question .paper", ".choice > p"))
    assert all(questions)
    assert not any(reasons)
    assert browser.execute_script(shown, ".answers > p") == [True] * (len(reasons) + 1)
    assert all(browser.execute_script(shown, ".explorer svg"))
    assert not any(browser.execute_script(shown, ".explorer .controls, .chapter-notebook"))


def test_the_book_prints_into_a_tagged_pdf_with_bookmarks(student, chromium, tmp_path):
    """Chromium makes a PDF that screen readers and bookmark panes can use."""
    pdf.print_pdf(chromium, student / "step.html", tmp_path / "book.pdf")

    content = (tmp_path / "book.pdf").read_bytes()
    assert content.startswith(b"%PDF")
    assert b"/StructTreeRoot" in content
    assert b"/Outlines" in content


def test_print_from_the_dark_is_dark_on_white(student, visit, browser):
    """Who reads in the dark theme gets ink on paper all the same: text and code."""
    visit((student / "step.html").as_uri(), "dark")
    features = [{"name": "prefers-color-scheme", "value": "dark"}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print", "features": features})
    color = "return [...document.querySelectorAll(arguments[0])].map((e) => getComputedStyle(e).color)"

    inks = browser.execute_script(color, "#main-content p, #main-content .highlight span, #main-content h2")
    assert all(max(map(int, re.findall(r"\d+", ink)[:3])) < 200 for ink in inks), set(inks)
