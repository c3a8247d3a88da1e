from __future__ import annotations

from typing import Optional
from torch import Tensor

def function(t: Tensor, params: Tensor) -> Tensor:
    a: Tensor
    a, b, c = params
    return a * t ** 2 + b * t + c

# %%
def mse(preds: Tensor, targets: Tensor) -> Tensor:
    return torch.mean((preds - targets) ** 2)

# %%
def apply_step(params: Tensor, prn: bool = True) -> Tensor:
    preds: Tensor = function(time, params)
    loss: Tensor = mse(preds, speed)
    loss.backward()
    assert params.grad is not None
    with torch.no_grad():
        params -= lr * params.grad
    params.grad = None
    if prn:
        print(f"RMSE: {loss.item() ** 0.5:.12f}")
    return preds

# %%
def train(params: Tensor, epochs: int, tolerance: Optional[float] = None) -> list[float]:
    rmses: list[float] = []
    for _ in range(epochs):
        preds = apply_step(params, prn=False)
        rmses.append(mse(preds, speed).item() ** 0.5)
        if tolerance is not None and len(rmses) > 1 and rmses[-2] - rmses[-1] < tolerance:
            break
    return rmses
