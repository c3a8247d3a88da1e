"""The reference and its wrong versions, executed as source in one namespace, and asked as a student is."""

import ast
import functools
import importlib.util
import threading
from pathlib import Path
from types import CodeType
from typing import Any

from ..errors import KitError
from ..sandbox.answer import Call, read_answer
from ..sandbox.inside.cells import Tape
from ..sandbox.inside.probes import perform
from .check import Misconception, Probe

MOST_REMEMBERED = 10_000  # answers


class Reference:
    """The reference functions of an assignment; thread-safe, and asked the same again, it remembers."""

    def __init__(self, source: str, misconceptions: str) -> None:
        self._lock, self._tape = threading.Lock(), Tape()
        self._remembered: dict[tuple[Any, ...], list[Call]] = {}
        self._namespace: dict[str, Any] = {"print": lambda *words: print(*words, file=self._tape)}
        if spec := importlib.util.find_spec(misconceptions):
            self._namespace |= {"__name__": misconceptions, "__package__": spec.parent}
            exec(_compiled(Path(str(spec.origin)).read_text()), self._namespace)
        exec(_compiled(functions(source)), self._namespace)
        self.misconceptions: list[Misconception] = self._namespace.get("MISCONCEPTIONS", [])

    def ask(self, probe: Probe, held: Misconception | None = None) -> list[Call]:
        """Answer in double precision, as someone would who holds the misconception, if one is given.

        What befalls this process, an interrupt or a lack of memory, is raised, and never an answer.
        """
        key = (held and held.function, *probe.key())
        with self._lock:
            if key not in self._remembered:
                if len(self._remembered) >= MOST_REMEMBERED:
                    del self._remembered[next(iter(self._remembered))]
                self._remembered[key] = self._answer(probe, held)
            return self._remembered[key]

    def _answer(self, probe: Probe, held: Misconception | None) -> list[Call]:
        before = dict(self._namespace)
        if held:
            self._namespace[held.exercise] = held.function
        try:
            answer = answer_to(probe, perform(probe.data(double=True), self._namespace, self._tape, Exception))
        finally:
            self._namespace.update(before)
        raised = answer[-1].raised
        if raised and (not held or raised.ending == "memory"):
            raise KitError(f"The reference has no answer: {raised.type}: {raised.message}")
        return answer


def answer_to(probe: Probe, data: Any) -> list[Call]:
    """Read the answer to this probe."""
    tensors = {name for name, value in probe.args.items() if hasattr(value, "dtype")}
    return read_answer(data, len(probe.calls), tensors)


@functools.cache
def functions(source: str, names: frozenset[str] | None = None) -> str:
    """Cut functions out of a reference module; `torch` is all they need besides the notebook's data."""
    nodes = [node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)]
    nodes = [node for node in nodes if names is None or node.name in names]
    return "import torch\n" + "\n\n".join(ast.get_source_segment(source, node) or "" for node in nodes)


@functools.cache
def _compiled(source: str) -> CodeType:
    return compile(source, "<reference>", "exec")
