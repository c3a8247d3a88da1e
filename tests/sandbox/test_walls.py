"""The wall around a submission holds in each tier, and the zygote behind it has nothing to steal."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from test_hostile import TIERS, descendants

from autograder.assignments.assignment import Assignment
from autograder.assignments.probe import Probe
from autograder.errors import SandboxError
from autograder.judging.judge import judge
from autograder.judging.student import Student
from autograder.sandbox import jail
from autograder.sandbox import outside as sandbox_module
from autograder.sandbox.clock import process
from autograder.sandbox.inside import landlock
from autograder.sandbox.inside.frames import unpacked
from autograder.sandbox.outside import Limits, Sandbox
from autograder.submissions.submission import Submission
from tests.conftest import SEED, filled, wait_until

KIT = Path(__file__).parents[2]
SLEEPING = """
import time
from autograder.sandbox.outside import Sandbox
with Sandbox(tier={tier!r}) as sandbox, sandbox.child() as child:
    print(sandbox._zygote.process.pid, flush=True)
    child.send({{"probes": [], "cells": [[1, "import time\\ntime.sleep(3600)"]]}})
    child.receive()
"""


@pytest.mark.parametrize("tier", TIERS)
def test_a_judge_that_is_killed(tier: str) -> None:
    """With the judge ends the sandbox, and every child in it, even one that sleeps."""
    judging = subprocess.Popen(
        [sys.executable, "-c", SLEEPING.format(tier=tier)], cwd=KIT, stdout=subprocess.PIPE, text=True
    )
    assert judging.stdout
    sandbox = int(judging.stdout.readline())
    time.sleep(0.5)
    inside = list(descendants(sandbox))

    judging.kill()
    judging.communicate()

    assert len(inside) > 1
    wait_until(lambda: not any(runs(process) for process in inside))


@pytest.mark.parametrize("tier", TIERS)
def test_a_judge_that_is_gone_before_its_child_is_born(tier: str) -> None:
    """One of several judges that is killed just after it has asked for a child takes nobody's sandbox along."""
    with Sandbox(tier=tier) as sandbox:
        ends = [*socket.socketpair(), *socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)]
        ends[0].close(), ends[2].close()
        request = json.dumps({**sandbox.room, "seconds": 1}).encode()
        socket.send_fds(sandbox.control, [request], [ends[1].fileno(), ends[3].fileno()])
        ends[1].close(), ends[3].close()

        with sandbox.child() as child:
            assert Student(child).run([(1, "1 + 1")]) == ""


def runs(process: int) -> bool:
    """Tell whether a process is there, and no zombie."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_what_the_zygote_remembers(sandbox: Sandbox, assignment: Assignment) -> None:
    """After a submission was judged, there is no line of a reference or of a student in the zygote's memory."""
    mark = "a line that nobody else would write"
    submission = Submission.read(filled(assignment, assignment.reference_functions, (f"# {mark}",)), assignment)
    judge("student", submission, sandbox, SEED)
    zygote = list(descendants(sandbox._zygote.process.pid))[-1]

    seen = b"\n".join(written(zygote))

    assert b"give_birth" in seen
    assert mark.encode() not in seen
    assert b"params.data -= lr * params.grad" not in seen


def written(process: int) -> Iterator[bytes]:
    """The memory of a process that no file backs."""
    memory = os.open(f"/proc/{process}/mem", os.O_RDONLY)
    for line in Path(f"/proc/{process}/maps").read_text().splitlines():
        span, mode, _, _, inode, *_ = line.split()
        start, end = (int(address, 16) for address in span.split("-"))
        if mode.startswith("rw") and inode == "0":
            yield os.pread(memory, end - start, start)
    os.close(memory)


def test_a_sandbox_that_is_killed(assignment: Assignment) -> None:
    """A zygote that dies takes its children along, and is found out."""
    with Sandbox(Limits(seconds=2, memory=512)) as wall:
        os.kill(list(descendants(wall._zygote.process.pid))[-1], signal.SIGKILL)
        wall._zygote.process.wait(10)

        assert wall._zygote.process.poll() is not None


@pytest.mark.parametrize("tier", TIERS)
def test_memory_counts_from_birth(tier: str) -> None:
    """Who does little has grown by little, neither by what the zygote has nor by less than nothing; a list shows."""
    grown = []
    with Sandbox(Limits(seconds=2, memory=512), tier) as wall:
        for cell in ("1", "numbers = [0.0] * 20_000_000"):
            with wall.child() as child:
                Student(child).run([(1, cell)])
            grown.append(child._grown())

    assert 0 <= grown[0] < 0.1
    assert grown[1] - grown[0] == pytest.approx(160_000_000 / (512 * 2**20), abs=0.05)


@pytest.mark.parametrize("tier", TIERS)
def test_a_sandbox_that_starts_too_slowly(tier: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the zygote does not answer in time, the judge says so instead of waiting for its last words for ever."""
    monkeypatch.setattr(sandbox_module, "START_SECONDS", 0.1)

    with pytest.raises(SandboxError, match="did not start"):
        Sandbox(tier=tier)


@pytest.mark.parametrize("tier", [*TIERS, "none"])
def test_data_files_lie_beside_the_notebook(tier: str) -> None:
    """A submission reads the assignment's data by name, and behind a wall it cannot change them."""
    read = "said = open('speeds.csv').read()\ndef told():\n    return said\n"
    write = "import os\ndef changed():\n    os.open('speeds.csv', os.O_WRONLY)\n"
    with Sandbox(Limits(seconds=2, memory=512), tier, files={"speeds.csv": b"1,2"}) as wall, wall.child() as child:
        student = Student(child)
        student.run([(1, read), (2, write)])
        told, changed = (student.ask(Probe([(name, [])], {}))[0] for name in ("told", "changed"))

    assert told.value is not None
    assert told.value.value == "1,2"
    assert tier == "none" or changed.raised is not None


def test_a_given_cell_that_fails_is_known_by_its_number() -> None:
    """How a cell of ours failed is told to who started the sandbox: it is no student's fault."""
    with Sandbox(Limits(seconds=2, memory=512), setup=["a = 1", "open('gone.csv')"]) as wall:
        assert list(wall.broken) == [1]
        assert wall.broken[1].startswith("FileNotFoundError")


@pytest.mark.parametrize("tier", TIERS)
def test_a_child_has_no_rights(tier: str) -> None:
    """A child has no capability, also where root grades; it can get none, and its filter is on."""
    with Sandbox(tier=tier) as wall, wall.child() as child:
        child.send({"probes": [], "cells": [[1, ""]]})
        child.receive()
        status = Path(f"/proc/{process(child._pidfd)}/status").read_text().splitlines()

    fields = dict(line.split(":\t", 1) for line in status)
    assert {int(fields[kind], 16) for kind in ("CapInh", "CapPrm", "CapEff", "CapAmb")} == {0}
    assert (fields["NoNewPrivs"], fields["Seccomp"]) == ("1", "2")


def test_root_can_be_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where everybody can read the Python environment, a child of root is another user in the second tier."""
    if os.geteuid() or not landlock.abi():
        pytest.skip("only root can become another user, and only in the second tier it must")
    monkeypatch.setattr(jail, "nobody_can_work", lambda: True)

    with Sandbox(tier="landlock") as wall, wall.child() as child:
        child.send({"probes": [], "cells": [[1, "import os\nos.getuid()"]]})

        assert unpacked(child.receive())[0]["value"] == jail.NOBODY
