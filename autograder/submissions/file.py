"""A file of a student's, read without following it anywhere, and no more of it than is allowed."""

import os
import stat
from pathlib import Path

from ..errors import Unreadable

MOST_BYTES = 20_000_000


def load(path: Path, most: int = MOST_BYTES) -> bytes:
    """Read a submitted file; raise `Unreadable` if it is none, or too large."""
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            raise Unreadable("it is not an ordinary file, and links are not followed")
        # Whatever it is by now: no link is followed, and a pipe does not block.
        with open(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb") as file:
            content = file.read(most + 1)
    except OSError as error:
        raise Unreadable(f"the file cannot be read: {error.strerror}") from None
    if len(content) > most:
        raise Unreadable(f"it is larger than {most // 10**6} MB; clear the outputs and hand it in again")
    return content
