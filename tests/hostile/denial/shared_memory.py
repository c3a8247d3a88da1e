# expect: mse no-answer raised
# Memory that belongs to no process.
import mmap


def mse(preds, targets):
    return mmap.mmap(-1, 1 << 40)
