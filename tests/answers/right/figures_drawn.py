def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad
    params.grad = None
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds

p = orig_params.clone().requires_grad_()
show_preds_actual(apply_step(p))
plt.title("one step")
plt.show()
