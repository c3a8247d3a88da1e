"""Formgrader works on what our command has graded: a person may overrule it, and no student's markup runs in it."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from formgrader_site import KIT, Instructor, serving
from nbgrader.api import Gradebook
from selenium import webdriver

from autograder.__main__ import main
from autograder.assignments.assignment import Assignment
from tests.conftest import filled

pytest_plugins = ["book_site"]
pytestmark = [pytest.mark.slow, pytest.mark.browser]

CLASS = KIT / "tests" / "submissions"
PAGES = sorted((KIT / "tests" / "hostile" / "page").glob("*.py"))
ATTACK = """<script>ran.push('script')</script> <img src=x onerror="ran.push('handler')"> <svg onload="ran.push('svg')">
<a href="javascript:ran.push('link')">full marks</a> [full marks](javascript:ran.push('link'))
<iframe srcdoc="<script>parent.ran.push('frame')</script>"></iframe> <details open ontoggle="ran.push('toggle')">"""
NAME = "<img src=x onerror=\"ran.push('name')\">"
WATCH = "window.ran = []; for (const name of ['alert', 'prompt', 'open']) window[name] = () => ran.push(name);"
LIVE = """return [...document.querySelectorAll("*")].flatMap((element) => [...element.attributes])
    .filter(({name, value}) => name.startsWith("on") || /^\\s*(javascript|data):/i.test(value))
    .map(({value}) => value)"""


def hostile(assignment: Assignment) -> bytes:
    """A notebook with an attack in every kind of cell, output and setting, ours retyped and rewritten among them."""
    notebook = json.loads(filled(assignment, assignment.reference_functions))
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            cell["source"] = f"```\n{ATTACK}"
    output = {"output_type": "display_data", "data": {"text/html": ATTACK, "text/markdown": ATTACK}, "metadata": {}}
    stream = {"output_type": "stream", "name": "stdout", "text": ATTACK}
    own = [
        {"cell_type": "markdown", "source": ATTACK},
        {"cell_type": "markdown", "source": f"````\n```\n{ATTACK}\n```", "attachments": {"x": {"text/html": ATTACK}}},
        {"cell_type": "markdown", "source": f"$$\n{ATTACK}\n$$\n\\begin{{x}}{ATTACK}\\end{{x}}"},
        {"cell_type": "raw", "source": ATTACK},
        {"cell_type": ATTACK, "source": ATTACK},
        {"cell_type": "code", "source": f"'''</pre>{ATTACK}'''", "outputs": [output, stream]},
    ]
    for number, cell in enumerate(own):
        notebook["cells"].append({"id": f"attack-{number}", "metadata": {"tags": [ATTACK], "name": ATTACK}, **cell})
    notebook["metadata"] = {"title": ATTACK, "language_info": {"name": ATTACK, "pygments_lexer": ATTACK}}
    return json.dumps(notebook).encode()


def hand_in(course: Path, student: str, content: bytes) -> None:
    """Put a submission where nbgrader collects them."""
    path = course / "submitted" / student / "gradient_descent" / "gradient_descent.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def grade(course: Path) -> None:
    """Grade the course by our command: one of the class cannot be graded."""
    assert main(["grade", "--course", str(course), "--assignment", "gradient_descent", "--quiet"]) == 1


@pytest.fixture(scope="module")
def course(assignment: Assignment, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graded course with a roster: some of the sample class, and students who attack the instructor's page."""
    course = tmp_path_factory.mktemp("course")
    for student in ("sum_for_mean", "not_a_notebook"):
        shutil.copytree(CLASS / student / "gradient_descent", course / "submitted" / student / "gradient_descent")
    hand_in(course, "attacker", hostile(assignment))
    for file in PAGES:
        hand_in(course, f"page_{file.stem}", filled(assignment, assignment.reference_functions, (file.read_text(),)))
    grade(course)
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", "first_model") as gradebook:
        for student in gradebook.students:  # Who enters one name has a roster, and must enter all.
            name = NAME if student.id == "attacker" else None
            gradebook.update_or_create_student(student.id, first_name=name, last_name=name, email=NAME)
    return course


@pytest.fixture(scope="module")
def instructor(course: Path, browser: webdriver.Chrome) -> Iterator[Instructor]:
    """An instructor before the server that `make formgrader` starts; scripts of students' would leave a trace."""
    watch = browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": WATCH})
    with serving(course) as address:
        yield Instructor(browser, address)
    browser.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", watch)


def saved(course: Path, student: str) -> tuple[dict[str, Any], dict[str, str]]:
    """Grades and comments by cell: the automatic score, a person's, whether a person should look; the words."""
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", "first_model") as gradebook:
        page = gradebook.find_submission_notebook("gradient_descent", "gradient_descent", student)
        grades = {grade.name: (grade.auto_score, grade.manual_score, grade.needs_manual_grade) for grade in page.grades}
        return grades, {comment.name: comment.comment for comment in page.comments}


