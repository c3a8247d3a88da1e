"""What the chapter for instructors tells to type, and shows as the answer, is so."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from autograder.__main__ import main, parser

KIT = Path(__file__).parents[2]
CHAPTER = (KIT / "book" / "instructors.md").read_text()
COMMANDS = sorted(set(re.findall(r"python -m autograder ([^`#\n]+)", CHAPTER)))


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_can_be_typed(command: str) -> None:
    """The command line takes the command with these options."""
    assert parser().parse_args(shlex.split(command)).run


@pytest.mark.slow
def test_the_table_of_the_class(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Graded again, the students in the chapter's table get the scores and words that stand there."""
    table = re.search(r"^student .*?\n```", CHAPTER, re.DOTALL | re.MULTILINE)[0].removesuffix("\n```")
    for student in re.findall(r"^(\w+) .*/14|^(\w+) +–", table, re.MULTILINE):
        shutil.copytree(KIT / "tests" / "submissions" / max(student), tmp_path / "submitted" / max(student))

    assert main(["grade", "--course", str(tmp_path), "--quiet"]) == 1

    assert capsys.readouterr().out.split() == table.split()
