"""What people get wrong in the gradient descent assignment: each a wrong version of a reference.

`function`, `mse`, `apply_step`, `time`, `speed` and `lr` are those of the namespace that asks.
"""

from collections.abc import Callable
from typing import Any

import torch

from solutions.gradient_descent import apply_step, function, lr, mse, speed, time
from solutions.gradient_descent import params as notebooks

from ..check import Misconception, misconception

Tensor = torch.Tensor
CUT = "Stay in torch from the arguments to the result: no .item(), .detach(), .data or numpy."


@misconception("function", "a goes with t², b with t, and c stands alone.")
def coefficients_reversed(t: Tensor, params: Tensor) -> Tensor:
    """takes params in the order c, b, a"""
    c, b, a = params
    return a * t**2 + b * t + c


@misconception("function", "a goes with t², b with t, and c stands alone.")
def coefficients_swapped(t: Tensor, params: Tensor) -> Tensor:
    """takes params in the order b, a, c"""
    b, a, c = params
    return a * t**2 + b * t + c


@misconception("function", "Add the third parameter, c.")
def constant_missing(t: Tensor, params: Tensor) -> Tensor:
    """leaves out the constant term c"""
    a, b, _ = params
    return a * t**2 + b * t


@misconception("function", "Add the second parameter times t.")
def linear_term_missing(t: Tensor, params: Tensor) -> Tensor:
    """leaves out the linear term b·t"""
    a, _, c = params
    return a * t**2 + c


@misconception("function", "Add the first parameter times t².")
def square_term_missing(t: Tensor, params: Tensor) -> Tensor:
    """leaves out the square term a·t²"""
    _, b, c = params
    return b * t + c


@misconception("function", "Square t in the first term: t**2.")
def time_not_squared(t: Tensor, params: Tensor) -> Tensor:
    """multiplies a by t, not by t²"""
    a, b, c = params
    return a * t + b * t + c


@misconception("function", "In Python 2*t doubles and t**2 squares.")
def doubled_for_squared(t: Tensor, params: Tensor) -> Tensor:
    """doubles t where it should square it"""
    a, b, c = params
    return a * (2 * t) + b * t + c


@misconception("function", "Only t is squared: a * t**2 is a * (t**2).")
def product_squared(t: Tensor, params: Tensor) -> Tensor:
    """squares a together with t"""
    a, b, c = params
    return (a * t) ** 2 + b * t + c


@misconception("function", "Use the argument t. The notebook's time is only one of the times that may be asked for.")
def notebook_time(t: Tensor, params: Tensor) -> Tensor:
    """uses the notebook's time instead of its argument t"""
    a, b, c = params
    return a * time**2 + b * time + c


@misconception("function", "Only a goes with t². b goes with t.")
def square_in_both_terms(t: Tensor, params: Tensor) -> Tensor:
    """multiplies b by t², not by t"""
    a, b, c = params
    return a * t**2 + b * t**2 + c


@misconception("function", "Work on new tensors: t**2 makes one, t *= t and t.pow_(2) overwrite t.")
def time_overwritten(t: Tensor, params: Tensor) -> Tensor:
    """overwrites t with its square"""
    a, b, c = params
    t *= t
    return a * t + b * t + c


@misconception("function", CUT)
def prediction_cut_off(t: Tensor, params: Tensor) -> Tensor:
    """cuts the way back of the gradient to params"""
    a, b, c = params.detach()
    return a * t**2 + b * t + c


@misconception("function", "Use the argument params, whatever you call it, not the notebook's.")
def notebook_params(t: Tensor, params: Tensor) -> Tensor:
    """uses the notebook's params instead of its argument"""
    a, b, c = notebooks
    return a * t**2 + b * t + c


@misconception("function", CUT)
def prediction_in_numpy(t: Tensor, params: Tensor) -> Any:
    """leaves torch for numpy, where no gradient can follow"""
    a, b, c = params.detach().numpy()
    return a * t.numpy() ** 2 + b * t.numpy() + c


