@torch.no_grad()
def update(params):
    params.sub_(params.grad, alpha=lr)
    params.grad = None


def apply_step(params, prn=True):
    predictions = function(time, params)
    error = mse(predictions, speed)
    error.backward()
    update(params)
    if prn:
        print("RMSE: {:.2f}".format(error.item() ** .5))
    return predictions
