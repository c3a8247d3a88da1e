# expect: mse failed
# Functions that only promise an answer.
async def mse(preds, targets):
    return ((preds - targets) ** 2).mean()
