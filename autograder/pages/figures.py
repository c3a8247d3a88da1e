"""The report's pictures: matplotlib's SVG, put into the page, in colors that follow its theme."""

import io
import re
from collections import Counter
from datetime import date
from math import ceil
from typing import Any

import matplotlib
from markupsafe import Markup, escape
from matplotlib.axes import Axes
from matplotlib.figure import Figure

# Each stands for a color of the page, which style.css gives for light and for dark paper.
INK, SOFT, LINE, RIGHT, WRONG, NONE, PAPER = (f"#0{number}0{number}0{number}" for number in range(1, 8))
NAMES = {INK: "ink", SOFT: "soft", LINE: "line", RIGHT: "right", WRONG: "wrong", NONE: "none", PAPER: "paper"}
LOOK: Any = {
    "svg.fonttype": "none", "svg.hashsalt": "report", "font.family": "sans-serif", "font.size": 11,
    "axes.edgecolor": LINE, "axes.labelcolor": SOFT, "xtick.color": SOFT, "ytick.color": SOFT, "text.color": INK,
    "axes.spines.top": False, "axes.spines.right": False, "axes.spines.left": False, "hatch.linewidth": 1.2,
    "figure.constrained_layout.w_pad": 0, "figure.constrained_layout.h_pad": 0.03,
}  # fmt: skip
WIDTH = 4.6  # inches: on a phone, letters are still large enough to read
MOST_BARS = 20
PARTS = ("passed", RIGHT, RIGHT, None), ("failed", WRONG, "none", "/////"), ("no_answer", NONE, "none", None)


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
    step = max(1, ceil(points / MOST_BARS))
    counts = Counter(int(score // step) * step for score in scores)
    said = "; ".join(f"{at} points: {counts[at]}" for at in sorted(counts))
    with matplotlib.rc_context(LOOK):
        figure, axes = _figure(2.7)
        bars = axes.bar(list(counts), list(counts.values()), width=0.86 * step, color=RIGHT)
        axes.bar_label(bars, padding=2, color=SOFT, bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 0.5})
        axes.axvline(mean, color=INK, linewidth=1.2, linestyle=(0, (4, 3)), zorder=0)
        axes.text(mean, 1.02, f"mean {mean:.1f}", ha="center", transform=axes.get_xaxis_transform())
        axes.set(xlim=(-0.6 * step, points + 0.6 * step), xlabel=f"points of {points:g}, rounded down", yticks=[])
        axes.margins(y=0.14)
        axes.tick_params(length=0)
        return drawn(figure, f"Bars: students by points of {points:g}, rounded down; mean {mean:.1f}. {said}.")


def days(counts: dict[str, int]) -> Markup:
    """How many attempts came on which day: a bar a day, days without one left free."""
    dates = [date.fromisoformat(day) for day in counts]
    places = [(day - dates[0]).days for day in dates]
    said = "; ".join(f"{day}: {count}" for day, count in counts.items())
    with matplotlib.rc_context(LOOK):
        figure, axes = _figure(2.2)
        bars = axes.bar(places, list(counts.values()), width=0.86, color=RIGHT)
        axes.bar_label(bars, padding=2, color=SOFT)
        shown = sorted({0, len(places) // 2, len(places) - 1})
        axes.set(yticks=[], xticks=[places[at] for at in shown], xticklabels=[f"{dates[at]:%b %-d}" for at in shown])
        axes.margins(y=0.18)
        axes.tick_params(length=0)
        return drawn(figure, f"Bars: attempts by day. {said}.")


def success(items: list[dict[str, Any]]) -> Markup:
    """How many passed, failed, and gave no answer: a bar an item, its name above it."""
    words = "{name}: {passed} passed, {failed} failed, {no_answer} gave no answer"
    with matplotlib.rc_context(LOOK):
        figure, axes = _figure(0.5 + 0.55 * len(items))
        for row, item in enumerate(items):
            _bar(axes, row, item)
        axes.set(xlim=(0, 1), ylim=(len(items) - 0.55, -0.75), yticks=[], xticks=[])
        axes.spines["bottom"].set_visible(False)
        return drawn(figure, f"Bars: how many passed. {'; '.join(words.format(**item) for item in items)}.")


def _bar(axes: Axes, row: int, item: dict[str, Any]) -> None:
    left = 0.0
    for verdict, color, face, hatch in PARTS:
        share = item[verdict] / item["students"]
        if share:
            axes.barh(row, share, 0.36, left, facecolor=face, edgecolor=color, hatch=hatch, linewidth=1)
        left += share
    axes.text(0, row - 0.28, item["name"].replace("_", " "), va="bottom")
    axes.text(1, row - 0.28, f"{item['passed']} of {item['students']}", va="bottom", ha="right", color=SOFT)
