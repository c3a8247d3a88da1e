def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad
    params.grad = None
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds

lr = 5e-5
p = orig_params.clone().requires_grad_()
for _ in range(3):
    apply_step(p)
