"""The wall that is there is found, and where one is missing the reason and the way out are true."""

import ctypes
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.sandbox import jail, launch, machine

KIT = Path(__file__).parents[2]
CONTAINER = [sys.executable, KIT / "tests" / "as_container.py"]
DOCTOR = [sys.executable, "-m", "autograder", "doctor"]
Done = subprocess.CompletedProcess[str]


def doctor(*refused: str) -> Done:
    """Ask in a container that refuses these calls what it can do."""
    words = [*CONTAINER, *refused, "--", *DOCTOR]
    return subprocess.run(words, cwd=KIT, capture_output=True, text=True, check=False)


def test_a_container_has_the_second_tier() -> None:
    """By Docker's default profile Landlock holds the canaries, and the reason is said in a line."""
    done = doctor()

    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Second tier (Landlock, no namespaces), since ")
    assert "Tier: Landlock" in done.stdout


@pytest.mark.parametrize(
    ("refused", "reason"),
    [
        ("landlock=ENOSYS", "or a container's seccomp profile hides it"),
        ("landlock=EPERM", "forbidden here, as by the seccomp profile of a container"),
        ("landlock=EOPNOTSUPP", "not among the `lsm=` that it was booted with"),
        ("pidfd=EPERM", "refuses pidfd_open (Operation not permitted)"),
        ("pidfd=ENOSYS", "It takes Linux 5.3"),
    ],
)
def test_what_is_refused_is_named(refused: str, reason: str) -> None:
    """A wall that cannot be had is named by its real reason, in one line, and nothing is graded."""
    done = doctor(refused)

    assert done.returncode == 3
    assert reason in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.fixture
def bwrap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A system with a bubblewrap of its own, to be written; what was found before is forgotten."""
    path = tmp_path / "bwrap"
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    monkeypatch.setattr(jail, "tried", jail.tried.__wrapped__)
    return path


def written(path: Path, script: str) -> None:
    """Write a program."""
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def test_an_old_bubblewrap_does_not_hide_a_good_one(bwrap: Path) -> None:
    """Where the system's bubblewrap does not know an option, the wheel's is taken."""
    written(bwrap, 'echo "bwrap: Unknown option --disable-userns" >&2; exit 1')

    path, said = jail.tried()

    assert path == jail.candidates()["the wheel's bwrap"]
    assert said == "the system's bwrap says: Unknown option --disable-userns"
    assert launch.choose_tier() == "jail"


def test_the_systems_bubblewrap_is_taken_first(bwrap: Path) -> None:
    """A system's bubblewrap that works is taken: its security policy may know it by name."""
    wheels = jail.candidates()["the wheel's bwrap"]
    written(bwrap, f'exec {wheels} "$@"')

    assert jail.tried() == (str(bwrap), "")


def test_no_bubblewrap_that_works(bwrap: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When none works each says why, and the second tier is taken."""
    written(bwrap, 'echo "bwrap: setting up uid map: Permission denied" >&2; exit 1')
    monkeypatch.setattr(jail, "candidates", lambda: {"the system's bwrap": str(bwrap)})

    assert launch.choose_tier() == "landlock"
    assert "since the system's bwrap says: setting up uid map: Permission denied. " in launch.why_second()


@pytest.mark.parametrize("setting", jail.SETTINGS)
def test_the_advice_is_about_this_machine(setting: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A setting of the kernel that bars namespaces is named with its cure; in a container, the container is."""
    barred, cure = jail.SETTINGS[setting]
    (tmp_path / setting).parent.mkdir()
    (tmp_path / setting).write_text(f"{barred}\n")
    monkeypatch.setattr(jail, "PROC_SYS", tmp_path)
    monkeypatch.setattr(jail, "CONTAINER", ())
    assert jail.advice().endswith(f"sysctl -w {setting.replace('/', '.')}={cure}")

    monkeypatch.setattr(jail, "CONTAINER", (str(tmp_path),))
    assert jail.advice().startswith("This is a container")


def test_a_machine_that_is_not_linux(monkeypatch: pytest.MonkeyPatch) -> None:
    """On macOS and Windows the way to a container is shown."""
    monkeypatch.setattr(sys, "platform", "darwin")

    assert "Dockerfile" in str(machine.lack())


def test_a_machine_without_libseccomp() -> None:
    """A missing library is named, with the package that brings it."""
    ctypes.CDLL("libseccomp.so.2")
    maps = Path("/proc/self/maps").read_text().split()
    library = next(word for word in maps if "/libseccomp.so" in word)
    script = f'mount --bind /dev/null {library} && exec "$@"'
    words = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script, "sh", *DOCTOR]

    done = subprocess.run(words, cwd=KIT, capture_output=True, text=True, check=False)

    assert done.returncode == 3
    assert done.stderr == "libseccomp is missing: apt-get install libseccomp2 (Fedora: dnf install libseccomp).\n"
