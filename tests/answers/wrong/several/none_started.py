# expect: function no answer unwritten
# expect: mse no answer unwritten
# expect: apply_step no answer unwritten
# expect: train no answer unwritten
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
