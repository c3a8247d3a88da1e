# Asks the kernel for processes and secret memory by number, past Python and the C library's checks.
import ctypes

libc = ctypes.CDLL(None)
for number in (56, 57, 58, 59, 435, 319, 447, 425, 101, 310, 311, 62, 234, 424, 434, 438, 308, 272, 165, 155, 317, 321):
    libc.syscall(number, 0, 0, 0, 0, 0, 0)
