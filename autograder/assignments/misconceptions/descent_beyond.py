"""What people get wrong beyond gradient descent: each a wrong version of a reference.

`time` and `speed` are those of the namespace that asks.
"""

from typing import Any

import torch

from solutions.gradient_descent import speed, time

from ..check import Misconception, misconception

Tensor = torch.Tensor
PRINT = "Print is for people. A function hands its result on with return."
IN_PLACE = "Change the values in place, as in velocity.mul_(...); velocity = ... only makes a new name."


@misconception("standardize", "Divide by values.std(), whose divisor is one less than the number of values.")
def population_deviation(values: Tensor) -> Tensor:
    """divides by the population's standard deviation, not by the sample's"""
    return torch.nan_to_num((values - values.mean()) / values.std(unbiased=False), 0)


@misconception("standardize", "Take the root of the variance: values.std().")
def divided_by_the_variance(values: Tensor) -> Tensor:
    """divides by the variance, not by the standard deviation"""
    return torch.nan_to_num((values - values.mean()) / values.var(), 0)


@misconception("standardize", "Then divide by the standard deviation.")
def only_centred(values: Tensor) -> Tensor:
    """subtracts the mean, and does not divide by the standard deviation"""
    return values - values.mean()


@misconception("standardize", "Subtract the mean before you divide.")
def only_scaled(values: Tensor) -> Tensor:
    """divides by the standard deviation, and does not subtract the mean"""
    return values / values.std()


@misconception("standardize", "Put parentheses around the difference: (values - mean) / std.")
def parentheses_missing(values: Tensor) -> Tensor:
    """divides only the mean by the standard deviation"""
    return values - values.mean() / values.std()


@misconception("standardize", "Subtract the mean: values minus mean.")
def upside_down(values: Tensor) -> Tensor:
    """subtracts the values from the mean, not the mean from the values"""
    return torch.nan_to_num((values.mean() - values) / values.std(), 0)


@misconception("standardize", "Subtract the mean, not the smallest value, and divide by the standard deviation.")
def squeezed_between_0_and_1(values: Tensor) -> Tensor:
    """squeezes the values between 0 and 1, which is another scale"""
    return torch.nan_to_num((values - values.min()) / (values.max() - values.min()), 0)


@misconception("standardize", "Divide by the standard deviation, not by how far the largest is from the smallest.")
def divided_by_the_range(values: Tensor) -> Tensor:
    """divides by the range, not by the standard deviation"""
    return torch.nan_to_num((values - values.mean()) / (values.max() - values.min()), 0)


@misconception("standardize", "Subtract values.mean(). The median is another middle.")
def median_subtracted(values: Tensor) -> Tensor:
    """subtracts the median, not the mean"""
    return torch.nan_to_num((values - values.median()) / values.std(), 0)


@misconception("standardize", "When the standard deviation is 0, return zeros. Zero by zero is nan, not a number.")
def nothing_by_nothing(values: Tensor) -> Tensor:
    """divides zero by zero when all values are equal"""
    return (values - values.mean()) / values.std()


@misconception("standardize", "Subtract the mean before you look whether there is anything to divide by.")
def equal_values_given_back(values: Tensor) -> Tensor:
    """gives values that are all equal back as they are"""
    return (values - values.mean()) / values.std() if values.std() > 0 else values


@misconception("standardize", "When the standard deviation is 0, return zeros.")
def ones_for_equal_values(values: Tensor) -> Tensor:
    """turns values that are all equal into ones"""
    return (values - values.mean()) / values.std() if values.std() > 0 else torch.ones_like(values)


@misconception("standardize", "Use the argument values. The notebook's time is only one of them.")
def notebook_time(values: Tensor) -> Tensor:
    """standardizes the notebook's time instead of its argument"""
    return (time - time.mean()) / time.std()


@misconception("standardize", "Work on a new tensor: write values - mean, not values -= mean.")
def values_overwritten(values: Tensor) -> Tensor:
    """overwrites the values that it was given"""
    values -= values.mean()
    values /= values.std() if values.std() > 0 else 1
    return values


@misconception("standardize", PRINT)
def scale_not_returned(values: Tensor) -> None:
    """computes, and returns nothing"""


@misconception("standardize", "Stay in torch: (values - values.mean()) / values.std() is a tensor already.")
def numbers_in_a_list(values: Tensor) -> list[float]:
    """returns a list of numbers, not a tensor"""
    return torch.nan_to_num((values - values.mean()) / values.std(), 0).tolist()


@misconception("standardize", "Stay in torch: (values - values.mean()) / values.std() is a tensor already.")
def scale_in_numpy(values: Tensor) -> Any:
    """returns a numpy array, not a tensor"""
    return torch.nan_to_num((values - values.mean()) / values.std(), 0).numpy()


