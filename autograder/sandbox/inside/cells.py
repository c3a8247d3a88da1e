"""Cells run as in a notebook, at the price of plain `exec`: one namespace, and a failure stops only its cell."""

import __future__

import ast
import asyncio
import inspect
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

from . import lacks

TOO_MUCH_OUTPUT = 77  # exit status of a child that printed more than it may
MOST_PRINTED = 20_000  # characters kept of one capture
MOST_OUTPUT = 4_000_000  # characters after which the child is ended
IMPORTING = ast.Import | ast.ImportFrom | ast.If | ast.With | ast.Try
FUTURES = sum(getattr(__future__, name).compiler_flag for name in __future__.all_feature_names)


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


class Notebook:
    """A namespace in which cells run, and what they print."""

    def __init__(self) -> None:
        self.ran: list[list[Any]] = []  # by the zygote
        self.reports: list[dict[str, Any]] = []
        random.seed(0)
        numpy.random.seed(0)
        torch.default_generator.manual_seed(0)
        self._chance = _chance()
        module = types.ModuleType("__main__")
        sys.modules["__main__"] = module
        self.namespace: dict[str, Any] = module.__dict__
        self.tape = Tape()
        sys.stdout = self.tape
        self._flags, self._last = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, None
        self._sources, self._values = [""], dict[int, Any]()
        self.namespace |= {"In": self._sources, "Out": self._values}
        from . import jupyter, stand_ins  # Late: the judge uses this module, too, and has no need of IPython.

        stand_ins.furnish()
        self._jupyter, self._loop = jupyter, jupyter.Loop()
        jupyter.furnish(self.namespace, lambda source, local: self._execute(source, "<magic>", local))

    def prepare(self, cells: list[list[Any]]) -> None:
        """Run cells now that every submission begins with."""
        self.reports, self.ran = self.run_all(cells), cells

    def run_all(self, cells: list[list[Any]]) -> list[dict[str, Any]]:
        """Run cells, but for those that the zygote ran already; report on each."""
        reports, self.reports = self.reports, []
        sys.stderr = Tape()
        asyncio._set_running_loop(self._loop)
        # Between cells a fork and probes have drawn numbers, too.
        random.setstate(self._chance[0])
        numpy.random.set_state(self._chance[1])
        torch.default_generator.set_state(self._chance[2])
        reports = [*reports, *(self.run(number, source) for number, source in cells[len(reports) :])]
        self._chance = _chance()
        return reports

    def run(self, number: int, source: str) -> dict[str, Any]:
        """Run one cell; report what it printed, how it failed, and the number that its last line gives, if any."""
        self.tape.take()
        value = error = None
        try:
            # As in a notebook, what reads its own source finds it. Ours is nobody's to read.
            if number:
                linecache.cache[f"<cell {number}>"] = len(source), None, source.splitlines(keepends=True), ""
                self._sources.append(source)
            value = self._execute(source, f"<cell {number}>", self.namespace)
            if value is not None:
                self._show(value)
        except BaseException as raised:
            error = describe_error(raised)
        return {"printed": self.tape.take(), "raised": error, "value": _number(value)}

    def _show(self, value: Any) -> None:
        """Keep a value as Jupyter does when it shows it; as `_` unless the student has another use for that name."""
        self._values[len(self._sources) - 1] = value
        if self.namespace.get("_", self._last) is self._last:
            self.namespace["_"] = self._last = value

    def _execute(self, source: str, name: str, local: dict[str, Any]) -> Any:
        """Run a cell as IPython does, one statement after the other; return the value of an expression at its end."""
        value = None
        for node in self._parsed(source, name).body:
            tree = ast.Expression(node.value) if isinstance(node, ast.Expr) else ast.Module([node], [])
            code = compile(
                tree, name, "exec" if isinstance(tree, ast.Module) else "eval", self._flags, dont_inherit=True
            )
            self._flags |= code.co_flags & FUTURES
            value = self._evaluated(code, node, local)
            if code.co_flags & inspect.CO_COROUTINE:
                value = self._loop.finish(value)
        return value

    def _evaluated(self, code: types.CodeType, node: ast.stmt, local: dict[str, Any]) -> Any:
        """Run a statement; one whose import fails runs again, with something in the place of what we do not have."""
        while True:
            try:
                return eval(code, self.namespace, local)
            except ModuleNotFoundError as error:
                if not isinstance(node, IMPORTING) or not lacks.stand_in(error):
                    raise

    def _parsed(self, source: str, name: str) -> Any:
        """Read a cell as Python, which costs little, or else as IPython does: what is Python means the same to it."""
        try:
            return compile(source, name, "exec", self._flags | ast.PyCF_ONLY_AST, dont_inherit=True)
        except (SyntaxError, ValueError):
            plain = self._jupyter.as_python(source)
            return compile(plain, name, "exec", self._flags | ast.PyCF_ONLY_AST, dont_inherit=True)


def _number(value: Any) -> int | float | str | None:
    # JSON has no room for 2**20000, which a student may well look at.
    plain = value is None or type(value) is float or (type(value) is int and abs(value) < 1 << 63)
    return value if plain else str(type(value).__name__)[:80]


def _chance() -> tuple[Any, Any, Any]:
    return random.getstate(), numpy.random.get_state(), torch.default_generator.get_state()


def describe_error(error: BaseException) -> dict[str, Any]:
    """Describe an exception by type, message, and the student's own frames as [cell, line]."""
    try:
        message = str(error.msg if isinstance(error, SyntaxError) else error)  # which names the cell's file otherwise
    except BaseException:
        message = "an exception that cannot be printed"
    frames = _frames(error)[-5:]
    return {
        "type": type(error).__name__[:80],
        "message": message[:500],
        "frames": frames,
        "ending": _ending(error, message),
        "lacks": lacks.lack_behind(error),
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
