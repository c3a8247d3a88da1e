"""Whatever the student's process sends, nothing raises but what is declared, and no point is given away."""

import json
import socket
import struct
import threading
from contextlib import suppress
from typing import Any

import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from autograder.assignments.assignment import Assignment
from autograder.assignments.check import Answer
from autograder.assignments.comparison import Failure, NoAnswer
from autograder.assignments.probe import Probe
from autograder.assignments.reference import answer_to
from autograder.sandbox.answer import read_answer
from autograder.sandbox.inside import frames
from tests.conftest import SEED

fuzz = settings(
    max_examples=150, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)

words = some.sampled_from(
    "type value grad requires_grad leaf parts keys args printed raised frames message tensor preds targets params "
    "list Tensor float int str tuple ndarray dict float32 float64 int64 bool uint8 complex64".split()
)
numbers = some.one_of(
    some.integers(), some.floats(), some.booleans(), some.none(), some.sampled_from([2**63, -1, 10**400])
)
scalars = some.one_of(numbers, some.text(), words, some.sampled_from(["\ud800", "\u202e", "<script>", "\x1b[2J"]))
tensors = some.builds(lambda *entry: {"tensor": list(entry)}, words, some.lists(numbers, max_size=5) | scalars)
data = some.recursive(
    scalars | tensors,
    lambda inner: some.lists(inner, max_size=4) | some.dictionaries(words | some.text(), inner, max_size=4),
    max_leaves=20,
)


def received(content: bytes) -> Any:
    """What the judge reads when the child sends these bytes and hangs up."""
    ours, theirs = socket.socketpair()
    with ours:
        with theirs:
            sending = threading.Thread(target=lambda: _send(theirs, content))
            sending.start()
            sending.join()
        return frames.receive(ours)


def _send(sock: socket.socket, content: bytes) -> None:
    with suppress(OSError):
        sock.sendall(content)


def framed(header: bytes, body: bytes) -> bytes:
    """A frame with true lengths."""
    return struct.pack("<II", len(header), len(body)) + header + body


@fuzz
@given(some.binary(max_size=2000))
def test_noise_on_the_channel(content: bytes) -> None:
    """Bytes that are no frame are `Garbled`, or the end of the stream."""
    with suppress(frames.Garbled, frames.Closed):
        received(content)


@fuzz
@given(data, some.binary(max_size=500))
def test_any_json_in_a_frame(header: Any, body: bytes) -> None:
    """A frame of any JSON and any bytes is read or `Garbled`, and never grows in the reading."""
    with suppress(frames.Garbled):
        found = received(framed(json.dumps(header).encode(), body))
        assert sum(tensor.numel() * tensor.element_size() for tensor in tensors_in(found)) <= len(body)


def tensors_in(found: Any) -> list[torch.Tensor]:
    """All tensors in what a frame held."""
    if isinstance(found, dict | list):
        inner = found.values() if isinstance(found, dict) else found
        return [tensor for one in inner for tensor in tensors_in(one)]
    return [found] if isinstance(found, torch.Tensor) else []


values = some.fixed_dictionaries(
    {"type": words | some.text()},
    optional={
        "value": data,
        "grad": data | some.just(torch.ones(3)),
        "requires_grad": scalars,
        "leaf": scalars,
        "parts": data,
        "keys": data,
    },
)
errors = some.fixed_dictionaries({"type": scalars, "message": scalars, "frames": data})
calls = some.fixed_dictionaries(
    {"value": values | data, "args": some.dictionaries(words, values | data, max_size=3), "printed": scalars},
    optional={"raised": some.none() | errors | data},
)


@fuzz
@given(some.lists(calls, max_size=3) | data, some.integers(1, 3))
def test_any_data_as_an_answer(found: Any, count: int) -> None:
    """Data become the answer to the question, or are `Garbled`; an answer holds text that may be shown."""
    with suppress(frames.Garbled):
        for call in read_answer(found, count, {"preds", "targets"}):
            assert call.args.keys() == {"preds", "targets"}
            texts = [call.value.type if call.value else "", call.raised.message if call.raised else ""]
            assert all(sign.isprintable() or sign == "\n" for text in texts for sign in text)


class Guessing:
    """A student's process that sends guesses: values of the right form, made up."""

    def __init__(self, guesses: Any) -> None:
        self._guesses = guesses

    def ask(self, probe: Probe) -> Answer:
        """Guess an answer to the probe."""
        named = {name: self._value() for name, value in probe.args.items() if isinstance(value, torch.Tensor)}
        report = {"value": self._value(), "args": named, "printed": self._guesses(some.text() | words), "raised": None}
        try:
            return answer_to(probe, [report for _ in probe.calls])
        except frames.Garbled:
            raise NoAnswer("garbled") from None

    def _value(self) -> dict[str, Any]:
        shape = self._guesses(some.lists(some.integers(0, 8), max_size=3))
        filled = torch.full(shape, self._guesses(some.floats(width=32)))
        content = self._guesses(some.one_of(some.just(filled), some.lists(numbers, max_size=9), numbers, some.none()))
        if isinstance(content, list):
            return {"type": "list", "parts": [{"type": "float", "value": number} for number in content]}
        kind = {torch.Tensor: "Tensor", float: "float"}.get(type(content), "NoneType")
        flags = {"requires_grad": self._guesses(some.booleans()), "leaf": self._guesses(some.booleans())}
        grad = self._guesses(some.just(filled) | some.none())
        return {"type": kind, "value": content, "grad": grad, **flags}


@settings(fuzz, max_examples=40)
@given(some.data())
def test_guessed_answers(assignment: Assignment, guesses: Any) -> None:
    """Whoever only guesses passes no check that asks for a number, and no rule raises anything but a verdict."""
    for check in [check for checks in assignment.checks.values() for check in checks]:
        question, guessing = assignment.reference.question(check, SEED), Guessing(guesses.draw)
        with suppress(Failure, NoAnswer):
            question.compare(tuple(guessing.ask(probe) for probe in question.probes))
            assert check.points <= 0.5, check.name
