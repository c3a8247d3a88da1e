"""The commands, a module each: its docstring is the help, `arguments` declares options, `run` returns the status."""

from ..errors import UsageError


def chosen(asked: str | None, names: list[str]) -> str:
    """The assignment that was asked for, or the only one; raise `UsageError` when that is not clear."""
    if asked or len(names) == 1:
        return asked or names[0]
    raise UsageError(f"Which assignment? Give one with --assignment: {', '.join(names) or 'there is none yet'}.")
