# expect: function failed
# expect: mse failed
# expect: apply_step failed
# expect: train failed
# Reads from every descriptor that it may have inherited.
import os
import select

idle = lambda *given, **named: None
function = mse = apply_step = train = idle
for descriptor in range(1024):
    try:
        text = b""
        if select.select([descriptor], [], [], 0)[0] and descriptor != 3:
            text = os.read(descriptor, 1 << 20)
        if b"def function" in text:
            exec(text.decode(), globals())
    except BaseException:
        pass