@misconception("function", "Return one prediction for each time: let torch compute with the whole tensor t.")
def predictions_summed(t: Tensor, params: Tensor) -> Tensor:
    """adds up the predictions into one number"""
    a, b, c = params
    return (a * t**2 + b * t + c).sum()


@misconception("function", "Print is for people. A function hands its result on with return.")
def prediction_not_returned(t: Tensor, params: Tensor) -> None:
    """computes, and returns nothing"""


@misconception("mse", "Divide by how many errors there are: take the mean.")
def sum_for_mean(preds: Tensor, targets: Tensor) -> Tensor:
    """sums the squared errors, and does not average them"""
    return ((preds - targets) ** 2).sum()


@misconception("mse", "Square each error before you average: errors of opposite sign must not cancel.")
def not_squared(preds: Tensor, targets: Tensor) -> Tensor:
    """averages the errors without squaring them"""
    return (preds - targets).mean()


@misconception("mse", "Square each error before you average: errors of opposite sign must not cancel.")
def not_squared_reversed(preds: Tensor, targets: Tensor) -> Tensor:
    """averages the errors the wrong way round, without squaring them"""
    return (targets - preds).mean()


@misconception("mse", "First square each error, then average.")
def square_of_mean(preds: Tensor, targets: Tensor) -> Tensor:
    """averages first and squares afterwards"""
    return (preds - targets).mean() ** 2


@misconception("mse", "Square the errors: absolute values give another loss, the mean absolute error.")
def absolute_error(preds: Tensor, targets: Tensor) -> Tensor:
    """averages absolute errors, not squared ones"""
    return (preds - targets).abs().mean()


@misconception("mse", "The root belongs to the RMSE, which is printed. The loss is without it.")
def root_taken(preds: Tensor, targets: Tensor) -> Tensor:
    """takes the root of the mean squared error"""
    return ((preds - targets) ** 2).mean() ** 0.5


@misconception("mse", "Average with .mean(), without the factor one half.")
def halved(preds: Tensor, targets: Tensor) -> Tensor:
    """halves the mean squared error"""
    return ((preds - targets) ** 2).mean() / 2


@misconception("mse", "Take the difference of predictions and targets.")
def squares_subtracted(preds: Tensor, targets: Tensor) -> Tensor:
    """subtracts the squares instead of squaring the differences"""
    return (preds**2 - targets**2).mean()


@misconception("mse", "Subtract the targets from the predictions.")
def added_for_subtracted(preds: Tensor, targets: Tensor) -> Tensor:
    """adds predictions and targets where it should subtract"""
    return ((preds + targets) ** 2).mean()


@misconception("mse", "Average over all errors: .mean() without a dimension, or divide by numel().")
def divided_by_rows(preds: Tensor, targets: Tensor) -> Tensor:
    """divides by the number of rows, not by the number of errors"""
    return ((preds - targets) ** 2).sum() / len(preds)


@misconception("mse", "Average the squared errors into one number.")
def not_averaged(preds: Tensor, targets: Tensor) -> Tensor:
    """returns every squared error, and does not average them"""
    return (preds - targets) ** 2


@misconception("mse", "Divide by the number of errors, not by one less.")
def divided_by_one_less(preds: Tensor, targets: Tensor) -> Tensor:
    """divides by one less than the number of errors"""
    return ((preds - targets) ** 2).sum() / (preds.numel() - 1)


@misconception("mse", CUT)
def loss_cut_off(preds: Tensor, targets: Tensor) -> Tensor:
    """cuts the way back of the gradient to the predictions"""
    return ((preds - targets) ** 2).mean().detach()


@misconception("mse", CUT)
def loss_as_number(preds: Tensor, targets: Tensor) -> float:
    """turns the loss into a plain number, which no gradient can follow"""
    return ((preds - targets) ** 2).mean().item()


