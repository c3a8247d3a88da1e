def train(params, epochs, tolerance=None):
    rmses = []
    for _ in range(epochs):
        rmses.append(mse(apply_step(params, prn=False), speed).item() ** 0.5)
        match (tolerance, rmses):
            case (None, _) | (_, [_]):
                continue
            case (limit, [*_, before, now]) if before - now < limit:
                return rmses
    return rmses
