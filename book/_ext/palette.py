"""One look forevery picture: colors that hold on white and on black paper, and for every kind of eye.

The colors follow Okabe and Ito's set, each a little darker for white paper and lighter for dark.
A figure's SVG carries both and switches with the page's theme; shapes and dashes say the same as colors.
"""

import io
import re
from itertools import cycle

import matplotlib.pyplot as plt
from cycler import cycler
from IPython import get_ipython
from IPython.display import SVG
from matplotlib.figure import Figure
from matplotlib_inline.backend_inline import set_matplotlib_formats

COLORS = {  # name: (on white, on dark)
    "ink": ("#222b33", "#e4e8eb"),
    "grid": ("#b9c0c6", "#55606a"),
    "blue": ("#0072b2", "#56b4e9"),
    "orange": ("#cc5500", "#ff9248"),
    "green": ("#00825f", "#35c99b"),
    "purple": ("#7a1f5c", "#c85fb0"),
    "gold": ("#5c4a00", "#f0d442"),
    "paper": ("#fefefe", "#121212"),
}
INK, GRID, BLUE, ORANGE, GREEN, PURPLE, GOLD, PAPER = (white for white, _ in COLORS.values())
DASHES = ["-", "--", "-.", ":", (0, (5, 1, 1, 1, 1, 1))]
LINES = cycler(color=[BLUE, ORANGE, GREEN, PURPLE, GOLD]) + cycler(linestyle=DASHES)
WAYS = dict(
    zip(["plain", "momentum", "Adam", "standardized"], list(LINES)[1:], strict=True)
)  # one look a way, everywhere

plt.rcParams.update(
    {
        "svg.hashsalt": "gradient descent",  # the same figure gives the same bytes
        "figure.facecolor": "none",
        "axes.facecolor": "none",
        "savefig.facecolor": "none",
        "figure.constrained_layout.use": True,
        "font.size": 11,
        "axes.titlesize": 11,
        "legend.fontsize": 10,
        "legend.facecolor": PAPER,
        "legend.edgecolor": "none",
        "lines.linewidth": 2,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.grid": True,
        "grid.linewidth": 0.5,
        "axes.prop_cycle": LINES,
        "grid.color": GRID,
        **dict.fromkeys(["text.color", "axes.edgecolor", "axes.labelcolor", "xtick.color", "ytick.color"], INK),
    }
)


def panels(rows: int = 1, columns: int = 1, width: float = 5, height: float = 3.2, **options):
    """Give a figure and its axes, small enough to read on a phone."""
    return plt.subplots(rows, columns, figsize=(width, height), **options)


def themed(svg: str) -> str:
    """Name the colors, so that the figure changes with the theme of the page that shows it.

    Places are rounded: the last digits of a computation are not the same on every machine.
    """
    svg = re.sub(r"[1-9]\d*\.\d{3,}", lambda number: f"{float(number[0]):.2f}", svg)
    for name, (white, _) in COLORS.items():
        svg = svg.replace(white, f"var(--{name})")
    light, dark = ("".join(f"--{name}:{pair[i]};" for name, pair in COLORS.items()) for i in (0, 1))
    style = f"<style>:root{{{light}}}@media (prefers-color-scheme:dark){{:root{{{dark}}}}}</style>"
    return re.sub(r"(<svg[^>]*>)", rf"\1{style}", svg, count=1)


def show(figure) -> SVG:
    """Close the figure and hand its picture to the page."""
    plt.close(figure)
    return SVG(drawing(figure))


def drawing(figure) -> str:
    """Draw a figure for both themes, without a date: two builds are equal."""
    file = io.StringIO()
    figure.savefig(file, format="svg", metadata={"Date": None})
    return themed(file.getvalue())


def theme_plots() -> None:
    """Draw what the reader's own lines plot, in cells that the page shows, for both themes too."""
    set_matplotlib_formats("svg")
    get_ipython().display_formatter.formatters["image/svg+xml"].for_type(Figure, drawing)


def styles():
    """Hand out the lines' colors and dashes, in order, forever."""
    return cycle(LINES)