@misconception("mse", CUT)
def loss_in_numpy(preds: Tensor, targets: Tensor) -> Any:
    """leaves torch for numpy, where no gradient can follow"""
    return ((preds.detach().numpy() - targets.numpy()) ** 2).mean()


@misconception("mse", "Print is for people. A function hands its result on with return.")
def loss_not_returned(preds: Tensor, targets: Tensor) -> None:
    """computes, and returns nothing"""


@misconception("mse", "Work on a new tensor: write preds - targets, not preds -= targets.")
def targets_overwritten(preds: Tensor, targets: Tensor) -> Tensor:
    """overwrites the targets with the errors"""
    targets -= preds
    return (targets**2).mean()


def _step(params: Tensor, prn: bool, rate: float, clear: bool = True, line: str = "RMSE: {rmse}") -> Tensor:
    """Step as the reference does, but for what is said."""
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= rate * params.grad.data
    if clear:
        params.grad = None
    if prn:
        print(line.format(mse=loss.item(), rmse=loss.item() ** 0.5))
    return preds


@misconception("mse", "Work on a new tensor: write preds - targets, not preds -= targets.")
def preds_overwritten(preds: Tensor, targets: Tensor) -> Tensor:
    """overwrites the predictions with the errors"""
    preds.data -= targets
    return (preds**2).mean()


@misconception("mse", "Average over all errors: .mean() without a dimension.")
def averaged_down_the_columns(preds: Tensor, targets: Tensor) -> Tensor:
    """averages over the first dimension only"""
    return ((preds - targets) ** 2).mean(0)


@misconception("mse", "Divide by how many errors there are, which need not be 20: take the mean.")
def divided_by_twenty(preds: Tensor, targets: Tensor) -> Tensor:
    """divides by 20, whatever the number of errors"""
    return ((preds - targets) ** 2).sum() / 20


@misconception("mse", "Use the argument targets. The notebook's speed is only one of those that may be asked for.")
def notebook_speed(preds: Tensor, targets: Tensor) -> Tensor:
    """uses the notebook's speed instead of its argument targets"""
    return ((preds - speed) ** 2).mean()


@misconception("apply_step", "Subtract: the gradient points to where the loss grows.")
def uphill(params: Tensor, prn: bool = True) -> Tensor:
    """steps along the gradient, uphill, not against it"""
    return _step(params, prn, -lr)


@misconception("apply_step", "Multiply the gradient by lr before you subtract it.")
def learning_rate_missing(params: Tensor, prn: bool = True) -> Tensor:
    """steps by the whole gradient, without the learning rate"""
    return _step(params, prn, 1.0)


@misconception("apply_step", "Use the notebook's lr: it may be set to another value.")
def learning_rate_fixed(params: Tensor, prn: bool = True) -> Tensor:
    """steps with a learning rate of its own, 1e-5, not with lr"""
    return _step(params, prn, 1e-5)


@misconception(
    "apply_step", "Change the values in place, as in params.data -= ...; params = ... only makes a new name."
)
def step_on_a_copy(params: Tensor, prn: bool = True) -> Tensor:
    """steps elsewhere, and leaves the params that it was given as they were"""
    return _step(params.detach().clone().requires_grad_(), prn, lr)


@misconception(
    "apply_step", "Change the values in place, as in params.data -= ...; params = ... only makes a new name."
)
def step_on_a_new_name(params: Tensor, prn: bool = True) -> Tensor:
    """makes new params, and leaves those that it was given as they were"""
    return _step(params, prn, 0.0, clear=False)


@misconception("apply_step", "After the update set params.grad = None (or zero it): backward adds to what is there.")
def gradient_not_cleared(params: Tensor, prn: bool = True) -> Tensor:
    """does not clear the gradient, so that the next step adds to it"""
    return _step(params, prn, lr, clear=False)


