"""Files, written whole or not at all."""

import json
from pathlib import Path
from typing import Any


def write(path: Path, text: str) -> None:
    """Write a text so that nobody ever sees half of it."""
    write_bytes(path, text.encode(errors="replace"))


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file so that nobody ever sees half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.part")
    draft.write_bytes(content)
    draft.replace(path)


def write_json(path: Path, data: Any) -> None:
    """Write data as JSON, whole or not at all; on one line, since json indents slowly."""
    write(path, json.dumps(data) + "\n")
