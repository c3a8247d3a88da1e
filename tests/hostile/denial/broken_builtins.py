# expect: function no-answer
# expect: mse no-answer
# expect: apply_step no-answer
# expect: train no-answer
# Breaks what every process needs, its own included: nobody can say what such functions do.
import builtins

builtins.isinstance = lambda *given: True
builtins.len = lambda thing: 3
