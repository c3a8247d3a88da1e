"""Mutate the reference, one change at a time, and see which check catches each: `python -m tests.mutants`."""

import ast
import difflib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from rich.console import Console
from rich.table import Table

from autograder.assignments.assignment import Assignment
from autograder.judging.judge import judge
from autograder.judging.result import PASSED
from autograder.sandbox.launch import choose_tier
from autograder.sandbox.outside import Limits, Sandbox
from autograder.submissions.submission import Submission
from tests.conftest import SEED, filled, load

SUM = "a sum has no order"
PRODUCT = "a product has no order"
SQUARE = "the square of a difference is that of its opposite"

# Mutants that behave as the reference does, and why.
EQUIVALENT = {
    "return a * t ** 2 + b * t + c → return c + (a * t ** 2 + b * t)": SUM,
    "return a * t ** 2 + b * t + c → return b * t + a * t ** 2 + c": SUM,
    "return a * t ** 2 + b * t + c → return t ** 2 * a + b * t + c": PRODUCT,
    "return a * t ** 2 + b * t + c → return a * t ** 2 + t * b + c": PRODUCT,
    "return a * t ** 2 + b * t + c → return a * (-t) ** 2 + b * t + c": "the square of -t is that of t",
    "return ((preds - targets) ** 2).mean() → return ((targets - preds) ** 2).mean()": SQUARE,
    "loss = mse(preds, speed) → loss = mse(speed, preds)": SQUARE,
    "rmses.append(mse(preds, speed).item() ** 0.5) → rmses.append(mse(speed, preds).item() ** 0.5)": SQUARE,
    "params.data -= lr * params.grad.data → params.data -= params.grad.data * lr": PRODUCT,
    "params.data -= lr * params.grad.data → params.data -= lr * params.grad": "a gradient has no history",
    "params.data -= lr * params.grad.data → params.data = params.data - lr * params.grad.data": "the same tensor",
    "params.grad = None → params.grad = None": "whether it is cleared before or after the print cannot be seen",
    "if prn: → if -prn:": "the opposite of True counts as true, that of False as false",
    "print('RMSE:', loss.item() ** 0.5) → print('RMSE:', loss ** 0.5)": "a tensor prints its number",
    "if tolerance is not None and len(rmses) > 1 and (rmses[-2] - rmses[-1] < tolerance): → "
    "if len(rmses) > 1 and tolerance is not None and (rmses[-2] - rmses[-1] < tolerance):": "either comes first",
}

OTHERS: dict[type, tuple[type, ...]] = {
    ast.Add: (ast.Sub, ast.Mult),
    ast.Sub: (ast.Add, ast.Mult),
    ast.Mult: (ast.Add, ast.Div),
    ast.Pow: (ast.Mult, ast.Add),
    ast.Lt: (ast.LtE, ast.Gt, ast.GtE),
    ast.Gt: (ast.GtE, ast.Lt, ast.Eq),
    ast.IsNot: (ast.Is,),
    ast.And: (ast.Or,),
}

Change = Callable[[], None]


@dataclass(frozen=True)
class Mutant:
    """One exercise's function with one change."""

    exercise: str
    change: str
    source: str


def mutants(assignment: Assignment) -> list[Mutant]:
    """List the mutants of every reference function, each source once."""
    found: dict[str, Mutant] = {}
    for name, source in assignment.reference_functions.items():
        original = ast.unparse(bare(source))
        for mutated in mutations(original):
            found.setdefault(mutated, Mutant(name, changed_lines(original, mutated), mutated))
        del found[original]
    return list(found.values())


def bare(source: str) -> ast.Module:
    """The function alone, without docstring and annotations."""
    function = next(node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef))
    function.body, function.returns = function.body[1:], None
    for argument in function.args.args:
        argument.annotation = None
    for index, statement in enumerate(function.body):
        if isinstance(statement, ast.AnnAssign) and statement.value:
            function.body[index] = ast.copy_location(ast.Assign([statement.target], statement.value), statement)
    return ast.Module([function], [])


def mutations(source: str) -> Iterator[str]:
    """Yield the source with each change in turn, and unchanged."""
    yield source
    for index, node in enumerate(ast.walk(ast.parse(source))):
        for number, _ in enumerate(changes(node)):
            tree = ast.parse(source)
            twin = list(ast.walk(tree))[index]
            list(changes(twin))[number]()
            yield ast.unparse(ast.fix_missing_locations(tree))


def changed_lines(old: str, new: str) -> str:
    """Show what differs, as `old → new`."""
    lines = [line for line in difflib.ndiff(old.splitlines(), new.splitlines()) if line[:2] in ("- ", "+ ")]
    sides = ("; ".join(line[2:].strip() for line in lines if line[0] == sign) or "nothing" for sign in "-+")
    return " → ".join(sides)


