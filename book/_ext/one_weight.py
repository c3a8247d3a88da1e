"""Pictures of the smallest model, `w * x`: its lines, errors, loss, slope and steps."""

import numpy as np
from matplotlib.patches import Rectangle
from palette import BLUE, GREEN, GRID, INK, ORANGE, panels, show
from pictures import curve_styles, name_axes, name_figure
from runs import plain


def lines_through_zero(x, y, weights):
    """Three points, and the line of each weight."""
    figure, ax = panels()
    ax.scatter(x, y, s=50, color=BLUE, zorder=3, label="the three points")
    ends = np.array([0, 3.3])
    for weight, style in zip(weights, curve_styles(), strict=False):
        ax.plot(ends, weight * ends, label=f"w = {weight:g}", **style)
    name_axes(ax, "x", "prediction")
    ax.legend()
    return show(figure)


def squares(x, y, weight: float):
    """The errors of a line, and below them their squares and the mean of these: the loss."""
    figure, (top, below) = panels(2, 1, height=5, height_ratios=[3, 2])
    top.plot([0, 3.4], [0, 3.4 * weight], color=ORANGE, linestyle="--", label=f"predictions, w = {weight:g}")
    top.vlines(x, np.multiply(weight, x), y, color=INK, linewidth=1.5, label="errors")
    top.scatter(x, y, s=50, color=BLUE, zorder=3, label="targets")
    top.legend()
    name_axes(top, "x", "y")
    errors = [abs(target - weight * at) for at, target in zip(x, y, strict=True)]
    sides = [*errors, np.mean(np.square(errors)) ** 0.5]
    corners = np.cumsum([0, *(np.array(sides[:-1]) + 0.5)]) + np.array([0] * len(x) + [0.7])
    for corner, side in zip(corners, sides, strict=True):
        mean = side is sides[-1]
        look = {"facecolor": BLUE if mean else ORANGE, "edgecolor": INK}
        below.add_patch(Rectangle((corner, 0), side, side, alpha=0.35, **look))
        text = f"mean: {side**2:g}" if mean else f"{side:g}² = {side**2:g}"
        below.text(corner + side / 2, side / 2, text, ha="center", va="center")
    below.set(aspect="equal", xlim=(-0.3, corners[-1] + sides[-1] + 0.3), ylim=(-0.3, 4.3))
    below.axis("off")
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


def tangent(x, y, at: float, reach: float = 0.6):
    """The slope of the loss at one weight, and the way downhill."""
    weights = np.linspace(0, 4.4, 200)
    mean = np.mean((np.outer(weights, x) - y) ** 2, axis=1)
    loss = np.mean((at * np.array(x) - y) ** 2)
    slope = 2 * np.mean((at * np.array(x) - y) * x)
    figure, ax = panels()
    ax.plot(weights, mean, color=BLUE, label="loss")
    near = np.array([at - reach, at + reach])
    ax.plot(near, loss + slope * (near - at), color=ORANGE, linestyle="--", label=f"slope {plain(slope)}")
    ax.plot(at, loss, "o", color=INK, markersize=8, label=f"w = {at:g}")
    ax.annotate("", (at + 1.6, loss), (at + 0.3, loss), arrowprops={"arrowstyle": "->", "color": GREEN, "lw": 2.5})
    ax.text(at + 0.95, loss + 0.4, "downhill", color=GREEN, ha="center")
    ax.set(ylim=(0, 16))
    name_axes(ax, "weight w", "loss")
    ax.legend(loc="lower left")
    return show(figure)


def rates(x, y, words: dict, start: float, steps: int):
    """The way of one weight in its bowl, for several learning rates."""
    curvature = 2 * np.dot(x, x) / len(x)
    best = np.dot(x, y) / np.dot(x, x)
    floor = np.mean((best * np.array(x) - y) ** 2)

    def loss(w):
        return floor + curvature / 2 * (w - best) ** 2

    figure, axes = panels(2, 2, width=5.4, height=5, sharex=True, sharey=True)
    span = np.linspace(best - 2.4, best + 2.4, 200)
    for ax, (lr, word) in zip(axes.flat, words.items(), strict=True):
        way = best + (start - best) * (1 - lr * curvature) ** np.arange(steps + 1)
        ax.plot(span, loss(span), color=GRID)
        ax.plot(way, loss(way), "o--", color=ORANGE, markersize=5, linewidth=1)
        ax.plot(way[0], loss(way[0]), "s", color=INK, markersize=8)
        ax.set(title=f"lr = {lr:g}: {word}", xlim=(span[0], span[-1]), ylim=(-1, 27))
    name_figure(figure, "weight w", "loss")
    return show(figure)
