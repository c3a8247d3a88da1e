# expect: mse no-answer garbled
# Sends a header of half a million open brackets.
import os
import struct


def mse(preds, targets):
    header = b"[" * 500_000
    os.write(3, struct.pack("<II", len(header), 0) + header)
    while True:
        os.write(3, bytes(1 << 16))
