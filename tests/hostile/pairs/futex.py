# A futex on a page of a file that both can read: who waits on it is counted by who wakes it.
import ctypes
import time as clock

import numpy

libc = ctypes.CDLL(None, use_errno=True)
libc.mmap.restype = ctypes.c_void_p
libc.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_long]
file = open(numpy.__file__)
NONE = ctypes.c_void_p(-1).value
pages = [libc.mmap(None, 4096, 1, kind, file.fileno(), 0) for kind in (1, 2)]  # shared, private
page = next(page for page in pages if page != NONE)


def futex(operation, value, seconds=0):
    timeout = ctypes.byref((ctypes.c_long * 2)(seconds, 0))
    return libc.syscall(202, ctypes.c_void_p(page), operation, value, timeout, None, 0)


def send(until):
    while clock.time() < until:
        futex(0, ctypes.c_uint32.from_address(page).value, 1)


def receive(until):
    while clock.time() < until:
        if futex(1, 1) == 1:
            return True
        clock.sleep(0.001)
    return False
