# expect: function failed prediction_cut_off
import numpy as np

def function(t, params):
    p = np.poly1d(params.detach().numpy())
    return torch.from_numpy(np.asarray(p(t.numpy()), dtype="float32"))
