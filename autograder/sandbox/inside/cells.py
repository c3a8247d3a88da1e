"""Cells run as in a notebook, at the price of plain `exec`: one namespace, and a failure stops only its cell."""

import ast
import builtins
import io
import linecache
import os
import random
import sys
import traceback
import types
from typing import Any

import numpy
import torch
from IPython.core.inputtransformer2 import TransformerManager

TOO_MUCH_OUTPUT = 77  # exit status of a child that printed more than it may
MOST_PRINTED = 20_000  # characters kept of one capture
MOST_OUTPUT = 4_000_000  # characters after which the child is ended
RUN_BY = {"time", "timeit", "capture", "prun"}  # cell magics whose body is ordinary code


class Missing(Exception):
    """There is no function of this name."""


class Tape(io.TextIOBase):
    """A text file that keeps the beginning of what is printed and ends the process that floods it."""

    def __init__(self) -> None:
        self.text, self.total = "", 0

    def write(self, text: str) -> int:
        """Keep what there is room for."""
        self.total += len(text)
        if self.total > MOST_OUTPUT:
            os._exit(TOO_MUCH_OUTPUT)
        self.text += text[: MOST_PRINTED - len(self.text)]
        return len(text)

    def take(self) -> str:
        """Hand over what was printed since the last time."""
        text, self.text = self.text, ""
        return text


class Shell:
    """What `get_ipython()` answers: magics that only look at the notebook do nothing, timed code runs."""

    def __init__(self, namespace: dict[str, Any]) -> None:
        self.user_ns = namespace

    def run_line_magic(self, name: str, line: str, *_: Any) -> None:
        """Run the statement of %time and %timeit; pass over every other line magic."""
        self.run_cell_magic(name, "", line if name in RUN_BY else "")

    def run_cell_magic(self, name: str, line: str, body: str) -> None:
        """Run the body of %%time and the like; pass over every other cell magic."""
        if name in RUN_BY:
            exec(compile(body, "<magic>", "exec"), self.user_ns)

    def system(self, command: str) -> None:
        """Run nothing: there is no shell in here."""

    getoutput = system


class Notebook:
    """A namespace in which cells run, and what they print."""

    def __init__(self) -> None:
        self.ran: list[list[Any]] = []
        self.reports: list[dict[str, Any]] = []
        random.seed(0)
        numpy.random.seed(0)
        torch.default_generator.manual_seed(0)
        self.chance = random.getstate()
        module = types.ModuleType("__main__")
        sys.modules["__main__"] = module
        self.namespace: dict[str, Any] = module.__dict__
        self.tape = Tape()
        sys.stdout = self.tape
        shell = Shell(self.namespace)
        builtins.get_ipython = lambda: shell  # type: ignore[attr-defined]
        builtins.display = lambda *_, **__: None  # type: ignore[attr-defined]

    def run_all(self, cells: list[list[Any]]) -> list[dict[str, Any]]:
        """Run those of these cells that come after those that ran already; report on all."""
        sys.stderr = Tape()
        random.setstate(self.chance)  # A fork gives another one.
        for number, source in cells[len(self.ran) :]:
            self.ran.append([number, source])
            self.reports.append(self.run(number, source))
        self.chance = random.getstate()
        return self.reports

    def run(self, number: int, source: str) -> dict[str, Any]:
        """Run one cell; report what it printed, how it failed, and the number that its last line gives, if any."""
        self.tape.take()
        value = error = None
        try:
            # As in a notebook, what reads its own source finds it: torch.jit.script does. Ours is nobody's to read.
            if number:
                linecache.cache[f"<cell {number}>"] = len(source), None, source.splitlines(keepends=True), ""
            value = self._execute(source, f"<cell {number}>")
        except BaseException as raised:
            error = describe_error(raised)
        return {"printed": self.tape.take(), "raised": error, "value": value}

    def _execute(self, source: str, name: str) -> int | float | str | None:
        if any(mark in source for mark in "%!?"):
            source = TransformerManager().transform_cell(source)
        tree, last = ast.parse(source, name), None
        if tree.body and isinstance(tree.body[-1], ast.Expr):
            last = ast.Expression(tree.body[-1].value)
            del tree.body[-1]
        exec(compile(tree, name, "exec", dont_inherit=True), self.namespace)
        value = eval(compile(last, name, "eval", dont_inherit=True), self.namespace) if last else None
        # JSON has no room for 2**20000, which a student may well look at.
        plain = value is None or type(value) is float or (type(value) is int and abs(value) < 1 << 63)
        return value if plain else str(type(value).__name__)[:80]


def describe_error(error: BaseException) -> dict[str, Any]:
    """Describe an exception by type, message, and the student's own frames as [cell, line]."""
    try:
        message = str(error)
    except BaseException:
        message = "an exception that cannot be printed"
    frames = _frames(error)[-5:]
    return {
        "type": type(error).__name__[:80],
        "message": message[:500],
        "frames": frames,
        "ending": _ending(error, message),
    }


def _ending(error: BaseException, message: str) -> str:
    """Tell what our own stub raises, and a lack of memory, from all that code may raise of itself."""
    if type(error) is Missing:
        return "missing"
    if type(error) is NotImplementedError and not error.args:
        return "unwritten"
    # torch has no type of its own for it on the CPU.
    short = isinstance(error, MemoryError) or (isinstance(error, RuntimeError) and "DefaultCPUAllocator" in message)
    return "memory" if short else "raised"


def _frames(error: BaseException) -> list[list[int]]:
    places = [(frame.filename, frame.lineno or 0) for frame in traceback.extract_tb(error.__traceback__, 50)]
    if isinstance(error, SyntaxError):
        places.append((str(error.filename), error.lineno or 0))
    return [[int(name[6:-1]), line] for name, line in places if name.startswith("<cell ") and name[6:-1].isdigit()]
