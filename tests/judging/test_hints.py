"""What a teacher would say at once: answers as people write them, and the words that they get."""

import statistics
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch

from autograder.judging.exceptions import advice
from autograder.judging.result import Result, Verdict
from autograder.pages.student_page import page
from tests.corpus import FOLDER, Answer

WRITTEN = FOLDER / "wrong" / "as_written.py"
TOLD = {
    "train_nothing_returned": "It returns nothing … End with return rmses.",
    "train_tensor_filled": "It returns a tensor of the RMSEs … Return the list itself",
    "train_params_returned": "It returns params, not the RMSEs … Return the list.",
    "train_measures_its_time": "`time` is the notebook's data … `import time as clock`",
    "train_imports_time_above": "has no attribute 'time' … `import time as clock`",
    "train_best_put_back": "It puts the best params back … Leave params where the last step led.",
    "train_best_kept_after_the_step": "where an earlier step led, not the last one … Leave params where",
    "train_raise_below": "train still raises NotImplementedError … leave none of it below",
    "step_of_the_sum": "by the gradient of the sum … divide by how many there are",
    "step_over_the_points": "by the number of points once more",
    "step_over_twenty": "always 20 times too short",
    "step_by_hand_without_the_two": "It steps half as far",
    "step_rate_in_the_code": "a learning rate of its own, 1e-5",
    "step_another_rate_in_the_code": "Here the step is 100 times too long",
    "step_by_the_loss": "It subtracts lr times the loss",
    "step_at_one_random_point": "Right with 1 value, wrong with 3 and more: what happens to the others?",
    "step_at_one_chosen_point": "Right with 1 value, wrong with 3 and more: what happens to the others?",
    "step_on_a_batch_of_five": "Right with 3 values, wrong with",
    "step_uphill_and_not_cleared": "The steps go the wrong way. … a gradient behind … This may not be all: “moves",
    "step_gradient_is_zero": "Write params.grad = None, or params.grad.zero_().",
    "step_loss_takes_the_functions_name": "local variable 'mse' … choose another name",
    "step_tutorials_print": "without the label RMSE: and without the root … Print the label and the root",
    "mse_two_arguments_to_the_class": "A loss class takes two calls",
    "mse_module_not_imported": "since its cell raised NameError: name 'nn' … `mse = nn.MSELoss()`",
    "mse_class_never_called": "is a torch.nn.Module … It was not called",
    "function_leaves_the_raise": "function still raises NotImplementedError … leave none of it below",
    "function_vertex_names": "as in a·(t − b)² + c",
    "train_goes_on_and_cuts_the_list": "As many values came back as should: were as many steps taken?",
    "train_steps_itself_and_never_clears": "As many values came back as should: were as many steps taken?",
    "train_measures_before_the_first_step": "Here it looks as if it takes one step too few … “returns an empty list",
    "train_never_without_a_tolerance": "Here it looks as if it stops when … Is the tolerance itself",
    "step_backward_twice": "It steps twice as far … the gradient that one backward leaves",
    "train_a_dict": "should be a list, but is a dict. Return a list: begin with []",
    "train_a_generator": "should be a list, but is a generator. A generator computes nothing until",
    "train_a_numpy_array": "should be a list, but is a numpy array. Return a list",
    "train_a_list_of_arrays": "should be of type float, but is a numpy array. Make a plain number of it",
    "train_bare_return_for_none": "but is None. Whichever way the function goes, end it with return",
    "function_with_a_comma": "should be a tensor, but is a tuple. Return one tensor alone: a comma",
    "function_whole_numbers": "holds whole numbers … Whole numbers have neither fractions nor gradients",
    "mse_last_counts_twice": "It is right in 1 of … cases: mse([ … does something work along one dimension",
    "mse_by_sqrt": "but is nan. nan means “not a number” … It returns nan, and changes nothing.",
    "mse_class_alone": "but is a class. It was not called",
    "mse_module_alone": "is a torch.nn.Module. It was not called … It returns a model with 0 numbers to learn",
    "step_clipped": "Each number goes the right way … Here the step is",
    "step_rounded_params": "The steps are nearly right: is something rounded",
    "step_returns_its_print": "but is None. Whichever way the function goes",
    "step_label_with_a_space": "It prints its line without RMSE: at the beginning: apply_step(",
    "train_rounded": "It is nearly right: is something rounded",
}


