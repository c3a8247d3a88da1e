"""Pictures of the parabola's loss as a landscape: slices, maps, valleys, and the way down by step."""

import numpy as np
import runs
from matplotlib.colors import to_rgba
from palette import BLUE, INK, ORANGE, WAYS, panels, show, styles
from pictures import name_axes


def slices(spans: dict, start):
    """The RMSE while one parameter moves and the two others stay."""
    figure, axes = panels(1, 3, width=5.4, height=2.7, sharey=True)
    for which, (ax, (name, span)) in enumerate(zip(axes, spans.items(), strict=True)):
        values = np.linspace(*span, 300)
        points = np.tile(start, (300, 1))
        points[:, which] = values
        ax.plot(values, runs.rmse(points), color=BLUE)
        ax.plot(start[which], runs.rmse(start), "o", color=ORANGE, markersize=8, label="start")
        ax.set(xlabel=name, ylim=(0, 160))
    axes[0].set_ylabel("RMSE (km/h)")
    axes[2].legend(loc="lower left")
    return show(figure)


def looks(labels):
    """Give each way down its own look, the same in every picture, and all other lines one after the other."""
    following = styles()
    return [
        next((look for way, look in WAYS.items() if label.startswith(way)), None) or next(following) for label in labels
    ]


def relief(ax, x, y, heights, levels: list[float]) -> None:
    """Draw lines of equal height, and fill between them: the bluer, the lower."""
    shades = [to_rgba(BLUE, alpha) for alpha in np.linspace(0.5, 0.05, len(levels))]
    ax.contourf(x, y, heights, levels=[0, *levels], colors=shades)
    lines = ax.contour(x, y, heights, levels=levels, colors=BLUE, linewidths=0.8)
    ax.clabel(lines, fmt="%g", fontsize=9, colors=INK)


def plane(points, height: float = 4):
    """The loss from above, over a and b, with c as at the start, and a path of steps."""
    figure, ax = panels(height=height)
    a, b = np.meshgrid(np.linspace(-0.3, 0.9, 60), np.linspace(-9, 7, 60))
    heights = runs.rmse(np.stack([a, b, np.full_like(a, points[0][2])], axis=-1))
    relief(ax, a, b, heights, [20, 30, 50, 75, 100, 150])
    points = np.array(points)
    ax.plot(points[:, 0], points[:, 1], "o-", color=ORANGE, markersize=5, label=f"{len(points) - 1} steps", zorder=3)
    ax.plot(points[0, 0], points[0, 1], "s", color=INK, markersize=8, label="start", zorder=4)
    ax.set(ylim=(-9, 7))
    name_axes(ax, "a", "b")
    ax.legend(loc="lower left")
    return show(figure)


def by_step(series: dict, mark: float | None = None, log_steps: bool = False, **limits):
    """The RMSE by step for several runs, on a log scale, with the best that there is."""
    figure, ax = panels(height=3.8)
    for (label, rmses), style in zip(series.items(), looks(series), strict=True):
        steps = np.arange(len(rmses))
        if log_steps:
            kept = np.unique(np.geomspace(1, len(rmses), 300).astype(int)) - 1
            steps, rmses = kept + 1, np.asarray(rmses)[kept]
        marker = {"marker": "o", "markersize": 4} if len(steps) < 15 else {}
        ax.plot(steps, rmses, label=label, **{"linewidth": 1.5, **marker, **style})
    if mark is not None:
        ax.axhline(mark, color=INK, linewidth=1, linestyle=(0, (1, 2)), label=f"best possible, {mark:.2f}")
    ax.set(yscale="log", xscale="log" if log_steps else "linear", **limits)
    ax.yaxis.set_major_formatter("{x:g}")
    ax.xaxis.get_major_locator().set_params(**({} if log_steps else {"integer": True}))
    if log_steps:
        ax.xaxis.set_major_formatter(lambda step, _: runs.plain(step))
    name_axes(ax, "step number" if log_steps else "steps taken", "RMSE (km/h), log scale")
    ax.legend()
    return show(figure)


def directions():
    """The RMSE on the way from the bottom along each axis of the bowl, all three on one scale."""
    curvatures, axes_of_bowl = np.linalg.eigh(runs.hessian())
    figure, axes = panels(1, 3, width=5.4, height=2.7, sharey=True)
    away = np.linspace(-20, 20, 401)
    for ax, curvature, direction in zip(axes, curvatures, axes_of_bowl.T, strict=True):
        ax.plot(away, runs.rmse(runs.bottom() + away[:, None] * direction), color=BLUE)
        ax.set(title=f"curvature {runs.plain(curvature, 2 if curvature < 100 else 0)}", ylim=(0, 60))
    axes[0].set_ylabel("RMSE (km/h)")
    figure.supxlabel("distance from the best parameters", fontsize=11)
    return show(figure)


def valley(paths: dict):
    """The floor of the valley from above, over b and c with the best a for them, and paths along it."""
    figure, ax = panels(height=4.4)
    b, c = np.meshgrid(np.linspace(-14, 1, 60), np.linspace(-6, 62, 60))
    h, best = runs.hessian(), runs.bottom()
    a = best[0] - (h[0, 1] * (b - best[1]) + h[0, 2] * (c - best[2])) / h[0, 0]
    heights = runs.rmse(np.stack([a, b, c], axis=-1))
    relief(ax, b, c, heights, [2, 5, 10, 15, 20])
    for (label, points), style in zip(paths.items(), looks(paths), strict=True):
        ax.plot(points[:, 1], points[:, 2], label=label, **style)
        ax.plot(*points[-1, 1:], "o", color=style["color"], markersize=7, zorder=5)
    ax.plot(*runs.START[1:], "s", color=INK, markersize=8, label="start")
    ax.plot(*best[1:], "*", color=INK, markersize=14, label="best")
    name_axes(ax, "b", "c")
    ax.legend(loc="lower left")
    return show(figure)
