def apply_step(params, prn=True):
	preds = function(time, params)
	loss = mse(preds, speed)
	loss.backward()
	params.data -= lr * params.grad.data
	params.grad = None
	if prn:
		print("RMSE:", loss.item() ** 0.5)
	return preds

# %%
def train(params, epochs, tolerance=None):
	rmses = []
	for _ in range(epochs):
		rmses.append(mse(apply_step(params, False), speed).item() ** 0.5)
		if tolerance is not None and len(rmses) > 1 and rmses[-2] - rmses[-1] < tolerance: break
	return rmses
