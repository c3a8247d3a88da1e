# Pages of a shared file that are thrown out, or fetched ahead, take another time to read.
import ctypes
import mmap

import numpy

libc = ctypes.CDLL(None)
libc.mmap.restype = ctypes.c_void_p
libc.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_long]
file = open(numpy.__file__)


def send(until):
    pass


def receive(until):
    page = libc.mmap(None, 4096, mmap.PROT_READ, mmap.MAP_PRIVATE, file.fileno(), 0)
    advice = (3, 20, 21, 22)  # willneed, cold, pageout, populate
    return any(libc.madvise(ctypes.c_void_p(page), 4096, number) == 0 for number in advice)
