"""What the grader lacks costs nobody: what can stand in for it does, and else a person grades what used it."""

import sys

import pytest

from autograder.assignments.assignment import Assignment
from autograder.judging.judge import judge
from autograder.sandbox.outside import Limits, Sandbox
from autograder.submissions.submission import Submission
from tests.conftest import SEED, judging, load
from tests.received.conftest import Judged, Notebook
from tests.received.test_notebooks import TRAIN


def using(line: str) -> str:
    """A right answer that does something of its own besides."""
    return TRAIN.replace("    return", f"    {line}\n    return")


THREAD, PLACE, CALL = "second thread or process", "place to write to", "permission for this system call"
RIGHTS = {
    THREAD: (
        "import _thread; _thread.start_new_thread(print, ())",
        "import threading; threading.Thread(target=print).start()",
        "import threading; threading.Timer(1, print).start()",
        "from concurrent.futures import ThreadPoolExecutor; list(ThreadPoolExecutor(2).map(abs, rmses))",
        "from concurrent.futures import ProcessPoolExecutor; list(ProcessPoolExecutor(2).map(abs, rmses))",
        "import multiprocessing; multiprocessing.Process(target=print).start()",
        "import multiprocessing; multiprocessing.Pool(2).map(abs, [1])",
        "import subprocess; subprocess.run(['ls'])",
        *(
            f"import multiprocessing; multiprocessing.get_context('{way}').{name}"
            for way in ("fork", "spawn", "forkserver")
            for name in ("Lock()", "Queue()", "Pool(2)", "Manager()")
        ),
    ),
    PLACE: (
        "import multiprocessing; multiprocessing.Value('i')",
        "from multiprocessing import shared_memory; shared_memory.SharedMemory(create=True, size=10)",
        "import tempfile; tempfile.mkstemp()",
        "import tempfile; tempfile.NamedTemporaryFile().write(b'x')",
        "import os; os.open('a', os.O_CREAT | os.O_RDWR)",
        "import io; io.FileIO('a', 'w')",
        "import os; open('a', 'w').close(); os.rename('a', 'b')",
        "import os; os.symlink('a', 'b')",
        "import shutil; open('a', 'w').write('x'); shutil.copy('a', 'b')",
        "import os, shutil; os.makedirs('out'); shutil.rmtree('out')",
        "import os; os.makedirs('out'); os.listdir('out')",
        "import numpy as np; np.memmap('a', dtype='float32', mode='w+', shape=3)",
        "import numpy as np; np.ones(3).tofile('a')",
        "import numpy as np; np.savetxt('a.csv', np.ones(3))",
        "import sqlite3; sqlite3.connect('a.db').execute('create table runs(rmse)')",
        "import sys; sys.stdout.fileno()",
    ),
    "network": (
        "import urllib.request; urllib.request.urlopen('https://example.org/data.csv')",
        "import requests; requests.get('https://example.org/data.csv')",
        "import socket; socket.gethostbyname('example.org')",
        "torch.hub.load_state_dict_from_url('https://example.org/weights.pt')",
    ),
    CALL: (
        "import socket; socket.socket()",
        "import asyncio; asyncio.new_event_loop()",
        "import os; os.fork()",
        "import os; os.nice(1)",
        "import os; os.mkfifo('a')",
        "import os; os.sched_setaffinity(0, {0})",
    ),
    "profiler": (
        "torch.profiler.profile().start()",
        "torch.autograd.profiler.profile().__enter__()",
    ),
}
DEVICES = {
    "cuda": ("params.cuda()", "params.to('cuda')", "d = torch.device('cuda', 0); torch.nn.Linear(1, 1).to(d)",
        "torch.ones(2, device=0 if torch.cuda.is_available() else 'cuda')", "torch.cuda.synchronize()"),
    "mps": ("params.to('mps')", "torch.ones(2, device='mps')", "torch.tensor([1.0], device='mps')",
        "d = 'mps'; torch.linspace(0, 1, 3, device=d)", "torch.arange(3.0, device=torch.device('mps'))",
        "torch.nn.Linear(1, 1, device='mps')"),
    "xpu": ("params.xpu()", "torch.ones(2, device='xpu')"),
}  # fmt: skip
LACKING = {
    "a package": (using("pd.DataFrame(rmses)"), "package", "pandas"),
    "a package, imported inside": (using("import polars"), "package", "polars"),
    "a part of a package": (
        "from sklearn.metrics import mean_squared_error as error\n"
        + using("error([1], [2])"), "package", "sklearn"),
    "a decorator": ("import numba\n@numba.njit" + TRAIN, "package", "numba"),
    "what a package made": (
        "import pandas as pd\nframe = pd.DataFrame({'a': [1]})\n"
        + using("torch.tensor(frame)"), "package", "pandas"),
    "quotes in quotes": (using('f"{rmses[:1]} {"a" * 2}"'), "python", "3.12"),
    "a type by its keyword": ("type Rows = list[float]" + TRAIN, "python", "3.12"),
    "a generic function": (TRAIN + "def first[T](rows: list[T]) -> T:\n    return rows[0]", "python", "3.12"),
    "exceptions without brackets": (TRAIN + "try:\n    1\nexcept ValueError, TypeError:\n    2", "python", "3.14"),
    "a template": (TRAIN + "t'{1}'", "python", "3.14"),
    "a name whose cell could not be read": (using("helper(1)"), "python", "3.12"),
} | {
    line: (using(line), "right", name) for name, lines in RIGHTS.items() for line in lines
} | {
    line: (using(line), "device", f"{name.upper()} device") for name, lines in DEVICES.items() for line in lines
}  # fmt: skip


