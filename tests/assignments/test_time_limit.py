"""An author's function that never ends is stopped, wherever it is when its time is over."""

import gc
import weakref
from collections.abc import Callable

import pytest

from autograder.assignments.time_limit import at_most


class Held:
    """Something that dies."""


class Dying:
    """What never ends while it dies."""

    def __del__(self) -> None:
        endless()


def endless(*_: object) -> None:
    """Never come to an end."""
    while True:
        pass


def a_reference_dies() -> None:
    """Run a weak reference's callback."""
    held = Held()
    reference = weakref.ref(held, endless)
    del held
    assert reference() is None


def garbage_is_collected() -> None:
    """Run what asks to be told of it."""
    gc.callbacks.append(endless)
    try:
        gc.collect(0)  # the young: what else is lying about is no concern of ours
    finally:
        gc.callbacks.remove(endless)


@pytest.mark.parametrize("happens", [a_reference_dies, Dying, garbage_is_collected, endless])
def test_what_never_ends_is_stopped_wherever_it_is(happens: Callable[[], object]) -> None:
    """Where Python drops what is raised, it is told again, and nothing is said of what was dropped."""
    ended = False

    with at_most(0.1):
        happens()
        endless()
        ended = True

    assert not ended


def test_what_else_is_dropped_is_still_told() -> None:
    """Only the end of the time is kept quiet."""

    class Failing:
        def __del__(self) -> None:
            raise ValueError("dropped")

    told: list[object] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.unraisablehook", lambda dropped: told.append(dropped.exc_type))
        with at_most(10):
            Failing()

    assert told == [ValueError]
