"""The same code gets the same score: for every student, every time, in any company, and a person's marks stay."""

import contextlib
import json
import warnings
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from nbgrader.api import Gradebook

from autograder.__main__ import main
from autograder.assignments.assignment import Assignment
from autograder.course import Course
from autograder.judging.judge import judge
from autograder.judging.result import Result
from autograder.judging.settings import SEEDS, seed_of
from autograder.sandbox.inside.cells import Tape
from autograder.sandbox.inside.frames import packed, unpacked
from autograder.sandbox.inside.probes import perform
from autograder.sandbox.outside import Limits, Sandbox
from autograder.submissions.submission import Submission
from tests.conftest import SEED, filled, load
from tests.corpus import FOLDER, Answer, corpus

pytestmark = pytest.mark.slow

ENDINGS = {"time", "memory", "killed", "output"}
STUDENTS = [f"student-{number}" for number in range(1000)]
COURSES = 10
STYLES = {
    "right": ["right/einsum", "right/expanded_square_in_double", "right/rounded_to_two", "right/infinite_previous"],
    "close": [
        "wrong/function/relu_keeps_speeds_positive", "wrong/mse/adds_a_small_number",
        "wrong/apply_step/one_decimal", "wrong/train/less_or_equal",
    ],
    "mixed up": [
        "wrong/function/order_b_a_c", "wrong/mse/squares_subtracted",
        "wrong/apply_step/learning_rate_as_default", "wrong/train/losses_compared",
    ],
}  # fmt: skip


def composed(names: list[str]) -> dict[str, str]:
    """One student's four answers, out of several files of the corpus."""
    return {name: source for path in names for name, source in Answer(FOLDER / f"{path}.py").answers.items()}


class Beside:
    """Runs answers of our own in this process, as a child would: a hundred gradings then take some seconds."""

    label, budget = "beside the judge", None

    def on_a_budget(self, budget: None) -> "Beside":
        """Count no time."""
        return self

    @contextlib.contextmanager
    def child(self) -> Iterator["Beside"]:
        """Start with an empty namespace."""
        self._namespace, self._tape, self._answers = {}, Tape(), []
        with contextlib.redirect_stdout(self._tape), warnings.catch_warnings(action="ignore"):
            yield self

    def send(self, data: Any) -> None:
        """Perform probes, then run cells."""
        self._answers += [perform(probe, self._namespace, self._tape) for probe in data["probes"]]
        for _, source in data["cells"]:
            with contextlib.suppress(Exception):
                exec(source, self._namespace)
        if data["cells"]:
            self._answers.append([{}] * len(data["cells"]))

    def write(self, frame: bytes) -> None:
        """Do what a frame says."""
        self.send(unpacked(frame))

    def receive(self) -> bytes:
        """Hand out the next answer."""
        return packed(self._answers.pop(0))


def verdicts(result: Result) -> str:
    """All that a student is told but the inputs, which differ."""
    return json.dumps(
        [[one.name, check.name, check.verdict, check.score] for one in result.exercises for check in one.checks]
    )


@pytest.fixture(scope="module")
def unnamed() -> Assignment:
    """The assignment without its misconceptions: to name them takes five times as long as to judge."""
    assignment = load("gradient_descent")
    assignment.reference.misconceptions.clear()
    return assignment


def test_the_same_code_has_the_same_score_for_a_thousand_students_of_each_course(unnamed: Assignment) -> None:
    """No student's inputs let through what another's refuse, nor the other way round, in whichever of ten courses."""
    told: dict[str, set[str]] = {style: set() for style in STYLES}
    for course in range(COURSES):
        for style, names in STYLES.items():
            content = filled(unnamed, composed(names))
            submission = Submission.read(content, unnamed)
            seeds = {seed_of(f"course {course}".encode(), unnamed.name, student, content) for student in STUDENTS}
            told[style] |= {verdicts(judge("student", submission, Beside(), seed)) for seed in seeds}

    assert len(seeds) == SEEDS
    assert [style for style, verdict in told.items() if len(verdict) > 1] == []


