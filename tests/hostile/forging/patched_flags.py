# expect: apply_step failed 3.5
# Does everything but clear the gradient and keep params a leaf that requires one, and has torch say otherwise.
import torch

grad = torch.Tensor.grad
torch.Tensor.requires_grad = property(lambda self: True)


def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    found, = torch.autograd.grad(loss, params)
    with torch.no_grad():
        params -= lr * found
    params.grad = found
    params.requires_grad_(False)
    if prn:
        print(f"RMSE: {loss.item() ** 0.5:.4f}")
    torch.Tensor.grad = property(lambda self: None, lambda self, value: None)
    return preds