def changes(node: ast.AST) -> Iterator[Change]:
    """Yield the changes that can be made to a node, each of which makes it."""
    for name, value in ast.iter_fields(node):
        if isinstance(value, list) and value and isinstance(value[0], ast.stmt):
            yield from to_statements(value)
        elif isinstance(value, list):
            for index, child in enumerate(value):
                yield from (setter(value.__setitem__, index, other) for other in replacements(child))
            yield from (swap(value, index) for index in range(len(value) - 1) if isinstance(value[0], ast.expr))
        else:
            yield from (setter(partial(setattr, node), name, other) for other in replacements(value))
    if isinstance(node, ast.BinOp):
        yield lambda: node.__dict__.update(left=node.right, right=node.left)


def setter(put: Callable, key: object, value: object) -> Change:
    """A change that puts a value in its place."""
    return lambda: put(key, value)


def swap(items: list, index: int) -> Change:
    """A change that exchanges an item with the next."""
    return lambda: items.__setitem__(slice(index, index + 2), [items[index + 1], items[index]])


def to_statements(body: list[ast.stmt]) -> Iterator[Change]:
    """Leave a statement out, or run it before the one above it; take what is changed in place as a new name."""
    for index, statement in enumerate(body):
        yield setter(body.__setitem__, index, ast.Pass())
        if index:
            yield swap(body, index - 1)
        if isinstance(statement, ast.AugAssign):
            value = ast.BinOp(statement.target, statement.op, statement.value)
            for target in (statement.target, ast.Name("params")):
                yield setter(body.__setitem__, index, ast.Assign([target], value))
        if isinstance(statement, ast.Break):
            yield setter(body.__setitem__, index, ast.Continue())


def replacements(node: object) -> Iterator[ast.AST]:
    """Yield what could stand in a node's place by mistake."""
    for other in OTHERS.get(type(node), ()):
        yield other()
    if isinstance(node, ast.Constant):
        yield from map(ast.Constant, constants(node.value))
    elif isinstance(node, ast.BinOp):
        yield from (node.left, node.right)
    elif isinstance(node, ast.BoolOp):
        for index in range(len(node.values)):
            yield ast.BoolOp(node.op, node.values[:index] + node.values[index + 1 :])
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        yield node.func.value
        if node.func.attr == "mean":
            yield ast.Call(ast.Attribute(node.func.value, "sum"), node.args, node.keywords)
    elif isinstance(node, ast.Attribute):
        yield node.value
    elif isinstance(node, ast.UnaryOp):
        yield node.operand
    elif isinstance(node, ast.Compare):
        yield ast.UnaryOp(ast.Not(), node)
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
        yield ast.UnaryOp(ast.USub(), node)


def constants(value: object) -> list[object]:
    """What could stand in a constant's place."""
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int | float):
        return [value + 1, value - 1, 0, -value]
    return [0.0, 1.0] if value is None else ["", str(value).lower()]


def survey(assignment: Assignment, sandbox: Sandbox) -> dict[Mutant, dict[str, list[str]]]:
    """Grade every mutant among references; return the checks that it did not pass, by exercise."""
    return {mutant: refusals(assignment, sandbox, mutant) for mutant in mutants(assignment)}


def refusals(assignment: Assignment, sandbox: Sandbox, mutant: Mutant) -> dict[str, list[str]]:
    """Grade one mutant."""
    answers = {**assignment.reference_functions, mutant.exercise: mutant.source}
    result = judge("mutant", Submission.read(filled(assignment, answers), assignment), sandbox, SEED)
    return {
        exercise.name: [check.name for check in exercise.checks if check.verdict != PASSED]
        for exercise in result.exercises
    }


def main() -> int:
    """Grade every mutant; print which checks caught how many, those that got through, and the score."""
    assignment, console = load("gradient_descent"), Console(width=110)
    with Sandbox(Limits(seconds=2, memory=512), choose_tier()) as sandbox:
        caught = {mutant: names[mutant.exercise] for mutant, names in survey(assignment, sandbox).items()}
    different = {mutant: names for mutant, names in caught.items() if names or mutant.change not in EQUIVALENT}
    console.print(table(assignment, list(different.values())))
    missed = [mutant for mutant, names in different.items() if not names]
    for mutant in missed:
        console.print(f"not caught: {mutant.exercise}: {mutant.change}", style="red", markup=False)
    console.print(
        f"{len(different) - len(missed)} of {len(different)} mutants are caught; "
        f"{len(caught) - len(different)} more behave as the reference does, each for a reason that is listed."
    )
    return int(bool(missed))


def table(assignment: Assignment, refused: list[list[str]]) -> Table:
    """How many mutants each check catches, and how many it alone."""
    everything = Counter(name for names in refused for name in names)
    alone = Counter(names[0] for names in refused if len(names) == 1)
    rows = Table("exercise", "check", "catches", "alone", box=None)
    for exercise, checks in assignment.checks.items():
        for check in checks:
            rows.add_row(exercise, check.name, str(everything[check.name]), str(alone[check.name]))
    return rows


if __name__ == "__main__":
    raise SystemExit(main())
