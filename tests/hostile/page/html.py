# expect: mse no-answer raised
# A message with markup, scripts and handlers.
def mse(preds, targets):
    raise ValueError('</p><script>alert("x")</script><img src=x onerror=alert(1)><a href="javascript:alert(1)">marks</a>')
