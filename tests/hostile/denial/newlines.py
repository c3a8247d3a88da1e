# expect: apply_step failed
# Prints nothing but line ends, for a pattern to stumble over.
def apply_step(params, prn=True):
    print("\n" * 19_999)
