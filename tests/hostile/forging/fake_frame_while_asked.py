# expect: mse no-answer garbled
# Answers the probe itself, with a verdict and with what every check might want to hear.
import json
import os
import struct


def mse(preds, targets):
    value = {"type": "Tensor", "value": True, "grad": True, "requires_grad": True, "leaf": True, "verdict": "passed"}
    args = {"preds": value, "targets": value}
    header = json.dumps([{"value": value, "args": args, "printed": "RMSE: 1.0", "raised": None, "score": 3}]).encode()
    os.write(3, struct.pack("<II", len(header), 0) + header)
    return preds.sum()
