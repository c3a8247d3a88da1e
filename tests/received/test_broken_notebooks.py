"""Broken notebooks are graded with the points that they deserve, or refused with a reason: never a silent zero."""

import codecs
import copy
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest

from autograder.__main__ import main
from autograder.assignments.assignment import Assignment
from autograder.course import Course
from autograder.errors import Unreadable
from autograder.judging.judge import judge
from autograder.judging.result import PASSED, Result
from autograder.records.autograded import autograded, unreadable
from autograder.sandbox.outside import Sandbox
from autograder.submissions.file import MOST_BYTES
from autograder.submissions.notebook import MOST_CELLS, MOST_VALUES
from autograder.submissions.received import MOST_FILES
from autograder.submissions.submission import MOST_CODE, Submission
from tests.conftest import SEED, filled
from tests.sandbox.test_hostile import formgrader, live

Notebook = dict[str, Any]
ANSWERS = ("function", "mse", "apply_step", "train")
WRONG = "def mse(preds, targets):\n    return 0.0"


def dump(notebook: Any) -> bytes:
    """A notebook's bytes."""
    return json.dumps(notebook).encode()


def answer(notebook: Notebook, name: str) -> Notebook:
    """A cell by its id."""
    return next(cell for cell in notebook["cells"] if cell["metadata"].get("nbgrader", {}).get("grade_id") == name)


def answers(notebook: Notebook) -> list[Notebook]:
    """The answer cells."""
    return [answer(notebook, name) for name in ANSWERS]


def each(change: Callable[[Notebook], Any]) -> Callable[[Notebook], bytes]:
    """Change every cell."""

    def changed(notebook: Notebook) -> bytes:
        for cell in notebook["cells"]:
            change(cell)
        return dump(notebook)

    return changed


def put(where: str, value: Any, *names: str) -> Callable[[Notebook], bytes]:
    """Set a field of the cells with these ids, or of all."""

    def changed(cell: Notebook) -> None:
        if not names or cell["metadata"].get("nbgrader", {}).get("grade_id") in names:
            cell[where] = value

    return each(changed)


def setting(name: str, value: Any) -> Callable[[Notebook], bytes]:
    """Set one of nbgrader's settings in all of its cells."""
    return each(lambda cell: cell["metadata"].get("nbgrader", {}).update({name: value}))


def top(**fields: Any) -> Callable[[Notebook], bytes]:
    """Set fields of the notebook."""
    return lambda notebook: dump({**notebook, **fields})


def wrong(change: Callable[[Notebook], bytes]) -> Callable[[Notebook], bytes]:
    """Answer mse wrongly first."""

    def changed(notebook: Notebook) -> bytes:
        answer(notebook, "mse")["source"] = WRONG
        return change(notebook)

    return changed


def old(notebook: Notebook) -> bytes:
    """Convert to the format of IPython 2."""
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"], cell["execution_count"] = [], None
    return dump(nbformat.convert(nbformat.from_dict(notebook), 3))


def copied(first: str, second: str) -> Callable[[Notebook], bytes]:
    """Have the answer of mse twice, with the same id."""

    def changed(notebook: Notebook) -> bytes:
        cell = answer(notebook, "mse")
        twin = copy.deepcopy(cell)
        sources = {"right": cell["source"], "wrong": WRONG}
        cell["source"], twin["source"] = sources[first], sources[second]
        notebook["cells"].insert(notebook["cells"].index(cell) + 1, twin)
        return dump(notebook)

    return changed


def split(notebook: Notebook) -> bytes:
    """Split mse into a helper and the function, as Jupyter does: both halves keep the id."""
    cell = answer(notebook, "mse")
    second = {**copy.deepcopy(cell), "source": "def mse(preds, targets):\n    return helper(preds, targets)"}
    cell["source"] = "def helper(preds, targets):\n    return ((preds - targets) ** 2).mean()"
    notebook["cells"].insert(notebook["cells"].index(cell) + 1, second)
    return dump(notebook)


