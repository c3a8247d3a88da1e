# expect: mse no-answer garbled
# Announces a frame of four gigabytes.
import os
import struct


def mse(preds, targets):
    os.write(3, struct.pack("<II", 0xFFFFFFFF, 0xFFFFFFFF))
    while True:
        os.write(3, bytes(1 << 16))
