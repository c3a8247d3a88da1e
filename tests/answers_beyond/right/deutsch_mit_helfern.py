def mittel(x):
    """Mittelwert"""
    return x.sum() / x.numel()

def standardize(values):
    abweichung = values - mittel(values)
    streuung = torch.sqrt((abweichung ** 2).sum() / (values.numel() - 1))
    # Teilen durch null vermeiden
    return torch.where(streuung > 0, abweichung / streuung, torch.zeros_like(abweichung))
# %%
def momentum_step(params, velocity, gradient, lr, beta):
    neu = velocity * beta + gradient      # Schwung
    velocity.data = neu
    params.data = params.data - neu * lr
# %%
def least_squares(t, targets):
    # Spalten: t², t, 1
    A = torch.zeros(len(t), 3)
    for i, zeit in enumerate(t):
        A[i] = torch.tensor([zeit ** 2, zeit, 1])
    return (torch.linalg.inv(A.T @ A) @ A.T @ targets.reshape(-1, 1)).reshape(3)