def merged(notebook: Notebook) -> bytes:
    """Merge each answer into the test below it: the upper cell's settings stay, as in Jupyter."""
    for cell in answers(notebook):
        test = notebook["cells"].pop(notebook["cells"].index(cell) + 1)
        cell["source"] = f"{''.join(cell['source'])}\n\n{''.join(test['source'])}"
    return dump(notebook)


def merged_upwards(notebook: Notebook) -> bytes:
    """Merge all answers into the locked first cell."""
    given = answer(notebook, "setup")
    given["source"] = "\n\n".join(["".join(given["source"]), *(cell["source"] for cell in answers(notebook))])
    notebook["cells"] = [cell for cell in notebook["cells"] if cell not in answers(notebook)]
    return dump(notebook)


def without(*kinds: str) -> Callable[[Notebook], bytes]:
    """Delete cells: the tests, the set-up, or those with these ids."""

    def changed(notebook: Notebook) -> bytes:
        gone = [cell for cell in notebook["cells"] if _named(cell).startswith(kinds)]
        notebook["cells"] = [cell for cell in notebook["cells"] if cell not in gone]
        return dump(notebook)

    return changed


def _named(cell: Notebook) -> str:
    return str(cell["metadata"].get("nbgrader", {}).get("grade_id", ""))


def moved(notebook: Notebook) -> bytes:
    """Turn the order of all cells round."""
    return dump({**notebook, "cells": notebook["cells"][::-1]})


def put_aside(notebook: Notebook) -> bytes:
    """Keep an old, wrong answer in a raw cell below the good one."""
    cell = {"cell_type": "raw", "metadata": {}, "source": WRONG}
    return dump({**notebook, "cells": [*notebook["cells"], cell]})


def endless(notebook: Notebook) -> bytes:
    """Try something at the end that never ends, with an answer that needs more than functions."""
    answer(notebook, "mse")["source"] = (
        "measure = torch.nn.MSELoss()\n\n\ndef mse(preds, targets):\n    return measure(preds, targets)"
    )
    answer(notebook, "play")["source"] = "rmses = train(params, 10**9)"
    return dump(notebook)


def colab(notebook: Notebook) -> bytes:
    """Strip all settings, as some editors do, and bring new ones."""
    for number, cell in enumerate(notebook["cells"]):
        cell["metadata"] = {"id": f"aBc{number}", "colab": {"base_uri": "https://localhost:8080/"}}
        cell.pop("id", None)
        cell["source"] = "".join(cell["source"]).splitlines(keepends=True)
    return dump({**notebook, "metadata": {"colab": {"provenance": []}}, "nbformat_minor": 0})


def more(notebook: Notebook, *sources: str) -> bytes:
    """Add cells of code at the end."""
    return dump({**notebook, "cells": notebook["cells"] + [{"cell_type": "code", "source": one} for one in sources]})


PICTURE = f"picture = '{'iVBORw0KGgo' * 90_000}'"  # in base64

