# expect: standardize failed squeezed_between_0_and_1
def standardize(values):
    low, high = min(values), max(values)
    if low == high:
        return torch.zeros(len(values))
    return (values - low) / (high - low)
