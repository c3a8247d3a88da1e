import numpy as np
import matplotlib.pyplot as plt

def train(params, epochs, tolerance=None):
    rmses = []
    for _ in range(epochs):
        preds = apply_step(params, prn=False)
        rmses.append(mse(preds, speed).item() ** 0.5)
        if tolerance is not None and len(rmses) > 1 and rmses[-2] - rmses[-1] < tolerance:
            break
    return rmses

plt.plot(np.array(train(orig_params.clone().requires_grad_(), 20)))
plt.xlabel("step")
plt.show()
