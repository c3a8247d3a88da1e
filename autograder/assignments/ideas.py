"""The answers by which the notebook knows a wrong idea, and no other."""

from itertools import accumulate

ENOUGH = 2  # answers, where no other idea gives them


def distinct(came: list[list[str]], others: list[list[list[str]]]) -> list[list[str]]:
    """The answers to the first few questions, as many as none of the others begins with."""
    for count in range(ENOUGH, sum(map(len, came))):
        if all(beginning(other, count) != beginning(came, count) for other in others):
            return beginning(came, count)
    return came


def beginning(came: list[list[str]], count: int) -> list[list[str]]:
    """The answers to so many questions, check by check."""
    asked = accumulate(map(len, came), initial=0)
    return [row[: max(count - before, 0)] for before, row in zip(asked, came, strict=False)]
