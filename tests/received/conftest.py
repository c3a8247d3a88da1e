"""Notebooks as people hand them in."""

import json
from collections.abc import Callable

import pytest

from autograder.assignments.assignment import Assignment
from autograder.judging.result import Result
from tests.conftest import filled

Judged = Callable[..., Result]
Notebook = Callable[..., bytes]


@pytest.fixture
def with_cells(assignment: Assignment) -> Notebook:
    """Make a notebook with cells of the student's own right below given ones, named by their ids."""

    def made(below: dict[str, str], **answers: str) -> bytes:
        notebook = json.loads(filled(assignment, {**assignment.reference_functions, **answers}))
        cells = []
        for cell in notebook["cells"]:
            cells.append(cell)
            if source := below.get(cell["metadata"].get("nbgrader", {}).get("grade_id", "")):
                cells.append({"cell_type": "code", "metadata": {}, "source": source})
        return json.dumps({**notebook, "cells": cells}).encode()

    return made
