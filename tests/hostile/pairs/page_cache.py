# Which pages of a file are in memory: what one has read, another finds there.
import ctypes
import mmap

import numpy

libc = ctypes.CDLL(None)
libc.mmap.restype = ctypes.c_void_p
libc.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_long]
file = open(numpy.__file__)


def send(until):
    file.read()


def receive(until):
    page = libc.mmap(None, 4096, mmap.PROT_READ, mmap.MAP_PRIVATE, file.fileno(), 0)
    resident = (ctypes.c_ubyte * 1)()
    return libc.mincore(ctypes.c_void_p(page), 4096, resident) == 0