def _step(params: Tensor, velocity: Tensor, new_velocity: Tensor, move: Tensor) -> None:
    """Put the new velocity into the old one, and subtract the move from params."""
    velocity.copy_(new_velocity)
    params.data -= move


@misconception("momentum_step", "Add the whole gradient: here nothing is multiplied by 1 - beta.")
def running_mean(params: Tensor, velocity: Tensor, gradient: Tensor, lr: float, beta: float) -> None:
    """multiplies the gradient by 1 - beta, as a running mean does; in this convention it is a running sum"""
    new = beta * velocity + (1 - beta) * gradient
    _step(params, velocity, new, lr * new)


@misconception("momentum_step", "Keep lr out of the velocity. Multiply by it when you move params.")
def learning_rate_in_the_velocity(params: Tensor, velocity: Tensor, gradient: Tensor, lr: float, beta: float) -> None:
    """puts lr into the velocity; in this convention it belongs to the move"""
    new = beta * velocity + lr * gradient
    _step(params, velocity, new, new)


@misconception("momentum_step", "Add the gradient to the velocity as it is. lr and the minus come with the move.")
def signed_velocity(params: Tensor, velocity: Tensor, gradient: Tensor, lr: float, beta: float) -> None:
    """subtracts lr times the gradient from the velocity, and adds this to params, which is another convention"""
    new = beta * velocity - lr * gradient
    _step(params, velocity, new, -new)


@misconception("momentum_step", "Move by the velocity itself. What looks a step ahead is Nesterov's momentum.")
def looks_ahead(params: Tensor, velocity: Tensor, gradient: Tensor, lr: float, beta: float) -> None:
    """moves by beta times the velocity plus the gradient once more, which is Nesterov's way"""
    new = beta * velocity + gradient
    _step(params, velocity, new, lr * (gradient + beta * new))


@misconception("momentum_step", "Update the velocity first, then move by it.")
def moves_before_the_update(params: Tensor, velocity: Tensor, gradient: Tensor, lr: float, beta: float) -> None:
    """moves by the old velocity, and updates it afterwards"""
    _step(params, velocity, beta * velocity + gradient, lr * velocity.clone())


@misconception("momentum_step", "beta is for the velocity, and the gradient is added whole.")
def beta_on_the_gradient(params: Tensor, velocity: Tensor, gradient: Tensor, lr: float, beta: float) -> None:
    """multiplies the gradient by beta, not the velocity"""
    new = velocity + beta * gradient
    _step(params, velocity, new, lr * new)


@misconception("momentum_step", "Multiply the old velocity by beta before you add the gradient.")
def beta_on_both(params: Tensor, velocity: Tensor, gradient: Tensor, lr: float, beta: float) -> None:
    """multiplies velocity and gradient by beta"""
    new = beta * (velocity + gradient)
    _step(params, velocity, new, lr * new)


@misconception("momentum_step", "Multiply the old velocity by beta, so that what was long ago is forgotten.")
def nothing_forgotten(params: Tensor, velocity: Tensor, gradient: Tensor, lr: float, beta: float) -> None:
    """adds the gradient to the whole velocity, without beta"""
    new = velocity + gradient
    _step(params, velocity, new, lr * new)


@misconception("momentum_step", "Add the gradient, not its opposite; the minus comes when params move.")
def gradient_subtracted(params: Tensor, velocity: Tensor, gradient: Tensor, lr: float, beta: float) -> None:
    """subtracts the gradient from the velocity"""
    new = beta * velocity - gradient
    _step(params, velocity, new, lr * new)


@misconception("momentum_step", "Subtract: the velocity points to where the loss grows.")
def uphill(params: Tensor, velocity: Tensor, gradient: Tensor, lr: float, beta: float) -> None:
    """adds the velocity to params, uphill, and does not subtract it"""
    new = beta * velocity + gradient
    _step(params, velocity, new, -lr * new)


@misconception("momentum_step", "Multiply the velocity by lr when you move.")
def learning_rate_missing(params: Tensor, velocity: Tensor, gradient: Tensor, lr: float, beta: float) -> None:
    """moves by the whole velocity, without the learning rate"""
    new = beta * velocity + gradient
    _step(params, velocity, new, new)


@misconception("momentum_step", "Move by lr times the velocity: the gradient is in it already.")
def moves_by_the_gradient(params: Tensor, velocity: Tensor, gradient: Tensor, lr: float, beta: float) -> None:
    """moves by the gradient, as if there were no momentum"""
    _step(params, velocity, beta * velocity + gradient, lr * gradient)