GRADED: dict[str, Callable[[Notebook], bytes]] = {
    "as it is": dump,
    "with a byte order mark": lambda notebook: codecs.BOM_UTF8 + dump(notebook),
    "in UTF-16, little-endian": lambda notebook: json.dumps(notebook, ensure_ascii=False).encode("utf-16"),
    "in UTF-16, big-endian": lambda notebook: codecs.BOM_UTF16_BE + json.dumps(notebook).encode("utf-16-be"),
    "half an emoji in every cell": each(lambda cell: cell.update(source=f"{''.join(cell['source'])}\n# \ud83d")),
    "half an emoji in a name": lambda notebook: dump({**notebook, "metadata": {"\ud83d": "\ud83d"}}),
    "of format 3": old,
    "of format 5": top(nbformat=5, nbformat_minor=0),
    "of a format that is no number": top(nbformat="four", nbformat_minor=None),
    "without a format": lambda notebook: dump({"cells": notebook["cells"]}),
    "without ids": each(lambda cell: cell.pop("id", None)),
    "with one id for all cells": put("id", "same"),
    "with ids that are no text": put("id", {"x": 1}),
    "stripped of settings": colab,
    "with settings that are a text": each(lambda cell: cell.update(metadata={"nbgrader": "gone"})),
    "with settings that are a list": each(lambda cell: cell.update(metadata=["gone"])),
    "with ids of settings that are lists": setting("grade_id", [1]),
    "of a schema that is too new": setting("schema_version", 99),
    "of a schema that is too old": setting("schema_version", 0),
    "of a schema that is missing": each(lambda cell: cell["metadata"].get("nbgrader", {}).pop("schema_version", 0)),
    "with points edited": setting("points", 1000),
    "with points that are no number": setting("points", "many"),
    "with negative points": setting("points", -1),
    "with every flag up": each(
        lambda cell: cell["metadata"].get("nbgrader", {}).update(grade=True, solution=True, locked=True)
    ),
    "with every flag down": each(
        lambda cell: cell["metadata"].get("nbgrader", {}).update(grade=False, solution=False, locked=False)
    ),
    "with tags that other graders obey": each(
        lambda cell: cell["metadata"].update(tags=["skip-execution", "raises-exception", "remove-cell"])
    ),
    "with tags that are no list": each(lambda cell: cell["metadata"].update(tags=7)),
    "for a kernel that does not exist": top(metadata={"kernelspec": {"name": "cobol", "language": "cobol"}}),
    "with a kernel that is a number": top(metadata={"kernelspec": 7, "language_info": []}),
    "with metadata that is a list": top(metadata=[]),
    "with ten megabytes of output": put("outputs", [{"output_type": "stream", "name": "stdout", "text": "x" * 10**6}]),
    "with outputs that are none": put("outputs", "none"),
    "with sources as lists of lines": each(lambda cell: cell.update(source=cell["source"].splitlines(keepends=True))),
    "with sources between numbers": each(lambda cell: cell.update(source=[cell["source"], 7, None])),
    "without the types of cells": each(lambda cell: cell.pop("cell_type")),
    "with answers turned to prose": put("cell_type", "markdown", *ANSWERS),
    "with answers turned raw": put("cell_type", "raw", *ANSWERS),
    "with answers of an unknown type": put("cell_type", "heading", *ANSWERS),
    "with tests turned to prose": put("cell_type", "markdown", *(f"test_{name}" for name in ANSWERS)),
    "with prose turned to code": each(lambda cell: cell.update(cell_type="code")),
    "with tests emptied": put("source", "", *(f"test_{name}" for name in ANSWERS)),
    "with tests that fail": put("source", "assert False", *(f"test_{name}" for name in ANSWERS)),
    "without tests": without("test_"),
    "without what was given": without("setup", "show_"),
    "with the data changed": put("source", "time = speed = lr = None", "setup"),
    "with an answer copied": copied("right", "right"),
    "with an old copy above": copied("wrong", "right"),
    "with an answer split": split,
    "with answers and tests merged": merged,
    "with answers merged upwards": merged_upwards,
    "upside down": moved,
    "with an old answer put aside": put_aside,
    "with cells that are none": lambda notebook: dump({**notebook, "cells": [None, 7, "x", [], *notebook["cells"]]}),
    "with ten thousand empty cells": lambda notebook: dump({**notebook, "cells": notebook["cells"] + [{}] * 10_000}),
    "in an old editor's letters": lambda notebook: json.dumps(
        {**notebook, "metadata": {"author": "Zoë"}}, ensure_ascii=False
    ).encode("cp1252", errors="replace"),
    "with a picture in a cell of code": lambda notebook: more(notebook, PICTURE),
    "with a picture in every cell of code": lambda notebook: more(notebook, *[PICTURE] * 9),
    "with twenty megabytes of commas": top(metadata={"x": "," * (MOST_BYTES - 100_000)}),
    "with a number of a million digits": lambda notebook: (
        b'{"metadata": {"x": ' + b"9" * 10**6 + b"}, " + dump(notebook)[1:]
    ),
    "with lines that end in two signs": each(lambda cell: cell.update(source=cell["source"].replace("\n", "\r\n"))),
    "with an experiment that never ends": endless,
    "with an answer that is compiled from its source": put(
        "source", "@torch.jit.script\ndef mse(preds, targets):\n    return ((preds - targets) ** 2).mean()", "mse"
    ),
    "with a last line of twenty thousand bits": put("source", "2**20_000", "play"),
    "with three megabytes of prose": lambda notebook: dump(
        {**notebook, "cells": [*notebook["cells"], {"cell_type": "markdown", "source": "word " * 600_000}]}
    ),
}

