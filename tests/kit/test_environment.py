"""The environment that `make` sets up: made once, mended when it is broken, left alone when it is sound."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

KIT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A kit that needs no package, with its environment made; its path has a space, an umlaut and an emoji."""
    root = tmp_path_factory.mktemp("folder") / "mein Übungs-kit 🎓"
    shutil.copytree(KIT / ".ci", root / ".ci")
    (root / "tests").mkdir()
    for requirements in ("requirements.txt", "tests/requirements.txt"):
        (root / requirements).write_text("-c " + "../" * requirements.count("/") + ".ci/constraints.txt\n")
    assert "There is no .venv yet. Making it with Python" in set_up(root)
    return root


def set_up(root: Path, *options: str, status: int = 0) -> str:
    """Set the kit's environment up; return what that said."""
    command = [sys.executable, root / ".ci" / "environment.py", *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout + done.stderr


def pip_of(root: Path) -> str:
    """What the environment's own pip command says of where it lives."""
    return subprocess.run([root / ".venv/bin/pip", "--version"], capture_output=True, text=True, check=True).stdout


def test_a_sound_environment_is_left_alone(kit: Path) -> None:
    """The second time nothing is said and nothing is done."""
    before = (kit / ".venv" / "ready").stat().st_mtime_ns

    assert set_up(kit) == ""
    assert (kit / ".venv" / "ready").stat().st_mtime_ns == before


def test_a_changed_requirement_is_installed(kit: Path) -> None:
    """A requirement that changed is installed into what is there; what only tests need comes when it is asked for."""
    with (kit / "requirements.txt").open("a") as file:
        file.write("# changed\n")

    assert "Making" not in (said := set_up(kit))
    assert "Installing what requirements.txt names" in said
    assert "Installing what tests/requirements.txt names" in set_up(kit, "--tests")
    assert set_up(kit) == set_up(kit, "--tests") == ""


def test_an_interrupted_installation_goes_on(kit: Path) -> None:
    """Without its mark of being finished, the environment is filled again, and not made again."""
    (kit / ".venv" / "ready").unlink()

    assert "Making" not in (said := set_up(kit))
    assert "Installing" in said


def test_a_failed_installation_says_so(kit: Path) -> None:
    """What pip refuses is shown with pip's reason, and the next run tries again."""
    requirements = kit / "requirements.txt"
    sound = requirements.read_text()
    requirements.write_text("not a requirement\n")
    said = set_up(kit, status=1)
    requirements.write_text(sound)

    assert "Invalid requirement" in said
    assert "run the same command again" in said
    set_up(kit)


@pytest.mark.slow
def test_an_environment_without_pip_is_mended(kit: Path) -> None:
    """A .venv that was left half made, without pip, is made again."""
    for package in kit.glob(".venv/lib/python*/site-packages/pip"):
        shutil.rmtree(package)

    assert "without pip" in set_up(kit)
    assert "mein Übungs-kit" in pip_of(kit)


@pytest.mark.slow
def test_an_environment_whose_python_has_gone_is_made_anew(kit: Path) -> None:
    """After an upgrade of the system a .venv points to nothing; it is made again, and that is said."""
    for link in kit.glob(".venv/bin/python*"):
        link.unlink()
    (kit / ".venv/bin/python").symlink_to("/nowhere/python3")

    assert "its Python has gone" in set_up(kit)
    assert "mein Übungs-kit" in pip_of(kit)


@pytest.mark.slow
def test_a_moved_environment_is_made_anew(kit: Path, tmp_path: Path) -> None:
    """The commands of a copied or moved .venv call the old folder; it is made again in the new one."""
    moved = tmp_path / "elsewhere"
    shutil.copytree(kit, moved, symlinks=True)

    said = set_up(moved)

    assert f".venv was made in {kit}/.venv" in said
    assert str(moved) in pip_of(moved)


def test_an_environment_of_somebody_elses_is_not_touched(tmp_path: Path) -> None:
    """Where .venv is a link, what it leads to is never emptied."""
    shutil.copytree(KIT / ".ci", tmp_path / ".ci")
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "precious").touch()
    (tmp_path / ".venv").symlink_to("theirs")

    assert "mend that, or remove the link" in set_up(tmp_path, status=1)
    assert (tmp_path / "theirs" / "precious").exists()


def test_an_old_python_is_told_what_is_needed(tmp_path: Path) -> None:
    """A Python that is too old reads the file, and says which are not."""
    shutil.copytree(KIT / ".ci", tmp_path / ".ci")
    pretending = "import sys, runpy; sys.version_info = (3, 9, 2); runpy.run_path(sys.argv.pop(), run_name='__main__')"
    command = [sys.executable, "-c", pretending, tmp_path / ".ci" / "environment.py"]

    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert "Python 3.11 to 3.14 is needed" in done.stderr
    assert "make PYTHON=python3.12" in done.stderr


def test_a_python_without_venv_leaves_nothing_behind(tmp_path: Path) -> None:
    """Where the system's package for environments is missing, that is said, and the next run starts afresh."""
    shutil.copytree(KIT / ".ci", tmp_path / ".ci")
    (tmp_path / "lame").mkdir()
    (tmp_path / "lame" / "venv.py").write_text("import pathlib, sys; pathlib.Path(sys.argv[-1]).mkdir(); sys.exit(1)")
    command = [sys.executable, tmp_path / ".ci" / "environment.py"]

    done = subprocess.run(
        command, env={"PYTHONPATH": str(tmp_path / "lame")}, capture_output=True, text=True, check=False
    )

    assert done.returncode == 1
    assert "apt-get install python3-venv" in done.stderr
    assert not (tmp_path / ".venv").exists()