def lacks_nothing(kind: str, name: str) -> bool:
    """Whether this Python is new enough."""
    return kind == "python" and sys.version_info >= tuple(map(int, name.split(".")))


@pytest.mark.parametrize("case", LACKING)
def test_what_the_grader_lacks_is_for_a_person(
    sandbox: Sandbox, assignment: Assignment, with_cells: Notebook, case: str
):
    """The exercise that uses it has no score, with the reason; all others have theirs. What it has is graded."""
    answer, kind, name = LACKING[case]
    head = "import pandas as pd" if name == "pandas" else "type A = int\ndef helper(rows):\n    pass"
    content = with_cells({"test_mse": head}, train=answer)

    result = judge("student", Submission.read(content, assignment), sandbox, SEED)

    train = result.exercises[3]
    assert [exercise.score for exercise in result.exercises[:3]] == [3, 3, 5]
    if lacks_nothing(kind, name):
        assert (train.lacks, train.score) == (None, 3)
    else:
        assert (train.lacks, train.score) == ((kind, name), None)
        assert name in train.comment


HARMLESS = {
    "a package that no answer uses": "import pandas as pd\nimport seaborn as sns\nsns.set_theme(style='ticks')" + TRAIN,
    "a part of a package that no answer uses": "from scipy.optimize import minimize\nimport scipy.stats as st" + TRAIN,
    "a table to look at": "import pandas as pd\nrows = pd.DataFrame({'time': time})\nrows['speed'] = speed * 2\n"
    "rows.plot(x='time')\nfor _ in rows: print(_)\nrows.describe() + 1" + TRAIN,
    "a package that may be missing": "try:\n    import pandas\nexcept ImportError:\n    pandas = None\n"
    "assert pandas is None" + TRAIN,
    "a drive": "from google.colab import drive\ndrive.mount('/content/drive')" + TRAIN,
    "a bar of progress": "from tqdm import tqdm, trange" + TRAIN.replace("range(epochs)", "tqdm(range(epochs))"),
    "a bar in a notebook": "from tqdm.notebook import tqdm" + TRAIN.replace("range(epochs)", "tqdm(range(epochs))"),
    "a bar anywhere": "import tqdm.auto" + TRAIN.replace("range(epochs)", "tqdm.auto.trange(epochs, desc='x')"),
    "a file that is written and read": TRAIN.replace("    return", """
    with open("rmses.txt", "w") as file:
        file.write("\\n".join(map(str, rmses)))
    with open("rmses.txt") as file:
        rmses = [float(line) for line in file]
    return"""),
    "a file that grows": TRAIN.replace("        if", "        print(rmses[-1], file=open('log.txt', 'a'))\n        if")
    .replace("    return", "    assert len(open('log.txt').readlines()) >= len(rmses)\n    return"),
    "a path": "from pathlib import Path\nimport json, os\n" + TRAIN.replace("    return", """
    os.makedirs("out", exist_ok=True)
    Path("out/rmses.json").write_text(json.dumps(rmses))
    rmses = json.loads(Path("out/rmses.json").read_text())
    return"""),
    "a checkpoint": TRAIN.replace("    return", """
    torch.save({"params": params, "rmses": rmses}, "checkpoint.pt")
    rmses = torch.load("checkpoint.pt", weights_only=False)["rmses"]
    return"""),
    "an array in a file": "import numpy as np\n" + TRAIN.replace("    return", """
    np.save("rmses.npy", np.array(rmses))
    rmses = np.load("rmses.npy").tolist()
    return"""),
    "a file that is there or not": using(
        "import os\n    if os.path.exists('a'): os.remove('a')\n    open('a', 'a').write('x')\n"
        "    assert os.path.isfile('a') and os.path.getsize('./a') == 1 and open('a').name == 'a'"),
    "a folder that is there or not": using(
        "from pathlib import Path\n    Path('out').mkdir(exist_ok=True)\n    Path('out/a').write_bytes(b'x')\n"
        "    assert Path('out').is_dir() and Path('out/a').exists()\n    Path('out/a').unlink()"),
    "memory that is shared": using("params.detach().clone().share_memory_(); torch.nn.Linear(1, 1).share_memory()"),
    "threads, by their number": "torch.set_num_threads(2); torch.set_num_interop_threads(2)" + TRAIN,
    "a device that is used if it is there": using(
        "d = 'cuda' if torch.cuda.is_available() else 'mps' if torch.backends.mps.is_available() else 'cpu'\n"
        "    params.to(d); torch.nn.Linear(1, 1, device=d)"),
    "a device by default, that is not there": "torch.set_default_device('cuda'); torch.set_default_device('mps')"
        + TRAIN,
    "a device in a cell for playing": "def show(rows):\n    print(rows)" + TRAIN + "show(torch.ones(2, device='cuda'))",
    "a loader with workers": TRAIN.replace("    return", """
    from torch.utils.data import DataLoader, TensorDataset
    for batch, in DataLoader(TensorDataset(torch.ones(4)), 2, num_workers=2, persistent_workers=True):
        assert len(batch) == 2
    return"""),
}  # fmt: skip


