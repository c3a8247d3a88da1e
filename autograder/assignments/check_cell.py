# @title Run this cell and leave it as it is: it answers check(...) in the cells below.
# It holds questions, what is expected, and what common mistakes give. No solution is in it.
import _thread, contextlib, io, re, textwrap, threading
from unittest.mock import patch
import torch

SECONDS = 10  # that a question may take
NUMBER = re.compile(r"-?\d+\.?\d*(?:e[+-]\d+)?")


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
        if not all(same(came, each["right"]) for each, came in answers(earlier)):
            raise NotYet(f"{name} calls {earlier}, which is not right yet. Begin with check({earlier}).")
    results, marks = answers(name), ""
    for each, came in results:
        mark = "✓" if same(came, each["right"]) else "✗" if came else "·"
        tell(f"{mark} ", f"{name} {each['says']}" + " (not asked yet)" * (mark == "·"))
        if mark == "✗" and mark not in marks:
            explain(EXERCISES[name], results[len(marks) :], len(marks))
        marks += mark
    score = f"{marks.count('✓')} of {len(marks)}. Other numbers are asked when it is graded."
    if marks.strip("✓"):
        raise NotYet(score)
    tell("", score)
    tell("", EXERCISES[name]["next"])


def explain(exercise, results, number):
    """Show the first answer that is wrong, and the wrong idea behind it and what follows, if it is known."""
    each, came = results[0]
    rows = zip(each["asks"], each["right"], came, strict=False)
    asked, right, mine = next(row for row in rows if not same(row[1:2], row[2:]))
    for start, words in ("asked", exercise["questions"][asked]["said"]), ("expected", right), ("came", mine):
        tell(f"    {start:10}", words)
    for idea in exercise["ideas"].get(number, []):
        if all(same(came[: len(held)], held) for (_, came), held in zip(results, idea["came"], strict=False)):
            tell("    ", f"It {idea['says']}.")
            tell("    Try this: ", idea["hint"])


def tell(start, words):
    """Print a line that is broken between words, since JupyterLab breaks it anywhere."""
    print(textwrap.fill(words, 64, initial_indent=start, subsequent_indent=" " * len(start)))


def answers(name):
    """Each check with what came of its questions, up to the first that ends in an error."""
    exercise, results, errors = EXERCISES[name], [], []
    for each in exercise["checks"]:
        asks = (exercise["questions"][number] for number in each["asks"])
        results.append((each, [answer(ask, each["look"], errors) for ask in asks if not errors]))
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
    """A value as text, with numbers that are short."""
    if isinstance(value, torch.Tensor):
        return f"tensor({written(value.tolist())})"
    if isinstance(value, (list, tuple)):
        entries = ", ".join(map(written, value))
        return f"[{entries}]" if isinstance(value, list) else f"({entries})"
    if isinstance(value, float):
        return f"{round(value, 4) + 0.0:.5g}"
    return repr(value) if isinstance(value, (bool, int, str, type(None))) else f"a {type(value).__name__}"


def same(texts, others):
    """Whether texts are equal, and their numbers to the precision that counts."""
    one, other = "\n".join(texts), "\n".join(others)
    numbers = zip(map(float, NUMBER.findall(one)), map(float, NUMBER.findall(other)), strict=False)
    near = all(abs(mine - right) <= 2e-4 * max(1, abs(right)) for mine, right in numbers)
    return near and NUMBER.sub("#", one) == NUMBER.sub("#", other)


EXERCISES = {}
