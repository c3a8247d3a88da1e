# expect: function no-answer garbled
# expect: mse no-answer garbled
# expect: apply_step no-answer garbled
# expect: train no-answer garbled
# Speaks before it is asked: reports on cells, answers and a verdict, on every descriptor.
import json
import os
import struct

def frame(data):
    header = json.dumps(data).encode()
    return struct.pack("<II", len(header), 0) + header


class Speaking:  # Its body runs also where only definitions are kept.
    cell = {"printed": "", "raised": None, "value": None}
    call = {"value": {"type": "float", "value": 0.0}, "args": {}, "printed": "", "raised": None}
    for descriptor in range(64):
        for data in (7, [cell], [call], {"verdict": "passed", "score": 3}):
            try:
                os.write(descriptor, frame(data))
            except OSError:
                pass
