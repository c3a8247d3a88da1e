"""The class report: numbers that can be checked by hand, and a page that gives nobody away and runs nothing."""

import csv
import json
import shutil
from html.parser import HTMLParser
from importlib.resources import files
from math import sqrt
from pathlib import Path
from statistics import correlation, pstdev
from typing import Any

import pytest

from autograder.__main__ import main
from autograder.assignments.assignment import Assignment
from autograder.course import Course
from autograder.pages import advice
from autograder.pages import class_report as report
from autograder.pages import student_page as feedback
from autograder.pages.anonymous import anonymized
from autograder.pages.chapters import chapters
from autograder.records.marks import Mark, Score
from autograder.submissions.roster import Person

pytest_plugins = ["book_site"]

SAMPLE = "def mse(preds, targets):\n    return ((preds - targets) ** 2).sum()"
CLASS = Path(__file__).parents[1] / "submissions"
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small class, graded; one student signs in a comment, and two share a mistake."""
    folder = tmp_path_factory.mktemp("course")
    for student in ("right_horner", "sum_for_mean", "half_done", "not_a_notebook"):
        shutil.copytree(CLASS / student / "gradient_descent", folder / "submitted" / student / "gradient_descent")
    path = folder / "submitted" / "sum_for_mean" / "gradient_descent" / "gradient_descent.ipynb"
    signed = path.read_text().replace("def mse(preds, targets):", "def mse(preds, targets):\\n    # by Ada <b>")
    assert signed != path.read_text()
    path.write_text(signed)
    shutil.copytree(folder / "submitted" / "sum_for_mean", folder / "submitted" / "someone_else")
    assert main(["grade", "--course", str(folder), "--seed", "1", "--quiet"]) == 1
    return folder


def result(student: str, *scores: float, **fields: Any) -> dict[str, Any]:
    """A graded result with one check a score, of one point each."""
    checks = [
        {"name": f"check_{number}", "sentence": "does it", "verdict": "passed" if score else "failed", "points": 1.0}
        | {
            "score": score,
            "message": None if score else "It is wrong. 1 is 2.",
            "hint": "Mend it.",
            "misconception": None,
        }
        for number, score in enumerate(scores)
    ]
    exercise = {
        "score": sum(scores),
        "points": float(len(scores)),
        "verdict": "failed",
        "ending": None,
        "waiting": None,
        "checks": checks,
    }
    graded = {
        "student": student,
        "assignment": "one",
        "score": sum(scores),
        "points": float(len(scores)),
        "reason": None,
    }
    return {**graded, "exercises": {"only": exercise}, "seconds": 0.1, "sandbox": "jail", **fields}


SCORES = [(1, 1, 1), (1, 1, 0), (1, 0, 1), (0, 0, 0), (1, 1, 1), (0, 1, 0), (1, 0, 0), (0, 0, 1), (1, 1, 1), (0, 1, 1)]


def test_discrimination_is_the_corrected_correlation() -> None:
    """It agrees with Guilford's formula, which takes the item out of the total by algebra."""
    numbers = report.numbers([result(f"s{at}", *scores) for at, scores in enumerate(SCORES)])
    item, total = [scores[0] for scores in SCORES], [sum(scores) for scores in SCORES]
    r, one, all_ = correlation(item, total), pstdev(item), pstdev(total)

    formula = (r * all_ - one) / sqrt(all_**2 + one**2 - 2 * r * all_ * one)

    assert numbers["exercises"][0]["checks"][0]["discrimination"] == pytest.approx(formula, abs=1e-3)
    assert numbers["exercises"][0]["checks"][0]["difficulty"] == 0.6


@pytest.mark.parametrize("scores", [SCORES[:9], [(1, 1, 0)] * 10], ids=["few students", "all alike"])
def test_discrimination_is_left_out_where_it_says_nothing(scores: list[tuple[int, ...]]) -> None:
    """Nine students, or ten who did the same, give no correlation."""
    numbers = report.numbers([result(f"s{at}", *one) for at, one in enumerate(scores)])

    assert all(check["discrimination"] is None for check in numbers["exercises"][0]["checks"])


def test_a_misconception_counts_students_and_not_checks() -> None:
    """Who fails three checks by one idea is one student."""
    wrong = result("s1", 0, 0, 0)
    for check in wrong["exercises"]["only"]["checks"]:
        check["misconception"] = "half_of_it"

    numbers = report.numbers([wrong, result("s2", 1, 1, 1)])

    idea = {
        "name": "half_of_it",
        "exercise": "only",
        "students": 1,
        "names": ["s1"],
        "hint": "Mend it.",
        "together": [],
        "called": ["s1"],
    }
    assert numbers["misconceptions"] == [{**idea, "sentence": "It is wrong. 1 is 2."}]
    assert numbers["unnamed"] == []


