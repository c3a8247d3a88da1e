# expect: function no-answer
# expect: mse no-answer
# expect: apply_step no-answer
# expect: train no-answer
# Closes every descriptor, then waits.
import os
import time as clock

function = mse = apply_step = train = None
os.closerange(0, 1024)
clock.sleep(3600)