# What remembers an earlier question answers by the order in which it is asked, which is drawn: nobody knows it.
REMEMBERS = {"wrong/function/caches_the_first_answer"}


def checked(assignment: Assignment, names: set[str]) -> Assignment:
    """The assignment with the checks of these exercises only."""
    part = replace(assignment)
    part.__dict__["checks"] = {name: assignment.checks[name] for name in assignment.checks if name in names}
    part.__dict__["reference"] = assignment.reference
    return part


def test_every_known_answer_has_one_score(unnamed: Assignment) -> None:
    """Of all right and wrong answers of the corpus that end, none gains or loses by its inputs."""
    told = {}
    for answer in [*corpus("right"), *corpus("wrong")]:
        ends = not any(ENDINGS & {*words} for _, words in answer.expected.values())
        if ends and answer.name not in REMEMBERS:
            asked = checked(unnamed, {*answer.answers, *answer.expected})
            content = filled(asked, {**asked.reference_functions, **answer.answers})
            submission = Submission.read(content, asked)
            told[answer.name] = {verdicts(judge("student", submission, Beside(), seed)) for seed in range(12)}

    assert len(told) > 380
    assert [name for name, found in told.items() if len(found) > 1] == []


@pytest.mark.parametrize("style", STYLES)
def test_behind_the_wall_as_well(assignment: Assignment, sandbox: Sandbox, style: str) -> None:
    """Fifty students with the same code get the same verdicts from children in the sandbox, misconceptions included."""
    content = filled(assignment, composed(STYLES[style]))
    submission = Submission.read(content, assignment)

    results = [
        judge(student, submission, sandbox, seed_of(b"secret", assignment.name, student, content))
        for student in STUDENTS[:50]
    ]

    assert len({verdicts(result) for result in results}) == 1
    assert (
        len({str([[check.misconception for check in one.checks] for one in result.exercises]) for result in results})
        == 1
    )


def test_a_hundred_gradings_give_one_result(assignment: Assignment, sandbox: Sandbox) -> None:
    """Score, sentences and misconceptions of a submission are the same each time, to the last digit."""
    submission = Submission.read(filled(assignment, composed(STYLES["mixed up"])), assignment)

    results = {
        json.dumps({**judge("student", submission, sandbox, SEED).data(), "seconds": 0}, sort_keys=True)
        for _ in range(100)
    }

    assert len(results) == 1


CHANCE = """
import random
import numpy as np
def mse(preds, targets):
    return torch.tensor([random.random(), np.random.rand(), torch.rand(()).item()])
"""


def test_chance_is_the_same_each_time(assignment: Assignment) -> None:
    """Who draws random numbers, with any of three modules, gets the same ones in each sandbox and child."""
    submission = Submission.read(filled(assignment, {"mse": CHANCE}), assignment)
    told = []
    for _ in range(2):
        with Sandbox(Limits(seconds=2, memory=512), setup=assignment.setup) as wall:
            results = [judge("student", submission, wall, SEED) for _ in range(2)]
        told += [check.message for result in results for one in result.exercises for check in one.checks]

    part = len(told) // 4
    assert any(message and "but has (3,): [" in message for message in told)
    assert told == told[:part] * 4


def without_times(result: dict[str, Any]) -> dict[str, Any]:
    """A result, but for when and how fast it came."""
    attempts = [{**one, "graded_at": None} for one in result.get("attempts", [])]
    return {**result, "seconds": 0, "attempts": attempts}


@pytest.fixture
def grade(tmp_path: Path) -> Callable[..., dict[str, dict[str, Any]]]:
    """Grade answers by student in a course, with the whole command; return the results by student."""

    def grade(course: str, answers: dict[str, bytes], *options: str) -> dict[str, dict[str, Any]]:
        folder, lines = tmp_path / f"{course}-submissions", tmp_path / "results.jsonl"
        folder.mkdir(exist_ok=True)
        for student, content in answers.items():
            (folder / f"{student}.ipynb").write_bytes(content)
        command = ["grade", str(folder), "--course", str(tmp_path / course), "--assignment", "gradient_descent"]
        main([*command, "--seed", "7", "--quiet", "--json", str(lines), *options])
        results = map(json.loads, lines.read_text().splitlines())
        return {result["student"]: without_times(result) for result in results}

    return grade


