# expect: apply_step no answer unwritten
def apply_step(params, prn=True):
    # YOUR CODE HERE
    raise NotImplementedError()