@misconception("momentum_step", "Update the velocity as well, in place.")
def momentum_left_out(params: Tensor, velocity: Tensor, gradient: Tensor, lr: float, beta: float) -> None:
    """takes a plain step, and never uses the velocity"""
    params.data -= lr * gradient


@misconception("momentum_step", IN_PLACE)
def velocity_on_a_new_name(params: Tensor, velocity: Tensor, gradient: Tensor, lr: float, beta: float) -> None:
    """gives the new velocity a name of its own, and leaves the old one as it was"""
    params.data -= lr * (beta * velocity + gradient)


@misconception("momentum_step", IN_PLACE.replace("velocity", "params"))
def params_on_a_new_name(params: Tensor, velocity: Tensor, gradient: Tensor, lr: float, beta: float) -> None:
    """moves a copy of params, and leaves those that it was given as they were"""
    velocity.copy_(beta * velocity + gradient)


@misconception("momentum_step", IN_PLACE)
def nothing_in_place(params: Tensor, velocity: Tensor, gradient: Tensor, lr: float, beta: float) -> tuple[Any, Any]:
    """computes new params and a new velocity, and changes nothing in place"""
    velocity = beta * velocity + gradient
    return params.detach() - lr * velocity, velocity


@misconception("momentum_step", "Work on velocity: write velocity += gradient, not gradient += velocity.")
def gradient_overwritten(params: Tensor, velocity: Tensor, gradient: Tensor, lr: float, beta: float) -> None:
    """overwrites the gradient"""
    gradient += beta * velocity
    _step(params, velocity, gradient, lr * gradient)


@misconception("momentum_step", "The caller clears the gradient, where it needs clearing.")
def gradient_zeroed(params: Tensor, velocity: Tensor, gradient: Tensor, lr: float, beta: float) -> None:
    """sets the gradient to zero after the step"""
    new = beta * velocity + gradient
    _step(params, velocity, new, lr * new)
    gradient.zero_()


@misconception("momentum_step", "Use the argument beta. 0.9 is only one of the values that it may have.")
def fixed_beta(params: Tensor, velocity: Tensor, gradient: Tensor, lr: float, beta: float) -> None:
    """uses 0.9, whatever beta is"""
    new = 0.9 * velocity + gradient
    _step(params, velocity, new, lr * new)


@misconception("momentum_step", "Move params under torch.no_grad(), and leave requires_grad as it is.")
def leaf_lost(params: Tensor, velocity: Tensor, gradient: Tensor, lr: float, beta: float) -> None:
    """switches off the gradients of params"""
    new = beta * velocity + gradient
    _step(params, velocity, new, lr * new)
    params.requires_grad_(False)


def _fit(columns: list[Tensor], targets: Tensor) -> Tensor:
    """Fit the targets by a weighted sum of these columns."""
    return torch.linalg.lstsq(torch.stack(columns, dim=1), targets.unsqueeze(1)).solution.squeeze(1)


def _best(t: Tensor, targets: Tensor) -> Tensor:
    return _fit([t * t, t, torch.ones_like(t)], targets)


@misconception("least_squares", "a comes first: put t² into the first column.")
def coefficients_reversed(t: Tensor, targets: Tensor) -> Tensor:
    """returns the three values in the order c, b, a"""
    return _best(t, targets).flip(0)


@misconception("least_squares", "Columns in the order t², t, 1 give a, b, c.")
def coefficients_swapped(t: Tensor, targets: Tensor) -> Tensor:
    """returns the three values in the order b, a, c"""
    return _best(t, targets)[[1, 0, 2]]


@misconception("least_squares", "Add a column of ones: it is what c is multiplied with.")
def constant_missing(t: Tensor, targets: Tensor) -> Tensor:
    """fits a·t² + b·t without a constant"""
    return torch.cat([_fit([t * t, t], targets), torch.zeros(1)])


@misconception("least_squares", "Add a column of ones: it is what c is multiplied with.")
def two_values(t: Tensor, targets: Tensor) -> Tensor:
    """fits two values only, and leaves the constant out"""
    return _fit([t * t, t], targets)


@misconception("least_squares", "The first column is t².")
def straight_line(t: Tensor, targets: Tensor) -> Tensor:
    """fits a straight line: a is always 0"""
    return torch.cat([torch.zeros(1), _fit([t, torch.ones_like(t)], targets)])


@misconception("least_squares", "The second column is t: without it, the parabola cannot move to the side.")
def linear_term_missing(t: Tensor, targets: Tensor) -> Tensor:
    """fits a·t² + c without the linear term"""
    a, c = _fit([t * t, torch.ones_like(t)], targets)
    return torch.stack([a, torch.zeros_like(a), c])