DESERVED: dict[str, tuple[str, Callable[[Notebook], bytes]]] = {
    "wrong, with tags that other graders obey": ("mse", wrong(GRADED["with tags that other graders obey"])),
    "wrong, without tests": ("mse", wrong(without("test_"))),
    "wrong, with points edited": ("mse", wrong(setting("points", 1000))),
    "wrong, with flags down": ("mse", wrong(GRADED["with every flag down"])),
    "wrong, stripped of settings": ("mse", wrong(colab)),
    "wrong, with tests turned to prose": ("mse", wrong(GRADED["with tests turned to prose"])),
    "a wrong copy below": ("mse", copied("right", "wrong")),
    "an answer deleted": ("mse", without("mse")),
    "an answer without a source": ("mse", put("source", None, "mse")),
    "an answer that cannot be parsed": ("mse", put("source", "def mse(preds, targets:\n", "mse")),
    "an answer with a null character": ("mse", put("source", "def mse(preds, targets):\n    return \x00", "mse")),
    "an answer too deep to be parsed": ("mse", put("source", f"def mse(p, t):\n    return {'-' * 90_000}1", "mse")),
    "an answer with ten thousand brackets": ("mse", put("source", "def mse(p, t): return " + "(" * 10_000, "mse")),
    "an answer in another language": ("mse", put("source", "mse <- function(p, t) mean((p - t)^2)", "mse")),
}

REFUSED: dict[str, tuple[str, Callable[[Notebook], bytes]]] = {
    "empty": ("empty, cut short", lambda notebook: b""),
    "cut short": ("empty, cut short", lambda notebook: dump(notebook)[:-100]),
    "a web page": ("of another kind", lambda notebook: b"<!doctype html><script>alert(1)</script>"),
    "an archive": ("of another kind", lambda notebook: b"PK\x03\x04" + bytes(100)),
    "a list": ("of another kind", lambda notebook: b"[]"),
    "a number": ("of another kind", lambda notebook: b"9" * 10_000),
    "a million brackets": ("of another kind", lambda notebook: b"[" * 10**6),
    "an unknown encoding": ("of another kind", lambda notebook: dump(notebook).decode().encode("utf-32")),
    "without cells": ("no cells", lambda notebook: b"{}"),
    "with cells that are no list": ("no cells", top(cells={"0": {}})),
    "with no cell at all": ("nothing of gradient_descent", top(cells=[])),
    "another notebook": ("nothing of gradient_descent", top(cells=[{"cell_type": "code", "source": "1 + 1"}])),
    "of format 3, and broken": (
        "nothing of gradient_descent",
        lambda notebook: dump({"worksheets": [7, {"cells": "<script>"}]}),
    ),
    "with a megabyte of code in an answer": ("kB of code", put("source", f"mse = '{'x' * MOST_CODE}'", "mse")),
    "with thousands of cells": ("2000 cells", lambda notebook: more(notebook, *["1"] * MOST_CELLS)),
    "with a million empty cells": ("numbers and words", lambda notebook: b'{"cells": [' + b"{}," * 10**6 + b"{}]}"),
    "with a million numbers": ("numbers and words", top(metadata=[0] * MOST_VALUES)),
}


@pytest.fixture(scope="module")
def notebook(assignment: Assignment) -> Notebook:
    """The released notebook with the reference's answers."""
    content: Notebook = json.loads(filled(assignment, assignment.reference_functions))
    for cell in content["cells"]:
        cell["source"] = "".join(cell["source"])
    return content


