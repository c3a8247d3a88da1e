# expect: apply_step failed
# Prints what almost looks like the line that is asked for, again and again.
def apply_step(params, prn=True):
    print(("RMSE" + " " * 50 + "1" * 12) * 300)
