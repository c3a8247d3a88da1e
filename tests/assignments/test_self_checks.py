"""The questions in the chapters: nothing but knowing the answer helps to guess it."""

import re
from collections import Counter

import pytest
from book_builds import PAGES, ROOT, SmallBook

pytest_plugins = ["book_site"]
CHECK = re.compile(r"^::::\{self-check\} (.+)\n((?:.*\n)*?)^::::$", re.MULTILINE)
CHOICE = re.compile(r"^:::\{choice\} (right|wrong): (.+)$", re.MULTILINE)
QUESTIONS = {
    question: CHOICE.findall(choices)
    for page in PAGES
    for question, choices in CHECK.findall((ROOT / "book" / f"{page}.md").read_text(encoding="utf-8"))
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_one_of_three_choices_is_right(question):
    """Each question has three choices, and one of them is right."""
    assert sorted(verdict for verdict, _ in QUESTIONS[question]) == ["right", "wrong", "wrong"]


def rank(choices: list[tuple[str, str]], order) -> int:
    """The place of the right choice among all, in some order."""
    return sorted(choices, key=order).index(next(choice for choice in choices if choice[0] == "right"))


@pytest.mark.parametrize(
    "place",
    [
        lambda choices: [verdict for verdict, _ in choices].index("right"),
        lambda choices: rank(choices, lambda choice: len(choice[1])),
    ],
    ids=["on the page", "by length"],
)
def test_no_place_gives_the_right_answer_away(place):
    """First, second or last, short, middling or long: each is right for at most half of the questions."""
    places = Counter(place(choices) for choices in QUESTIONS.values())

    assert set(places) == {0, 1, 2}
    assert max(places.values()) <= len(QUESTIONS) / 2


@pytest.mark.slow
def test_paper_gets_the_reasons_at_the_end_of_the_chapter(small_book: SmallBook):
    """All reasons stand once more after the last question, each with its number and letter."""
    choices = ":::{choice} wrong: Up.\nNo, $a$ is 1.\n:::\n:::{choice} right: Down.\nYes, down.\n:::\n"
    small_book.build(f"::::{{self-check}} Which way?\n{choices}::::\n\nLast words.")

    page = (small_book.html / "index.html").read_text(encoding="utf-8")
    answers = page[page.index('class="answers"') :]
    assert page.index("Last words.") < page.index('class="answers"')
    assert "1a. <strong>Not so.</strong> No, " in answers
    assert "1b. <strong>Right.</strong> Yes, down." in answers
