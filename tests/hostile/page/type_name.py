# expect: mse no-answer raised
# An exception whose name is markup.
def mse(preds, targets):
    raise type("<script>alert(1)</script><svg/onload=alert(1)>", (Exception,), {})("{{ 7 * 7 }} {% raw %}")
