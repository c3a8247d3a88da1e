"""What Jupyter runs, runs; a function counts as it stood at its test.

Each case is a kind of notebook that real people write, filled with right answers but for what is said.
"""

import json

import pytest

from autograder.assignments.assignment import Assignment
from autograder.judging.judge import judge
from autograder.sandbox.outside import Sandbox
from autograder.submissions.submission import Submission
from tests.conftest import SEED, filled
from tests.received.conftest import Judged, Notebook

BELOW = {
    "a result under the function's name": "preds = function(time, orig_params)\nmse = mse(preds, speed)\ntrain = []",
    "another function, tried": "def function(t, params):\n    return params[0] * t**3\nlr = 1e-9",
    "gradients switched off": "torch.set_grad_enabled(False)",
    "another default dtype": "torch.set_default_dtype(torch.float64)",
    "another device by default": "torch.set_default_device('meta')",
    "a demonstration that never ends": "while True:\n    pass",
    "a demonstration that takes too long": "history = train(orig_params.clone().requires_grad_(), 10_000_000)",
    "a demonstration that eats the memory": "rows = [torch.ones(10_000_000) for _ in range(10_000)]",
    "a print without end": "while True:\n    print('step' * 1000)",
    "the end of the kernel": "import os\nos._exit(0)",
    "the data, changed in place": "time.zero_(); speed.add_(1)",
    "the names of torch, used up": "torch = time = speed = lr = None",
    "a builtin under another name": "len = range = print = sum = float = None",
    "torch itself, changed": "torch.Tensor.__pow__ = torch.Tensor.backward = torch.Tensor.mean = None",
    "a line that raises": "raise ValueError('just trying')",
    "a stub that came back": "def mse(preds, targets):\n    raise NotImplementedError()",
}


@pytest.mark.parametrize("cell", BELOW.values(), ids=BELOW)
def test_nothing_below_the_tests_takes_marks_away(judged: Judged, cell: str):
    """Whatever a student tries below the last test, the functions count as they stood above."""
    assert judged(cell).score == 14


@pytest.mark.parametrize("cell", BELOW.values(), ids=BELOW)
def test_nothing_below_a_test_takes_its_marks_away(
    sandbox: Sandbox, assignment: Assignment, with_cells: Notebook, cell: str
):
    """What stands between two tests takes nothing from the exercises above it."""
    content = with_cells({"test_mse": cell})

    result = judge("student", Submission.read(content, assignment), sandbox, SEED)

    scores = {exercise.name: exercise.score for exercise in result.exercises}
    assert scores["function"] == scores["mse"] == 3


WRONG = "def mse(preds, targets):\n    return ((preds - targets) ** 2).sum()"
RIGHT = "def mse(preds, targets):\n    return ((preds - targets) ** 2).mean()"
MENDED = {
    "the function itself": (WRONG, RIGHT),
    "a helper of it": ("def reduced(x):\n    return x.sum()\n\ndef mse(p, t):\n    return reduced((p - t) ** 2)",
                       "def reduced(x):\n    return x.mean()"),
    "an import that was forgotten": ("def mse(p, t):\n    return F.mse_loss(p, t)", "import torch.nn.functional as F"),
    "a state of torch": ("torch.set_grad_enabled(False)\n" + RIGHT, "torch.set_grad_enabled(True)"),
    "a function that never ended": ("def mse(p, t):\n    while True: pass", RIGHT),
}  # fmt: skip


@pytest.mark.parametrize("cells", MENDED.values(), ids=MENDED)
def test_what_is_mended_further_down_counts(judged: Judged, cells: tuple[str, str]):
    """Where a function does not pass at its test, it is looked at again as it stands at the end."""
    wrong, mended = cells

    assert judged(mended, mse=wrong).score == 14


def test_a_mended_function_is_worth_its_marks_beside_an_endless_demonstration(judged: Judged):
    """What a cell defines is looked at without what it does, where that does not come to an end."""
    assert judged(RIGHT + "\nwhile True: pass", "while True: pass", mse=WRONG).score == 14


