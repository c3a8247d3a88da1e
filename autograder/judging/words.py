"""Sentences for the student: how a function ended, in which line, and what to try."""

import sys
from dataclasses import replace
from typing import Any

from ..assignments.comparison import NoAnswer
from ..assignments.wrong import Misconception
from ..sandbox.answer import Raised, text
from .result import Verdict

ENDINGS = {
    "time": ("did not finish in time.", "Look for a loop that never stops."),
    "memory": ("asked for more memory than there is.", "Look for a tensor or a list that grows without end."),
    "killed": ("ended the whole process, by a crash or by a call such as exit().", "Take that call out."),
    "output": ("printed without end.", "Look for a print in a loop."),
    "garbled": ("sent back something that is not an answer.", "Return only tensors, numbers and lists."),
    "unwritten": (
        "still raises NotImplementedError.",
        "Replace the line `raise NotImplementedError()` with your code, and leave none of it below.",
    ),
    "missing": ("is not defined in the notebook.", "Write it in its cell, with exactly this name."),
}
CLOCK = "`time` is the notebook's data: import the module under another name, as in `import time as clock`."
EXCEPTIONS = {
    "'module' and": CLOCK,
    "module 'time'": CLOCK,
    "no attribute 'time'": CLOCK,
    "local variable": "A name that a function assigns has no value in it before: set it first, or choose another name.",
    "assigned grad": "Write params.grad = None, or params.grad.zero_().",
    "assign a gradient": "Write params.grad = None, or params.grad.zero_().",
    "Boolean value of Tensor": "Many values are neither true nor false. A loss class takes two calls: MSELoss()(...).",
    "unexpected keyword": "Keep the arguments that the first line of the function names.",
    "modified by an inplace": "Write to new tensors: x = x - 1 makes one, and x -= 1 changes the one that was given.",
    "NameError": "Is the name spelled right, and defined in this notebook?",
    "leaf Variable that requires grad": "Change params.data, or change params under `with torch.no_grad():`.",
    "does not require grad": "Something cuts off the gradient: stay in torch, without .item(), .detach() or numpy.",
    "NoneType": "Something is None. Was the gradient cleared before it was used, or does a function return nothing?",
    "bitwise_xor": "In Python, a power is written with **: t**2.",
    "Python scalars": "Stay in torch: math and float() take a single number.",
    "builtin_function_or_method": "A function was not called: its parentheses are missing, as in x.mean().",
    "'zero_grad'": "An optimizer has zero_grad(). Here, write params.grad = None.",
    "'float' object has no": "That is a plain number: keep the tensor, and use .item() for the print only.",
    "'int' object is not iterable": "A loop needs a range: for epoch in range(epochs).",
    "concatenate str": 'Separate text and number by a comma, as in print("RMSE:", rmse), or use an f-string.',
    "Can't call numpy": "Stay in torch: numpy cannot follow gradients.",
    "required positional": "Keep the arguments that the first line of the function names.",
    "positional argument": "Keep the arguments that the first line of the function names.",
    "values to unpack": "Print what is unpacked there: it has more or fewer values than there are names.",
    "is not callable": "That is no function. A product needs a *: a * (t**2), not a(t**2). Or is a name used twice?",
    "for scalar outputs": "Call backward on the loss, a single number.",
    "0-d tensor": "A single number is a tensor, too: let torch compute with the whole tensor, whatever its shape.",
    "one-dimensional": "It may be a table or a single number: let torch compute with the whole tensor.",
    "expand(": "It may be a table or a single number: let torch compute with the whole tensor.",
    "out of range": "There are fewer entries than that: think of the first step, and of the shortest tensor.",
    "out of bounds": "There are fewer entries than that: think of the first step, and of the shortest tensor.",
    "converted to Scalar": ".item() is for a tensor with a single number: is it the loss?",
}


LACKS = {
    "package": "the grader has no {}",
    "python": f"it is written for Python {{}}, and the grader has {sys.version_info[0]}.{sys.version_info[1]}",
    "right": "the grader has no {}",
}


def lack(kind: str, name: str) -> str:
    """Say what of ours was lacking, as the reason why a person grades an exercise."""
    return LACKS[kind].format(name)


def silence(
    function: str, silence: NoAnswer, cells: list[dict[str, Any]], broken: Raised | None = None
) -> tuple[str, str | None]:
    """Say why a function gave no answer, and what to try; `broken` is how its cell failed."""
    raised = silence.raised
    if broken:
        what = f"{broken.type}: {broken.message}{_place(broken.frames, cells)}"
        return f"{function} is not defined, since its cell raised {what}", "Fix that line, and run the cell."
    if not raised or silence.ending != "raised":
        message, advice = ENDINGS[silence.ending]
        return f"{function} {message}", advice
    what = f"{raised.type}: {raised.message}"
    hint = next((hint for pattern, hint in EXCEPTIONS.items() if pattern in what), None)
    return f"{function} raised {what}{_place(raised.frames, cells)}", hint


def _place(frames: tuple[tuple[int, int], ...], cells: list[dict[str, Any]]) -> str:
    """Quote the student's line: it is found at once, and a cell's number in the file is none that Jupyter shows."""
    for number, line in reversed(frames):
        if 0 < number <= len(cells):
            lines = cells[number - 1]["source"].splitlines()
            if 0 < line <= len(lines):
                return f" (in the line `{text(lines[line - 1].strip(), 100)}`)"
    return ""


def with_misconception(verdict: Verdict, held: Misconception, again: bool, others: list[Verdict]) -> Verdict:
    """Say what is wrong with the idea behind a failed check, before what it led to; once is enough.

    others: the checks that fail, and that neither this idea nor another one explains.
    """
    if again:
        return replace(verdict, hint=None, misconception=held.name)
    quoted = " and ".join(f"“{other.sentence}”" for other in others)
    which = quoted if len(others) < 3 else f"{len(others)} other checks"
    more = f" This may not be all: {which} fail{'s' * (len(others) == 1)}, too." * bool(others)
    return replace(
        verdict, message=f"It {held.sentence}: {verdict.message}{more}", hint=held.hint, misconception=held.name
    )
