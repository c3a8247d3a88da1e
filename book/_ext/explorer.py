"""Put the learning-rate explorer into a page: data and answers from the references, a still for no scripts."""

import json
from pathlib import Path
from typing import ClassVar

import numpy as np
import pictures
import runs
from docutils import nodes
from docutils.parsers.rst import directives
from palette import INK, ORANGE, panels, show
from sphinx.util.docutils import SphinxDirective

from solutions import gradient_descent as reference

TIMES = {"raw": runs.TIME, "standardised": runs.STANDARDISED}
# What a setting shows: powers of ten of the learning rate, its default, and the window on (a, b).
VIEWS = {
    "raw": {"rates": [-7, -4], "rate": reference.lr, "window": [[-0.6, 1.4], [-14, 6]], "name": "time (s)"},
    "standardised": {"rates": [-3, 0], "rate": 0.1, "window": [[-10, 50], [-20, 40]], "name": "standardised time"},
}
TASKS = Path(__file__).with_name("explorer_tasks.md").read_text(encoding="utf-8")
HTML = """<div class="explorer" data-time="{setting}"><script type="application/json">{data}</script>
<noscript><p>With scripts, this is an explorer that moves. Without them, this is how it starts:</p>
<img src="_static/explorer-still.svg" alt="Ten steps at learning rate 1e-5. The curve comes close to the data;
the path falls to the floor of a narrow valley and stays there; the RMSE falls steeply, then is flat."></noscript>
</div><script src="_static/explorer.js" defer></script>"""


class Explorer(SphinxDirective):
    """Show the explorer with its tasks; with :standardised: it starts there, without tasks."""

    option_spec: ClassVar = {"standardised": directives.flag}

    def run(self):
        """Write data and place for the script, and the tasks below them."""
        setting = "standardised" if "standardised" in self.options else "raw"
        explorer = [nodes.raw("", HTML.format(setting=setting, data=json.dumps(data())), format="html")]
        return explorer if setting == "standardised" else explorer + self.parse_text_to_nodes(tasks())


def data() -> dict:
    """Give all that the script draws from."""
    problems = {setting: problem(time) | VIEWS[setting] for setting, time in TIMES.items()}
    return {"speed": reference.speed.tolist(), "start": runs.START.tolist(), "problems": problems}


def problem(time) -> dict:
    """Measure the loss over one kind of time: its Hessian, its lowest point, and the RMSE there."""
    hessian, best = runs.hessian(time), runs.bottom(time)
    margin = (time[1] - time[0]).item() / 2
    return {
        "inputs": time.tolist(),
        "span": [time.min().item() - margin, time.max().item() + margin],
        "hessian": hessian.tolist(),
        "best": best.tolist(),
        "floor": float(runs.rmse(best, time)),
        "steepest": float(np.linalg.eigvalsh(hessian)[-1]),
    }


def tasks() -> str:
    """Write the tasks, with every number in their answers from a run."""
    raw, slow = problem(runs.TIME), runs.rmse(runs.path(reference.lr, 1000))
    quick = [runs.rmse(runs.path(rate, 150, runs.STANDARDISED), runs.STANDARDISED) for rate in (0.1, 0.2, 0.3)]
    return TASKS.format(
        rmses=slow[[10, 100, 1000]],
        floor=raw["floor"],
        limit=f"{2 / raw['steepest']:.2e}".replace("e-0", "e-"),
        arrivals=[runs.first_below(rmses, round(raw["floor"], 3) + 0.0005) for rmses in quick],
    )


def draw_still(app, exception) -> None:
    """Draw what stands for the explorer where scripts are off."""
    if exception or app.builder.format != "html":
        return
    path = runs.path(reference.lr, 10)
    figure, (fit, surface, loss) = panels(1, 3, width=9, height=3)
    pictures.data(fit)
    pictures.curve(fit, path[0], "start", linestyle="--")
    pictures.curve(fit, path[-1], "now")
    pictures.name_axes(fit)
    draw_surface(surface, path)
    loss.semilogy(runs.rmse(path), "o-", color=ORANGE)
    loss.set(ylim=(1, 100))
    pictures.name_axes(loss, "step", "RMSE (km/h)")
    Path(app.outdir, "_static", "explorer-still.svg").write_text(show(figure).data, encoding="utf-8")


def draw_surface(axes, path) -> None:
    """Draw the loss around the path, with c as it is at its end."""
    a, b = np.meshgrid(*(np.linspace(*side, 150) for side in VIEWS["raw"]["window"]))
    heights = runs.rmse(np.stack([a, b, np.full_like(a, path[-1, 2])], axis=-1))
    axes.contour(a, b, heights, levels=[18, 21, 25, 30, 40, 55, 75, 100, 140], colors=INK, linewidths=0.5)
    axes.plot(path[:, 0], path[:, 1], "o-", color=ORANGE, markersize=3)
    pictures.name_axes(axes, "a", "b")


def setup(app):
    """Add the directive, and the still, to Sphinx."""
    app.add_directive("explorer", Explorer)
    app.connect("build-finished", draw_still)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