TRAIN = """
def train(params, epochs, tolerance=None):
    rmses = []
    for _ in range(epochs):
        rmses.append(mse(apply_step(params, prn=False), speed).item() ** 0.5)
        if tolerance is not None and len(rmses) > 1 and rmses[-2] - rmses[-1] < tolerance:
            break
    return rmses
"""
LINES = TRAIN.strip().splitlines()
IDIOMS = {
    "an indented cell": "\n".join(f"    {line}" for line in LINES),
    "a comment above an indented cell": "\n".join(["  # mine", *(f"  {line}" for line in LINES)]),
    "Python's prompts": "\n".join([f">>> {LINES[0]}", *(f"... {line}" for line in LINES[1:])]),
    "IPython's prompts": "\n".join([f"In [12]: {LINES[0]}", *(f"    ...: {line}" for line in LINES[1:])]),
    "await at the top": "import asyncio\nwaited = await asyncio.sleep(0.01, 'yes')\nassert waited == 'yes'" + TRAIN,
    "async for at the top": "async def count():\n    yield 1\nasync for i in count():\n    pass\nassert i == 1" + TRAIN,
    "tasks side by side": "import asyncio\nawait asyncio.gather(asyncio.sleep(0), asyncio.sleep(0))" + TRAIN,
    "an expression awaited last": TRAIN + "import asyncio\nawait asyncio.sleep(0)",
    "a line magic": "%matplotlib inline\n%config InlineBackend.figure_format = 'retina'\n%load_ext autoreload" + TRAIN,
    "a cell magic": "%%time\n" + TRAIN,
    "magics in magics": "%%capture out\n%%time\n%matplotlib inline\n%timeit -n1 -r1 sum(range(3))" + TRAIN,
    "a magic in a function": TRAIN.replace("    return", "    %matplotlib inline\n    %time len(rmses)\n    return"),
    "an assigned magic": "t = %timeit -o -q -n 2 -r 1 sum(range(10))\nassert t.average <= t.worst" + TRAIN,
    "an assigned time": "total = %time sum(range(5))\nassert total == 10" + TRAIN,
    "a directory": "here = %pwd\nfiles = !ls\nfor file in files:\n    print(here + file)" + TRAIN,
    "a captured print": "get_ipython().run_cell_magic('capture', 'o', 'print(5)')\nassert o.stdout == '5\\n'" + TRAIN,
    "a program": "!pip install -q torch\n%pip install tqdm\n%conda list" + TRAIN,
    "help": "torch.arange?\n?torch.ones\ntorch.zeros??" + TRAIN,
    "the shell, imported": "from IPython import get_ipython\nip = get_ipython()\nip.magic('matplotlib inline')" + TRAIN,
    "the shell, for anything": "get_ipython().events.register('post_run_cell', print)\n"
    "if 'IPKernelApp' in get_ipython().config: pass" + TRAIN,
    "every expression shown": "from IPython.core.interactiveshell import InteractiveShell\n"
    "InteractiveShell.ast_node_interactivity = 'all'" + TRAIN,
    "a display with its handle": TRAIN.replace("    rmses = []", "    rmses, h = [], display('0', display_id=True)")
    .replace("        if", "        h.update(len(rmses)); h.display('x')\n        if"),
    "a display that is cleared": "from IPython.display import clear_output, display, update_display, HTML"
    + TRAIN.replace("        if", "        clear_output(wait=True); display(HTML('<b>1</b>'))\n        if"),
    "a module of displays": "from IPython import display\n"
    + TRAIN.replace("        if", "        display.clear_output(True); display.display(plt.gcf())\n        if"),
    "formats of figures": "from matplotlib_inline.backend_inline import set_matplotlib_formats as f\nf('svg')" + TRAIN,
    "formats of figures, as they were": "from IPython import display\ndisplay.set_matplotlib_formats('svg')" + TRAIN,
    "a window for figures": "import matplotlib\nmatplotlib.use('TkAgg')\nplt.switch_backend('QtAgg')" + TRAIN,
    "a figure in a file": TRAIN.replace("    return", "    plt.plot(rmses); plt.savefig('loss.png')\n    return"),
    "a compiled function": "@torch.compile" + TRAIN,
    "a compiled function, with options": "@torch.compile(mode='reduce-overhead', fullgraph=True)" + TRAIN,
    "a function compiled below": TRAIN + "train = torch.compile(train)",
    "a scripted function": TRAIN + "@torch.jit.script\ndef twice(x: torch.Tensor):\n    return 2 * x\n"
    "assert torch.jit.trace(twice, torch.ones(1))(torch.ones(1)) == 2",
    "a return that is too much": TRAIN + "return 5",
}  # fmt: skip


