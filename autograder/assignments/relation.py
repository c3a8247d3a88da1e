"""What is true of a wrong answer, whoever gave it and why: hints that need no misconception."""

import torch

from .values import count

NEAR = 1e-3
RETURN = "End with return: what a function computes is lost unless it is returned."
CUT = "Stay in torch from the arguments to the result: no .item(), .detach(), .data, numpy or torch.no_grad()."
TENSOR = "Stay in torch from the arguments to the result: return a tensor."
NEW = "Write to new tensors: x = x - 1 makes one, and x -= 1 changes the one that was given."
SHAPE = "Look at the shapes along the way: print(x.shape)."
UNMOVED = "Are the values changed in place, as in {name}.data -= ...? Is there a gradient when they are?"
CLEAR = "At the end, set {name}.grad to None or to zeros: backward adds to whatever is there."
SWITCH = "Before you print, check whether you should."
STEPS = "As many values came back as should: were as many steps taken?"
USE = "Compute the answer from what is given."
DTYPE = "Change the values only, as in {name}.data -= ..., and not the kind of number."
CALL = "It was not called: add the parentheses, as in x.mean() or nn.MSELoss()(preds, targets)."
TABLE = "In a table, len(x) counts the rows only, and x.numel() all entries."
TYPES = {"NoneType": RETURN} | dict.fromkeys(("Module", "function", "method", "builtin_function_or_method"), CALL)

Pairs = list[tuple[torch.Tensor, torch.Tensor]]  # what came and what should have


def of_type(got: str, wanted: str) -> str:
    """What to try where another type came back."""
    return TYPES.get(got, TENSOR if wanted == "Tensor" else "")


def of_numbers(pairs: Pairs) -> str:
    """How all numbers that came back are related to the right ones, if they are."""
    fitting = [
        (got.flatten().double(), wanted.flatten().double()) for got, wanted in pairs if got.shape == wanted.shape
    ]
    if len(fitting) < len(pairs) or not fitting:
        return SHAPE if fitting or pairs else ""
    right = sum(bool(torch.allclose(got, wanted, rtol=NEAR)) for got, wanted in fitting)
    got, wanted = (torch.cat(side) for side in zip(*fitting, strict=True))
    told = simple(got, wanted) if got.isfinite().all() and len(got) > 2 else ""
    if not told and 0 < right < len(fitting):
        told = f"{count(right, 'time')} of {len(fitting)} it is right, so ask what is different where it is not."
    return told or share(got, wanted)


def share(got: torch.Tensor, wanted: torch.Tensor) -> str:
    """How many of the numbers are right, if some are."""
    if got.shape != wanted.shape:
        return SHAPE
    right = int(torch.isclose(got.double(), wanted.double(), rtol=NEAR).sum())
    return f"{right} of {len(got)} numbers are right, so look at the others." if 0 < right < len(got) else ""


def of_counts(got: int, wanted: int) -> str:
    """By how much too many or too few values came back."""
    return f"{count(abs(got - wanted), 'value')} too {'many' if got > wanted else 'few'}: when does it end?"


def simple(got: torch.Tensor, wanted: torch.Tensor) -> str:
    """One rule that makes the wrong numbers of the right ones."""
    if (factor := constant(got / wanted, wanted != 0)) == 1:
        return "It is nearly right: is something rounded, or left out?"
    if factor is not None:
        return (
            "It has the wrong sign."
            if abs(factor + 1) < NEAR
            else f"It is always {factor:.4g} times what it should be."
        )
    if (shift := constant(got - wanted, wanted == wanted)) is not None:
        return f"It is always {abs(shift):.4g} too {'large' if shift > 0 else 'small'}."
    if constant(got / wanted**2, wanted != 0) == 1:
        return "It is the square of what it should be."
    if constant(got**2 / wanted, wanted != 0) == 1:
        return "It is the root of what it should be."
    return ""


def constant(numbers: torch.Tensor, where: torch.Tensor) -> float | None:
    """The number that all of these are; None if they differ, or if it is none that tells."""
    numbers = numbers[where]
    if len(numbers) < 3 or not bool(numbers.isfinite().all()):
        return None
    middle = float(numbers.median())
    if abs(middle) < NEAR or float((numbers - middle).abs().max()) > NEAR * abs(middle):
        return None
    return 1.0 if abs(middle - 1) < NEAR else middle


def of_steps(moves: Pairs) -> str:
    """How the steps that were taken are related to the right ones, each by its own factor."""
    got, wanted = (torch.cat([side.flatten() for side in sides]) for sides in zip(*moves, strict=True))
    factors = [constant(one.flatten() / other.flatten(), other.flatten() != 0) for one, other in moves]
    if None in factors or 1 in factors:
        same_way = bool((got.sign() == wanted.sign()).all())
        return "Each number goes the right way, but not by the right amount." if same_way else share(got, wanted)
    least, most = min(map(float, factors)), max(map(float, factors))  # type: ignore[arg-type]
    if abs(most - least) < NEAR * abs(most):
        far = f"{most:.4g} times too long" if abs(most) > 1 else f"{1 / most:.4g} times too short"
        return "The steps go the wrong way." if abs(least + 1) < NEAR else f"The steps are always {far}."
    way = "the right way" if least > 0 else "the wrong way" if most < 0 else "now one way, now the other"
    return f"The steps go {way}, but are from {least:.3g} to {most:.3g} times as long as they should be."
