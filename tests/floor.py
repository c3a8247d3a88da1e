"""Where the time of one submission goes: python -m tests.floor [COUNT].

The first line is the floor: a process that is forked, confined, and ends. The rest is what the kit does besides.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.table import Table

from autograder.course import Course
from autograder.judging.job import Job, Outcome
from autograder.judging.judge import judge
from autograder.judging.settings import SEEDS
from autograder.judging.student import Student
from autograder.pages.student_page import page
from autograder.records.autograded import autograded
from autograder.records.writer import Writer
from autograder.sandbox.outside import Limits, Sandbox
from autograder.submissions.submission import Submission
from tests.conftest import filled, load

TICK = 1 / os.sysconf("SC_CLK_TCK")
assignment = load("gradient_descent")
content = filled(assignment, assignment.reference_functions)
submission = Submission.read(content, assignment)
probes = [
    probe
    for checks in assignment.checks.values()
    for check in checks
    for probe in assignment.reference.question(check, 1).probes
]


def main(count: int = 300) -> None:
    """Measure the parts one after the other, with warm caches, and print the table."""
    with Sandbox(Limits(), setup=assignment.setup) as sandbox, tempfile.TemporaryDirectory() as folder:
        before = zygote(sandbox)
        empty = children(sandbox, count, lambda student: None)
        forks = (zygote(sandbox) - before) * 1000 / count
        cells = children(sandbox, count, lambda student: student.run(submission.runnable))
        answers = children(sandbox, count, answer)
        for seed in range(SEEDS):
            result = judge("student", submission, sandbox, seed)
        outcomes = [
            Outcome(Job(f"student{number}", b"", 1, ""), replace(result, student=f"student{number}"), {})
            for number in range(count)
        ]
        writer = Writer(Course(Path(folder)), assignment)
        rows = {
            "an empty process: fork, confinement, end": forks + empty,
            "its notebook's cells": cells - empty,
            "its answers": answers - cells,
            "reading the notebook, and judging": timed(count, lambda number: judged(sandbox, number % SEEDS)),
            "gradebook": timed(count, lambda number: writer.gradebook.save(outcomes[number].result)),
            "feedback page": timed(count, lambda number: page(result.data())),
            "autograded notebook, as data": timed(count, lambda number: autograded(submission, result)),
        }
    table = Table("of one right submission", "CPU ms", box=None)
    for name, cost in {**rows, "in all": sum(rows.values())}.items():
        table.add_row(name, f"{cost:.1f}")
    Console(width=110).print(table)


def zygote(sandbox: Sandbox) -> float:
    """CPU seconds that the zygote has used; it is the last of the sandbox's processes."""
    process = str(sandbox._zygote.process.pid)
    while below := Path(f"/proc/{process}/task/{process}/children").read_text().split():
        process = below[0]
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * TICK


def children(sandbox: Sandbox, count: int, work: Callable[[Student], object]) -> float:
    """Milliseconds that a child uses for some work."""
    used = []
    for _ in range(count):
        with sandbox.child() as child:
            work(Student(child))
        used.append(child.usage["cpu"])
    return sum(used) * 1000 / count


def answer(student: Student) -> None:
    """Answer all that will be asked."""
    student.run(submission.runnable)
    student.send(probes, [])
    for probe in probes:
        student.ask(probe)


def judged(sandbox: Sandbox, seed: int) -> None:
    """The whole way of the judge."""
    judge("student", Submission.read(content, assignment), sandbox, seed)


def timed(count: int, work: Callable[[int], object]) -> float:
    """Milliseconds that this process uses for some work."""
    before = time.process_time()
    for number in range(count):
        work(number)
    return (time.process_time() - before) * 1000 / count


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
