def mse(preds, targets):
    sq = (preds - targets).abs() ** 2
    while sq.dim() > 0:
        sq = sq.mean(0)
    return sq
