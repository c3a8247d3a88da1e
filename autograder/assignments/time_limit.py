"""A limit to the time of an author's own functions, which are answered for in this process."""

import contextlib
import signal
import sys
from collections.abc import Iterator
from typing import Any

AGAIN = 0.5  # seconds until it is told again


class OutOfTime(TimeoutError):
    """What runs did not come to its end."""


@contextlib.contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Stop what runs below after so much time of its own; whoever asks sees that it did not come to its end."""
    before = signal.signal(signal.SIGPROF, _stop)
    report, sys.unraisablehook = sys.unraisablehook, _but_for_time(sys.unraisablehook)
    signal.setitimer(signal.ITIMER_PROF, seconds, AGAIN)
    try:
        with contextlib.suppress(OutOfTime):
            yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        sys.unraisablehook = report
        signal.signal(signal.SIGPROF, before)


def _stop(*_: object) -> None:
    raise OutOfTime("it does not come to an end")


def _but_for_time(report: Any) -> Any:
    """Python drops what is raised while an object dies or garbage is collected; our own signal comes again."""
    return lambda dropped: isinstance(dropped.exc_value, OutOfTime) or report(dropped)
