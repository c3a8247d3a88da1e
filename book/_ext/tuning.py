"""Try a grid of settings for each way down, all side by side, so that ways are compared at their best."""

import numpy as np
import runs

GRID = {
    "lr": [1e-5, 2e-5, 3e-5, 5e-5],
    "beta": [0.9, 0.95, 0.98, 0.99, 0.995, 0.998],
    "adam": [0.01, 0.03, 0.1, 0.3, 1, 3, 10],
}


@np.errstate(over="ignore", invalid="ignore")
def momentum(lr, beta, steps: int) -> np.ndarray:
    """Give the RMSE after each step of the heavy ball, a column for each pair of settings."""
    lr, beta = (np.asarray(setting, float).reshape(-1, 1) for setting in (lr, beta))
    hessian, bottom = runs.hessian(), runs.bottom()
    params = np.tile(runs.START, (len(lr), 1))
    velocity, rmses = np.zeros_like(params), [runs.rmse(params)]
    for _ in range(steps):
        velocity = beta * velocity + (params - bottom) @ hessian
        params = params - lr * velocity
        rmses.append(runs.rmse(params))
    return np.array(rmses)


def adam(lr, steps: int) -> np.ndarray:
    """Give the RMSE after each step of Adam, with its usual memory, a column for each learning rate."""
    lr = np.asarray(lr, float).reshape(-1, 1)
    hessian, bottom = runs.hessian(), runs.bottom()
    params = np.tile(runs.START, (len(lr), 1))
    mean, square, rmses = np.zeros_like(params), np.zeros_like(params), [runs.rmse(params)]
    for step in range(1, steps + 1):
        gradient = (params - bottom) @ hessian
        mean = 0.9 * mean + 0.1 * gradient
        square = 0.999 * square + 0.001 * gradient**2
        params = params - lr * mean / (1 - 0.9**step) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
        rmses.append(runs.rmse(params))
    return np.array(rmses)


def settled(rmses: np.ndarray, goal: float = 2) -> np.ndarray:
    """How many steps each column took to come below the goal and stay there; infinity where it did not."""
    above = ~(rmses < goal)  # what diverged is nan in the end
    last = len(rmses) - np.argmax(above[::-1], axis=0)
    return np.where(above[-1], np.inf, last)


def best_momentum(steps: int) -> tuple[float, float, int]:
    """Give the learning rate, the memory and the number of steps that settle first."""
    pairs = [(lr, beta) for lr in GRID["lr"] for beta in GRID["beta"]]
    counts = settled(momentum(*zip(*pairs, strict=True), steps))
    first = int(np.argmin(counts))
    return *pairs[first], int(counts[first])


def best_adam(steps: int) -> tuple[float, int]:
    """Give the learning rate and the number of steps that settle first."""
    counts = settled(adam(GRID["adam"], steps))
    first = int(np.argmin(counts))
    return GRID["adam"][first], int(counts[first])
