# expect: function failed square_term_missing
def function(t, params):
    a, b, c = params
    return b * t + c