@misconception("least_squares", "In Python 2*t doubles and t**2 squares.")
def doubled_for_squared(t: Tensor, targets: Tensor) -> Tensor:
    """doubles t where it should square it"""
    columns = torch.stack([2 * t, t, torch.ones_like(t)], dim=1)
    return torch.linalg.pinv(columns) @ targets


@misconception("least_squares", "Use all points: three alone follow their own noise.")
def through_three_points(t: Tensor, targets: Tensor) -> Tensor:
    """goes through the first three points, and looks at no other"""
    columns = torch.stack([t * t, t, torch.ones_like(t)], dim=1)[:3]
    return torch.linalg.pinv(columns) @ targets[:3]


@misconception("least_squares", "Use the argument t. The notebook's time is only one of them.")
def times_of_the_notebook(t: Tensor, targets: Tensor) -> Tensor:
    """uses the notebook's time instead of its argument t"""
    return _best(time[: len(targets)], targets)


@misconception("least_squares", "Use the argument targets. The notebook's speed is only one of them.")
def speeds_of_the_notebook(t: Tensor, targets: Tensor) -> Tensor:
    """uses the notebook's speed instead of its argument targets"""
    return _best(t, speed[: len(t)])


@misconception("least_squares", "Return the parameters for t itself, as it was given.")
def of_standardised_time(t: Tensor, targets: Tensor) -> Tensor:
    """returns the parameters for standardised times, not for t"""
    return _best((t - t.mean()) / t.std(), targets)


@misconception("least_squares", "Lay the column flat: .flatten() or .squeeze(1).")
def column_returned(t: Tensor, targets: Tensor) -> Tensor:
    """returns a column of three rows, not three values in a row"""
    return _best(t, targets)[:, None]


@misconception("least_squares", "Lay the column flat: .flatten() or .squeeze(1).")
def row_of_a_table(t: Tensor, targets: Tensor) -> Tensor:
    """returns a table with one row, not three values alone"""
    return _best(t, targets)[None]


@misconception("least_squares", "lstsq gives back several things. The parameters are its .solution.")
def whole_answer_of_lstsq(t: Tensor, targets: Tensor) -> Any:
    """returns everything that lstsq says, not the solution alone"""
    return torch.linalg.lstsq(torch.stack([t * t, t, torch.ones_like(t)], dim=1), targets[:, None])


@misconception("least_squares", "Return one tensor: torch.stack([a, b, c]).")
def three_results(t: Tensor, targets: Tensor) -> tuple[float, ...]:
    """returns three results, not one tensor with three values"""
    return tuple(_best(t, targets).tolist())


@misconception("least_squares", "Return one tensor: torch.tensor([a, b, c]).")
def parameters_in_a_list(t: Tensor, targets: Tensor) -> list[float]:
    """returns a list, not a tensor"""
    return _best(t, targets).tolist()


@misconception("least_squares", "Turn it into a tensor: torch.tensor(...).")
def parameters_in_numpy(t: Tensor, targets: Tensor) -> Any:
    """returns a numpy array, not a tensor"""
    return _best(t, targets).numpy()


@misconception("least_squares", "Return a, b and c. The predictions follow from them.")
def predictions_returned(t: Tensor, targets: Tensor) -> Tensor:
    """returns the predictions of the best parabola, not its a, b and c"""
    return torch.stack([t * t, t, torch.ones_like(t)], dim=1) @ _best(t, targets)


@misconception("least_squares", "There are as many ones as there are points: torch.ones_like(t).")
def twenty_points(t: Tensor, targets: Tensor) -> Tensor:
    """uses the first twenty points only"""
    return _best(t[:20], targets[:20])


@misconception("least_squares", "Work on new tensors: t**2 makes one, t *= t and t.pow_(2) overwrite t.")
def times_overwritten(t: Tensor, targets: Tensor) -> Tensor:
    """overwrites t with its square"""
    best = _best(t, targets)
    t *= t
    return best


@misconception("least_squares", "Add nothing to the sums: a penalty pulls the parameters towards 0.")
def pulled_to_zero(t: Tensor, targets: Tensor) -> Tensor:
    """adds a penalty, which pulls a, b and c towards 0"""
    columns = torch.stack([t * t, t, torch.ones_like(t)], dim=1)
    return torch.linalg.solve(columns.T @ columns + torch.eye(3, dtype=columns.dtype), columns.T @ targets)


@misconception("least_squares", PRINT)
def parameters_not_returned(t: Tensor, targets: Tensor) -> None:
    """computes, and returns nothing"""


MISCONCEPTIONS: list[Misconception] = [item for item in list(globals().values()) if isinstance(item, Misconception)]