@misconception("apply_step", "Clear the gradient at the end as well: who looks at params afterwards should find none.")
def gradient_cleared_at_the_start(params: Tensor, prn: bool = True) -> Tensor:
    """clears the gradient when it begins, and leaves one behind when it returns"""
    params.grad = None
    return _step(params, prn, lr, clear=False)


@misconception("apply_step", "Clear the gradient after the update: before it, there is nothing left to step along.")
def gradient_cleared_too_early(params: Tensor, prn: bool = True) -> Tensor:
    """clears the gradient before it is used, so that nothing moves"""
    preds = _step(params, prn, 0.0)
    params.grad = torch.zeros_like(params)
    return preds


@misconception("apply_step", "Call backward on the loss. Its root is for the print.")
def root_descended(params: Tensor, prn: bool = True) -> Tensor:
    """steps down the RMSE, not the loss"""
    preds = function(time, params)
    rmse = mse(preds, speed) ** 0.5
    rmse.backward()
    params.data -= lr * params.grad.data
    params.grad = None
    if prn:
        print("RMSE:", rmse.item())
    return preds


@misconception("apply_step", "Return the predictions that the loss was computed from.")
def predictions_after_the_step(params: Tensor, prn: bool = True) -> Tensor:
    """returns predictions made after the step, not before it"""
    _step(params, prn, lr)
    return function(time, params)


@misconception("apply_step", "Return the predictions, so that they can be drawn.")
def loss_returned(params: Tensor, prn: bool = True) -> Tensor:
    """returns the loss, not the predictions"""
    return mse(_step(params, prn, lr), speed)


@misconception("apply_step", "Return the predictions, so that they can be drawn. params is changed in place already.")
def params_returned(params: Tensor, prn: bool = True) -> Tensor:
    """returns params, not the predictions"""
    _step(params, prn, lr)
    return params


@misconception("apply_step", "End with return preds.")
def step_not_returned(params: Tensor, prn: bool = True) -> None:
    """returns nothing"""
    _step(params, prn, lr)


@misconception("apply_step", "Step by lr times the gradient itself: where it is steep, the step is long.")
def sign_step(params: Tensor, prn: bool = True) -> Tensor:
    """uses only the sign of the gradient"""
    preds = function(time, params)
    loss = mse(preds, speed)
    params.data -= lr * torch.autograd.grad(loss, params)[0].sign()
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds


@misconception("apply_step", "Print only if prn is true.")
def always_prints(params: Tensor, prn: bool = True) -> Tensor:
    """prints even when prn is false"""
    return _step(params, True, lr)


@misconception("apply_step", "Print the RMSE if prn is true.")
def never_prints(params: Tensor, prn: bool = True) -> Tensor:
    """prints nothing, even when prn is true"""
    return _step(params, False, lr)


@misconception("apply_step", "Turn the condition round: print if prn is true.")
def prints_the_other_way_round(params: Tensor, prn: bool = True) -> Tensor:
    """prints when prn is false, and not when it is true"""
    return _step(params, not prn, lr)


@misconception("apply_step", "Print the root of the loss: loss.item() ** 0.5.")
def mse_printed(params: Tensor, prn: bool = True) -> Tensor:
    """prints the MSE where the RMSE should stand: the root is missing"""
    return _step(params, prn, lr, line="RMSE: {mse}")


@misconception("apply_step", 'Begin the line with "RMSE:".')
def other_label(params: Tensor, prn: bool = True) -> Tensor:
    """prints a line that does not begin with RMSE:"""
    return _step(params, prn, lr, line="Loss: {rmse}")


@misconception("apply_step", "Print the root of the loss that the step began with.")
def rmse_after_the_step(params: Tensor, prn: bool = True) -> Tensor:
    """prints the RMSE after the step, not the one before it"""
    preds = _step(params, False, lr)
    if prn:
        print("RMSE:", mse(function(time, params), speed).item() ** 0.5)
    return preds


