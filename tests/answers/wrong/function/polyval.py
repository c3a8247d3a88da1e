# expect: function failed prediction_in_numpy
import numpy as np

def function(t, params):
    return np.polyval(params.detach().numpy(), t.numpy())
