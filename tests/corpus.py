"""The answer corpus: functions as a student would write them, with what they deserve; a file each, or many in small."""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

FOLDER = Path(__file__).parent / "answers"
EXERCISES = ("function", "mse", "apply_step", "train")
PART = re.compile(r"^# === (\w+) ?(\w*)((?: \w+)*)\n((?:(?!# ===).*\n)+)", re.MULTILINE)
EXPECT = re.compile(r"^# expect: (\w+) (passed|failed|no answer)((?: \w+)*)\n", re.MULTILINE)


@dataclass(frozen=True)
class Answer:
    """One file, or a part of one: cells divided by `# %%`; what it leaves out has the reference's answer."""

    path: Path
    exercises: tuple[str, ...] = EXERCISES
    part: str = ""  # below a line `# === NAME EXERCISE MISCONCEPTIONS`; the exercise is that which is wrong

    @property
    def name(self) -> str:
        """Its path below the corpus, without the ending."""
        return "/".join(filter(None, [str(self.path.relative_to(FOLDER).with_suffix("")), self.part]))

    @cached_property
    def text(self) -> str:
        """Its source."""
        text = self.path.read_text()
        if self.part:
            _, exercise, words, text = next(part for part in PART.findall(text) if part[0] == self.part)
            text = f"# expect: {exercise} failed{words}\n{text}" if exercise else text
        return text

    @cached_property
    def expected(self) -> dict[str, tuple[str, tuple[str, ...]]]:
        """Verdict and misconceptions (or how it ended) of the exercises that are not right."""
        return {name: (verdict, tuple(words.split())) for name, verdict, words in EXPECT.findall(self.text)}

    @cached_property
    def answers(self) -> dict[str, str]:
        """The source of each exercise that the file answers; a cell that answers several stands at the first."""
        answers = dict.fromkeys(self.expected, "")
        for cell in re.split(r"^# %%\n", EXPECT.sub("", self.text), flags=re.MULTILINE):
            found = [
                name for name in self.exercises if re.search(rf"^\s*def {name}\s*\(|^{name}\s*=", cell, re.MULTILINE)
            ]
            first, *others = found or list(self.expected)
            answers |= {first: answers.get(first, "") + cell} | {name: answers.get(name, "") for name in others}
        return answers


def corpus(folder: str, exercises: tuple[str, ...] = EXERCISES) -> list[Answer]:
    """List the answers below a folder of the corpus."""
    paths = sorted((FOLDER / folder).rglob("*.py"))
    parts = [(path, [name for name, *_ in PART.findall(path.read_text())] or [""]) for path in paths]
    return [Answer(path, exercises, name) for path, names in parts for name in names]
