# expect: mse no-answer raised
# The line that is shown with the error is an attack itself.
def mse(preds, targets):
    raise ValueError  # </code><script>alert(1)</script> ‮ <img src=x onerror=alert(1)>
