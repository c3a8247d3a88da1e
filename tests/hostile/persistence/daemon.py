# Leaves a process of its own session behind, by every way there is.
import os
import subprocess
import sys

try:
    subprocess.Popen([sys.executable, "-c", "while True: pass"], start_new_session=True)
except OSError:
    pass
for start in (getattr(os, name) for name in ("fork", "forkpty", "posix_spawn", "vfork") if hasattr(os, name)):
    try:
        start(*(("/bin/sh", ["sh", "-c", "sleep 3600"], {}) if start is os.posix_spawn else ()))
    except OSError:
        pass
try:
    import multiprocessing

    multiprocessing.Process(target=print, daemon=True).start()
except (OSError, RuntimeError):
    pass
