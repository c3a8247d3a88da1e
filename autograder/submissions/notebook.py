"""A notebook out of bytes that nobody has to trust: its cells, of any version and encoding, in one form."""

import json
import re
from typing import Any

from ..errors import Unreadable

# Bounds on what is read at all: time and memory grow with the number of things more than with their bytes.
MOST_VALUES = 1_000_000  # of JSON, outputs included
MOST_CELLS = 2_000
MOST_TEXT = 100_000  # characters of a cell that is not run
TEXT = re.compile(r'"[^"\\]*+(?:\\.?[^"\\]*+)*+"?', re.DOTALL)  # matches at every ", so that no text is read twice


def cells_of(content: bytes) -> list[dict[str, Any]]:
    """The cells of a notebook; raise `Unreadable` if it is none."""
    return [_tidy(cell) for cell in _cells(_parse(content))]


def _parse(content: bytes) -> dict[str, Any]:
    text = _decoded(content)
    _count(text)
    try:
        notebook = json.loads(text, parse_int=float)  # Nobody needs its numbers; as int, long ones raise.
    except (ValueError, RecursionError):
        notebook = None
    if isinstance(notebook, dict):
        return notebook
    raise Unreadable("it is not a notebook: the file is empty, cut short, or of another kind")


def _decoded(content: bytes) -> str:
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return content.decode("latin-1")  # as an old editor saves it, or with a byte that is damaged


def _count(text: str) -> None:
    """Bound what will be built, before it is."""
    for version in (text, TEXT.sub("", text)):
        if sum(map(version.count, ",:[{")) <= MOST_VALUES:
            return
    raise Unreadable(f"there are more than {MOST_VALUES} numbers and words in it; clear the outputs")


def _cells(notebook: dict[str, Any]) -> list[dict[str, Any]]:
    """The cells, whatever the format; raise `Unreadable` when there are none, or too many."""
    cells, sheets = notebook.get("cells"), notebook.get("worksheets")
    if not isinstance(cells, list) and isinstance(sheets, list):  # before format 4
        lists = [sheet.get("cells") for sheet in sheets if isinstance(sheet, dict)]
        cells = [cell for cells_of_sheet in lists if isinstance(cells_of_sheet, list) for cell in cells_of_sheet]
    if not isinstance(cells, list):
        raise Unreadable("it is not a notebook: there are no cells in it")
    cells = [cell for cell in cells if isinstance(cell, dict)]
    if len(cells) > MOST_CELLS:
        cells = [cell for cell in cells if cell.get("source")]
    if len(cells) > MOST_CELLS:
        raise Unreadable(f"there are more than {MOST_CELLS} cells in it")
    return cells


def _tidy(cell: dict[str, Any]) -> dict[str, Any]:
    """Make a cell that has the fields that we use, of the types that they must have, and no others."""
    source, metadata, kind = cell.get("source", cell.get("input")), cell.get("metadata"), cell.get("cell_type")
    if isinstance(source, list):
        source = "".join(part for part in source if isinstance(part, str))
    if not isinstance(source, str):
        source = ""
    settings = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    grade_id = settings.get("grade_id") if isinstance(settings, dict) else None
    return {
        "cell_type": kind if kind in ("code", "markdown", "raw") else "raw",
        "metadata": {"nbgrader": {"grade_id": grade_id}} if isinstance(grade_id, str) else {},
        # Half an emoji, as some editors leave: Python would refuse the whole cell.
        "source": (source if kind == "code" else source[:MOST_TEXT]).encode(errors="replace").decode(),
    }
