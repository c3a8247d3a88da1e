"""Draw the picture that stands for the book where it is linked: 1200 by 630 pixels, dark on white."""

from pathlib import Path

import matplotlib.pyplot as plt
import pictures
from palette import INK, ORANGE
from runs import STANDARDIZED, path


def draw(file: Path) -> None:
    """Draw the measurements, and curves that come closer to them."""
    figure, ax = plt.subplots(figsize=(12, 6.3), facecolor="white")
    steps = path(0.3, 20, STANDARDIZED)
    pictures.data(ax, s=90)
    for params, dashes in ((steps[0], "--"), (steps[2], "-."), (steps[20], "-")):
        pictures.curve(ax, pictures.in_seconds(params), "", color=ORANGE, linestyle=dashes, linewidth=4)
    ax.set_title("Design Your First\nMachine Learning Model", fontsize=40, color=INK, loc="center", y=0.62)
    ax.set_axis_off()
    file.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(file, dpi=100, metadata={"Software": None}, facecolor="white")
