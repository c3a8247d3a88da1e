"""What a teacher would say at once: answers as people write them, and the words that they get."""

from collections.abc import Callable

import pytest

from autograder.judging.result import Result, Verdict
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
    "step_another_rate_in_the_code": "always 100 times too long",
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
