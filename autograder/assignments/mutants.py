"""Change a function in one place, in every way that a slip of the pen could."""

import ast
import copy
import difflib
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from .wrong import Misconception

OTHERS: dict[type, tuple[type, ...]] = {
    ast.Add: (ast.Sub, ast.Mult),
    ast.Sub: (ast.Add, ast.Mult),
    ast.Mult: (ast.Add, ast.Div),
    ast.Div: (ast.Mult,),
    ast.Pow: (ast.Mult, ast.Add),
    ast.Lt: (ast.LtE, ast.Gt, ast.GtE),
    ast.Gt: (ast.GtE, ast.Lt, ast.Eq),
    ast.IsNot: (ast.Is,),
    ast.And: (ast.Or,),
}
COMMUTES = (ast.Add, ast.Mult)
Change = Callable[[], None]


def mutants(exercise: str, source: str) -> Iterator[Misconception]:
    """Yield the function with each change in turn, each text once; its sentence is what changed."""
    function = bare(source)
    original, count = ast.unparse(function), len(list(ast.walk(function)))
    known = {original}
    for index in range(count):
        for number, _ in enumerate(changes(list(ast.walk(function))[index])):
            twin = copy.deepcopy(function)
            list(changes(list(ast.walk(twin))[index]))[number]()
            mutated = ast.unparse(ast.fix_missing_locations(twin))
            if mutated not in known:
                known.add(mutated)
                change = changed(original, mutated)
                yield Misconception(exercise, f"{exercise}: {change.split(' → ')[1]}", change, "", mutated)


def bare(source: str) -> ast.FunctionDef:
    """The function alone, without docstring and annotations."""
    function = next(node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef))
    function.body, function.returns = function.body[bool(ast.get_docstring(function)) :], None
    for argument in function.args.args:
        argument.annotation = None
    for index, line in enumerate(function.body):
        if isinstance(line, ast.AnnAssign) and line.value:
            function.body[index] = ast.copy_location(ast.Assign([line.target], line.value), line)
    return function


def changed(old: str, new: str) -> str:
    """Show what differs, as `old → new`."""
    lines = [line for line in difflib.ndiff(old.splitlines(), new.splitlines()) if line[:2] in ("- ", "+ ")]
    sides = ("; ".join(line[2:].strip() for line in lines if line[0] == sign) or "nothing" for sign in "-+")
    return " → ".join(sides)


def changes(node: ast.AST) -> Iterator[Change]:
    """Yield the changes that can be made to a node, each of which makes it."""
    for name, value in ast.iter_fields(node):
        if isinstance(value, list) and value and isinstance(value[0], ast.stmt):
            yield from to_lines(value)
        elif isinstance(value, list):
            for index, child in enumerate(value):
                yield from (partial(value.__setitem__, index, other) for other in replacements(child))
            yield from (
                partial(swap, value, index) for index in range(len(value) - 1) if isinstance(value[0], ast.expr)
            )
        else:
            yield from (partial(setattr, node, name, other) for other in replacements(value))
    if isinstance(node, ast.BinOp) and not isinstance(node.op, COMMUTES):
        yield lambda: node.__dict__.update(left=node.right, right=node.left)


def swap(items: list[ast.AST], index: int) -> None:
    """Exchange an item with the next."""
    items[index : index + 2] = [items[index + 1], items[index]]


def to_lines(body: list[ast.stmt]) -> Iterator[Change]:
    """Leave a line out, or run it before the one above it; take what is changed in place as a new name."""
    for index, line in enumerate(body):
        yield partial(body.__setitem__, index, ast.Pass())
        if index:
            yield partial(swap, body, index - 1)  # type: ignore[arg-type]
        if isinstance(line, ast.AugAssign):
            yield partial(
                body.__setitem__, index, ast.Assign([line.target], ast.BinOp(line.target, line.op, line.value))
            )
        if isinstance(line, ast.Break):
            yield partial(body.__setitem__, index, ast.Continue())


def replacements(node: object) -> Iterator[ast.AST]:
    """Yield what could stand in a node's place by mistake."""
    yield from (other() for other in OTHERS.get(type(node), ()))
    match node:
        case ast.Constant(value):
            yield from (ast.Constant(other) for other in constants(value))
        case ast.BinOp(left, _, right):
            yield from (left, right)
        case ast.BoolOp(op, values):
            yield from (ast.BoolOp(op, values[:index] + values[index + 1 :]) for index in range(len(values)))
        case ast.Call(ast.Attribute(inner, name), args, keywords):
            yield inner
            if name == "mean":
                yield ast.Call(ast.Attribute(inner, "sum"), args, keywords)
        case ast.Attribute(inner) | ast.UnaryOp(_, inner):
            yield inner
        case ast.Compare():
            yield ast.UnaryOp(ast.Not(), node)
        case ast.Name(_, ast.Load()):
            yield ast.UnaryOp(ast.USub(), node)


def constants(value: Any) -> list[Any]:
    """What could stand in a constant's place."""
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int | float):
        return [value + 1, value - 1, 0, -value]
    return [0.0, 1.0] if value is None else ["", str(value).lower()]
