"""Put the learning-rate explorer into a page: data and answers from the references, a still for no scripts."""

import json

import numpy as np
import pictures
import runs
from IPython.display import HTML
from palette import panels, show

from solutions import gradient_descent as reference

TIMES = {"raw": runs.TIME, "standardised": runs.STANDARDISED}
# What a setting shows: powers of ten of the learning rate, its default, and the window on (a, b).
VIEWS = {
    "raw": {"rates": [-7, -4], "rate": reference.lr, "window": [[-0.6, 1.4], [-14, 6]], "name": "time (s)"},
    "standardised": {"rates": [-3, 0], "rate": 0.1, "window": [[-10, 50], [-20, 40]], "name": "standardised time"},
}
PLACE = """<div class="explorer" data-time="raw"><script type="application/json">{data}</script>
<noscript><p>With scripts, this is an explorer that moves. Without them, this is how it starts:</p>
<div role="img" aria-label="Ten steps at learning rate 1e-5 bring the curve closer.">{still}</div></noscript>
</div><script src="_static/explorer.js" defer></script>"""


def explorer() -> HTML:
    """Write data and place for the script."""
    return HTML(PLACE.format(data=json.dumps(data()), still=still().data))


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


def still():
    """Draw what stands for the explorer where scripts are off."""
    path = runs.path(reference.lr, 10)
    figure, fit = panels()
    pictures.data(fit)
    pictures.curve(fit, path[0], "start", linestyle="--")
    pictures.curve(fit, path[-1], "after ten steps")
    pictures.name_axes(fit)
    return show(figure)
