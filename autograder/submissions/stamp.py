"""When a submission was handed in: the file `timestamp.txt` beside it, in the forms that nbgrader and LMS write.

A date and a time, then the zone: none or UTC or Z, an offset such as +02:00, or a name of the zone database.
"""

import re
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

from ..errors import Unreadable
from .file import load

MOST_BYTES = 100
FORM = re.compile(
    r"(?P<when>\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?)\d{0,3}"
    r" ?(?P<zone>Z|[+-]\d\d(?::?\d\d)?|[A-Za-z][\w+/-]{0,60})?",
    re.ASCII,
)

zones = cache(available_timezones)


def handed_in(folder: Path) -> datetime | None:
    """Read the timestamp in UTC, if there is one; raise `Unreadable` when it tells no time."""
    path = folder / "timestamp.txt"
    if not path.exists() and not path.is_symlink():
        return None
    try:
        return read(load(path, MOST_BYTES).decode("utf-8-sig").strip())
    except (Unreadable, ValueError, OverflowError):
        raise Unreadable("timestamp.txt beside it does not say when it was handed in") from None


def known(folder: Path) -> datetime | None:
    """Read the timestamp in UTC as nbgrader wants it: nothing where there is none, or none that can be read."""
    try:
        return handed_in(folder)
    except Unreadable:
        return None


def read(text: str) -> datetime:
    """Read a time in UTC, without its zone, as nbgrader keeps it; raise `ValueError` when it is none."""
    match = FORM.fullmatch(text)
    if not match:
        raise ValueError(text)
    when, zone = datetime.fromisoformat(match["when"]), match["zone"] or "UTC"
    if zone[0] in "+-":
        when = datetime.fromisoformat(f"{match['when']}{zone}")
    elif zone.upper() not in ("Z", "UTC"):
        if zone not in zones():  # A path is none of them.
            raise ValueError(zone)
        when = when.replace(tzinfo=ZoneInfo(zone))
    return when.astimezone(UTC).replace(tzinfo=None) if when.tzinfo else when
