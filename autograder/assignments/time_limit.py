"""A limit to the time of an author's own functions, which are answered for in this process."""

import _weakrefset as weakrefs
import contextlib
import signal
from collections.abc import Iterator
from types import FrameType

AGAIN = 0.5  # seconds until it is told again


@contextlib.contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Stop what runs below after so much time of its own; whoever asks sees that it did not come to its end."""

    def stop(_: int, frame: FrameType | None) -> None:
        # In what Python runs when a weak reference dies, an exception would be lost: the timer comes again.
        if frame is None or frame.f_code.co_filename != weakrefs.__file__:
            raise TimeoutError("it does not come to an end")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds, AGAIN)
    try:
        with contextlib.suppress(TimeoutError):
            yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
