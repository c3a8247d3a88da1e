# expect: function failed
# expect: mse failed
# expect: apply_step failed
# expect: train failed
# Scans the memory that the fork inherited from the zygote for the source of a reference.
import ctypes
import time as clock

import torch

idle = lambda *given, **named: None
function = mse = apply_step = train = idle
libc = ctypes.CDLL(None, use_errno=True)
needle = b"params.data -= " + b"lr * params.grad"
began = clock.process_time()


def readable(address):
    libc.access(ctypes.c_void_p(address), 0)
    return ctypes.get_errno() != 14  # EFAULT


def scan(start, step, most):
    for index in range(most):
        if clock.process_time() - began > 1:
            return
        address = start + index * step
        ctypes.set_errno(0)
        if readable(address):
            page = ctypes.string_at(address, 4096)
            at = page.find(needle)
            if at >= 0 and b"def scan" not in page:
                exec("import torch\ndef apply_step" + page.decode(errors="ignore").partition("def apply_step")[2], globals())


for thing in ([], {}, "text" * 9, torch.zeros(3), object()):
    here = id(thing) & ~4095
    scan(here, 4096, 4000)
    scan(here, -4096, 4000)
