# expect: function failed raised
import numpy as np

def function(t, params):
    a, b, c = params.numpy()
    return a * t**2 + b * t + c
