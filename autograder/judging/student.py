"""The student's functions in a child, as the judge sees them: what was sent, what came back, and how it ended."""

import contextlib
import re
from collections import deque
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from ..assignments.check import Answer
from ..assignments.comparison import NoAnswer
from ..assignments.probe import Probe
from ..assignments.reference import answer_to
from ..sandbox.answer import Raised, typed
from ..sandbox.inside.frames import Garbled, packed, unpacked
from ..sandbox.outside import Child, Ended
from ..submissions.submission import Cells

MOST_REMEMBERED = 5_000  # answers
MOST_FRAMES = 500  # of probes
MOST_BRIEF = 4_000  # bytes of one that is remembered


class Student:
    """A child that runs cells and answers; once it has ended, every question gets the same silence.

    What a child is asked about cells comes after their reports, so that no cell knows what will be asked of it.
    """

    def __init__(self, child: Child) -> None:
        self._child, self.ending, self.brief = child, "", True
        self.reports: list[tuple[tuple[int, str], Any]] = []  # each cell that ran, with what became of it
        self.heard: dict[Any, Answer] = {}  # by the key of a probe
        self._expected: deque[Probe | Cells] = deque()  # in the order in which answers and reports will come

    def send(self, probes: Sequence[Probe], cells: Cells) -> None:
        """Send probes to be performed and then cells to be run; what comes back waits to be asked for."""
        if self.ending:
            return
        fresh = tuple({probe.key: probe for probe in probes}.values())
        self._expected += [*fresh, cells] if cells else fresh
        with self._until_the_end():
            if fresh:
                self._child.write(_frame(fresh))
            if cells:
                self._child.send({"probes": [], "cells": cells})

    def run(self, cells: Cells) -> str:
        """Run cells; return how the child ended, or nothing if it lives."""
        self.send([], cells)
        return self.catch_up()

    def catch_up(self) -> str:
        """Wait for all that was sent; return how the child ended, or nothing if it lives."""
        while self._expected and not self.ending:
            self._listen()
        return self.ending

    def ask(self, probe: Probe) -> Answer:
        """Return the answer to the probe; raise `NoAnswer` when none comes back."""
        key = probe.key
        if key not in self.heard and key not in (sent.key for sent in self._expected if isinstance(sent, Probe)):
            self.send([probe], [])
        while key not in self.heard:
            if self.ending:
                raise NoAnswer(self.ending)
            self._listen()
        return self.heard[key]

    def broken_cell(self, function: str) -> Raised | None:
        """How the cell that should define this function failed, if it did."""
        return next((raised for source, raised in self._broken() if _defines(source, function)), None)

    def lacks(self, silence: NoAnswer, function: str) -> tuple[str, str] | None:
        """What of ours was lacking where a function gave no answer, in itself or in a cell that it needed."""
        raised = silence.raised
        if raised and raised.lacks:
            return raised.lacks
        if silence.ending == "missing":
            broken = self.broken_cell(function)
            return broken.lacks if broken else None
        unknown = raised is not None and raised.type in ("NameError", "UnboundLocalError")
        return next((broken.lacks for _, broken in self._broken() if broken.lacks), None) if unknown else None

    def _broken(self) -> Iterator[tuple[str, Raised]]:
        for (number, source), report in self.reports:
            with contextlib.suppress(Garbled):
                raised = Raised.read(typed(report, dict).get("raised"))
                if number and raised:
                    yield source, raised

    def _listen(self) -> None:
        sent = self._expected.popleft()
        with self._until_the_end():
            frame = self._child.receive()
            if isinstance(sent, Probe):
                self.brief &= len(frame) <= MOST_BRIEF
                read = _read if self.brief else _read.__wrapped__
                self.heard[sent.key] = read(sent, frame)
            elif len(reports := typed(unpacked(frame), list)) == len(sent):
                self.reports += zip(sent, reports, strict=True)
            else:
                raise Garbled("a report for each cell")

    @contextlib.contextmanager
    def _until_the_end(self) -> Iterator[None]:
        """Note how the child ended, if it did."""
        try:
            yield
        except (Ended, Garbled) as end:
            self.ending = str(end) if isinstance(end, Ended) else "garbled"


@lru_cache(MOST_FRAMES)
def _frame(probes: tuple[Probe, ...]) -> bytes:
    """Pack probes once: all with the same seed are asked the same."""
    return packed({"probes": [probe.data() for probe in probes], "cells": []})


@lru_cache(MOST_REMEMBERED)
def _read(probe: Probe, frame: bytes) -> Answer:
    """Read an answer; the same bytes, which most of a class send, are read once."""
    return answer_to(probe, unpacked(frame))


def _defines(source: str, function: str) -> bool:
    name = re.escape(function)
    return re.search(rf"\b(?:def|class)\s+{name}\b|^{name}\s*=", source, re.MULTILINE) is not None