@pytest.mark.parametrize("name", TOLD)
def test_a_hint_where_a_teacher_would_give_one(judged: Callable[..., Result], name: str) -> None:
    """Messages and hints say what is wrong and what to try; no idea and no hint of one is told twice."""
    result = judged(**Answer(WRITTEN, part=name).answers)

    wrong = [check for one in result.exercises for check in one.checks if check.verdict != "passed"]
    told = "\n".join(f"{check.message} {check.hint}" for check in wrong)
    position = 0
    for words in TOLD[name].split(" … "):
        assert words in told[position:]
        position = told.index(words, position)
    ideas = [check.misconception for check in wrong if check.misconception and check.hint]
    assert len(ideas) == len(set(ideas))


NEVER = {
    "train_a_dict": ["too few", "too many"],
    "train_a_generator": ["too few", "is None", "make no copy"],
    "train_a_numpy_array": ["too few"],
    "train_a_list_of_arrays": ["nearly right"],
    "function_whole_numbers": ["Look at the shapes"],
    "mse_last_counts_twice": ["counts the rows", "time of", "times of"],
    "mse_by_sqrt": ["whatever it is given"],
    "mse_class_alone": ["Stay in torch", "type type"],
    "step_clipped": ["always"],
    "step_rounded_params": ["Right with"],
    "step_preds_as_a_column": ["two decimals"],
    "train_goes_on_and_cuts_the_list": ["where an earlier step led"],
    "step_label_with_a_space": ["::"],
}


@pytest.mark.parametrize("name", NEVER)
def test_nothing_is_said_that_is_false_of_the_code(judged: Callable[..., Result], name: str) -> None:
    """A count is for lists, "always" for several questions, and a relation for what it holds of."""
    result = judged(**Answer(WRITTEN, part=name).answers)

    told = [f"{check.message} {check.hint}" for one in result.exercises for check in one.checks]
    assert [(words, line) for words in NEVER[name] for line in told if words in line] == []


def test_a_line_that_failed_is_quoted(judged: Callable[..., Result]) -> None:
    """A student finds the line by its words; no cell is counted, for Jupyter shows no such count."""
    answer = "# Mine\ndef mse(preds, targets):\n    errors = preds - target\n    return (errors**2).mean()"
    broken = "def mse(preds, targets):\n    return ((preds - targets)**2.mean()"

    raised, unclosed = (first_of_mse(judged(mse=source)).message for source in (answer, broken))

    assert raised == "mse raised NameError: name 'target' is not defined (in the line `errors = preds - target`)"
    assert unclosed is not None
    assert unclosed.startswith("mse is not defined, since its cell raised SyntaxError: ")
    assert unclosed.endswith("(in the line `return ((preds - targets)**2.mean()`)")
    assert "cell 5" not in unclosed
    assert "<cell" not in unclosed


def first_of_mse(result: Result) -> Verdict:
    """The first verdict on mse."""
    return next(one for one in result.exercises if one.name == "mse").checks[0]


def own(x: Any) -> Any:
    """A function that a student writes."""
    return own(x)


