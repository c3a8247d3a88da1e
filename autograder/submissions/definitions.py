"""What a cell defines, apart from what it does."""

import ast
import re

MOST_PARSED = 200_000  # characters of a cell that is parsed out here


def definitions(source: str) -> str:
    """Keep what a cell defines, and drop what it does: a demonstration that never ends then costs nothing."""
    if len(source) > MOST_PARSED:
        return ""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return source
    kept = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef)
    lines = re.split(r"\r\n|\r|\n", source)  # as Python counts them
    for node in tree.body:
        if not isinstance(node, kept) and not _is_harmless(node):
            end = node.end_lineno or node.lineno
            lines[node.lineno - 1 : end] = [""] * (end - node.lineno + 1)
    return "\n".join(lines)


def only_defines(source: str, names: set[str], above: str) -> bool:
    """Tell a cell that does nothing but define functions of these names, and import what was imported above."""
    try:
        nodes = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return all(
        node.name in names
        if isinstance(node, ast.FunctionDef)
        else isinstance(node, ast.Import | ast.ImportFrom) and ast.unparse(node) in above
        for node in nodes
    )


def _is_harmless(node: ast.stmt) -> bool:
    """Tell an assignment that calls at most into modules, `torch.nn.MSELoss()`, from one that may run for ever."""
    calls = [part for part in ast.walk(node) if isinstance(part, ast.Call)]
    return isinstance(node, ast.Assign | ast.AnnAssign) and all(isinstance(part.func, ast.Attribute) for part in calls)
