# @title Run this cell and leave it as it is: it answers check(...) in the cells below.
# It holds questions, what is expected, and what common mistakes give. No solution is in it.
import _thread, contextlib, functools, io, itertools, re, textwrap, threading
from unittest.mock import patch
import torch

SECONDS, LOOSE = 10, itertools.repeat(2e-4)  # that a question may take; how near to a wrong idea an answer is
NUMBER = re.compile(r"-?\d+\.?\d*(?:e[+-]\d+)?")
short = functools.partial(NUMBER.sub, lambda number: f"{round(float(number[0]), 4) + 0.0:.5g}")  # a text's numbers


class NotYet(Exception):
    """What is not right yet, in a line instead of a traceback."""

    def _render_traceback_(self):
        return textwrap.wrap(f"✗ {self}", 64)


def check(function):
    """Say what is right about your function, what is not yet, and what to try."""
    name = next((name for name in EXERCISES if globals().get(name) is function), None)
    if not name:
        raise NotYet(f"check(...) takes {' or '.join(EXERCISES)}, as you defined it.")
    for earlier in EXERCISES[name]["needs"]:
        if not all(alike(came, each["right"], each["near"]) for each, came in answers(earlier)):
            raise NotYet(f"{name} calls {earlier}, which is not right yet. Begin with check({earlier}).")
    results, marks = answers(name), ""
    for each, came in results:
        mark = "✓" if alike(came, each["right"], each["near"]) else "✗" if came else "·"
        tell(f"{mark} ", f"{name} {each['says']}" + " (not asked yet)" * (mark == "·"))
        if mark == "✗" and mark not in marks:
            explain(EXERCISES[name], results[len(marks) :], len(marks))
        marks += mark
    score = f"{marks.count('✓')} of {len(marks)}. Other numbers are asked when it is graded."
    if marks.strip("✓"):
        raise NotYet(score)
    tell("", f"{score} {EXERCISES[name]['next']}")


def explain(exercise, results, number):
    """Show the first answer that is wrong, and the wrong idea behind it and what follows, if it is known."""
    each, came = results[0]
    rows = zip(came, each["right"], each["near"], each["asks"], strict=False)
    *texts, _, asked = next(row for row in rows if not alike(row[:1], row[1:2], row[2:3]))
    mine, right = map(short, texts) if short(texts[0]) != short(texts[1]) else texts
    for start, words in ("asked", exercise["questions"][asked]["said"]), ("expected", right), ("came", mine):
        tell(f"    {start:10}", words)
    for idea in exercise["ideas"].get(number, []):
        if all(alike(came, held) for (_, came), held in zip(results, idea["came"], strict=False)):
            tell("    ", f"It {idea['says']}.")
            tell("    Try this: ", idea["hint"])


def tell(start, words):
    """Print a line that is broken between words, since JupyterLab breaks it anywhere."""
    print(textwrap.fill(words, 64, initial_indent=start, subsequent_indent=" " * len(start)))


def answers(name):
    """Each check with what came of its questions, up to the first that ends in an error."""
    asked, results, errors = EXERCISES[name]["questions"], [], []
    for each in EXERCISES[name]["checks"]:
        results.append((each, [answer(asked[number], each["look"], errors) for number in each["asks"] if not errors]))
    if repr(errors) == "[NotImplementedError()]":
        raise NotYet(f"{name} still raises NotImplementedError. Replace that line, run its cell, then this one.")
    return results


def answer(ask, look, errors):
    """Ask one question, with its data in the notebook's place; return what is seen afterward, as text."""
    parts = (ask["notebook"], ask["given"], ask["given"])
    around, before, args = ({key: eval(text, vars(torch)) for key, text in part.items()} for part in parts)
    endless = TimeoutError("It did not finish. Look for a loop that never stops.")
    timer = threading.Timer(SECONDS, lambda: errors.append(endless) or _thread.interrupt_main())
    try:
        with contextlib.suppress(RuntimeError):  # where there are no threads
            timer.start()
        with patch.dict(globals(), around), contextlib.redirect_stdout(io.StringIO()) as said:
            for call in ask["calls"]:
                args["_"] = eval(call, globals(), args)
            return written(eval(look, globals(), {**args, "said": said.getvalue(), "before": before}))
    except KeyboardInterrupt:  # by the timer, or by hand
        if not errors:
            raise
    except Exception as error:
        errors.append(error)
    finally:
        timer.cancel()
    return f"{type(errors[0]).__name__}: {errors[0]}"


def written(value):
    """A value as text, with as many digits as are sure."""
    if isinstance(value, torch.Tensor):
        return f"tensor({written(value.tolist())})"
    if isinstance(value, (list, tuple)):
        return ("[%s]" if isinstance(value, list) else "(%s)") % ", ".join(map(written, value))
    if type(value) in (bool, int, str, type(None)):
        return repr(value)
    return f"{value + 0.0:.7g}" if isinstance(value, float) else f"a {type(value).__name__}"


def alike(came, texts, near=LOOSE):
    """Whether answers begin as these texts do, with numbers that are off by no more than is allowed, in parts."""
    for mine, right, off in zip(came, texts, near, strict=False):
        pairs = zip(map(float, NUMBER.findall(mine)), map(float, NUMBER.findall(right)), strict=False)
        if NUMBER.sub("#", mine) != NUMBER.sub("#", right) or any(abs(a - b) > off * max(1, abs(b)) for a, b in pairs):
            return False
    return len(came) >= len(texts)


EXERCISES = {}
