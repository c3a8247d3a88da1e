import torch.nn as nn
mse = nn.MSELoss(reduction="mean")
