# The same pages of a file in two processes.
import mmap
import ctypes

import numpy

libc = ctypes.CDLL(None)
libc.mmap.restype = ctypes.c_void_p
libc.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_long]
file = open(numpy.__file__)


def send(until):
    pass


def receive(until):
    page = libc.mmap(None, 4096, mmap.PROT_READ, mmap.MAP_SHARED, file.fileno(), 0)
    return page not in (None, ctypes.c_void_p(-1).value)
