# expect: function no answer unwritten
def function(t, params):
    # YOUR CODE HERE
    raise NotImplementedError()
