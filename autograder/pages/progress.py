"""How far the batch is: a bar on a terminal, plain lines in a log, nothing if told so."""

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

Item = TypeVar("Item")
SECONDS_BETWEEN_LINES = 10


def shown(items: Iterable[Item], total: int, quiet: bool) -> Iterator[Item]:
    """Hand the items on, and show how many there were."""
    if quiet:
        yield from items
    elif sys.stderr.isatty():
        yield from _bar(items, total)
    else:
        yield from _lines(items, total)


def _bar(items: Iterable[Item], total: int) -> Iterator[Item]:
    columns = (TextColumn("grading"), BarColumn(), MofNCompleteColumn(), Rate(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        yield from bar.track(items, total=total)


class Rate(ProgressColumn):
    """How many a second."""

    def render(self, task: Task) -> Text:
        """Write it, as soon as there is one."""
        return Text(f"{task.speed:.1f}/s" if task.speed else "", style="cyan")


def _lines(items: Iterable[Item], total: int) -> Iterator[Item]:
    last = time.monotonic()
    for count, item in enumerate(items, start=1):
        if time.monotonic() - last > SECONDS_BETWEEN_LINES:
            last = time.monotonic()
            print(f"graded {count} of {total}", file=sys.stderr, flush=True)
        yield item
