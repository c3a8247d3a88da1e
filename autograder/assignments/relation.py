"""What is true of a wrong answer, whoever gave it and why: hints that need no misconception."""

import torch

from .values import count

NEAR, SMALL = 1e-3, 0.02
RETURN = "Whichever way the function goes, end it with return and the result: print(...) and a bare return give None."
CUT = "Stay in torch from the arguments to the result: no .item(), .detach(), .data, numpy or torch.no_grad()."
TENSOR = "Stay in torch from the arguments to the result: return a tensor."
ALONE = "Return one tensor alone: a comma after it, or before the next one, makes a tuple."
SEVERAL = "It has several things in it: return the one that is asked for."
LIST = "Return a list: begin with [], append each value, and return it as it is."
LATER = "A generator computes nothing until its values are taken: append them to a list, and return it."
NUMBER = "Make a plain number of it: .item() of a tensor, float(...) of what numpy gives."
FRACTIONS = "Whole numbers have neither fractions nor gradients: take out what makes them, such as .long() or dtype=."
TRUTHS = "A comparison gives True and False: compute with the numbers themselves."
NAN = "nan means “not a number”: look for zero divided by zero, or for the root of a negative number."
CLOSE = "It is off by less than a tenth: is something rounded, left out, or ended too soon?"
AFTER = "The first {} right, so look at the next one."
ALIKE = "Treat a table as the row of its entries: does something work along one dimension, or depend on position?"
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
TYPES = {"NoneType": RETURN, "generator": LATER, "torch.bool": TRUTHS} | dict.fromkeys(
    ("Module", "type", "function", "method", "builtin_function_or_method"), CALL
)
WANTED = {"Tensor": TENSOR, "list": LIST, "float": NUMBER, "int": NUMBER}
INSTEAD_OF_A_TENSOR = {"tuple": ALONE, "named tuple": SEVERAL} | dict.fromkeys(
    ("torch.int64", "torch.int32", "torch.int16", "torch.int8", "torch.uint8"), FRACTIONS
)

Pairs = list[tuple[torch.Tensor, torch.Tensor]]  # what came and what should have


def of_type(got: str, wanted: str) -> str:
    """What to try where another type came back; of a tensor that holds no fractions, that is what it holds."""
    others = INSTEAD_OF_A_TENSOR if wanted == "Tensor" else {}
    return TYPES.get(got) or others.get(got) or WANTED.get(wanted, "")


def of_tables(table: torch.Tensor, row: torch.Tensor, shape: torch.Size) -> str:
    """What to try where a table gives something else than the row of its entries."""
    by_rows = torch.allclose(table.flatten() * shape[0], row.flatten() * shape.numel(), rtol=NEAR)
    return TABLE if by_rows else ALIKE


def of_numbers(pairs: Pairs) -> str:
    """How all numbers that came back are related to the right ones, if they are."""
    fitting = [
        (got.flatten().double(), wanted.flatten().double()) for got, wanted in pairs if got.shape == wanted.shape
    ]
    if len(fitting) < len(pairs) or not fitting:
        return SHAPE if fitting or pairs else ""
    got, wanted = (torch.cat(side) for side in zip(*fitting, strict=True))
    if got.isnan().any():
        return NAN
    told = simple(got, wanted) if got.isfinite().all() and len(got) > 2 else ""
    told = told if len(fitting) > 1 else told.replace("always ", "")  # one question says nothing of the others
    return told or CLOSE * all(map(close, *zip(*fitting, strict=True)))


def of_one(got: torch.Tensor, wanted: torch.Tensor) -> str:
    """The same of one answer, or how much of it is right."""
    return of_numbers([(got, wanted)]) or of_share([(got, wanted)])


def close(got: torch.Tensor, wanted: torch.Tensor, share: float = 0.1) -> bool:
    """Whether numbers are off by less than a share of the largest."""
    return got.shape == wanted.shape and bool((got - wanted).abs().max() < share * wanted.abs().max())


def of_share(pairs: Pairs) -> str:
    """How many of the numbers are right, if some are: from the beginning on, or anywhere."""
    if any(got.shape != wanted.shape for got, wanted in pairs):
        return SHAPE
    right = [torch.isclose(got.double(), wanted.double(), rtol=NEAR).flatten() for got, wanted in pairs]
    first = min((int(one.long().cumprod(0).sum()) for one in right if not one.all()), default=0)
    if first:
        return AFTER.format("number is" if first == 1 else f"{first} numbers are")
    many, all_of_them = int(sum(one.sum() for one in right)), sum(map(len, right))
    return f"{many} of {all_of_them} numbers are right, so look at the others." if 0 < many < all_of_them else ""


def of_printed(seen: float, wanted: float, decimals: int) -> str:
    """What to try where another number was printed, with so many decimals."""
    if decimals < 2 and abs(seen - wanted) < 0.51:
        return "Show two decimals or more."
    return "It has the wrong sign." if abs(seen + wanted) < 0.01 else ""


def of_counts(got: int, wanted: int) -> str:
    """By how much too many or too few values came back."""
    return f"{count(abs(got - wanted), 'value')} too {'many' if got > wanted else 'few'}: when does it end?"


def simple(got: torch.Tensor, wanted: torch.Tensor) -> str:
    """One rule that makes the wrong numbers of the right ones."""
    if (times := factor(got, wanted)) == 1:
        return "It is nearly right: is something rounded, or left out?"
    if times is not None:
        return (
            "It has the wrong sign." if abs(times + 1) < NEAR else f"It is always {times:.4g} times what it should be."
        )
    if (shift := constant(got - wanted, wanted == wanted)) is not None:
        return f"It is always {abs(shift):.4g} too {'large' if shift > 0 else 'small'}."
    if factor(got, wanted**2) == 1:
        return "It is the square of what it should be."
    return "It is the root of what it should be." if factor(got**2, wanted) == 1 else ""


def factor(got: torch.Tensor, wanted: torch.Tensor) -> float | None:
    """What all right numbers are multiplied with, if they are; nothing makes something of zero."""
    beyond = got[wanted == 0].abs() > NEAR * got.abs().max()
    return None if beyond.any() else constant(got / wanted, wanted != 0)


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
    long = [(one.flatten(), other.flatten()) for one, other in moves if other.numel() > 2]
    factors = [factor(*pair) for pair in long] or [None]
    if all(close(one, other, SMALL) for one, other in moves):
        return "The steps are nearly right: is something rounded, or left out?"
    if None in factors or 1 in factors:
        same_way = bool((got.sign() == wanted.sign()).all())
        return "Each number goes the right way, but not by the right amount." if same_way else of_share(moves)
    least, most = min(map(float, factors)), max(map(float, factors))  # type: ignore[arg-type]
    if abs(most - least) < NEAR * abs(most):
        far = f"{most:.4g} times too long" if abs(most) > 1 else f"{1 / most:.4g} times too short"
        how = f"The steps are always {far}." if len(moves) > 1 else f"Here the step is {far}."
        return "The steps go the wrong way." if abs(least + 1) < NEAR else how
    way = "the right way" if least > 0 else "the wrong way" if most < 0 else "now one way, now the other"
    return f"The steps go {way}, but are from {least:.3g} to {most:.3g} times as long as they should be."
