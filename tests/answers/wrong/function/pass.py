# expect: function failed prediction_not_returned
def function(t, params):
    # YOUR CODE HERE
    pass
