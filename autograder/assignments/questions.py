"""What a question is like before it is asked: how plain, of what kind, how precise an answer must be."""

import json
import math
import re
from typing import Any

import torch

from .check import Question
from .comparison import PRECISION, at_last, part_of
from .precision import parts
from .probe import Probe

PLAIN = 100  # and less is a number that is easy to read


def plainness(ask: dict[str, Any]) -> tuple[bool, int]:
    """Small numbers, several of them, before large or single ones; then whatever is short."""
    text = json.dumps([ask["given"], ask["notebook"]])
    numbers = re.findall(r"-?\d[\d.e+-]*", json.dumps(ask["given"]))
    strange = any(abs(float(number)) > PLAIN for number in numbers) or re.search(r"\[-?[\d.]+\]", text)
    return bool(strange), len(text)


def kind(ask: dict[str, Any]) -> str:
    """What is asked, but for the numbers: the calls, the dimensions of what is given, and what of it is zero."""
    given = [(text.partition("(")[2].count("[", 0, 3), not re.search("[1-9T]", text)) for text in ask["given"].values()]
    return f"{ask['calls']} {given}"


def near(question: Question, probe: Probe) -> float:
    """How far an answer may be off, as a part of it: as far as when it is graded, where larger numbers are summed."""
    ratios, number = [1.0], question.probes.index(probe)
    for index, call in enumerate(question.right[number]):
        size = question.size(question.check.look, number, index)
        for path, part in parts(question.check.look(probe, call)).items():
            bounds = torch.as_tensor(at_last(part_of(size, *path))) / part.abs().clamp(min=1)
            ratios += bounds.flatten().tolist()
    return float(f"{PRECISION * math.ceil(max(ratios)):.2g}")
