import logging
import sys

logging.basicConfig(level=logging.DEBUG, stream=sys.stderr)
log = logging.getLogger("training")

def train(params, epochs, tolerance=None):
    rmses = []
    for epoch in range(epochs):
        preds = apply_step(params, prn=False)
        rmses.append(float(mse(preds, speed)) ** 0.5)
        log.info("epoch %d: %.3f", epoch, rmses[-1])
        print(f"\r{epoch}/{epochs}", end="", file=sys.stderr)
        if tolerance is not None and len(rmses) >= 2:
            if rmses[-2] - rmses[-1] < tolerance:
                return rmses
    return rmses