def test_make_formgrader_opens_the_course(instructor: Instructor) -> None:
    """The server's first page is formgrader, and it lists the assignment with all its submissions."""
    instructor.browser.get(instructor.address)

    assert instructor.browser.current_url == f"{instructor.address}/formgrader/manage_assignments"
    counted = f"//tr[contains(., 'gradient_descent')]/td[contains(@class, 'num-submissions')][. = '{3 + len(PAGES)}']"
    instructor.wait(lambda browser: browser.find_elements("xpath", counted))


def test_it_shows_verdicts_and_the_automatic_comment(instructor: Instructor) -> None:
    """Below the test stand the verdicts; the autograder's score and comment are in the fields, in gray."""
    instructor.open("sum_for_mean")

    assert "failed: averages the squared errors" in instructor.browser.find_element("id", "notebook").text
    assert instructor.field("test_mse").get_attribute("placeholder") == "1"
    assert instructor.field("mse-comment").get_attribute("placeholder").startswith("It sums the squared errors")


def test_what_a_person_decided_survives_a_resubmission(
    instructor: Instructor, course: Path, assignment: Assignment
) -> None:
    """Score and comment stay when the student hands in anew, and the submission asks to be looked at until resolved."""
    instructor.open("sum_for_mean")
    instructor.enter("test_mse", "2.5")
    instructor.enter("mse-comment", "The idea is right.")
    instructor.wait(lambda _: saved(course, "sum_for_mean")[0]["test_mse"] == (1.0, 2.5, False))
    instructor.wait(lambda _: saved(course, "sum_for_mean")[1]["mse"] == "The idea is right.")

    hand_in(course, "sum_for_mean", filled(assignment, assignment.reference_functions))
    grade(course)

    assert saved(course, "sum_for_mean")[0]["test_mse"] == (3.0, 2.5, True)
    assert instructor.list()["sum_for_mean"].find_elements("css selector", ".needs-manual-grade .glyphicon-ok")
    instructor.open("sum_for_mean")
    assert instructor.field("test_mse").get_attribute("value") == "2.5"
    assert instructor.field("test_mse").get_attribute("placeholder") == "3"
    assert instructor.field("mse-comment").get_attribute("value") == "The idea is right."

    panel = "//*[@id='test_mse']/ancestor::*[contains(@class, 'nbgrader_cell')]"
    instructor.browser.find_element("xpath", f"{panel}//button[contains(@class, 'mark-graded')]").click()
    instructor.wait(lambda _: saved(course, "sum_for_mean")[0]["test_mse"] == (3.0, 2.5, False))
    grade(course)
    assert saved(course, "sum_for_mean")[0]["test_mse"] == (3.0, 2.5, False)


def test_what_could_not_be_graded_can_be_scored_by_hand(instructor: Instructor, course: Path) -> None:
    """A file that is no notebook is shown with the reason and a field for each score."""
    instructor.open("not_a_notebook")
    assert "it is not a notebook" in instructor.browser.find_element("id", "notebook").text

    instructor.enter("test_mse", "1")

    instructor.wait(lambda _: saved(course, "not_a_notebook")[0]["test_mse"] == (None, 1.0, False))


@pytest.mark.parametrize("student", ["attacker", *(f"page_{file.stem}" for file in PAGES)])
def test_no_markup_of_a_student_is_live_in_a_submission(student: str, instructor: Instructor) -> None:
    """Cells, outputs, settings, names and messages are text: no script ran, no handler or script link is there."""
    instructor.open(f"{NAME}, {NAME}" if student == "attacker" else student)
    browser = instructor.browser

    assert browser.execute_script("return ran") == []
    assert set(browser.execute_script(LIVE)) == {"toggle_name(true);", "toggle_name(false);"}  # nbgrader's own
    assert browser.find_elements("css selector", "#notebook :is(script, iframe, svg, object, embed, form, base)") == []
    assert browser.title == "gradient_descent"


@pytest.mark.parametrize("page", ["manage_students", "manage_students/attacker", "manage_submissions/gradient_descent"])
def test_no_markup_in_a_name_is_live_in_a_list(page: str, instructor: Instructor) -> None:
    """nbgrader's lists show a name of markup as text."""
    instructor.browser.get(f"{instructor.address}/formgrader/{page}")
    instructor.wait(lambda browser: browser.find_elements("css selector", "tbody td a"))

    assert instructor.browser.execute_script("return ran") == []
    assert set(instructor.browser.execute_script(LIVE)) <= {"createStudentModal();"}  # nbgrader's own


def test_the_attack_is_one(instructor: Instructor, course: Path) -> None:
    """Put before formgrader as it was handed in, one of the cells runs scripts in the instructor's page."""
    path = course / "autograded" / "attacker" / "gradient_descent" / "gradient_descent.ipynb"
    safe = path.read_text()
    notebook = json.loads(safe)
    notebook["cells"].append({"cell_type": "markdown", "id": "attack", "metadata": {}, "source": ATTACK})
    path.write_text(json.dumps(notebook))

    instructor.open(f"{NAME}, {NAME}")

    assert {"script", "svg"} <= set(instructor.browser.execute_script("return ran"))
    path.write_text(safe)
