# expect: mse failed loss_in_numpy
import numpy as np

def mse(preds, targets):
    return np.mean((preds.detach().numpy() - targets.detach().numpy())**2)
