"""What is asked of a function: the calls, and what they are given."""

import json
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import torch

OWN = {  # calls that are no student's function
    "backward": "(_ * torch.arange(1, _.numel() + 1).reshape(_.shape)).sum().backward()",
    "fill": "{0}.data.copy_({1})",
}


@dataclass(eq=False)
class Probe:
    """What is asked: globals to set, named arguments, calls in order. Those named in `leaves` require gradients."""

    calls: list[tuple[str, list[str]]]
    args: dict[str, Any]
    leaves: tuple[str, ...] = ()
    globals: dict[str, Any] = field(default_factory=dict)
    said: str = ""  # the call as a student would write it

    def saying(self, index: int) -> str:
        """The call of this number; where arguments are changed in between, the later ones are said as such."""
        return f"{self.said}, asked again with other numbers," if index and self.filled else self.said

    @property
    def filled(self) -> bool:
        """Whether arguments are changed between its calls."""
        return any(function == "fill" for function, _ in self.calls)

    @cached_property
    def key(self) -> tuple[Any, ...]:
        """Tell this probe from others: two with the same calls and inputs have the same answer."""
        groups = (sorted(group.items()) for group in (self.args, self.globals))
        values = [(name, _identity(value)) for group in groups for name, value in group]
        return (str(self.calls), self.leaves, *values)

    def data(self, double: bool = False) -> dict[str, Any]:
        """The probe as data for a frame; in double precision for the reference."""
        fields = {"globals": self.globals, "args": self.args}
        if double:
            fields = {name: {key: _double(value) for key, value in group.items()} for name, group in fields.items()}
        return {**fields, "leaves": list(self.leaves), "calls": self.calls}

    def written(self) -> dict[str, Any]:
        """The probe as the notebook's cell reads it: what the notebook holds, what is given, and the calls."""
        calls = [OWN.get(name, f"{name}({', '.join(words)})").format(*words) for name, words in self.calls]
        given = {name: _written(value, name in self.leaves) for name, value in self.args.items()}
        notebook = {name: _written(value) for name, value in self.globals.items()}
        return {"given": given, "notebook": notebook, "calls": calls}


def _identity(value: Any) -> Any:
    if isinstance(value, torch.Tensor):
        return value.numpy().tobytes(), tuple(value.shape), value.dtype
    return type(value).__name__, value


def _double(value: Any) -> Any:
    return value.double() if isinstance(value, torch.Tensor) and value.is_floating_point() else value


def _written(value: Any, leaf: bool = False) -> str:
    """As Python, with so few digits that it is the same on every processor."""
    if not torch.is_tensor(value):
        return repr(float(f"{value:.7g}") if isinstance(value, float) else value)
    numbers = json.loads(json.dumps(value.tolist()), parse_float=lambda text: float(f"{float(text):.7g}"))
    return f"tensor({numbers}{', requires_grad=True' * leaf})"
