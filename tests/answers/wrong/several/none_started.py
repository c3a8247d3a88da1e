# expect: function no answer raised
# expect: mse no answer raised
# expect: apply_step no answer raised
# expect: train no answer raised
def function(t, params):
    raise NotImplementedError()

# %%
def mse(preds, targets):
    raise NotImplementedError()

# %%
def apply_step(params, prn=True):
    raise NotImplementedError()

# %%
def train(params, epochs, tolerance=None):
    raise NotImplementedError()