@misconception("apply_step", "Leave params a leaf that requires gradients: the next step needs them.")
def leaf_lost(params: Tensor, prn: bool = True) -> Tensor:
    """leaves params with its gradients switched off"""
    preds = _step(params.requires_grad_(), prn, lr)
    params.requires_grad_(False)
    return preds


def _train(params: Tensor, epochs: int, enough: Callable[[float, float], bool], after: bool = False) -> list[float]:
    """Train as the reference does until the last two RMSEs are enough; measure before or after each step."""
    rmses: list[float] = []
    for _ in range(epochs):
        preds = apply_step(params, False)
        rmses.append(mse(function(time, params) if after else preds, speed).item() ** 0.5)
        if len(rmses) > 1 and enough(rmses[-2], rmses[-1]):
            break
    return rmses


def _gained_less(tolerance: float | None) -> Callable[[float, float], bool]:
    return lambda before, now: tolerance is not None and before - now < tolerance


def _never(before: float, now: float) -> bool:
    return False


@misconception("train", "Measure the predictions that apply_step returns: they were made before the step.")
def measured_after_the_step(params: Tensor, epochs: int, tolerance: float | None = None) -> list[float]:
    """measures each RMSE after its step, not before it"""
    return _train(params, epochs, _gained_less(tolerance), after=True)


@misconception("train", "Take the root of the loss: the RMSE.")
def losses_kept(params: Tensor, epochs: int, tolerance: float | None = None) -> list[float]:
    """keeps the MSE of each step, not its root"""
    return [rmse**2 for rmse in _train(params, epochs, _gained_less(tolerance))]


@misconception("train", "Compare the gain, the RMSE before minus the RMSE now, with the tolerance.")
def tolerance_ignored(params: Tensor, epochs: int, tolerance: float | None = None) -> list[float]:
    """never stops early: the tolerance is not used"""
    return _train(params, epochs, _never)


@misconception("train", "Compare how much the RMSE fell with the tolerance, not the RMSE itself.")
def tolerance_for_the_rmse(params: Tensor, epochs: int, tolerance: float | None = None) -> list[float]:
    """compares the RMSE itself with the tolerance, not how much it fell"""
    rmses = _train(params, epochs, _never)
    enough = [number for number, rmse in enumerate(rmses) if tolerance is not None and rmse < tolerance]
    return rmses[: enough[0] + 1] if enough else rmses


@misconception("train", "Let the gain be negative: where the RMSE rises, before minus now is below the tolerance.")
def rise_taken_for_a_gain(params: Tensor, epochs: int, tolerance: float | None = None) -> list[float]:
    """takes the size of the change, so that a rise counts as a gain"""
    return _train(params, epochs, lambda before, now: tolerance is not None and abs(before - now) < tolerance)


@misconception("train", "Ask `tolerance is not None`: a tolerance of 0 is one as well, and stops at a rise.")
def zero_taken_for_none(params: Tensor, epochs: int, tolerance: float | None = None) -> list[float]:
    """takes a tolerance of 0 for none"""
    return _train(params, epochs, _gained_less(tolerance or None))


@misconception("train", "Stop when the gain is less than the tolerance: <, not <=.")
def stops_at_the_tolerance_itself(params: Tensor, epochs: int, tolerance: float | None = None) -> list[float]:
    """stops when the gain is just the tolerance, not less"""
    return _train(params, epochs, lambda before, now: tolerance is not None and before - now <= tolerance)


@misconception("train", "The gain is the RMSE before minus the RMSE now.")
def gain_turned_round(params: Tensor, epochs: int, tolerance: float | None = None) -> list[float]:
    """subtracts the RMSE before from the RMSE now, so that every gain is negative"""
    return _train(params, epochs, lambda before, now: tolerance is not None and now - before < tolerance)


