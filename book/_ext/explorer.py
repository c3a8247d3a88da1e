"""Put an explorer into a page: what it draws from, computed by torch, and a still for where scripts are off."""

import json

import landscape
import numpy as np
import one_weight
import runs
import torch
from gates import lighten
from IPython.display import HTML

from solutions import gradient_descent as reference

# What a setting shows: powers of ten of the learning rate, its default, and the window on (b, c).
VIEWS = {
    "raw": {"rates": [-7, -4], "rate": reference.lr, "window": [[-18, 6], [-12, 72]], "name": "time (s)"},
    "standardized": {"rates": [-3, 0], "rate": 0.1, "window": [[-10, 50], [-30, 40]], "name": "standardized time"},
}
TIMES = {"raw": runs.TIME, "standardized": runs.STANDARDIZED}
X, Y, START, RATES = [1.0, 2.0, 3.0], [3.0, 4.0, 7.0], 1.0, (0.0, 0.25)
PLACE = """<div class="explorer {kind}"><script type="application/json">{data}</script>
<noscript><p>With scripts, this is an explorer that moves. Without them, this is how it starts:</p>
<div role="img" aria-label="{alt}">{still}</div></noscript>
</div><script src="_static/explorer.js" defer></script><script src="_static/explorer_{kind}.js" defer></script>"""


def weight() -> HTML:
    """Show the small explorer: a ball on the bowl of one weight."""
    still, alt = (
        one_weight.tangent(X, Y, START),
        "A bowl, and a ball on its left side, with a dashed line along the slope.",
    )
    return place("weight", weight_data(), still, alt)


def valley() -> HTML:
    """Show the large explorer: the valley over b and c, with the best a."""
    still, alt = (
        landscape.valley({"plain, 10 steps": runs.path(reference.lr, 10)}),
        "The valley and its lowest point, seen from above.",
    )
    return place("valley", valley_data(), still, alt)


def place(kind: str, data: dict, still, alt: str) -> HTML:
    """Write data and place for the scripts."""
    return HTML(PLACE.format(kind=kind, data=json.dumps(data), still=lighten(still.data), alt=alt))


def weight_data() -> dict:
    """Measure the bowl of one weight by autograd: its curvature, its lowest point, the loss there, and two borders."""
    x, y, w = torch.tensor(X).double(), torch.tensor(Y).double(), torch.tensor(START).double()

    def loss(w):
        return reference.mse(w * x, y)

    curvature = torch.autograd.functional.hessian(loss, w)
    best = w - torch.autograd.functional.jacobian(loss, w) / curvature
    marks = [
        {"at": (1 / curvature).item(), "name": "1/λ", "meaning": "one step arrives"},
        {"at": (2 / curvature).item(), "name": "2/λ", "meaning": "the border, above it steps diverge"},
    ]
    bowl = {"curvature": curvature.item(), "best": best.item(), "floor": loss(best).item(), "marks": marks}
    window = [round(best.item() - 2.4, 1), round(best.item() + 2.4, 1)]
    return bowl | {"x": X, "y": Y, "start": START, "rate": 0.05, "rates": RATES, "window": window}


def valley_data() -> dict:
    """Measure the loss of the parabola for both kinds of time."""
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
