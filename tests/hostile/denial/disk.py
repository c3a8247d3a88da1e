# Fills the disk, wherever it may write.
import os

for folder in ("/tmp", "/dev/shm", ".", "/", "/var/tmp", os.path.expanduser("~")):
    try:
        with open(os.path.join(folder, "full"), "wb") as file:
            for _ in range(10_000):
                file.write(bytes(1 << 20))
    except OSError:
        pass
