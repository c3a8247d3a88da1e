"""The book's pictures. Each function draws one; the chapters' hidden cells hold the numbers."""

import numpy as np
import torch
from matplotlib.patches import Rectangle

import runs
from palette import BLUE, GREEN, GRID, INK, ORANGE, panels, show, styles
from solutions import gradient_descent as reference

DENSE = torch.linspace(0, 19, 200)


def data(ax, **options) -> None:
    """Draw what was measured, the same everywhere: blue points."""
    ax.scatter(reference.time, reference.speed, **{"s": 28, "color": BLUE, "label": "measured", **options})


def curve(ax, params, label: str, **options) -> None:
    """Draw a parabola through all times between the measurements too."""
    values = torch.as_tensor(params, dtype=DENSE.dtype).detach()
    ax.plot(DENSE, reference.function(DENSE, values), **{"label": label, "color": ORANGE, **options})


def name_axes(ax, x: str = "time (s)", y: str = "speed (m/s)") -> None:
    ax.set(xlabel=x, ylabel=y)
    if x == "time (s)":
        ax.set_xticks(range(0, 20, 5))


def fits(parabolas: dict, **options):
    """The measurements with some parabolas, each with its name."""
    figure, ax = panels(**options)
    data(ax)
    for (label, params), style in zip(parabolas.items(), list_styles()):
        curve(ax, params, label, **style)
    name_axes(ax)
    ax.legend()
    return show(figure)


def list_styles():
    """The lines' styles without the first, whose blue belongs to the measurements."""
    following = styles()
    next(following)
    return following


def strip(points, rows: int, columns: int, height: float):
    """The fit at each of the points of a path, side by side, with its RMSE."""
    figure, axes = panels(rows, columns, width=7, height=height, sharex=True, sharey=True)
    for number, (ax, params) in enumerate(zip(axes.flat, points)):
        data(ax, s=10)
        curve(ax, params, "predicted")
        ax.set(title=f"{'start' if number == 0 else f'after {number}'}: {runs.rmse(np.array(params)):.1f}",
               ylim=(-100, 120))
    figure.supxlabel("time (s)", fontsize=11)
    figure.supylabel("speed (m/s)", fontsize=11)
    axes.flat[0].legend(handlelength=1, borderpad=0, loc="upper center")
    return show(figure)


def lines_through_zero(x, y, weights):
    """Three points, and the line of each weight."""
    figure, ax = panels(height=3.2)
    ax.scatter(x, y, s=50, color=BLUE, zorder=3, label="the three points")
    ends = np.array([0, 3.3])
    for weight, style in zip(weights, list_styles()):
        ax.plot(ends, weight * ends, label=f"w = {weight:g}", **style)
    name_axes(ax, "x", "prediction")
    ax.legend()
    return show(figure)


def squares(x, y, weight: float):
    """The errors of a line, and beside them their squares and the mean of these: the loss."""
    figure, (left, right) = panels(1, 2, width=7, height=3.6)
    left.plot([0, 3.4], [0, 3.4 * weight], color=ORANGE, linestyle="--", label=f"predictions, w = {weight:g}")
    left.vlines(x, np.multiply(weight, x), y, color=INK, linewidth=1.5, label="errors")
    left.scatter(x, y, s=50, color=BLUE, zorder=3, label="targets")
    left.legend()
    name_axes(left, "x", "y")
    errors = [abs(target - weight * at) for at, target in zip(x, y)]
    sides = [*errors, np.mean(np.square(errors)) ** 0.5]
    corners = np.cumsum([0, *(np.array(sides[:-1]) + 0.5)]) + np.array([0] * len(x) + [0.7])
    for corner, side in zip(corners, sides):
        mean = side is sides[-1]
        look = {"facecolor": BLUE if mean else ORANGE, "edgecolor": INK}
        right.add_patch(Rectangle((corner, 0), side, side, alpha=0.35, **look))
        text = f"mean\n{side**2:g}" if mean else f"{side:g}² =\n{side**2:g}"
        right.text(corner + side / 2, side / 2, text, ha="center", va="center")
    right.set(aspect="equal", xlim=(-0.3, corners[-1] + sides[-1] + 0.3), ylim=(-0.3, 5))
    right.axis("off")
    return show(figure)


def slices(spans: dict, start):
    """The RMSE while one parameter moves and the two others stay."""
    figure, axes = panels(1, 3, width=7, height=2.9, sharey=True)
    for which, (ax, (name, span)) in enumerate(zip(axes, spans.items())):
        values = np.linspace(*span, 300)
        points = np.tile(start, (300, 1))
        points[:, which] = values
        ax.plot(values, runs.rmse(points), color=BLUE)
        ax.plot(start[which], runs.rmse(start), "o", color=ORANGE, markersize=8, label="start")
        ax.set(xlabel=name, ylim=(0, 160))
    axes[0].set_ylabel("RMSE (m/s)")
    axes[0].legend(loc="lower left")
    return show(figure)