@misconception("train", "Go on while the steps help; stop when one gained less than the tolerance.")
def stops_while_it_gains(params: Tensor, epochs: int, tolerance: float | None = None) -> list[float]:
    """stops when the gain is larger than the tolerance, not smaller"""
    return _train(params, epochs, lambda before, now: tolerance is not None and before - now > tolerance)


@misconception("train", "Compare the gain in RMSE, not in MSE: take the roots first.")
def tolerance_for_the_losses(params: Tensor, epochs: int, tolerance: float | None = None) -> list[float]:
    """compares how much the MSE fell with the tolerance, not the RMSE"""
    return _train(params, epochs, lambda before, now: tolerance is not None and before**2 - now**2 < tolerance)


@misconception("train", "Compare the gain itself with the tolerance, without dividing it.")
def tolerance_for_the_share(params: Tensor, epochs: int, tolerance: float | None = None) -> list[float]:
    """compares the gain as a share of the RMSE with the tolerance"""
    return _train(params, epochs, lambda before, now: tolerance is not None and (before - now) / before < tolerance)


@misconception("train", "Call apply_step once for each epoch, and use the predictions that it returns.")
def two_steps_at_a_time(params: Tensor, epochs: int, tolerance: float | None = None) -> list[float]:
    """takes two steps in each epoch, and measures one"""
    return _train(params, 2 * epochs, _never)[::2]


@misconception("train", "Append the RMSE before you decide whether to stop.")
def last_value_dropped(params: Tensor, epochs: int, tolerance: float | None = None) -> list[float]:
    """leaves out the RMSE at which it stopped"""
    rmses = _train(params, epochs, _gained_less(tolerance))
    return rmses[:-1] if len(rmses) > 1 and _gained_less(tolerance)(rmses[-2], rmses[-1]) else rmses


@misconception("train", "range(epochs) counts exactly epochs steps.")
def one_step_too_many(params: Tensor, epochs: int, tolerance: float | None = None) -> list[float]:
    """takes one step more than it was told"""
    return _train(params, epochs + 1, _gained_less(tolerance))


@misconception("train", "range(epochs) counts exactly epochs steps.")
def one_step_too_few(params: Tensor, epochs: int, tolerance: float | None = None) -> list[float]:
    """takes one step less than it was told"""
    return _train(params, epochs - 1, _gained_less(tolerance))


@misconception("train", "Pass on the params that you were given.")
def trains_a_copy(params: Tensor, epochs: int, tolerance: float | None = None) -> list[float]:
    """trains other params, and leaves those that it was given as they were"""
    return _train(params.detach().clone().requires_grad_(), epochs, _gained_less(tolerance))


@misconception("train", "Turn each RMSE into a plain number with .item().")
def tensors_kept(params: Tensor, epochs: int, tolerance: float | None = None) -> list[Tensor]:
    """keeps tensors, not plain numbers"""
    return [torch.tensor(rmse) for rmse in _train(params, epochs, _gained_less(tolerance))]


@misconception("train", "Collect the RMSE of every step in a list.")
def last_value_only(params: Tensor, epochs: int, tolerance: float | None = None) -> float | None:
    """returns only the last RMSE, not the list"""
    rmses = _train(params, epochs, _gained_less(tolerance))
    return rmses[-1] if rmses else None


@misconception("train", "End with return rmses.")
def rmses_not_returned(params: Tensor, epochs: int, tolerance: float | None = None) -> None:
    """returns nothing"""
    _train(params, epochs, _gained_less(tolerance))


@misconception("train", "Call apply_step(params, prn=False).")
def prints_while_training(params: Tensor, epochs: int, tolerance: float | None = None) -> list[float]:
    """lets every step print its RMSE"""
    rmses = _train(params, epochs, _gained_less(tolerance))
    for rmse in rmses:
        print("RMSE:", rmse)
    return rmses


MISCONCEPTIONS: list[Misconception] = [item for item in list(globals().values()) if isinstance(item, Misconception)]
