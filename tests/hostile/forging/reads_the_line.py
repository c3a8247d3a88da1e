# expect: apply_step failed
# Prints every number there is, and hopes that one is taken.
def apply_step(params, prn=True):
    if prn:
        for number in range(2000):
            print(f"RMSE: {number / 10:.2f}")
    return params
