"""What is asked of an exercise's function: how it is called, and the inputs that are drawn for it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import torch

from .draw import Draw, Inputs
from .probe import Probe
from .values import show


def any_inputs(**_: Any) -> bool:
    """All inputs tell right from wrong."""
    return True


@dataclass(frozen=True)
class Asking:
    """How a function is called, and what it is given."""

    call: str  # as "mse(preds, targets)"
    inputs: Callable[..., Inputs]  # draws them, of the shape that a check asks for
    telling: Callable[..., bool] = any_inputs  # they are drawn again until it holds
    leaf: str = ""  # the argument that requires gradients
    then: str = ""  # how what it returns is called, as "(x)": for a class
    sizes: tuple[int, ...] = (1, 2, 7, 20)  # of which it is asked, and of one beyond twenty

    @property
    def name(self) -> str:
        """The function's name."""
        return self.call.partition("(")[0]

    def telling_inputs(self, draw: Draw, count: int = 2) -> list[Inputs]:
        """Inputs that tell right from wrong, the same for all checks of an exercise."""
        return [drawn(self, draw.of(f"telling {number}")) for number in range(count)]

    def wide_inputs(self, draw: Draw) -> list[Inputs]:
        """Inputs of every size, with zeros and hundreds among them; the notebook has data of other sizes for half."""
        sizes = (*self.sizes, draw.of("more").whole(21, 40)) if self.sizes else ()
        wide = [self.inputs(draw.of("wide", number), size) for number, size in enumerate(sizes)]
        for number in range(0, len(wide), 2):
            wide[number] |= self.elsewhere(wide[number], self.inputs(draw.of("elsewhere", number), sizes[number] + 3))
        return wide

    def elsewhere(self, given: Inputs, others: Inputs) -> Inputs:
        """Take from others what the notebook holds in the shape of an argument."""
        tensors = {name: value for name, value in given.items() if isinstance(value, torch.Tensor)}
        shapes = [value.shape for name, value in tensors.items() if name in arguments(self.call)]
        around = tensors.keys() - set(arguments(self.call))
        return {name: others[name] for name in around if tensors[name].shape in shapes}

    def probe(self, given: Inputs, call: str = "", times: int = 1, leaf: str | None = None) -> Probe:
        """Ask for this, so many times in a row."""
        words = arguments(call or self.call)
        after = [("()", arguments(self.then))] * bool(self.then)
        names = [word.rpartition("=")[2] for word in words + [word for _, more in after for word in more]]
        own = arguments(self.call + self.then)
        around = {name.lstrip("_"): value for name, value in given.items() if name not in own}
        leaves = tuple({self.leaf if leaf is None else leaf} & set(names))
        args = {name: given[name] for name in names}
        return Probe([(self.name, words), *after] * times, args, leaves, around, self.said(words, given))

    def again(self, given: Inputs, others: Inputs) -> Probe:
        """Ask, fill the arguments with others, and ask again."""
        probe, second = self.probe(given), self.probe(others)
        fitting = [name for name, value in given.items() if name in second.args and isinstance(value, torch.Tensor)]
        fills = [("fill", [name, f"{name}_2"]) for name in fitting]
        probe.args |= {f"{name}_2": second.args[name] for name in fitting}
        probe.calls = [*probe.calls, *fills, *probe.calls]
        return probe

    def said(self, words: list[str], given: Inputs) -> str:
        """The call as a student would write it, with what the notebook holds where that is a number."""
        written = [word[: word.find("=") + 1] + show(given[word.rpartition("=")[2]]) for word in words]
        names = arguments(self.call)
        around = [f"{name} = {value:g}" for name, value in given.items() if type(value) is float and name not in names]
        return f"{self.name}({', '.join(written)})" + f" for {', '.join(around)}" * bool(around)

    def each(self, given: Inputs, way: Callable[[torch.Tensor], torch.Tensor]) -> Inputs:
        """Change each table among the arguments."""
        tables = [
            name for name in arguments(self.call) if isinstance(given[name], torch.Tensor) and given[name].ndim > 1
        ]
        return given | {name: way(given[name]) for name in tables}


@lru_cache(maxsize=2_000)
def drawn(asking: Asking, draw: Draw, *shape: int) -> Inputs:
    """Draw inputs that tell right from wrong."""
    while not asking.telling(**(inputs := asking.inputs(draw, *shape))):
        pass
    return inputs


def arguments(call: str) -> list[str]:
    """The words between the parentheses of a call."""
    return re.findall(r"[\w=]+", "".join(part.partition("(")[2] + " " for part in call.split(")")))


def changed_by(draw: Draw, given: Inputs, changed: Inputs) -> Inputs:
    """The same inputs but for some; what is a function is asked with those that were drawn."""
    return given | {name: how(draw, **given) if callable(how) else how for name, how in changed.items()}
