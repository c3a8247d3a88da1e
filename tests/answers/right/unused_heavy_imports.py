import os, sys, re, json, random, collections
import numpy as np
import matplotlib
from matplotlib import pyplot
from torch.utils.data import TensorDataset

random.seed(1)
np.random.seed(1)
torch.manual_seed(99)

def mse(preds, targets):
    return (preds - targets).square().mean(dtype=torch.float32)
