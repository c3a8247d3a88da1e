# expect: function no answer raised
def function(t, params):
    # YOUR CODE HERE
    raise NotImplementedError()
