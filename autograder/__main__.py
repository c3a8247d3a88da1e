"""The command line: python -m autograder COMMAND.

Exit status: 0 all is well, 1 some submissions could not be graded, 2 wrong usage, 3 this machine's fault or ours,
130 interrupted. Status 1 says nothing else: an error that nobody foresaw is ours, with all that Python knows of it.
"""

import argparse
import locale
import os
import signal
import sys
import threading
import traceback
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from .course import Course
from .errors import KitError

COMMANDS = ("release", "collect", "grade", "explain", "feedback", "report", "export", "doctor", "try")
SOON = 0.1  # seconds, in which what drops an interrupt is over


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit status."""
    # Some shells start what runs in the background with interrupts ignored; ours is to be stopped all the same.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        options = parser().parse_args(arguments)
        status: int = options.run(options, Course(options.course))
    except KitError as error:
        print(error, file=sys.stderr)
        return error.status
    except OSError as error:
        print(f"This machine did not allow it: {error}.", file=sys.stderr)
        return KitError.status
    except KeyboardInterrupt:
        return 130
    except Exception:
        traceback.print_exc()
        return KitError.status
    return status


def parser() -> argparse.ArgumentParser:
    """Describe the commands, each by its module."""
    outer = argparse.ArgumentParser(prog="python -m autograder", description="Grade notebooks behind a wall.")
    commands = outer.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for name in COMMANDS:
        module = import_module(f"{__package__}.commands.{name}")
        command = commands.add_parser(name, help=module.__doc__, description=module.__doc__)
        command.add_argument("--course", type=Path, help="folder of gradebook, feedback and the like (default: course)")
        command.add_argument("--assignment", help="default: the only one, or the one that was submitted")
        module.arguments(command)
        command.set_defaults(run=module.run)
    return outer


def insist(dropped: Any) -> None:
    """Interrupt again: Python drops what is raised while an object dies or garbage is collected."""
    if isinstance(dropped.exc_value, KeyboardInterrupt):
        threading.Timer(SOON, signal.pthread_kill, (threading.get_ident(), signal.SIGINT)).start()
    else:
        sys.__unraisablehook__(dropped)


def speak_utf8() -> None:
    """Begin again in Python's UTF-8 mode where the locale is of another kind: names and notebooks are UTF-8."""
    if not (sys.flags.utf8_mode or locale.getencoding().lower() == "utf-8" or os.environ.get("PYTHONUTF8") == "1"):
        os.environ["PYTHONUTF8"] = "1"
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])


if __name__ == "__main__":
    speak_utf8()
    sys.unraisablehook = insist
    sys.exit(main())
