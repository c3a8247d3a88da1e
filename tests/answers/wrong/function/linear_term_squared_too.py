# expect: function failed square_in_both_terms
def function(t, params):
    a, b, c = params
    return (a + b) * t**2 + c
