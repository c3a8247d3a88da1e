# @title Run this cell and leave it as it is: it answers check(...) in the cells below.
# It holds questions, what is expected, and what common mistakes give. No solution is in it.
import _thread
import contextlib
import io
import json
import re  # noqa: F401  what is asked may need it
import textwrap
import threading

import torch

SECONDS = 10  # that a question may take
EXERCISES = json.loads(r"""{}""")


class NotYet(Exception):
    """What is not right yet, in a line instead of a traceback."""

    def _render_traceback_(self):
        return [f"✗ {self}"]


def check(function):
    """Say what is right about your function, what is not yet, and what to try."""
    name = next((name for name in EXERCISES if globals().get(name) is function), None)
    if not name:
        raise NotYet(f"check(...) takes {' or '.join(EXERCISES)}, as you defined it.")
    for earlier in EXERCISES[name]["needs"]:
        if not all(same(came, asked["right"]) for asked, came in answers(earlier)):
            raise NotYet(f"{name} calls {earlier}, which is not right yet. Begin with check({earlier}).")
    results = answers(name)
    if "stub" in results[0][1]:
        raise NotYet(f"{name} is not written yet. Write it in the cell above, run that cell, then this one.")
    good, first = 0, None
    for asked, came in results:
        good += same(came, asked["right"])
        mark = "✓" if same(came, asked["right"]) else "·" if came is None else "✗"
        print(f"{mark} {name} {asked['says']}" + " (not asked yet)" * (mark == "·"))
        if mark == "✗" and not first:
            first = asked
            explain(EXERCISES[name]["ideas"], results, asked, came)
    said = f"{good} of {len(results)}. Other numbers are asked when it is graded."
    if first:
        raise NotYet(said)
    print(f"{said} {EXERCISES[name]['next']}")


def explain(ideas, results, asked, came):
    """Show the first question whose answer is wrong, and the wrong idea behind all that is wrong, if it is known."""
    rows = zip(asked["asks"], asked["right"], came, strict=True)
    question, right, mine = next(row for row in rows if not same(row[1], row[2]))
    tell("    asked     ", question["said"])
    if isinstance(mine, str):
        tell("    ", mine)
    else:
        call = next(call for call in range(len(mine)) if not same(mine[call], right[call]))
        which = f", call {call + 1}" * (len(mine) > 1)
        tell("    expected  ", shown(right[call]) + which)
        tell("    came      ", shown(mine[call]))
    idea = max(ideas, key=lambda idea: likeness(idea, results), default=None)
    if idea and likeness(idea, results):
        tell("    ", f"It {idea['says']}.")
        tell("    Try this: ", idea["hint"])


def tell(start, text):
    """Print a line that is broken between words, since JupyterLab breaks it anywhere."""
    print(textwrap.fill(text, 76, initial_indent=start, subsequent_indent=" " * len(start)))


def likeness(idea, results):
    """In how many wrong answers an idea shows; 0 if it does not explain all that is wrong."""
    rows = [(came, idea["came"].get(asked["says"], asked["right"]), asked["right"]) for asked, came in results if came]
    if not all(same(came, held) or same(held, right) for came, held, right in rows):
        return 0
    return sum(same(came, held) and not same(came, right) for came, held, right in rows)


def answers(name):
    """Ask everything about a function, up to the first question that it does not answer."""
    results = [(asked, None) for asked in EXERCISES[name]["checks"]]
    for number, (asked, _) in enumerate(results):
        results[number] = asked, [answer(question, asked["look"]) for question in asked["asks"]]
        if any(isinstance(came, str) for came in results[number][1]):
            break
    return results


def answer(question, look):
    """Ask one question, with its data in the notebook's place; return what is seen after each call, or an error."""
    kept, seen = {key: globals()[key] for key in question["notebook"] if key in globals()}, []
    args = {key: given(value, key in question["leaves"]) for key, value in question["given"].items()}
    before = {key: given(value) for key, value in question["given"].items()}
    globals().update({key: given(value) for key, value in question["notebook"].items()})
    timer = threading.Timer(SECONDS, _thread.interrupt_main)
    timer.start()
    try:
        for call in question["calls"]:
            with contextlib.redirect_stdout(io.StringIO()) as said:
                args["_"] = eval(call, globals(), args)
            seen.append(plain(eval(look, globals(), {**args, "said": said.getvalue(), "before": before})))
        return seen
    except KeyboardInterrupt:
        if timer.is_alive():
            raise
        return f"It did not come to an end in {SECONDS} seconds. Look for a loop that never stops."
    except Exception as error:
        stub = type(error) is NotImplementedError and not error.args
        return "stub" if stub else f"It raised {type(error).__name__}: {error}"
    finally:
        timer.cancel()
        for key in question["notebook"]:
            globals().pop(key, None)
        globals().update(kept)


def given(value, leaf=False):
    """A value as a function takes it."""
    return torch.tensor(value["tensor"]).requires_grad_(leaf) if isinstance(value, dict) else value


def plain(value):
    """A value as JSON has it."""
    if isinstance(value, torch.Tensor):
        return {"tensor": value.tolist()}
    if isinstance(value, (list, tuple)):
        return [plain(part) for part in value]
    return value if isinstance(value, (bool, int, float, str, type(None))) else {"type": type(value).__name__}


def same(one, other):
    """Whether two are equal, to the precision that counts."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    if type(one) is not float or type(other) is not float:
        return type(one) is type(other) and one == other
    return one == other or abs(one - other) <= 2e-4 * max(1, abs(other)) or (one != one and other != other)


def shown(value):
    """A value as people read it."""
    if isinstance(value, dict):
        return f"tensor({shown(value['tensor'])})" if "tensor" in value else f"something of type {value['type']}"
    if isinstance(value, list):
        return f"[{', '.join(map(shown, value))}]"
    return f"{value:.5g}" if isinstance(value, float) else repr(value)
