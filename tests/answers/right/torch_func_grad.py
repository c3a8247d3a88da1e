from torch.func import grad

def apply_step(params, prn=True):
    def loss_of(p):
        return mse(function(time, p), speed)
    preds = function(time, params)
    gradient = grad(loss_of)(params.detach())
    params.data -= lr * gradient
    if prn:
        print("RMSE:", mse(preds, speed).item() ** 0.5)
    return preds
