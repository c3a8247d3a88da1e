# expect: mse no-answer memory
# A list that grows until nothing is left.
def mse(preds, targets):
    grown = [0] * 1000
    while True:
        grown += grown
