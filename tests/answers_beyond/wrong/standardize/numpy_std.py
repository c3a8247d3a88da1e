# expect: standardize failed population_deviation
import numpy as np

def standardize(values):
    v = values.numpy()
    return torch.tensor((v - v.mean()) / (np.std(v) or 1))
