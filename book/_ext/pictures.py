"""Pictures of the measurements and of parabolas that try to fit them."""

import runs
import torch
from palette import BLUE, ORANGE, panels, show, styles

from solutions import gradient_descent as reference

DENSE = torch.linspace(0, 19, 200)


def data(ax, **options) -> None:
    """Draw what was measured, the same everywhere: blue points."""
    ax.scatter(reference.time, reference.speed, **{"s": 28, "color": BLUE, "label": "measured", **options})


def curve(ax, params, label: str, **options) -> None:
    """Draw a parabola through all times between the measurements too."""
    values = torch.as_tensor(params, dtype=DENSE.dtype).detach()
    ax.plot(DENSE, reference.function(DENSE, values), **{"label": label, "color": ORANGE, **options})


def in_seconds(params) -> list[float]:
    """Say a parabola in standardized time as the same parabola in seconds."""
    a, b, c = params
    middle, spread = runs.TIME.mean().item(), runs.TIME.std().item()
    return [a / spread**2, b / spread - 2 * a * middle / spread**2, a * middle**2 / spread**2 - b * middle / spread + c]


def curve_styles():
    """The lines' styles without the first, whose blue belongs to the measurements."""
    following = styles()
    next(following)
    return following


def name_axes(ax, x: str = "time (s)", y: str = "speed (km/h)") -> None:
    """Name both axes, and mark round seconds."""
    ax.set(xlabel=x, ylabel=y)
    if x == "time (s)":
        ax.set_xticks(range(0, 20, 5))


def name_figure(figure, x: str, y: str) -> None:
    """Name the axes that all panels share."""
    figure.supxlabel(x, fontsize=11)
    figure.supylabel(y, fontsize=11)


def fits(parabolas: dict, **options):
    """The measurements with some parabolas, each with its name."""
    figure, ax = panels(**options)
    data(ax)
    for (label, params), style in zip(parabolas.items(), curve_styles(), strict=False):
        curve(ax, params, label, **style)
    name_axes(ax)
    ax.legend()
    return show(figure)
