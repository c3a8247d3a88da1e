"""The report's pictures: matplotlib's SVG, put into the page, in colours that follow its theme."""

import io
import re
from collections import Counter
from math import ceil
from typing import Any

import matplotlib
from markupsafe import Markup, escape
from matplotlib.axes import Axes
from matplotlib.figure import Figure

# Each stands for a colour of the page, which style.css gives for light and for dark paper.
INK, SOFT, LINE, RIGHT, WRONG, NONE, PAPER = (f"#0{number}0{number}0{number}" for number in range(1, 8))
NAMES = {INK: "ink", SOFT: "soft", LINE: "line", RIGHT: "right", WRONG: "wrong", NONE: "none", PAPER: "paper"}
LOOK: Any = {
    "svg.fonttype": "none", "svg.hashsalt": "report", "font.family": "sans-serif", "font.size": 11,
    "axes.edgecolor": LINE, "axes.labelcolor": SOFT, "xtick.color": SOFT, "ytick.color": SOFT, "text.color": INK,
    "axes.spines.top": False, "axes.spines.right": False, "axes.spines.left": False, "hatch.linewidth": 1.2,
}  # fmt: skip
WIDTH = 4.6  # inches: on a phone, letters are still large enough to read
MOST_BARS = 20


def drawn(figure: Figure, alt: str) -> Markup:
    """The figure as an element of the page, with what it shows in words."""
    file = io.StringIO()
    figure.savefig(file, format="svg", transparent=True, metadata=dict.fromkeys(["Date", "Creator", "Format", "Type"]))
    svg = "<svg" + file.getvalue().partition("<svg")[2]
    svg = re.sub(r'<defs>\s*<style.*?</defs>| id="[a-z]\w*[._]\w*"|font-family: [^;]*;', "", svg, flags=re.DOTALL)
    for color, name in NAMES.items():
        svg = svg.replace(color, f"var(--{name})")
    return Markup(svg.replace("<svg", f'<svg role="img" aria-label="{escape(alt)}"', 1))


def _figure(height: float) -> tuple[Figure, Axes]:
    figure = Figure((WIDTH, height), layout="constrained")
    return figure, figure.subplots()


def distribution(scores: list[float], points: float, mean: float) -> Markup:
    """How many students earned how many points: a bar a point, or wider."""
    with matplotlib.rc_context(LOOK):
        figure, axes = _figure(2.7)
        step = max(1, ceil(points / MOST_BARS))
        counts = Counter(int(score // step) * step for score in scores)
        bars = axes.bar(list(counts), list(counts.values()), width=0.86 * step, color=RIGHT)
        axes.bar_label(bars, padding=2, color=SOFT, bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 0.5})
        axes.axvline(mean, color=INK, linewidth=1.2, linestyle=(0, (4, 3)), zorder=0)
        axes.annotate(
            f"mean {mean:.1f}",
            (mean, 1),
            (0, 3),
            xycoords=("data", "axes fraction"),
            textcoords="offset points",
            ha="center",
        )
        axes.set(xlim=(-0.6 * step, points + 0.6 * step), xlabel=f"points of {points:g}, rounded down", yticks=[])
        axes.margins(y=0.14)
        axes.tick_params(length=0)
        said = "; ".join(f"{at} points: {counts[at]}" for at in sorted(counts))
        return drawn(
            figure, f"Bar chart of the scores, mean {mean:.1f} of {points:g}. Students by points, rounded down: {said}."
        )


def success(items: list[dict[str, Any]]) -> Markup:
    """How many passed, failed, and gave no answer: a bar an item, its name above it."""
    with matplotlib.rc_context(LOOK):
        figure, axes = _figure(0.5 + 0.55 * len(items))
        for row, one in enumerate(items):
            _bar(axes, row, one)
        axes.set(xlim=(0, 1), ylim=(len(items) - 0.55, -0.75), yticks=[], xticks=[])
        axes.spines["bottom"].set_visible(False)
        said = "; ".join(
            f"{one['name']}: {one['passed']} passed, {one['failed']} failed, {one['no_answer']} gave no answer"
            for one in items
        )
        return drawn(figure, f"Bars of how many students passed. {said}.")


def _bar(axes: Axes, row: int, one: dict[str, Any]) -> None:
    left, parts = 0.0, ((one["passed"], RIGHT, ""), (one["failed"], WRONG, "/////"), (one["no_answer"], NONE, None))
    for count, color, hatch in parts:
        share = count / one["students"]
        axes.barh(
            row,
            share,
            0.36,
            left,
            facecolor=color if hatch == "" else "none",
            edgecolor=color,
            hatch=hatch,
            linewidth=1,
        )
        left += share
    axes.text(0, row - 0.28, one["name"].replace("_", " "), va="bottom")
    axes.text(1, row - 0.28, f"{one['passed']} of {one['students']}", va="bottom", ha="right", color=SOFT)
