"""The notebook's check(...) answers at once, offline and with torch alone, in the grader's words."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jupyter_client.manager import start_new_kernel

from autograder.assignments import tutor
from autograder.assignments.master import faults
from autograder.assignments.wrong import Misconception, misconceptions, text_of
from autograder.course import Course
from tests.conftest import PATIENCE, load
from tests.corpus import corpus

NAMES = [name for name in Course().written() if text_of(name)]
REFERENCES = {name: Course().reference(name).read_text() for name in NAMES}
UNTOLD = {
    name: [idea for ideas in faults(Course().master(name).read_text()).values() for idea in ideas] for name in NAMES
}
HELD = [
    (name, held)
    for name in NAMES
    for held in misconceptions(text_of(name), REFERENCES[name])
    if not UNTOLD[name] or held.name in UNTOLD[name]  # The others are asked about where nothing is handed out wrong.
]

pytestmark = pytest.mark.slow


class Kernel:
    """A kernel with the released notebook's given cells, and the reference in the answer cells."""

    def __init__(self, name: str) -> None:
        self._manager, self._client = start_new_kernel(extra_arguments=["--matplotlib=inline"])
        self.pages = list[str]()  # what was displayed
        notebook = json.loads(Course().released(name).read_text())
        for cell in notebook["cells"]:
            settings = cell["metadata"].get("nbgrader", {})
            if cell["cell_type"] == "code" and settings.get("locked") and not settings.get("grade"):
                self.run("".join(cell["source"]))
        self.run(tutor_free(REFERENCES[name]))

    def run(self, source: str) -> tuple[str, list[str]]:
        """Run a cell; return what it printed, and its traceback."""
        printed, traceback = [], list[str]()

        def hear(message: dict) -> None:
            content = message["content"]
            self.pages.extend(filter(None, [content.get("data", {}).get("text/html")]))
            printed.append(content.get("text", "") if message["msg_type"] == "stream" else "")
            traceback.extend(content.get("traceback", []))

        self._client.execute_interactive(source, output_hook=hear, timeout=PATIENCE, stop_on_error=False)
        return "".join(printed), traceback

    def close(self) -> None:
        """End it."""
        self._client.stop_channels()
        self._manager.shutdown_kernel(now=True)


