# expect: mse no-answer time
# Sends an answer byte by byte, so that it never comes to an end.
import os
import struct
import time as clock


def mse(preds, targets):
    os.write(3, struct.pack("<II", 1 << 20, 0))
    while True:
        os.write(3, b" ")
        clock.sleep(0.05)