def graded(content: bytes, assignment: Assignment, sandbox: Sandbox) -> Result:
    """Read, judge and show a submission; what is shown must be a valid notebook with our points and flags."""
    submission = Submission.read(content, assignment)
    result = judge("student", submission, sandbox, SEED)
    shown = json.loads(json.dumps(autograded(submission, result)))
    nbformat.validate(shown)
    sources = [cell["source"] for cell in shown["cells"]]
    assert all(any(ran.strip() in source for source in sources) for number, ran in submission.runnable if number)
    settings = [cell["metadata"]["nbgrader"] for cell in shown["cells"] if cell["metadata"].get("nbgrader")]
    graded = {one["grade_id"]: one["points"] for one in settings if one["grade"]}
    assert graded == {one.graded: one.points for one in assignment.exercises}
    assert len(settings) == len({one["grade_id"] for one in settings})
    return result


@pytest.mark.parametrize("situation", GRADED)
def test_a_broken_notebook_with_right_answers(
    situation: str, notebook: Notebook, assignment: Assignment, sandbox: Sandbox
) -> None:
    """It gets all points, whatever became of the notebook around the answers."""
    result = graded(GRADED[situation](copy.deepcopy(notebook)), assignment, sandbox)

    assert result.score == assignment.points


@pytest.mark.parametrize("situation", DESERVED)
def test_a_broken_notebook_with_a_wrong_answer(
    situation: str, notebook: Notebook, assignment: Assignment, sandbox: Sandbox
) -> None:
    """It loses the points of that answer, is told why, and keeps all others."""
    name, change = DESERVED[situation]

    result = graded(change(copy.deepcopy(notebook)), assignment, sandbox)

    lost = [exercise for exercise in result.exercises if exercise.verdict != PASSED]
    assert [exercise.name for exercise in lost] == [name]
    assert lost[0].score <= lost[0].points / 4
    assert lost[0].comment


@pytest.mark.parametrize("situation", REFUSED)
def test_a_file_that_is_no_notebook_of_ours(situation: str, notebook: Notebook, assignment: Assignment) -> None:
    """It is refused with a reason, which is no zero."""
    reason, change = REFUSED[situation]

    with pytest.raises(Unreadable, match=reason) as refusal:
        Submission.read(change(copy.deepcopy(notebook)), assignment)

    nbformat.validate(unreadable(str(refusal.value)))
    assert "<" not in str(refusal.value)


def test_what_ran_is_what_is_shown(notebook: Notebook, assignment: Assignment) -> None:
    """Code in a cell of ours, of any kind, with any of our ids, stands in the autograded notebook, and so does ours."""
    for kind in ("code", "markdown", "raw"):
        for number, ours in enumerate(assignment.cells):
            odd = {"cell_type": kind, "metadata": {"nbgrader": {"grade_id": ours.id}}}
            odd["source"] = f"# hidden {number}\ndef mse(preds, targets):\n    return 0"
            own = {"cells": [odd, *notebook["cells"]]} if number % 2 else {"cells": [*notebook["cells"], odd]}
            submission = Submission.read(dump(own), assignment)

            shown = autograded(submission, Result("student", assignment.name, assignment.points))["cells"]

            sources = "\n".join(cell["source"] for cell in shown)
            ran = any(source == odd["source"] for _, source in submission.runnable)
            assert ran <= (f"# hidden {number}\n" in sources), (kind, ours.id)
            assert all(cell.source.strip() in sources for cell in assignment.cells if cell.grade), (kind, ours.id)


