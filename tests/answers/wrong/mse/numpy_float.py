# expect: mse failed loss_as_number
import numpy as np

def mse(preds, targets):
    return float(np.square(np.subtract(preds.detach().numpy(), targets.detach().numpy())).mean())
