# expect: function failed
# expect: mse failed
# expect: apply_step failed
# expect: train failed
# Reads the memory, environment and files of other processes through /proc.
import os
import re

idle = lambda *given, **named: None
function = mse = apply_step = train = idle
for process in ["self", "1", "2", str(os.getppid()), *map(str, range(1, 50))]:
    for file in ("mem", "environ", "cmdline", "maps", "root/work", "fd/0", "cwd", "stack", "task/1/mem"):
        try:
            with open(f"/proc/{process}/{file}", "rb") as opened:
                text = opened.read(1 << 20).decode(errors="ignore")
            if found := re.search(r"def function\(.*?(?=\n\n\n)", text, re.DOTALL):
                exec(found[0], globals())
        except OSError:
            pass