NAMES = ["two words", "-rf", "%s{0}", "Zoë", "学生", "王" * 66, "🙂", "a" * 200, "=1+1", "a.b", "CON", "[red]bold"]
NAMES += ["Conor O'Neill", "d&d", "DOMAIN\\jdoe", "&lt;", "می\u200cخواهم", "two (2)"]
BAD_NAMES = ["a" * 201, "王" * 67, "new\nline", "\x1b[2J", "\u202egnp", "\udcff", " ", "<img src=x>", 'x" onload="y']
LITTER = ["._ada.ipynb", "__MACOSX", ".DS_Store", ".ipynb_checkpoints", ".hidden.ipynb", "~$ada.docx", "Thumbs.db"]
PAIRS = [("one", "One"), ("Ame\u0301lie", "Am\u00e9lie"), ("ｗide", "wide"), ("in\u200bvisible", "invisible")]
NO_NOTEBOOKS = {
    "essay.docx": b"PK\x03\x04",
    "list.csv": b"id,name",
    "code.py": b"import torch",
    "nothing": b"",
    "x.json": b"{}",
}


def test_odd_files_in_one_folder(
    tmp_path: Path, notebook: Notebook, assignment: Assignment, capsys: pytest.CaptureFixture[str]
) -> None:
    """Links, pipes, folders and names of every kind are graded or refused, each by itself, and the batch goes on."""
    folder, results = tmp_path / "in", tmp_path / "results.jsonl"
    folder.mkdir()
    endings = {"upper": ".IPYNB", "text": ".ipynb.txt", "json": ".json", "none": ""}
    twins = [name for pair in PAIRS for name in pair]
    names = [f"{name}.ipynb" for name in (*NAMES, *BAD_NAMES, *twins)]
    for name in (*names, *LITTER, *(f"{name}{ending}" for name, ending in endings.items())):
        with open(os.fsencode(folder) + b"/" + os.fsencode(name), "wb") as file:
            file.write(dump(notebook))
    for name, content in NO_NOTEBOOKS.items():
        (folder / name).write_bytes(content)
    (folder / "link.ipynb").symlink_to(folder / "Zoë.ipynb")
    (folder / "secret.ipynb").symlink_to("/etc/passwd")
    (folder / "nowhere.ipynb").symlink_to("nowhere")
    (folder / "round").symlink_to("round")
    os.mkfifo(folder / "pipe.ipynb")
    (folder / "folder.ipynb").mkdir()
    (folder / ".ipynb").write_bytes(dump(notebook))
    (folder / "large.ipynb").touch()
    os.truncate(folder / "large.ipynb", MOST_BYTES + 1)

    status = main(["grade", str(folder), "--course", str(tmp_path / "course"), "--json", str(results)])

    rows = [json.loads(line) for line in results.read_text().splitlines()]
    found = {one["student"]: one for one in rows}
    ours = {"link", "secret", "nowhere", "round", "pipe", "folder", "", "large"}
    assert status == 1
    assert len(rows) == len(found) == len(list(folder.iterdir()))
    assert found.keys() == {*NAMES, *BAD_NAMES, *twins, *LITTER, *endings, *NO_NOTEBOOKS, *ours}
    right = {*NAMES, *endings}
    assert {name for name, one in found.items() if one["score"] == assignment.points} == right
    assert all(found[name]["score"] is None and found[name]["reason"] for name in found.keys() - right)
    assert all(found[name]["status"] == "no submission" for name in LITTER)
    assert all("are one student's" in found[name]["reason"] for name in twins)
    assert "not an ordinary file" in found["link"]["reason"]
    assert all(sign.isprintable() or sign == "\n" for sign in capsys.readouterr().out)


STAMPS = ["2026-01-31 12:00:00.123456 UTC", "2026-01-31 12:00:00 Europe/Berlin", "2026-01-31T12:00:00Z"]
ODD_STAMPS = ["", "yesterday", "9" * 40, "0001-01-01 00:00:00+14:00", "\x00" * 9, "1" * 10**6]
ODD_STAMPS += ["2026-01-31 12:00:00 ../../../etc/passwd", "2026-01-31 12:00:00 /dev/zero", "2026-13-01 12:00:00 UTC"]


