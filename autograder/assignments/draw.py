"""Inputs that are drawn from a seed, and easy to read."""

import math
import random
from typing import Any

import torch

Inputs = dict[str, Any]  # by the name of an argument, or of what the notebook holds


class Draw:
    """Fresh inputs that are easy to read: numbers of one decimal, the same for all checks of an exercise."""

    def __init__(self, seed: int, name: str, wide: int | None = None) -> None:
        self._seed, self._name, self._wide = seed, name, wide
        self._random = random.Random(f"{seed} {name} {wide}")
        self._place = random.Random(f"{seed} {name}").randrange(60) + (wide or 0)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Draw) and hash(self) == hash(other)

    def __hash__(self) -> int:
        return hash((self._seed, self._name, self._wide))

    def of(self, name: str, wide: int | None = None) -> "Draw":
        """A draw of its own, the same whoever asks for it; the wide ones also have zeros and hundreds."""
        return Draw(self._seed, f"{self._name} {name}", wide)

    def numbers(self, *shape: int, low: float = -5.0, high: float = 5.0) -> torch.Tensor:
        """Draw numbers between low and high, none of them between -0.3 and 0.3; a wide draw adds what is special."""
        # Not by torch: for a few numbers its calls cost more than all the rest of a check.
        drawn = [round(self._random.uniform(low, high), 1) for _ in range(math.prod(shape))]
        drawn = [number if abs(number) >= 0.3 else 0.7 for number in drawn]
        if self._wide is not None and (low, high) == (-5.0, 5.0) and len(drawn) > 1:
            far = round(self._random.uniform(100, 2000) * (-1) ** self._wide, 1)
            drawn[self._place % len(drawn)], drawn[(self._place + 1) % len(drawn)] = 0.0, far
        return torch.tensor(drawn).reshape(shape)

    def whole(self, low: int, high: int) -> int:
        """Draw a whole number from low to high."""
        return self._random.randint(low, high)

    def shuffled(self, items: list[Any]) -> list[Any]:
        """The same in another order."""
        return self._random.sample(items, len(items))
