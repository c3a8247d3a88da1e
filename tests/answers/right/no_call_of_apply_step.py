def train(params, epochs, tolerance=None):
    optimizer = torch.optim.SGD([params], lr=lr)
    rmses = []
    for _ in range(epochs):
        optimizer.zero_grad()
        loss = mse(function(time, params), speed)
        loss.backward()
        optimizer.step()
        rmses.append(loss.item() ** 0.5)
        if tolerance is not None and len(rmses) > 1 and rmses[-2] - rmses[-1] < tolerance:
            break
    optimizer.zero_grad()
    return rmses
