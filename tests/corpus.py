"""The answer corpus: each file holds functions as a student would write them, and says what they deserve."""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

FOLDER = Path(__file__).parent / "answers"
EXERCISES = ("function", "mse", "apply_step", "train")
EXPECT = re.compile(r"^# expect: (\w+) (passed|failed|no answer)((?: \w+)*)\n", re.MULTILINE)


@dataclass(frozen=True)
class Answer:
    """One file: cells divided by `# %%`; exercises that it leaves out have the reference's answer."""

    path: Path
    exercises: tuple[str, ...] = EXERCISES

    @property
    def name(self) -> str:
        """Its path below the corpus, without the ending."""
        return str(self.path.relative_to(FOLDER).with_suffix(""))

    @cached_property
    def expected(self) -> dict[str, tuple[str, tuple[str, ...]]]:
        """Verdict and misconceptions (or how it ended) of the exercises that are not right."""
        return {name: (verdict, tuple(words.split())) for name, verdict, words in EXPECT.findall(self.path.read_text())}

    @cached_property
    def answers(self) -> dict[str, str]:
        """The source of each exercise that the file answers; a cell that answers several stands at the first."""
        answers = dict.fromkeys(self.expected, "")
        for cell in re.split(r"^# %%\n", EXPECT.sub("", self.path.read_text()), flags=re.MULTILINE):
            found = [
                name for name in self.exercises if re.search(rf"^\s*def {name}\s*\(|^{name}\s*=", cell, re.MULTILINE)
            ]
            first, *others = found or list(self.expected)
            answers |= {first: answers.get(first, "") + cell} | {name: answers.get(name, "") for name in others}
        return answers


def corpus(folder: str, exercises: tuple[str, ...] = EXERCISES) -> list[Answer]:
    """List the answers below a folder of the corpus."""
    return [Answer(path, exercises) for path in sorted((FOLDER / folder).rglob("*.py"))]
