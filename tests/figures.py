"""How the grader does on the answers of the corpus: python -m tests.figures [-v].

Of the wrong ones, how many lose points without a visible test that fails (no surprise), and how many of those that
fail a check are told what to try, by a hint or by the name of the idea. With -v each such answer is listed.
"""

import sys

from autograder.assignments.assignment import Assignment
from autograder.judging.judge import Student, judge
from autograder.judging.result import Result
from autograder.sandbox.launch import choose_tier
from autograder.sandbox.outside import Limits, Sandbox
from autograder.submissions.submission import Submission
from tests.conftest import SEED, filled, load
from tests.corpus import Answer, corpus


def judged(answer: Answer, assignment: Assignment, sandbox: Sandbox) -> Result:
    """Grade one answer among references."""
    return judge("student", Submission.read(notebook(answer, assignment), assignment), sandbox, SEED)


def notebook(answer: Answer, assignment: Assignment) -> bytes:
    """The answer in its cells, and references in the others."""
    return filled(assignment, {**assignment.reference_functions, **answer.answers})


NO_THREADS = """
import threading
def start(_):
    raise RuntimeError("can't start new thread")
threading.Thread.start = start
"""  # as in a browser's Python: here the sandbox's clock ends what does not end


def failing_tests(answer: Answer, assignment: Assignment, sandbox: Sandbox) -> bool:
    """Run the notebook with its visible tests; tell whether one of them fails, as it would for the student."""
    submission = Submission.read(notebook(answer, assignment), assignment)
    tests = [(0, cell.source) for cell in assignment.cells if cell.grade or cell.id == "check_cell"]
    with sandbox.child() as child:
        student = Student(child)
        ended = student.run([(0, NO_THREADS), *submission.runnable, *tests])
        return bool(ended) or any(report["raised"] for _, report in student.reports[-len(tests) :])


def told(result: Result) -> bool:
    """Whether each exercise that fails a check is told what to try, at least once."""
    wrong = [[check for check in one.checks if check.verdict != "passed"] for one in result.exercises]
    return all(any(check.hint or check.misconception for check in checks) for checks in wrong if checks)


def main(verbose: bool) -> None:
    """Grade the corpus and print the figures."""
    assignment = load("gradient_descent")
    right, wrong = corpus("right"), corpus("wrong")
    with Sandbox(Limits(seconds=2, memory=512), choose_tier(), assignment.setup) as sandbox:
        results = {answer: judged(answer, assignment, sandbox) for answer in (*right, *wrong)}
        refused = [answer for answer in right if results[answer].score != assignment.points]
        annoyed = [answer for answer in right if failing_tests(answer, assignment, sandbox)]
        losing = [answer for answer in wrong if results[answer].score != assignment.points]
        surprised = [answer for answer in losing if not failing_tests(answer, assignment, sandbox)]
        silent = [answer for answer in losing if not told(results[answer])]
    print(f"{len(right) - len(refused)} of {len(right)} right answers get full marks.")
    print(f"{len(annoyed)} of them fail a visible test.")
    print(f"{len(losing)} of {len(wrong)} wrong answers lose points.")
    print(f"{len(surprised)} of them pass all visible tests ({100 * len(surprised) / len(losing):.1f} %).")
    print(f"{len(losing) - len(silent)} are told what to try ({100 * (1 - len(silent) / len(losing)):.1f} %).")
    lists = {"refused": refused, "annoyed": annoyed, "accepted": [one for one in wrong if one not in losing]}
    for kind, answers in (lists | {"surprised": surprised, "silent": silent}).items() if verbose else ():
        print(f"\n{kind}:")
        for answer in answers:
            lost = [c for one in results[answer].exercises for c in one.checks if c.verdict != "passed"]
            print(f"  {answer.name}: " + "; ".join(f"{c.name} ({c.message})"[:150] for c in lost[:2]))


if __name__ == "__main__":
    main("-v" in sys.argv)
