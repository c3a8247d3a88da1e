"""The code keeps the rules of pyproject.toml, and stays small."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

KIT = Path(__file__).parents[2]
MOST_LINES = 30


def run(*words: str) -> str:
    """Run a tool on the kit; return what it complains of."""
    done = subprocess.run([sys.executable, "-m", *words], cwd=KIT, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr if done.returncode else ""


def test_ruff_finds_nothing() -> None:
    """Every rule that is off has its reason in pyproject.toml; the others hold."""
    assert run("ruff", "check", ".") == ""


def test_the_format_is_ruffs() -> None:
    """Nobody argues about white space."""
    assert run("ruff", "format", "--check", ".") == ""


@pytest.mark.slow
def test_mypy_finds_nothing() -> None:
    """Engine and references are strictly typed."""
    assert run("mypy") == ""


def test_functions_of_the_engine_are_short() -> None:
    """No function of the engine is longer than thirty lines."""
    long = []
    for path in sorted((KIT / "autograder").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= MOST_LINES:
                long.append(f"{path.name}: {node.name}")
    assert not long


def tracked(pattern: str) -> str:
    """The lines of the kit's tracked texts, this one aside, in which a pattern occurs."""
    words = ["git", "grep", "-niIE", pattern, "--", ".", ":!tests/kit/test_style.py"]
    return subprocess.run(words, cwd=KIT, capture_output=True, text=True, check=False).stdout


def test_no_path_of_a_machine_is_in_the_kit() -> None:
    """What is tracked speaks of the kit alone: no home directory, no registry's host."""
    assert tracked(r"/(home|root)/[a-z]|://[^ )\"]*(pypi|pythonhosted|npmjs)") == ""


def test_the_kit_has_one_spelling() -> None:
    """Prose and names are spelled as in the United States."""
    ending = r"(normal|standard|initial|optim|organ|recogn|minim|maxim|visual|summar|penal|plagiar)is(e|ing|ation)"
    word = r"colour|behaviour|favour|neighbour|labelled|modelled|cancelled|centred|centres?\b|\bgrey\b|licence"
    assert tracked(f"{ending}|{word}") == ""
