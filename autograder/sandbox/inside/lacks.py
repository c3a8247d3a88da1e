"""What the grader lacks: a package, a newer Python, a right, a device. It costs nobody: a person is asked.

Cells may use what is not there, to no effect; an answer that does so ends in `Lacking`, and what it lacked is reported.
"""

import ast
import contextlib
import importlib.util
import linecache
import re
import sys
import traceback
import types
from collections.abc import Iterator
from typing import Any

from . import rights, stand_ins

Lack = list[str]  # its kind, package, python, right or device, and its name

# What a Python took in, as what the ones before it can read.
NEWER = (
    ("3.12", r"(?i)\bf(r?)(\"\"\"|'''|\"|')(?:(?!\2)[^{]|\{\{|\{(?:[^{}]|\{[^{}]*\})*\})*?\2", "''"),
    ("3.12", r"(?m)^(\s*)type (\w+)(?:\[[^\]]*\])? =", r"\1\2 ="),
    ("3.12", r"\b(def|class) (\w+)\[[^\]]*\]", r"\1 \2"),
    ("3.14", r"\bexcept (\w+(?:, *\w+)+):", r"except (\1):"),
    ("3.14", r"(?i)\bt(?=\"|')", "f"),
)
MOST_CAUSES = 10
OPERATORS = "call getitem enter add radd sub rsub mul rmul truediv rtruediv matmul pow neg abs lt le gt ge".split()


class Absent(types.ModuleType):
    """A package that is not installed here, and all that would have come out of it."""

    asked = False  # whether an answer is being given

    def used(self, *_: Any, **__: Any) -> "Absent":
        """Be used, to no effect, or refuse to be."""
        if Absent.asked:
            raise stand_ins.Lacking("package", self.__name__)
        return self

    def __getattr__(self, name: str) -> "Absent":
        if name.startswith("__"):
            raise AttributeError(name)
        return self.used()

    def __iter__(self) -> Iterator[Any]:
        self.used()
        return iter(())

    def __exit__(self, *_: Any) -> None:
        pass

    def __setitem__(self, *_: Any) -> None:
        self.used()

    def __mro_entries__(self, bases: Any) -> tuple[type, ...]:
        return ()


for operator in OPERATORS:
    setattr(Absent, f"__{operator}__", Absent.used)


def stand_in(error: BaseException) -> bool:
    """Put something in the place of a package whose import failed because it is not installed here."""
    name = error.name if isinstance(error, ModuleNotFoundError) else None
    if not name or name in sys.modules or not _absent(name):
        return False
    sys.modules[name] = Absent(name.partition(".")[0])
    return True


def _absent(name: str) -> bool:
    package = name.partition(".")[0]
    known = sys.modules.get(package)
    return isinstance(known, Absent) or (known is None and importlib.util.find_spec(package) is None)


def lack_behind(error: BaseException | None) -> Lack | None:
    """Tell what of ours was lacking when this was raised, if anything was."""
    # Whatever an exception of the student's own does when it is looked at, it lacks nothing then.
    with contextlib.suppress(BaseException):
        return next(filter(None, map(_lack, _causes(error))), None)
    return None


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    for _ in range(MOST_CAUSES):
        if error is not None:
            yield error
            error = error.__cause__ or error.__context__


def _lack(error: BaseException) -> Lack | None:
    if isinstance(error, stand_ins.Lacking):
        return error.lack
    if isinstance(error, ModuleNotFoundError) and error.name and _absent(error.name):
        return ["package", error.name.partition(".")[0]]
    if isinstance(error, SyntaxError) and (version := _newer(error)):
        return ["python", version]
    if right := rights.refused(error):
        return ["right", right]
    values = list(_values(error))
    if device := rights.absent_device(error, values):
        return ["device", f"{device.upper()} device"]
    return next((["package", value.__name__] for value in values if isinstance(value, Absent)), None)


def _values(error: BaseException) -> Iterator[Any]:
    """The names, what they stood for, and the constants in the code of the student's that raised."""
    for frame, _ in traceback.walk_tb(error.__traceback__):
        code = frame.f_code
        if code.co_filename.startswith("<cell "):
            yield from (frame.f_globals.get(name) for name in code.co_names)
            yield from (frame.f_locals.get(name) for name in code.co_varnames)
            yield from (*code.co_names, *code.co_consts)


def _newer(error: SyntaxError) -> str | None:
    """The Python that can read the cell in which this one found an error, if there is one."""
    from .jupyter import as_python

    source = "".join(linecache.getlines(str(error.filename)))
    for version, pattern, older in NEWER:
        source, count = re.subn(pattern, older, source)
        if count and tuple(map(int, version.split("."))) > sys.version_info[:2]:
            try:
                ast.parse(as_python(source))
            except (SyntaxError, ValueError):
                continue
            return version
    return None
