def train(params, epochs, tolerance=None):
    losses = torch.empty(0)
    for i in range(epochs):
        preds = apply_step(params, prn=False)
        losses = torch.cat([losses, mse(preds, speed).detach().reshape(1)])
        if tolerance is not None and i > 0 and losses[-2].sqrt() - losses[-1].sqrt() < tolerance:
            break
    return losses.sqrt().tolist()
