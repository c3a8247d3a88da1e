"""The reference and its wrong versions, executed as source in one namespace, and asked as a student is."""

import ast
import functools
import threading
from dataclasses import replace
from types import CodeType
from typing import Any

import torch

from ..errors import KitError
from ..sandbox.answer import read_answer
from ..sandbox.inside.cells import Tape
from ..sandbox.inside.probes import perform
from . import precision
from .check import Answer, Check, Look, Question
from .draw import Draw
from .probe import Probe
from .wrong import Misconception

MOST_REMEMBERED = 20_000  # answers
MOST_QUESTIONS = 4_000


class Reference:
    """The reference functions of an assignment; thread-safe, and asked the same again, it remembers."""

    def __init__(self, source: str, misconceptions: list[Misconception]) -> None:
        self._lock, self._tape = threading.RLock(), Tape()
        self._remembered: dict[Any, Any] = {}
        self._namespace: dict[str, Any] = {"print": lambda *words: print(*words, file=self._tape)}
        exec(_compiled(source), self._namespace)
        self.misconceptions = [self.ready(held) for held in misconceptions]
        self.question = functools.lru_cache(MOST_QUESTIONS)(self._question)

    def ready(self, held: Misconception) -> Misconception:
        """Execute another version of a function among the references, which stay: it can then be asked."""
        before = dict(self._namespace)
        exec(compile(held.source, f"<{held.name}>", "exec"), self._namespace)
        function = self._namespace[held.exercise]
        self._namespace.update(before)
        return replace(held, function=function)

    def _question(self, check: Check, seed: int) -> Question:
        """What a check asks for this seed."""
        return Question(check, check.ask(Draw(seed, check.exercise)), self)

    def ask(self, probe: Probe, held: Misconception | None = None) -> Answer:
        """Answer in double precision, as someone would who holds the misconception, if one is given.

        What befalls this process, an interrupt or a lack of memory, is raised, and never an answer.
        """
        answer: Answer = self._once((held, probe.key), lambda: self._answer(probe, held))
        return answer

    def size(self, probe: Probe, look: Look, index: int) -> Any:
        """How far the parts of what is looked at in a call move when all that is given moves by one unit."""

        def size(path: Any = ()) -> Any:
            moved = self._once((look, probe.key), lambda: self._sizes(probe, look))
            return precision.of_part(moved[index] if index < len(moved) else {}, path)

        return size

    def _sizes(self, probe: Probe, look: Look) -> list[precision.Parts]:
        return precision.sizes(self.ask(probe), self._answer, probe, look)

    def _once(self, key: Any, work: Any) -> Any:
        with self._lock:
            if key not in self._remembered:
                if len(self._remembered) >= MOST_REMEMBERED:
                    del self._remembered[next(iter(self._remembered))]
                self._remembered[key] = work()
            return self._remembered[key]

    def _answer(self, probe: Probe, held: Misconception | None = None) -> Answer:
        before = dict(self._namespace)
        if held:
            self._namespace[held.exercise] = held.function
        try:
            data = perform(probe.data(double=True), self._namespace, self._tape, Exception)
            answer = answer_to(probe, data, double=True)
        finally:
            self._namespace.update(before)
        raised = answer[-1].raised
        if raised and (not held or raised.ending == "memory"):
            raise KitError(f"The reference has no answer: {raised.type}: {raised.message}")
        return answer


def answer_to(probe: Probe, data: Any, double: bool = False) -> Answer:
    """Read the answer to this probe, and mark the arguments that came back with another dtype."""
    given = {name: value.dtype for name, value in probe.args.items() if isinstance(value, torch.Tensor)}
    answer = read_answer(data, len(probe.calls), set(given))
    for call in answer:
        for name, value in call.args.items():
            wanted = torch.float64 if double and given[name].is_floating_point else given[name]
            if isinstance(value.value, torch.Tensor) and value.value.dtype != wanted:
                call.args[name] = replace(value, recast=True)
    return tuple(answer)


@functools.cache
def functions(source: str, names: frozenset[str] | None = None) -> str:
    """Cut functions and classes out of a reference module; `torch` is all they need besides the notebook's data."""
    nodes = [node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    nodes = [node for node in nodes if names is None or node.name in names]
    return "import torch\n" + "\n\n".join(ast.get_source_segment(source, node) or "" for node in nodes)


@functools.cache
def _compiled(source: str) -> CodeType:
    return compile(source, "<reference>", "exec")
