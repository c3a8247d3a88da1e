# الدالة التربيعية 🎢
def function(t, params):
    a, b, c = params  # المعاملات
    return a * t ** 2 + b * t + c  # ✅

# %%
def mse(preds, targets):
    # متوسط مربعات الخطأ
    return ((preds - targets) ** 2).mean()