def test_odd_folders_in_nbgraders_layout(tmp_path: Path, notebook: Notebook, assignment: Assignment) -> None:
    """The notebook is found whatever its name, links lead nowhere, and an odd timestamp is for a person to look at."""
    submitted, results = tmp_path / "submitted", tmp_path / "results.jsonl"
    other = copy.deepcopy(notebook)
    answer(other, "mse")["source"] = WRONG
    blank = json.loads(Course().released(assignment.name).read_bytes())

    def hand_in(student: str, *files: str, content: Notebook = notebook) -> Path:
        folder = submitted / student / assignment.name
        for file in files or ["."]:
            path = folder / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(dump(content)) if files else path.mkdir(exist_ok=True)
        return folder

    exact = f"{assignment.notebook}.ipynb"
    for number, stamp in enumerate([*STAMPS, *ODD_STAMPS]):
        (hand_in(f"stamp{number}", exact) / "timestamp.txt").write_text(stamp)
    os.mkfifo(hand_in("pipe", exact) / "timestamp.txt")
    (hand_in("time_link", exact) / "timestamp.txt").symlink_to("../../stamp0/gradient_descent/timestamp.txt")
    hand_in("renamed", f"{assignment.notebook} (1).ipynb")
    hand_in("twice", exact, "other.ipynb", "week 3/again.IPYNB", ".ipynb_checkpoints/x-checkpoint.ipynb")
    for number, name in enumerate([f"Copy of {exact}", f"{assignment.notebook} - Kopie.ipynb.txt", "mine_final.json"]):
        hand_in(f"copy{number}", exact, content=blank)
        hand_in(f"copy{number}", name)
    hand_in("two", exact)
    hand_in("two", "other.ipynb", content=other)
    hand_in("none")
    (hand_in("essay") / "essay.pdf").write_bytes(b"%PDF")
    (submitted / "linked").symlink_to("renamed")
    (submitted / "thief").mkdir()
    (submitted / "thief" / assignment.name).symlink_to("../renamed/gradient_descent")
    (hand_in("reader") / exact).symlink_to(f"../../twice/{assignment.name}/{exact}")
    (hand_in("deep") / "inner").symlink_to(f"../../twice/{assignment.name}")
    hand_in("many", *(f"{number}.txt" for number in range(MOST_FILES + 1)))
    (submitted / "elsewhere" / "another").mkdir(parents=True)
    (submitted / "file").touch()
    (submitted / "flat.ipynb").write_bytes(dump(notebook))
    (submitted / "short").mkdir()
    (submitted / "short" / "mine.ipynb").write_bytes(dump(notebook))

    main(["grade", str(submitted), "--course", str(tmp_path / "course"), "--json", str(results)])

    rows = [json.loads(line) for line in results.read_text().splitlines()]
    found = {one["student"]: one for one in rows}
    assert len(rows) == len(list(submitted.iterdir()))
    doubtful = {"pipe", "time_link", *(f"stamp{len(STAMPS) + number}" for number in range(len(ODD_STAMPS)))}
    right = {"renamed", "twice", "flat", "short", "copy0", "copy1", "copy2", *(f"stamp{number}" for number in range(3))}
    assert {name for name, one in found.items() if one["score"] == assignment.points} == right | doubtful
    assert {name for name, one in found.items() if one["doubt"]} == doubtful
    assert all("was taken" in found[name]["notes"][0] for name in ("copy0", "copy1", "copy2", "twice"))
    said = {"two": "differ", "none": "no notebook", "essay": "essay.pdf", "linked": "links", "thief": "links",
            "reader": "links", "deep": "no notebook", "many": "more than", "file": "not a notebook"}  # fmt: skip
    assert {name: said[name] in found[name]["reason"] for name in said} == dict.fromkeys(said, True)
    assert {name for name, one in found.items() if one["status"] == "nothing handed in"} == {"elsewhere"}


def test_what_a_refusal_looks_like_in_formgrader() -> None:
    """The page of a submission that could not be graded shows the reason as text, whatever it holds."""
    harmless = live(formgrader(unreadable("it is empty")))

    assert live(formgrader(unreadable("```\n<script>alert(1)</script>"))) == harmless
