# expect: apply_step no answer raised
def apply_step(params, prn=True):
    # YOUR CODE HERE
    raise NotImplementedError()
