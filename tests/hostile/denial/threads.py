# Starts as many threads as it can, which never end.
import threading


def spin():
    while True:
        pass


for _ in range(1000):
    try:
        threading.Thread(target=spin, daemon=True).start()
    except RuntimeError:
        break