def tutor_free(reference: str) -> str:
    """The functions of a reference, without its data."""
    nodes = [node for node in ast.parse(reference).body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    return "\n\n".join(ast.get_source_segment(reference, node) or "" for node in nodes)


@pytest.fixture(scope="module")
def kernels() -> Iterator[dict[str, Kernel]]:
    """A kernel for each assignment."""
    started = {name: Kernel(name) for name in NAMES}
    yield started
    for kernel in started.values():
        kernel.close()


@pytest.mark.parametrize(("name", "held"), HELD, ids=[f"{name}-{held.exercise}-{held.name}" for name, held in HELD])
def test_a_known_wrong_idea_gets_its_own_sentence(kernels: dict[str, Kernel], name: str, held: Misconception) -> None:
    """Whoever writes it is told what it does and what to try, unless that is to be found out; without a traceback."""
    kernels[name].run(held.source)

    printed, traceback = kernels[name].run(f"check({held.exercise})")

    kernels[name].run(tutor_free(REFERENCES[name]))
    told = held.name not in UNTOLD[name]
    words = " ".join(printed.split())
    assert (f"It {held.sentence}." in words) == told
    assert (f"Try this: {held.hint}" in words) == told
    assert "✗" in printed
    assert len(traceback) == 1
    assert "of " in traceback[0]
    assert len(traceback[0].splitlines()) == 1


PADDED, UNSTARTED = (
    next(answer.answers["train"] for answer in corpus("wrong") if answer.part == part)
    for part in ("train_stops_and_leaves_zeros", "train_measures_before_the_first_step")
)


@pytest.mark.parametrize(("source", "untrue"), [(PADDED, "never stops"), (UNSTARTED, "puts the best params back")])
def test_no_idea_is_told_that_is_another(kernels: dict[str, Kernel], source: str, untrue: str) -> None:
    """A list that is filled up is no loop that never stops, and a step that was not taken is nothing put back."""
    kernels["gradient_descent"].run(source)

    printed, traceback = kernels["gradient_descent"].run("check(train)")

    kernels["gradient_descent"].run(tutor_free(REFERENCES["gradient_descent"]))
    assert "✗" in printed
    assert len(traceback) == 1
    assert untrue not in " ".join(printed.split())


@pytest.mark.parametrize("name", NAMES)
def test_everything_right_is_said_too(kernels: dict[str, Kernel], name: str) -> None:
    """The reference has a tick at each of the grader's sentences, in their order, and a way on."""
    for check in (checks := tutor.Tutor.of(name, REFERENCES[name]).checks):
        printed, traceback = kernels[name].run(f"check({check.exercise})")
        lines = [f"✓ {check.exercise} {each.sentence}" for each in checks if each.exercise == check.exercise]
        assert " ".join(printed.split()).startswith(" ".join(lines) + f" {len(lines)} of {len(lines)}.")
        assert not traceback


@pytest.mark.parametrize("name", ["gradient_descent", "descent_beyond"])
def test_pictures_say_what_is_to_be_seen(kernels: dict[str, Kernel], name: str) -> None:
    """Each picture that the notebook draws has an alt text, with the numbers of what it shows."""
    shows = [cell.source for cell in load(name).cells if cell.id.startswith("show_") and cell.id != "show_ten"]
    kernels[name].pages.clear()

    for source in [*shows, "plt.plot([1, 2])"]:
        assert not kernels[name].run(source)[1]

    assert len(kernels[name].pages) == len(shows) >= 2  # a student's own picture stays as it is
    for page in kernels[name].pages:
        assert re.match(r'<img alt="[^"]*\d[^"]*" src="data:image/webp;base64,[\w+/=]+">$', page)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_written_yet_is_one_friendly_line(kernels: dict[str, Kernel], name: str) -> None:
    """The stub as it was handed out is told apart from a mistake."""
    exercise = tutor.Tutor.of(name, REFERENCES[name]).names[0]
    kernels[name].run(f"def {exercise}(*given):\n    raise NotImplementedError()")

    printed, traceback = kernels[name].run(f"check({exercise})")

    kernels[name].run(tutor_free(REFERENCES[name]))
    assert printed == ""
    words = "still raises NotImplementedError. Replace that line, run its cell, then this one."
    assert " ".join(traceback) == f"✗ {exercise} {words}"


def test_what_an_exercise_builds_on_comes_first(kernels: dict[str, Kernel]) -> None:
    """With a wrong function, apply_step is not blamed: the line names what to mend before."""
    kernels["gradient_descent"].run("def function(t, params):\n    return t")

    printed, traceback = kernels["gradient_descent"].run("check(apply_step)")
    alone, _ = kernels["gradient_descent"].run("check(mse)")

    kernels["gradient_descent"].run(tutor_free(REFERENCES["gradient_descent"]))
    assert printed == ""
    assert " ".join(traceback) == "✗ apply_step calls function, which is not right yet. Begin with check(function)."
    assert alone.count("✓") == 4


def test_a_loop_that_never_ends_is_told_to_be_one(kernels: dict[str, Kernel]) -> None:
    """After some seconds the question is given up, and the notebook goes on."""
    kernels["gradient_descent"].run("SECONDS = 1\ndef mse(preds, targets):\n    while True: pass")

    printed, traceback = kernels["gradient_descent"].run("check(mse)")

    kernels["gradient_descent"].run(tutor_free(REFERENCES["gradient_descent"]) + "\nSECONDS = 10")
    assert "It did not finish." in printed
    assert "(not asked yet)" in printed
    assert len(traceback) == 1


def test_the_notebooks_data_are_as_before(kernels: dict[str, Kernel]) -> None:
    """What a question puts in the place of the notebook's data is put back, or taken away where nothing was."""
    before, _ = kernels["gradient_descent"].run("print(time.sum(), lr, params, 'prn' in globals())")

    kernels["gradient_descent"].run("check(train)")

    assert kernels["gradient_descent"].run("print(time.sum(), lr, params, 'prn' in globals())")[0] == before


def test_it_is_short_enough_to_be_read() -> None:
    """Eighty lines and a few of code above the data, a hundred with what explains them."""
    above = tutor.cell("gradient_descent", REFERENCES["gradient_descent"]).partition("\nEXERCISES")[0].splitlines()
    code = [line for line in above if line.strip() and not line.strip().startswith(("#", '"""'))]
    assert len(code) <= 82
    assert len(above) <= 102


@pytest.mark.parametrize("name", NAMES)
def test_no_line_of_a_reference_is_in_it(name: str) -> None:
    """Nothing from which a body could be read: no line of one, however it is laid out."""
    cell = tutor.cell(name, REFERENCES[name])
    code = Path(tutor.__file__).with_name("check_cell.py").read_text()
    for node in ast.walk(ast.parse(REFERENCES[name])):
        if isinstance(node, ast.Assign | ast.AugAssign | ast.Return | ast.Expr) and len(ast.unparse(node)) > 15:
            line = ast.unparse(node).removeprefix("return ")
            assert line in code or ast.get_docstring(ast.parse(line)) or line not in cell, line


@pytest.mark.parametrize("name", NAMES)
def test_its_questions_are_not_those_of_a_course(name: str) -> None:
    """What is asked is drawn from a seed that no course's secret gives."""
    from autograder.judging.settings import SEEDS, _digest

    seeds = {_digest(secret, f"{name}\0{number}".encode()) for secret in (b"a", b"b") for number in range(SEEDS)}
    assert tutor.SEED not in seeds
