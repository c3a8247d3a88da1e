# Shares memory with whoever asks for it by name.
import ctypes
import os
from multiprocessing import shared_memory

libc = ctypes.CDLL(None)
for deed in (
    lambda: shared_memory.SharedMemory("left_behind", create=True, size=4096),
    lambda: os.memfd_create("left_behind"),
    lambda: libc.shmget(1234, 4096, 0o1666),
    lambda: libc.msgget(1234, 0o1666),
    lambda: libc.semget(1234, 1, 0o1666),
    lambda: torch.zeros(9).share_memory_(),
):
    try:
        deed()
    except (OSError, RuntimeError):
        pass
