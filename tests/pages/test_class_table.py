"""The table that `grade` prints shows those that need a human, however large the class is."""

from io import StringIO

from rich.console import Console

from autograder.judging.result import NOT_GRADED
from autograder.pages.class_table import MOST_ROWS, Row, print_table


def test_who_could_not_be_graded_is_seen_in_a_large_class() -> None:
    """Graded students make room for those without a score, who come last; the rest is counted."""
    graded = [Row(f"student{number:03}", 3.0, 3.0, None, {"mse": (3.0, "passed")}, "") for number in range(MOST_ROWS)]
    lost = Row(
        "anna", None, 3.0, "it is not a notebook", {}, "could not be graded: it is not a notebook", status=NOT_GRADED
    )
    printed = StringIO()

    print_table(Console(file=printed, width=110), [lost, *graded])

    lines = printed.getvalue().splitlines()
    assert len(lines) == 1 + MOST_ROWS + 2  # the head, the rows, and two sentences
    assert lines[MOST_ROWS].startswith("anna")
    assert lines[-2:] == ["… and 1 more", "60 graded, mean 3.0 and median 3 of 3 points; 1 could not be graded"]
