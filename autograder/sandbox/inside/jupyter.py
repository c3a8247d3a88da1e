"""What a notebook finds around it in Jupyter: IPython's shell with its magics, and displays. Nothing is drawn."""

import asyncio
import builtins
import contextlib
import io
import os
import re
import sys
import time
from collections.abc import Callable
from typing import Any

import IPython.core.getipython
import IPython.display
import matplotlib
import matplotlib.figure
import matplotlib.pyplot
import matplotlib_inline.backend_inline
import torch
from IPython.core import display_functions
from IPython.core.inputtransformer2 import TransformerManager
from IPython.core.interactiveshell import InteractiveShell
from IPython.core.magics.execution import TimeitResult
from IPython.utils.capture import CapturedIO

RUN_BY = {"time", "timeit", "capture", "prun"}  # magics whose line or body is ordinary code
OPTION = re.compile(r"\s*(-[nrplsTDv]\s*\S+|-\S+)(?=\s|$)")
SILENT = ("update_display", "clear_output", "publish_display_data")

as_python = TransformerManager().transform_cell  # a cell's source with its magics and prompts, as plain Python

Run = Callable[[str, dict[str, Any]], Any]  # source and local names, to the value of its last line


class Nothing:
    """What does nothing, whatever it is asked."""

    def __call__(self, *_: Any, **__: Any) -> "Nothing":
        """Be called, to no effect."""
        return self

    def __getattr__(self, name: str) -> "Nothing":
        if name.startswith("__"):
            raise AttributeError(name)
        return self


class Shell(Nothing):
    """What `get_ipython()` answers: code in magics runs once, and what only looks at the notebook does nothing."""

    def __init__(self, namespace: dict[str, Any], run: Run) -> None:
        self.user_ns, self._run, self.config = namespace, run, dict[str, Any]()

    def run_line_magic(self, name: str, line: str, *_: Any) -> Any:
        """Run the statement of %time and %timeit; pass over every line magic that has no value."""
        if name in RUN_BY:
            return self._timed(name, _without_options(line), sys._getframe(1).f_locals)
        values = {"pwd": os.getcwd(), "env": dict(os.environ), "who_ls": sorted(self.user_ns), "ls": [], "sx": []}
        return values.get(name)

    def run_cell_magic(self, name: str, line: str, body: str) -> Any:
        """Run the body of %%time and the like; pass over every other cell magic, whose body is no Python."""
        local = sys._getframe(1).f_locals
        if name == "capture":
            return self._captured(_without_options(line), body, local)
        setup = f"{_without_options(line)}\n" if name == "timeit" else ""
        return self._timed(name, setup + body, local) if name in RUN_BY else None

    def _timed(self, name: str, source: str, local: dict[str, Any]) -> Any:
        started = time.perf_counter()
        value = self._run(source, local)
        taken = time.perf_counter() - started
        return TimeitResult(1, 1, taken, taken, [taken], 0.0, 3) if name == "timeit" else value

    def _captured(self, name: str, body: str, local: dict[str, Any]) -> None:
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            self._run(body, local)
        if name:
            self.user_ns[name] = CapturedIO(out, io.StringIO(), [])

    def magic(self, text: str) -> Any:
        """Run a line magic, as older notebooks do."""
        name, _, line = text.lstrip("%").partition(" ")
        return self._timed(name, _without_options(line), sys._getframe(1).f_locals) if name in RUN_BY else None

    def run_cell(self, source: str, *_: Any, **__: Any) -> Any:
        """Run a cell's source."""
        return self._run(source, self.user_ns)

    ex = ev = run_cell

    def system(self, command: str) -> list[str]:
        """Run nothing: there is no program in here."""
        return []

    getoutput = getoutput_raw = system


def _without_options(line: str) -> str:
    while option := OPTION.match(line):
        line = line[option.end() :]
    return line.strip()


class Loop(asyncio.BaseEventLoop):
    """An event loop without the sockets that nobody may open in here; it only waits for time."""

    def __init__(self) -> None:
        super().__init__()
        self._selector = self

    def finish(self, coroutine: Any) -> Any:
        """Run until this has come to its end, and be there again for what cells start beside it."""
        asyncio._set_running_loop(None)
        try:
            return self.run_until_complete(coroutine)
        finally:
            asyncio._set_running_loop(self)

    def select(self, timeout: float | None) -> list[Any]:
        """Wait for the next timer; there is nothing else to wait for."""
        time.sleep(timeout or 0)
        return []

    def _process_events(self, events: list[Any]) -> None:
        pass

    def _write_to_self(self) -> None:
        pass


def furnish(namespace: dict[str, Any], run: Run) -> None:
    """Put a shell around a namespace, and displays that show nothing."""
    shell = Shell(namespace, run)
    matplotlib.pyplot.switch_backend("agg")  # before it does nothing any more
    replaced: dict[str, tuple[Any, tuple[Any, ...]]] = {
        "get_ipython": (lambda: shell, (builtins, IPython, IPython.core.getipython)),
        "instance": (lambda *_, **__: shell, (InteractiveShell,)),
        "display": (_displayed, (builtins, display_functions, IPython.display)),
        "update_display": (_silent, (display_functions, IPython.display)),
        "clear_output": (_silent, (display_functions, IPython.display)),
        "publish_display_data": (_silent, (display_functions, IPython.display)),
        "set_matplotlib_formats": (_silent, (IPython.display, matplotlib_inline.backend_inline)),
        "use": (_silent, (matplotlib,)),
        "switch_backend": (_silent, (matplotlib.pyplot,)),
        "savefig": (_silent, (matplotlib.figure.Figure,)),
        "compile": (_for_cells(torch.compile), (torch,)),
        "script": (_for_cells(torch.jit.script), (torch.jit,)),
        "trace": (_for_cells(torch.jit.trace), (torch.jit,)),
    }
    for name, (value, places) in replaced.items():
        for place in places:
            setattr(place, name, value)


def _silent(*_: Any, **__: Any) -> None:
    """Show nothing."""


def _displayed(*_: Any, display_id: Any = None, **__: Any) -> IPython.display.DisplayHandle | None:
    return IPython.display.DisplayHandle(None if display_id is True else display_id) if display_id else None


def _for_cells(compiler: Callable[..., Any]) -> Callable[..., Any]:
    """A compiler that hands back what a cell gives it; torch itself needs what it makes."""

    def compiled(*given: Any, **named: Any) -> Any:
        by_a_cell = sys._getframe(1).f_code.co_filename.startswith("<")
        return (_handed_back if by_a_cell else compiler)(*given, **named)

    return compiled


def _handed_back(function: Any = None, *_: Any, **__: Any) -> Any:
    """Give a function back as it is: to compile it changes no answer, and takes a compiler."""
    return _handed_back if function is None else function
