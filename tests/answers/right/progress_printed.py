def train(params, epochs, tolerance=None):
    losses = []
    for epoch in range(1, epochs + 1):
        preds = apply_step(params, prn=False)
        losses.append(torch.sqrt(mse(preds, speed)).item())
        print("epoch", epoch, "of", epochs)
        if tolerance is not None and epoch > 1 and losses[-2] - losses[-1] < tolerance:
            print("converged")
            break
    return losses
