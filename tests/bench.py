"""Compare `nbgrader autograde` as it comes with our own command: python -m tests.bench [SIZE [ROUNDS]].

Both grade the same submissions of the same assignment on this machine, alternated, the whole way from files to
gradebook, start-up included. CPU is that of all processes, the sandbox's too. nbgrader grades a few of them, since
its cost a submission does not depend on how many there are.
"""

import ctypes
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import mean, stdev

import nbformat
from rich.console import Console
from rich.table import Table

from autograder.assignments.master import compose, filled_in
from autograder.course import Course
from tests.conftest import filled, load
from tests.corpus import corpus

KIT = Path(__file__).parent.parent
NAME = "gradient_descent"
NBGRADERS = 8
PR_SET_CHILD_SUBREAPER = 36
WRONG = {
    "function": "def function(t, params):\n    c, b, a = params\n    return a * t**2 + b * t + c",
    "mse": "def mse(preds, targets):\n    return ((preds - targets) ** 2).sum()",
    "apply_step": "def apply_step(params, prn=True):\n    return function(time, params)",
    "train": "def train(params, epochs, tolerance=None):\n    return [0.0] * epochs",
}


def main(size: int = 500, rounds: int = 3) -> None:
    """Measure and print the table."""
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    kinds: dict[str, tuple[int, Callable[[Path], list[str]]]] = {
        "nbgrader autograde": (NBGRADERS, nbgrader),
        f"ours, {size} right, 2 jobs": (size, lambda course: ours(course, 0, 2)),
        f"ours, {size} right, 1 job": (size, lambda course: ours(course, 0, 1)),
        f"ours, {size}, one in four wrong, 2 jobs": (size, lambda course: ours(course, 4, 2)),
    }
    figures: dict[str, list[tuple[float, float]]] = {kind: [] for kind in kinds}
    for _ in range(rounds):
        for kind, (count, prepare) in kinds.items():
            with tempfile.TemporaryDirectory() as folder:
                figures[kind].append(measured(prepare(Path(folder)), count))
    show(figures)


def submissions(folder: Path, count: int, every: int) -> Path:
    """Lay out a class: right answers in every style of the corpus; every so many have a wrong one, each in turn."""
    assignment, styles, wrong = load(NAME), corpus("right"), list(WRONG)
    for number in range(count):
        answers = {**assignment.reference_functions, **styles[number % len(styles)].answers}
        if every and number % every == 0:
            name = wrong[number // every % len(wrong)]
            answers = {**assignment.reference_functions, name: WRONG[name]}
        path = folder / f"student{number:05}" / NAME / f"{NAME}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_bytes(filled(assignment, answers))
    return folder


def ours(course: Path, every: int, jobs: int) -> list[str]:
    """Prepare a course for our command."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    folder = submissions(course / "submitted", size, every)
    options = ["--assignment", NAME, "--course", str(course), "--jobs", str(jobs), "--quiet"]
    subprocess.run(
        [sys.executable, "-m", "autograder", "release", *options[:4]], cwd=KIT, capture_output=True, check=True
    )
    return [sys.executable, "-m", "autograder", "grade", str(folder), *options]


def nbgrader(course: Path) -> list[str]:
    """Prepare a course for nbgrader with its stock preprocessors, in a folder without our configuration."""
    submissions(course / "submitted", NBGRADERS, 0)
    (course / "source" / NAME).mkdir(parents=True)
    kit = Course()
    notebook = compose(filled_in(kit, kit.master(NAME)), kit.reference(NAME).read_text(), NAME)
    (course / "source" / NAME / f"{NAME}.ipynb").write_text(nbformat.writes(notebook))
    program = str(Path(sys.executable).parent / "nbgrader")
    root = f"--CourseDirectory.root={course}"
    subprocess.run([program, "generate_assignment", NAME, root], cwd=course, capture_output=True, check=True)
    return [program, "autograde", NAME, root]


def measured(command: list[str], count: int) -> tuple[float, float]:
    """Run a command; return milliseconds of CPU and of wall clock a submission."""
    before, started = cpu(), time.monotonic()
    folder = KIT if "autograder" in command else Path(command[-1].split("=")[1])
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(command, cwd=folder, env=os.environ | {"PATH": path}, capture_output=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr.decode())
    wall = time.monotonic() - started
    while True:
        try:
            os.wait()  # The sandbox's processes, which came to us when their parents ended.
        except ChildProcessError:
            return (cpu() - before) * 1000 / count, wall * 1000 / count


def cpu() -> float:
    """CPU seconds of all children so far."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def show(figures: dict[str, list[tuple[float, float]]]) -> None:
    """Print means, spreads and ratios."""
    table = Table("a submission, in ms", "CPU", "wall clock", "CPU: times less", "wall: times less", box=None)
    base = [mean(values) for values in zip(*figures["nbgrader autograde"], strict=True)]
    for kind, runs in figures.items():
        columns = [list(values) for values in zip(*runs, strict=True)]
        cells = [f"{mean(values):.1f} ± {stdev(values) if len(values) > 1 else 0:.1f}" for values in columns]
        ratios = [f"{one / mean(values):.0f}" for one, values in zip(base, columns, strict=True)]
        table.add_row(kind, *cells, *ratios)
    Console(width=110).print(table)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
