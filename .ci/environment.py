"""Make .venv, or mend it: python3 .ci/environment.py [--tests] [--this-python] [-- PIP'S OPTIONS].

What is there already stays, and an interrupted run goes on where it stopped. Any Python 3 can read this file, so
that an old one can be told what is needed; nothing is imported that has to be installed.
"""

import argparse
import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

KIT = Path(__file__).resolve().parent.parent
VENV = KIT / ".venv"
PYTHON = VENV / "bin" / "python"
OLDEST, NEWEST = (3, 11), (3, 14)
CONSTRAINTS = KIT / ".ci" / "constraints.txt"
BASE, TESTS = KIT / "requirements.txt", KIT / "tests" / "requirements.txt"
PACKAGE = re.compile(r"(Downloading|Using cached) (?!.*\.metadata )")
LARGE = re.compile(r"Downloading (\S+?)-\d\S* \((\d{2,}\.?\d* MB|\d\S* GB)\)")


def main():
    """Leave an environment that has all that is asked for; say what is being done."""
    options = read_options()
    fault = flaw(options.this_python)
    if fault:
        create(fault)
    wanted = TESTS if options.tests else BASE
    if not is_ready(wanted):
        install(wanted, options.pip)
        for done in (BASE, wanted):
            stamp(done).write_text(fingerprint(done))


def read_options():
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--tests", action="store_true", help="with what the tests need")
    parser.add_argument("--this-python", action="store_true", help="make .venv anew if it is of another Python")
    parser.add_argument("pip", nargs="*", help="options for pip, after --")
    return parser.parse_args()


def flaw(this_python):
    """Tell why .venv cannot be used as it is; None when it can."""
    if not VENV.exists():
        return "There is no .venv yet."
    version = inside("import sys; print(*sys.version_info[:2])")
    if version is None:
        return ".venv does not start: its Python has gone, or it was left half made."
    number = tuple(map(int, version.split()))
    if number < OLDEST or (this_python and number != sys.version_info[:2]):
        return ".venv is of Python {}.{}.".format(*number)
    if inside("import pip") is None:
        return ".venv was left half made, without pip."
    return moved()


def inside(code):
    """Run a line in .venv; return what it printed, None when it failed."""
    try:
        done = subprocess.run([str(PYTHON), "-c", code], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout.decode()


def moved():
    """Tell whether the commands of .venv still call a Python in the folder where it was made."""
    for script in (VENV / "bin").glob("pip*"):
        home = re.search(r"(/[^\n\"]*)/bin/python", script.read_text(errors="replace"))
        if home and Path(home.group(1)).resolve() != VENV.resolve():
            return f".venv was made in {home.group(1)}, and does not work here."
    return None


def create(reason):
    """Make an empty environment with this Python; leave none behind that has no pip."""
    if VENV.is_symlink():
        raise SystemExit(f"{reason} It is a link to {VENV.resolve()}: mend that, or remove the link.")
    version = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info < OLDEST:
        raise SystemExit(
            f"{reason} Python 3.{OLDEST[1]} to 3.{NEWEST[1]} is needed to make one, and {sys.executable} is {version}. "
            "Name another: make PYTHON=python3.12"
        )
    print(f"{reason} Making it with Python {version}.", flush=True)
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], stdout=subprocess.PIPE)
    if made.returncode:
        shutil.rmtree(str(VENV), ignore_errors=True)
        raise SystemExit(
            made.stdout.decode().strip()
            + "\nSo .venv could not be made. On Debian and Ubuntu this Python needs its "
            "package for it: apt-get install python3-venv (or python{}.{}-venv). Then run the same command "
            "again.".format(*sys.version_info[:2])
        )


def stamp(wanted):
    """The file in .venv that says that these requirements are met."""
    return VENV / ("ready-to-test" if wanted == TESTS else "ready")


def fingerprint(wanted):
    """Name the requirements as they stand, and the Python that they were installed for."""
    texts = [path.read_bytes() for path in (BASE, CONSTRAINTS, wanted)]
    return hashlib.sha256(b"".join(texts) + (VENV / "pyvenv.cfg").read_bytes()).hexdigest()


def is_ready(wanted):
    """Tell whether these requirements have been installed."""
    return stamp(wanted).exists() and stamp(wanted).read_text() == fingerprint(wanted)


def install(wanted, options):
    """Let pip install; show how far it is, and the whole of it when it fails."""
    print(f"Installing what {wanted.relative_to(KIT)} names; the first time that takes minutes.", flush=True)
    room = VENV / "tmp"  # A small /tmp has no room for torch.
    room.mkdir(exist_ok=True)
    command = [str(PYTHON), "-m", "pip", "install", "--progress-bar", "off", *options, "-r", str(wanted)]
    quiet = {"TMPDIR": str(room), "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_ROOT_USER_ACTION": "ignore"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env={**os.environ, **quiet}, universal_newlines=True
    ) as pip:
        said = list(shown(pip.stdout))
    shutil.rmtree(str(room), ignore_errors=True)
    if pip.returncode:
        raise SystemExit(
            "".join(said[-20:]) + "\nThe packages could not be installed; pip says why above. What was downloaded "
            "is kept: run the same command again."
        )


def shown(lines):
    """Pass pip's lines on, and show a reader those that say how far it is."""
    count = 0
    for line in lines:
        count += bool(PACKAGE.search(line))
        if LARGE.search(line):
            print("  package {}: {}, {}".format(count, *LARGE.search(line).groups()), flush=True)
        elif line.startswith("Installing collected packages"):
            print(f"  {count} packages are here: unpacking them", flush=True)
        yield line


if __name__ == "__main__":
    main()