@pytest.mark.parametrize("cell", HARMLESS.values(), ids=HARMLESS)
def test_what_the_grader_lacks_costs_nothing_where_it_does_not_matter(judged: Judged, cell: str):
    """A package that no answer needs, a small file and the like take nothing away, and nobody is asked."""
    assert judged(train=cell).exercises[3].score == 3


def test_a_mistake_beside_a_device_is_a_mistake(judged: Judged):
    """Who asks whether a device is there, and fails at something else, waits for nobody."""
    cell = using("d = 'cuda' if torch.cuda.is_available() else 'cpu'\n    torch.ones(3).to(d) @ torch.ones(2)")
    assert judged(train=cell).exercises[3].score == 0


ASKING = """
_{0} = {0}
def {0}(*given, **named):
    torch.ones(2, device="mps")
    return _{0}(*given, **named)
"""


@pytest.mark.parametrize("name", ["gradient_descent", "descent_beyond", "descent_repair"])
def test_a_lack_costs_no_exercise_anything(name: str) -> None:
    """Whichever exercise asks for a device, it waits for a person; the others have their marks."""
    assignment = load(name)
    with Sandbox(Limits(), setup=assignment.setup) as sandbox:
        judged = judging(sandbox, assignment)
        for asking in assignment.exercises:
            source = assignment.reference_functions[asking.name] + ASKING.format(asking.name)
            for exercise in judged(**{asking.name: source}).exercises:
                waits = exercise.name == asking.name
                assert exercise.score == (None if waits else exercise.points)
                assert exercise.lacks == (("device", "MPS device") if waits else None)
