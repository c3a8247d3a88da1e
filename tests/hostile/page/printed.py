# expect: apply_step failed
# Prints markup in the place of the line that is asked for.
def apply_step(params, prn=True):
    print("RMSE: <script>alert(1)</script> \x1b[8m" + "9" * 400 + ".99")
    return params
