import sys, warnings

def standardize(values):
    print("standardize", values)
    warnings.warn("look out")
    s = values.std()
    if s == 0:
        print("nothing to scale")
        return torch.zeros(len(values))
    return (values - values.mean()) / s
# %%
history = []

def momentum_step(params, velocity, gradient, lr, beta):
    print("params before", params, file=sys.stderr)
    velocity.set_(beta * velocity + gradient)
    params.data.sub_(velocity.mul(lr))
    history.append(params.tolist())
    print("params after", params)
    return params, velocity
# %%
def least_squares(t, targets):
    U, S, V = torch.svd(torch.stack([t * t, t, torch.ones_like(t)], 1))
    best = V @ ((U.T @ targets) / S)
    print(best)
    return best