def test_results_of_before_and_after_a_change_of_the_checks_stand_together() -> None:
    """A check that was added later counts those who were asked."""
    numbers = report.numbers([result("s1", 1), result("s2", 1, 0)])

    assert [(one["students"], one["passed"]) for one in numbers["exercises"][0]["checks"]] == [(2, 2), (1, 0)]


def test_the_command_writes_page_numbers_and_rows(
    course: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One command gives the page, whose path it prints, the numbers as JSON, and the items as CSV."""
    options = ["--json", str(tmp_path / "class.json"), "--csv", str(tmp_path / "items.csv")]

    assert main(["report", "--course", str(course), *options]) == 0

    page = Path(capsys.readouterr().out.strip())
    assert page == course / "report" / "gradient_descent.html"
    numbers = json.loads((tmp_path / "class.json").read_text())
    assert (numbers["students"], numbers["graded"]) == (5, 4)
    assert numbers["misconceptions"][0]["name"] == "sum_for_mean"
    assert numbers["misconceptions"][0]["students"] == 2
    assert numbers["misconceptions"][0]["sample"] == SAMPLE
    with (tmp_path / "items.csv").open(newline="", encoding="utf-8-sig") as file:
        rows = {(row["exercise"], row["check"]): row for row in csv.DictReader(file)}
    assert rows["mse", ""]["passed"] == "2"
    assert rows["mse", "averages_the_squared_errors"]["failed"] == "2"
    text = page.read_text()
    assert SAMPLE in text
    assert "not_a_notebook</b>: it is not a notebook" in text


def test_an_anonymous_report_names_nobody(course: Path, tmp_path: Path) -> None:
    """With --anonymous neither page nor numbers hold an id or a student's line; the wrong version is ours."""
    numbers = tmp_path / "class.json"

    assert main(["report", "--course", str(course), "--anonymous", "--json", str(numbers)]) == 0

    page = (course / "report" / "gradient_descent-anonymous.html").read_text()
    assert SAMPLE not in page
    assert "def mse(" in page
    for name in ("right_horner", "half_done", "not_a_notebook", "someone_else", "Ada"):
        assert name not in page + numbers.read_text()


WORD = "Zuleika"  # chosen by a student


def test_an_anonymous_report_has_no_word_of_a_student() -> None:
    """Wherever a student can put a word, it is left out: exception, message, type, code, file name, reason, id."""
    raised, failed, lost = result(f"{WORD}1", 0, 0), result(f"{WORD}2", 0, 1), result(f"{WORD}3")
    waits = result(f"{WORD}4", 0)
    checks = [*raised["exercises"]["only"]["checks"], *failed["exercises"]["only"]["checks"]]
    checks[0] |= {
        "verdict": "no answer",
        "message": f"only raised {WORD}Error: {WORD}\n{WORD} (cell 3)",
        "raised": f"{WORD}Error",
    }
    checks[1] |= {"verdict": "no answer", "message": f"only raised ValueError: {WORD}", "raised": "ValueError"}
    checks[2] |= {"message": f"It should be a tensor, but is of type {WORD}.", "misconception": "an_idea"}
    for one in (raised, failed, waits):
        one["exercises"]["only"] |= {"code": f"def only():\n    {WORD} = '{WORD}'", "ending": "raised"}
    waits["exercises"]["only"] |= {"waiting": f"no {WORD}"}
    lost |= {"score": None, "reason": f"there is {WORD}.docx in it", "exercises": {}}
    numbers = report.numbers([raised, failed, waits, lost])
    report.illustrate(numbers["misconceptions"], [raised, failed, waits, lost], "gradient_descent")
    assert WORD in report.page(numbers)

    hidden = anonymized(numbers, ())

    assert WORD not in report.page(hidden) + json.dumps(hidden)
    assert sorted(one["said"] for one in hidden["unnamed"] if one["said"]) == [
        "only raised ValueError.",
        "only raised an exception of its own.",
    ]


def test_what_is_said_of_several_is_true_of_each() -> None:
    """Where two raised the same in different words, neither's words stand for both."""
    first, second, alone = result("first", 0), result("second", 0), result("alone", 0)
    for one, kind, line in ((first, "TypeError", "a"), (second, "TypeError", "b"), (alone, "KeyError", "c")):
        message = f"only raised {kind}: no (in the line `{line}`)"
        one["exercises"]["only"]["ending"] = "raised"
        one["exercises"]["only"]["checks"][0] |= {"verdict": "no answer", "message": message, "raised": kind}
    full = result("full", 0, 0)  # Of memory, torch and Python raise different things.
    full["exercises"]["only"]["ending"] = "memory"
    for check, kind in zip(full["exercises"]["only"]["checks"], ("RuntimeError", "MemoryError"), strict=True):
        check |= {"verdict": "no answer", "message": "only asked for more memory than there is.", "raised": kind}

    numbers = report.numbers([first, second, alone, full])

    assert sorted((one["students"], one["said"]) for one in numbers["unnamed"]) == [
        (1, "only asked for more memory than there is."),
        (1, "only raised KeyError: no (in the line `c`)"),
        (2, "only raised TypeError."),
    ]
    assert "(in the line <code>c</code>)" in report.page(numbers)


def test_the_report_says_whom_to_talk_to() -> None:
    """Who has no answers yet, went down or has no answer in most stands there with the reason; all others do not."""
    empty, fell, mute = result("empty", 0), result("fell", 1, 0), result("mute", 0, 0, 1)
    empty["exercises"]["only"]["ending"] = "unwritten"
    fell["attempts"] = [{"number": 1, "score": 2.0}, {"number": 2, "score": 1.0}]
    for one in fell["attempts"]:
        one |= {"handed_in": None, "graded_at": "2030-05-06 14:00:00"}
    for check in mute["exercises"]["only"]["checks"][:2]:
        check["verdict"] = "no answer"

    found = report.numbers([empty, fell, mute, result("right", 1, 1)])["people"]

    assert {one["student"]: one["why"] for one in found} == {
        "empty": "no answers yet",
        "fell": "went down from 2 to 1",
        "mute": "no answer in most checks",
    }


def mark(student: str, *scores: float | None, submitted: bool = True) -> Mark:
    """The mark of a student with a name."""
    own = {f"{at}" if at else "only": Score(one, None, 0.0, 1.0) for at, one in enumerate(scores)}
    return Mark(Person(student, student.title(), "Müller"), submitted, scores=own)


def test_what_is_nobodys_mark_is_told_and_nobody_is_said_to_have_handed_in_nothing() -> None:
    """Of two files that are one student's neither counts: the report says so, by name, and asks nobody why."""
    refused = [{"student": "ida", "reason": "ida, ida (1) are one student's"}]
    marks = {"ida": mark("ida", submitted=False), "jo": mark("jo", submitted=False), "ada": mark("ada", 1.0)}

    numbers = report.numbers([result("ada", 1)], marks, refused=refused)

    assert numbers["not_graded"] == [{**refused[0], "name": "Ida Müller"}]
    assert [(one["name"], one["why"]) for one in numbers["people"]] == [("Jo Müller", "handed in nothing")]
    assert "Ida Müller</b>: ida, ida (1) are one student" in report.page(numbers)


def test_who_waits_for_a_person_has_a_name_and_counts_with_no_score() -> None:
    """An exercise that needs a package, and a submission of an unknown time, wait by name until somebody has scored."""
    lacking, doubtful, done = result("ada", 0), result("bo", 1, doubt="nobody knows when it came"), result("cem", 0)
    for one in (lacking, done):
        one["exercises"]["only"] |= {"score": None, "waiting": "it needs pandas", "lacks": ("package", "pandas")}
    marks = {"ada": mark("ada", None), "bo": mark("bo", None), "cem": mark("cem", None)}
    marks["cem"].scores["only"] = Score(None, 1.0, 0.0, 1.0)

    numbers = report.numbers([lacking, doubtful, done], marks)

    assert [(one["exercise"], one["reason"], one["called"]) for one in numbers["waiting"]] == [
        ("only", "it needs pandas", ["Ada Müller"]),
        ("", "nobody knows when it came", ["Bo Müller"]),
    ]
    assert (numbers["graded"], numbers["scores"], numbers["unnamed"]) == (1, [1.0], [])
    assert [(one["name"], one["what"]) for one in numbers["adjusted"]] == [("Cem Müller", "only: 1 by hand")]
    assert [(one["name"], one["students"]) for one in numbers["lacking"]] == [("pandas", 1)]
    assert "nobody knows when it came <span" in report.page(numbers)


def test_the_report_says_which_checks_to_doubt() -> None:
    """One that nearly all fail, one that the strong fail, one that took the same code for right and for wrong."""
    everyone = [result(f"s{at}", at >= 5, at < 5, at == 0, at % 2) for at in range(10)]
    for one in everyone:
        for check, name in zip(one["exercises"]["only"]["checks"], "abcd", strict=True):
            check["sentence"] = name
        one["exercises"]["only"]["code"] = f"def only():\n    return {one['student'] in ('s3', 's4')}"

    found = {one["sentence"]: one["why"] for one in report.numbers(everyone)["doubtful"]}

    assert "nearly all fail it" in found["c"]
    assert "the same code passed and failed it" in found["d"]
    assert "those who do well elsewhere fail it" in found["b"]


@pytest.mark.parametrize("address", ["", "https://example.org/book/"])
def test_a_page_leads_to_the_chapter_of_what_went_wrong(address: str, assignment: Assignment, tmp_path: Path) -> None:
    """By its title, and where the book is published by a link; what is right needs no reading."""
    (tmp_path / "_config.yml").write_text(f'html:\n  baseurl: "{address}"\n')
    (tmp_path / "book").mkdir()
    for chapter in ("initialize", "loss", "step", "stop"):
        (tmp_path / "book" / f"{chapter}.md").touch()

    found = chapters(Course(tmp_path, tmp_path), assignment)

    assert {name: one["title"] for name, one in found.items()} == {
        "function": "Initialize", "mse": "Loss", "apply_step": "Step", "train": "Stop",
    }  # fmt: skip
    wrong = result("s1", 0)
    page = feedback.page(wrong, chapters={"only": found["mse"]})
    assert ("https://example.org/book/loss.html" if address else "<cite>Loss</cite>") in page
    assert "Read again" not in feedback.page(result("s1", 1), chapters={"only": found["mse"]})


def test_ideas_that_occur_together_are_told() -> None:
    """Two students who hold the same two ideas make a pair."""
    ideas = [{"name": "one", "names": ["a", "b", "c"]}, {"name": "two", "names": ["b", "c"]}]

    advice.together(ideas)

    assert ideas[0]["together"] == [{"name": "two", "students": 2}]


class Tags(HTMLParser):
    """The elements of a page and their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}


EVIL = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>"


def test_no_markup_of_a_student_gets_into_a_page() -> None:
    """Names, messages, reasons and code are text, wherever they stand."""
    wrong = result(EVIL, 0, 0)
    wrong["exercises"]["only"]["checks"][0] |= {"message": EVIL + ". " + EVIL, "misconception": EVIL, "hint": EVIL}
    wrong["exercises"]["only"]["checks"][1] |= {"message": f"`{EVIL}`", "verdict": "no answer"}
    numbers = report.numbers([wrong, result(EVIL, score=None, reason=EVIL)])
    numbers["misconceptions"][0]["sample"] = EVIL

    for page in (report.page(numbers), feedback.page(wrong), feedback.page(result(EVIL, score=None, reason=EVIL))):
        tags = Tags(page)
        assert not tags.names & {"script", "img", "iframe", "link", "object"}
        assert not [name for name in tags.attributes if name.startswith("on")]
        assert "default-src 'none'" in page


def test_a_class_of_which_nobody_could_be_graded_has_a_report() -> None:
    """The page says so, without figures."""
    page = report.page(report.numbers([result("s1", score=None, reason="it is empty")]))

    assert "it is empty" in page
    assert "<svg" not in page


def test_a_course_without_results_is_told_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command ends with status 2 and names the command that comes before."""
    assert main(["report", "--course", str(tmp_path), "--assignment", "gradient_descent"]) == 2

    assert "python -m autograder grade" in capsys.readouterr().err


@pytest.mark.parametrize("code", [None, "", "def mse(", "x" * 10_000 + "("])
def test_a_function_that_cannot_be_read_costs_the_sample_only(code: str | None) -> None:
    """Where no syntax is to be had, the misconception stands without code."""
    held = {"student": "ada", "exercises": {"mse": {"code": code}}}
    found = [{"name": "sum_for_mean", "names": ["ada"], "exercise": "mse"}]

    report.illustrate(found, [held], "gradient_descent")

    assert found[0]["sample"] is None
    assert found[0]["sentence"].startswith("It ")


@pytest.fixture(scope="module")
def pages(course: Path) -> dict[str, Path]:
    """The pages that people open."""
    assert main(["report", "--course", str(course)]) == 0
    page = course / "feedback" / "sum_for_mean" / "gradient_descent" / "gradient_descent.html"
    return {"report": course / "report" / "gradient_descent.html", "feedback": page}


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("page", ["report", "feedback"])
def test_a_page_is_accessible_and_fits_a_phone(page: str, theme: str, pages: dict[str, Path], visit, browser) -> None:
    """axe finds nothing, nothing is wider than 360 pixels, nothing is asked for, and the console is silent."""
    address = pages[page].as_uri()

    seen = visit(address, theme, width=360)

    assert seen.console == []
    assert seen.requests == [address]
    assert browser.execute_script("return document.documentElement.scrollWidth") <= 360
    browser.execute_script(AXE)
    script = "axe.run({resultTypes: ['violations']}).then(arguments[0])"
    violations = browser.execute_async_script(script)["violations"]
    assert {rule["id"]: [node["html"] for node in rule["nodes"]] for rule in violations} == {}
