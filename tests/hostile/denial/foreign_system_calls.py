# expect: mse no-answer killed
# Makes a system call of another architecture, from machine code of its own.
import ctypes
import mmap
import platform


def mse(preds, targets):
    page = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    fork_in_32_bits = b"\xb8\x02\x00\x00\x00\xcd\x80\xc3"  # mov eax, 2; int 0x80; ret
    page.write(fork_in_32_bits if platform.machine() == "x86_64" else bytes(8))
    return ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(page)))()
