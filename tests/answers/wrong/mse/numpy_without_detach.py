# expect: mse failed raised
import numpy as np

def mse(preds, targets):
    return np.mean((preds.numpy() - targets.numpy())**2)
