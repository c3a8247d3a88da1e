"""How precise an answer must be: by default as the reference's own answer moves when what it is given moves.

The componentwise condition, by trying: every number that is given becomes a little larger or smaller, a few times
over, in double precision. It is asked for only where an answer is not right to the last digits.
"""

import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import torch

from ..sandbox.answer import Value
from .check import Answer, Look
from .comparison import Path
from .probe import Probe
from .values import keyed

NUDGE, NUDGES = 1e-6, 4
Parts = dict[Path, torch.Tensor]


def sizes(answer: Answer, ask: Callable[[Probe], Answer], probe: Probe, look: Look) -> list[Parts]:
    """For each call, how far each part of what is looked at moves, for each unit that the inputs move by."""
    chance = random.Random(0)
    still = [parts(look(probe, call)) for call in answer]
    moved_by = [{path: torch.zeros_like(part) for path, part in call.items()} for call in still]
    for _ in range(NUDGES):
        moved = [parts(look(probe, call)) for call in ask(nudged(probe, chance))]
        for size, before, after in zip(moved_by, still, moved, strict=False):
            for path in size.keys() & after.keys():
                if after[path].shape == before[path].shape:
                    size[path] = torch.maximum(size[path], (after[path] - before[path]).abs() / NUDGE)
    return moved_by


def of_part(sizes: Parts, path: Path = ()) -> torch.Tensor:
    """The size for a part; where the reference has no such part, the largest that it has."""
    if path in sizes:
        return sizes[path]
    return torch.stack([size.max() for size in sizes.values() if size.numel()] or [torch.tensor(0.0)]).max()


def nudged(probe: Probe, chance: random.Random) -> Probe:
    """The same question about numbers that are a little larger or smaller, each by its own size and a bit of all."""

    def nudge(given: Any) -> Any:
        if type(given) is float:
            return given * (1 + NUDGE * chance.choice((-1, 1)))
        if not isinstance(given, torch.Tensor) or not given.is_floating_point():
            return given
        given = given.double()
        signs = torch.tensor([chance.choice((-1.0, 1.0)) for _ in range(given.numel())]).reshape(given.shape)
        return given + NUDGE * signs.double() * (given.abs() + given.abs().mean() / 100)

    args, around = ({name: nudge(given) for name, given in group.items()} for group in (probe.args, probe.globals))
    return replace(probe, args=args, globals=around)


def parts(looked: Any, path: Path = ()) -> Parts:
    """The floating-point numbers in what is looked at, by where they are."""
    if isinstance(looked, Value):
        inner = {key: part for name, value in keyed(looked) for key, part in parts(value, (*path, name)).items()}
        return inner or parts(looked.value, path)
    if isinstance(looked, tuple):
        return {key: part for name, value in enumerate(looked) for key, part in parts(value, (*path, name)).items()}
    if isinstance(looked, float) or (isinstance(looked, torch.Tensor) and looked.is_floating_point()):
        return {path: torch.as_tensor(looked, dtype=torch.float64).detach()}
    return {}