RAISED = {
    "own(1, 2)": "Keep the arguments that the first line of own names.",
    "own(y=1)": "Keep the arguments",
    "own(1)": "calls itself again",
    "torch.stack(x, x, x)": "one list: torch.stack([x, y, z])",
    "torch.mul(x, x, x)": "mul takes other arguments",
    "torch.tensor([1.0], require_grad=True)": "tensor takes other arguments",
    "np.mean(w)": "use torch's own",
    "1 if x == x[0] else 2": "neither true nor false: ask for one",
    "max(torch.ones(2, 2))": "neither true nor false: ask for one",
    "torch.nn.MSELoss(x, x)(x, x)": "A loss class takes two calls",
    "x.sum().backward()": "torch.no_grad() around it, and call backward only where",
    "[w.square().sum().backward() for w in [(w * w).exp()] * 2]": "Call backward once for each loss",
    "1.0 < None": "Something is compared with None",
    "w.grad * 2": "Something is None: a gradient",
    "torch.tensor([row for row in torch.ones(2, 2)])": "Each entry must be one number",
    "float(x)": "math and float() take a single number",
    "x.squared()": "A value of type Tensor has no squared.",
    "x.sum().backwards()": "A value of type Tensor has no backwards.",
    "torch.nn.functional.MSELoss()": "torch.nn.functional has no MSELoss.",
    "range(4 / 1)": "// gives one",
    "0.1 * torch.autograd.grad((w * w).sum(), w)": "take one thing out of it",
    "torch.ones(20, 3) @ torch.ones(20)": "The shapes do not fit",
    "torch.ones(3) + torch.ones(4)": "The shapes do not fit",
    "torch.linalg.solve(torch.ones(20, 3), torch.ones(20))": "a square matrix",
    "torch.linalg.lstsq(torch.ones(20, 3), torch.ones(1, 20))": "as many rows",
    "torch.stack([torch.ones(3), torch.ones(4)])": "The shapes do not fit",
    "x.tolist() - x.tolist()": "A list is nothing to compute with",
    "x['a']": "Entries have numbers",
    "statistics.mean([x, x])": "takes no tensors",
    "x[7]": "counting begins at 0",
}


@pytest.mark.parametrize("line", RAISED)
def test_a_hint_takes_nothing_for_granted_that_the_message_does_not_say(line: str) -> None:
    """What torch and Python really raise has the hint of its own kind, whatever else has a word in common with it."""
    names = {
        "own": own,
        "torch": torch,
        "np": np,
        "statistics": statistics,
        "x": torch.ones(3),
        "w": torch.ones(3, requires_grad=True),
    }

    with pytest.raises(Exception) as error:  # noqa: PT011
        eval(line, names)

    assert RAISED[line] in (advice("own", f"{error.type.__name__}: {error.value}", line) or "")


def test_an_error_of_the_students_own_making_is_no_bug_of_torchs() -> None:
    """Whoever raises is asked what should be returned, whatever the message says; what tells nothing has no hint."""
    assert advice("own", "ValueError: expand(NoneType", 'raise ValueError("expand(NoneType")') == (
        "Your own line ends it there: what should it return instead?"
    )
    assert advice("own", "ValueError: no", "if x: raise ValueError") is not None
    assert advice("own", "ValueError: no", "x = compute()") is None


POOL = """
from concurrent.futures import ThreadPoolExecutor
def mse(preds, targets):
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(lambda: ((preds - targets) ** 2).mean()).result()
"""


def test_who_waits_for_a_person_has_nothing_to_mend(judged: Callable[..., Result]) -> None:
    """What the grader lacks is no mistake: no hint, no exception of ours, no chapter to read again."""
    result = judged(mse=POOL)

    waiting = next(one for one in result.exercises if one.name == "mse")
    assert waiting.waiting
    assert {(check.message, check.hint) for check in waiting.checks if check.verdict != "passed"} == {
        (f"A person grades this: {waiting.waiting}.", None)
    }
    chapters = {"mse": {"title": "Loss", "url": None}}
    assert "Read again" in page(judged(mse="def mse(preds, targets):\n    return 0").data(), chapters=chapters)
    assert "Read again" not in page(result.data(), chapters=chapters)