@pytest.mark.parametrize("cell", IDIOMS.values(), ids=IDIOMS)
def test_what_jupyter_runs_is_run(judged: Judged, cell: str):
    """An answer in a cell that Jupyter runs is a right answer."""
    assert [check.message for check in judged(train=cell).exercises[3].checks if check.message] == []


EARLIER = {
    "a future": ("from __future__ import annotations", "def mse(p: Tensor, t: Tensor) -> Tensor:"),
    "what was shown": ("6 * 7", "assert _ == 42 and 42 in Out.values() and In[-2] == '6 * 7'\ndef mse(p, t):"),
    "a name that Jupyter uses, too": ("_ = 'mine'\n5", "assert _ == 'mine'\ndef mse(p, t):"),
    "a task that goes on": (
        "import asyncio\ntask = asyncio.ensure_future(asyncio.sleep(0, 'done'))",
        "assert await task == 'done'\ndef mse(p, t):",
    ),
}


@pytest.mark.parametrize("cells", EARLIER.values(), ids=EARLIER)
def test_what_an_earlier_cell_leaves_to_later_ones(
    sandbox: Sandbox, assignment: Assignment, with_cells: Notebook, cells: tuple[str, str]
):
    """Between cells there lasts what lasts in Jupyter."""
    earlier, head = cells
    content = with_cells({"test_function": earlier}, mse=f"{head}\n    return ((p - t) ** 2).mean()")

    assert judge("student", Submission.read(content, assignment), sandbox, SEED).score == 14


THIEF = """
import inspect, gc
seen = []
def function(t, params):
    seen.append((t.clone(), params.detach().clone()))
    return None
"""
REPEATING = """
def function(t, params):
    for known, around in seen:
        if known.shape == t.shape and bool((known == t).all()):
            return around[0] * t**2 + around[1] * t + around[2]
    return None
"""


def test_no_later_cell_gains_by_what_was_asked_above(judged: Judged):
    """Who writes questions down at a test finds none of them further down: that is another process."""
    repeats = judged(REPEATING, function=THIEF)
    knows_nothing = judged(function="def function(t, params):\n    return None")

    assert repeats.exercises[0].score == knows_nothing.exercises[0].score


def test_nothing_is_asked_before_the_cells_up_to_the_test_have_run(
    sandbox: Sandbox, assignment: Assignment, with_cells: Notebook
):
    """A cell that looks into its own process's channel finds no question there: none has been sent."""
    peek = "import socket\nwaiting = socket.socket(fileno=3).recv(1 << 20, socket.MSG_PEEK | socket.MSG_DONTWAIT)"
    keep = "try:\n    exec(peek)\nexcept BlockingIOError:\n    waiting = b''"
    content = with_cells({"test_mse": f"peek = {peek!r}\n{keep}\nassert not waiting\nimport os; os._exit(3)"})
    result = judge("student", Submission.read(content, assignment), sandbox, SEED)

    endings = {exercise.name: exercise.ending for exercise in result.exercises}
    assert endings["mse"] is None
    assert endings["apply_step"] is None


def test_answers_in_another_order_are_asked_where_they_stand(sandbox: Sandbox, assignment: Assignment):
    """Cells that were moved, or whose tests are gone, are asked as soon as they have run."""
    content = json.loads(filled(assignment, assignment.reference_functions))
    keep = [cell for cell in content["cells"] if not cell["metadata"].get("nbgrader", {}).get("grade")]
    setup, rest = keep[:3], [cell for cell in keep[3:] if cell["cell_type"] == "code"]
    play = {"cell_type": "code", "metadata": {}, "source": "mse = function = apply_step = train = None"}
    content["cells"] = [*setup, *reversed(rest), play]

    result = judge("student", Submission.read(json.dumps(content).encode(), assignment), sandbox, SEED)

    assert result.exercises[0].score == result.exercises[1].score == 3