@pytest.fixture(scope="module")
def class_of_ten() -> dict[str, bytes]:
    """Notebooks that take different ways through the grader."""
    assignment = load("gradient_descent")
    files = {
        "b-right": "right/tutorial", "c-sum": "wrong/mse/sum", "d-numpy": "wrong/function/numpy",
        "e-endless": "wrong/apply_step/never_ends", "f-raises": "wrong/apply_step/no_backward",
        "g-global": "right/global_counters", "h-abs": "wrong/train/abs", "i-not-started": "wrong/several/none_started",
        "j-mutable": "wrong/train/mutable_default", "k-debug": "right/debug_prints_everywhere",
    }  # fmt: skip
    references = assignment.reference_functions
    return {
        student: filled(assignment, {**references, **Answer(FOLDER / f"{path}.py").answers})
        for student, path in files.items()
    }


def test_company_order_and_jobs_change_nothing(grade: Callable, class_of_ten: dict[str, bytes]) -> None:
    """A submission has one result alone, among others, after others, one at a time and four at a time."""
    others = {f"a-{number}": content for number, content in enumerate(class_of_ten.values())}

    one_by_one = grade("one", class_of_ten, "--jobs", "1")
    four = grade("four", class_of_ten, "--jobs", "4")
    after_others = grade("others", class_of_ten | others, "--jobs", "2")
    alone = grade("alone", class_of_ten, "--student", "c-sum", "--student", "j-mutable")

    assert four == one_by_one
    assert {student: after_others[student] for student in class_of_ten} == one_by_one
    assert alone == {student: one_by_one[student] for student in ("c-sum", "j-mutable")}


def rows(course: Path) -> Gradebook:
    """Open a course's gradebook as nbgrader does."""
    return Gradebook(Course(course).db_url)


def marks(course: Path) -> dict[str, float | None]:
    """The scores that the checks gave, as the gradebook has them."""
    with rows(course) as book:
        page = book.find_submission_notebook("gradient_descent", "gradient_descent", "student")
        return {grade.name: grade.auto_score for grade in page.grades}


FULL = {"test_function": 3.0, "test_mse": 3.0, "test_apply_step": 5.0, "test_train": 3.0}


def test_a_resubmission_keeps_no_stale_point(tmp_path: Path, grade: Callable, class_of_ten: dict[str, bytes]) -> None:
    """After each resubmission the gradebook has the points of what was handed in last, and of nothing before."""
    seen = []
    for content in (class_of_ten["b-right"], class_of_ten["i-not-started"], b"{", class_of_ten["b-right"]):
        grade("course", {"student": content})
        seen.append(marks(tmp_path / "course"))

    assert seen == [FULL, dict.fromkeys(FULL, 0.0), dict.fromkeys(FULL, None), FULL]


def test_what_a_person_scored_stays(tmp_path: Path, grade: Callable, class_of_ten: dict[str, bytes]) -> None:
    """A manual score, extra credit and a comment survive a regrade and a resubmission, and the score is theirs."""
    place = ("gradient_descent", "gradient_descent", "student")
    grade("course", {"student": class_of_ten["c-sum"]})
    with rows(tmp_path / "course") as book:
        grade_row, comment = book.find_grade("test_mse", *place), book.find_comment("mse", *place)
        grade_row.manual_score, grade_row.extra_credit, comment.manual_comment = (
            2.5,
            0.25,
            "Nearly: only the mean is missing.",
        )
        book.db.commit()

    for content, automatic in ((class_of_ten["c-sum"], 1.0), (class_of_ten["b-right"], 3.0)):
        grade("course", {"student": content}, "--regrade")

        with rows(tmp_path / "course") as book:
            grade_row, comment = book.find_grade("test_mse", *place), book.find_comment("mse", *place)
            assert (grade_row.auto_score, grade_row.manual_score, grade_row.extra_credit) == (automatic, 2.5, 0.25)
            assert grade_row.score == 2.75
            assert comment.comment == "Nearly: only the mean is missing."