def bowl(x, y):
    """The loss of one weight, and a second loss beside it: the mean absolute error."""
    figure, ax = panels()
    weights = np.linspace(0, 4.5, 400)
    errors = np.outer(weights, x) - np.array(y)
    ax.plot(weights, (errors**2).sum(1) / len(x), label="mean of the squares", color=BLUE)
    ax.plot(weights, np.abs(errors).sum(1) / len(x), label="mean of the sizes", color=ORANGE, linestyle="--")
    ax.set(ylim=(0, 16))
    name_axes(ax, "weight w", "loss")
    ax.legend()
    return show(figure)


def one_weight(x, y, rates: dict, start: float, steps: int):
    """The way of one weight in its bowl, for several learning rates."""
    curvature = 2 * np.dot(x, x) / len(x)
    best = np.dot(x, y) / np.dot(x, x)
    floor = np.mean((best * np.array(x) - y) ** 2)

    def loss(w):
        return floor + curvature / 2 * (w - best) ** 2

    figure, axes = panels(2, 2, width=7, height=5.6, sharex=True, sharey=True)
    span = np.linspace(best - 2.4, best + 2.4, 200)
    for ax, (lr, words) in zip(axes.flat, rates.items()):
        way = best + (start - best) * (1 - lr * curvature) ** np.arange(steps + 1)
        ax.plot(span, loss(span), color=GRID)
        ax.plot(way, loss(way), "o--", color=ORANGE, markersize=5, linewidth=1)
        ax.plot(way[0], loss(way[0]), "s", color=INK, markersize=8)
        ax.set(title=f"lr = {lr:g}: {words}", xlim=(span[0], span[-1]), ylim=(-1, 27))
    figure.supxlabel("weight w", fontsize=11)
    figure.supylabel("loss", fontsize=11)
    return show(figure)


def tangent(x, y, at: float, reach: float = 0.6):
    """The slope of the loss at one weight, and the way downhill."""
    weights = np.linspace(0, 4.4, 200)
    mean = np.mean((np.outer(weights, x) - y) ** 2, axis=1)
    loss = np.mean((at * np.array(x) - y) ** 2)
    slope = 2 * np.mean((at * np.array(x) - y) * x)
    figure, ax = panels()
    ax.plot(weights, mean, color=BLUE, label="loss")
    near = np.array([at - reach, at + reach])
    ax.plot(near, loss + slope * (near - at), color=ORANGE, linestyle="--", label=f"slope {slope:.2f}")
    ax.plot(at, loss, "o", color=INK, markersize=8, label=f"w = {at:g}")
    ax.annotate("", (at + 1.1, 0.9), (at, 0.9), arrowprops={"arrowstyle": "->", "color": GREEN, "lw": 2.5})
    ax.text(at + 0.55, 1.4, "downhill", color=GREEN, ha="center")
    ax.set(ylim=(0, 16))
    name_axes(ax, "weight w", "loss")
    ax.legend()
    return show(figure)


def by_step(series: dict, mark: float | None = None, log_steps: bool = False, **limits):
    """The RMSE by step for several runs, on a log scale, with the best that there is."""
    figure, ax = panels(height=4)
    for (label, rmses), style in zip(series.items(), styles()):
        steps = np.arange(len(rmses))
        if log_steps:
            kept = np.unique(np.geomspace(1, len(rmses), 300).astype(int)) - 1
            steps, rmses = kept + 1, np.asarray(rmses)[kept]
        ax.plot(steps, rmses, label=label, marker="o" if len(steps) < 15 else "", markersize=4, **style)
    if mark is not None:
        ax.axhline(mark, color=INK, linewidth=1, linestyle=(0, (1, 2)), label=f"best possible, {mark:.2f}")
    ax.set(yscale="log", xscale="log" if log_steps else "linear", **limits)
    ax.yaxis.set_major_formatter("{x:g}")
    name_axes(ax, "step number" if log_steps else "steps taken", "RMSE (m/s), log scale")
    ax.legend()
    return show(figure)


def plane(points, height: float = 4.2):
    """The loss from above, over a and b, with c as at the start, and a path of steps."""
    figure, ax = panels(height=height)
    a, b = np.meshgrid(np.linspace(-0.3, 0.9, 200), np.linspace(-9, 7, 200))
    heights = runs.rmse(np.stack([a, b, np.full_like(a, points[0][2])], axis=-1))
    lines = ax.contour(a, b, heights, levels=[20, 30, 50, 75, 100, 150], colors=BLUE, linewidths=1)
    ax.clabel(lines, fmt="%g", fontsize=9)
    points = np.array(points)
    ax.plot(points[:, 0], points[:, 1], "o-", color=ORANGE, markersize=5, label=f"{len(points) - 1} steps")
    ax.plot(points[0, 0], points[0, 1], "s", color=INK, markersize=8, label="start")
    ax.set(ylim=(-9, 7))
    name_axes(ax, "a", "b")
    ax.legend(loc="lower left")
    return show(figure)
