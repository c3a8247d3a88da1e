# Poisons what a process keeps in memory, for the next one that shares it.
import linecache
import sys

import matplotlib
import torch

torch.manual_seed = lambda *given: None
torch.default_generator.manual_seed(1)
torch.set_default_dtype(torch.float64)
matplotlib.rcParams["figure.dpi"] = 1
linecache.cache.clear()
sys.modules["numpy"] = sys.modules["json"] = None
sys.path[:] = ["/tmp"]
