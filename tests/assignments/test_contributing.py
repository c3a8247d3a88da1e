"""CONTRIBUTING.md is true: an author who follows it to the letter has an assignment that works."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

KIT = Path(__file__).parents[2]
TEXT = (KIT / "CONTRIBUTING.md").read_text()
FILES = re.findall(r"^`([\w/.]+)`:\n\n(`{3,4})\w+\n(.*?)^\2$", TEXT, re.MULTILINE | re.DOTALL)
COMMANDS = re.findall(r"^\$ (python -m .*absolute_loss.*)\n((?:[^`$\n].*\n)*)", TEXT, re.MULTILINE)


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the kit with the files of the walk-through."""
    copy = tmp_path_factory.mktemp("copy") / "kit"
    shutil.copytree(KIT, copy, ignore=shutil.ignore_patterns(".*", "_build", "course", "__pycache__"))
    for path, _, content in FILES:
        (copy / path).write_text(content)
    return copy


def run(kit: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command in the copy, whose gradebook is its own."""
    command = [sys.executable, *words]
    return subprocess.run(command, cwd=kit, capture_output=True, text=True, check=False, env=os.environ | {"CI": ""})


@pytest.mark.slow
def test_its_commands_do_what_it_says(kit: Path) -> None:
    """Releasing prints what is shown, and the trial finds nothing to mend."""
    assert len(FILES) == 4
    assert len(COMMANDS) == 2
    for command, shown in COMMANDS:
        done = run(kit, *command.split()[1:])
        assert done.returncode == 0, done.stdout[-3000:] + done.stderr
        assert shown in done.stdout


@pytest.mark.slow
def test_its_code_is_clean(kit: Path) -> None:
    """What the walk-through has authors write is clean under the tools that it names."""
    files = [path for path, _, _ in FILES if path.endswith(".py")]
    done = [run(kit, "-m", "ruff", *words, *files) for words in (("check",), ("format", "--check"))]
    done.append(run(kit, "-m", "mypy"))

    assert [one.stdout for one in done if one.returncode] == []
