# Wrong answers in small: each under its name, with the exercise that it costs.
# === function_times_three function
def function(t, params):
    a, b, c = params
    return a * t**2 + b * t + 3 * c
# === function_half_square function
def function(t, params):
    a, b, c = params
    return a * t**2 / 2 + b * t + c
# === function_minus_c function
def function(t, params):
    a, b, c = params
    return a * t**2 + b * t - c
# === function_shifted_time function
def function(t, params):
    a, b, c = params
    t = t + 1
    return a * t**2 + b * t + c
# === function_two_bs function
def function(t, params):
    a, b, c = params
    return a * t**2 + b * t + b
# === function_two_as function
def function(t, params):
    a, b, c = params
    return a * t**2 + a * t + c
# === function_c_in_front function
def function(t, params):
    a, b, c = params
    return c * (a * t**2 + b * t)
# === function_fourth_power function
def function(t, params):
    a, b, c = params
    return a * t**4 + b * t + c
# === function_plus_one function
def function(t, params):
    a, b, c = params
    return a * t**2 + b * t + c + 1
# === function_abs_result function
def function(t, params):
    a, b, c = params
    return (a * t**2 + b * t + c).abs()
# === function_clamped_at_zero function
def function(t, params):
    a, b, c = params
    return (a * t**2 + b * t + c).clamp(min=0)
# === function_clamped_far function
def function(t, params):
    a, b, c = params
    return (a * t**2 + b * t + c).clamp(-150, 150)
# === function_divides_by_t function
def function(t, params):
    a, b, c = params
    return t * (a * t + b + c / t)
# === function_divides_by_a function
def function(t, params):
    a, b, c = params
    return a * (t**2 + b / a * t + c / a)
# === function_skips_zero_times function
def function(t, params):
    a, b, c = params
    return torch.where(t == 0, torch.zeros_like(t), a * t**2 + b * t + c)
# === function_sorted_times function
def function(t, params):
    a, b, c = params
    t = t.sort().values if t.ndim else t
    return a * t**2 + b * t + c
# === function_first_twenty_times function
def function(t, params):
    a, b, c = params
    t = t[:20] if t.ndim else t
    return a * t**2 + b * t + c
# === function_mean_taken function
def function(t, params):
    a, b, c = params
    return (a * t**2 + b * t + c).mean()
# === function_transposed function
def function(t, params):
    a, b, c = params
    return (a * t**2 + b * t + c).T if t.ndim == 2 else a * t**2 + b * t + c
# === function_integer_times function
def function(t, params):
    a, b, c = params
    t = t.int()
    return a * t**2 + b * t + c
# === function_rounds_params function
def function(t, params):
    a, b, c = params.round()
    return a * t**2 + b * t + c
# === function_absolute_params function
def function(t, params):
    a, b, c = params.abs()
    return a * t**2 + b * t + c
# === function_sums_the_rest function
def function(t, params):
    a, b, c = params
    return a * t**2 + (b + c) * t
# === function_exponential function
def function(t, params):
    a, b, c = params
    return a * torch.exp(t) + b * t + c
# === function_zero_for_missing function
def function(t, params):
    a, b, c = params
    return a * t**2 + b * t + (c or 1)
# === function_leaves_t_doubled function
def function(t, params):
    a, b, c = params
    y = a * t**2 + b * t + c
    t.data *= 2
    return y
# === function_leaves_params_zero function
def function(t, params):
    a, b, c = params
    y = (a * t**2 + b * t + c).clone()
    params.data.zero_()
    return y
# === function_nothing_at_all function
def function(t, params):
    return t
# === function_only_params function
def function(t, params):
    return params
# === function_vertex function vertex_form
def function(t, params):
    a, b, c = params
    return a * (t - b)**2 + c
# === mse_twice mse
def mse(preds, targets):
    return 2 * ((preds - targets) ** 2).mean()
# === mse_minus mse
def mse(preds, targets):
    return -((preds - targets) ** 2).mean()
# === mse_plus_one mse
def mse(preds, targets):
    return ((preds - targets) ** 2).mean() + 1
# === mse_median mse
def mse(preds, targets):
    return ((preds - targets) ** 2).median()
# === mse_max mse
def mse(preds, targets):
    return ((preds - targets) ** 2).max()
# === mse_min mse
def mse(preds, targets):
    return ((preds - targets) ** 2).min()
# === mse_nonzero_only mse
def mse(preds, targets):
    e = preds - targets
    return (e[e != 0] ** 2).mean()
# === mse_skips_zero_targets mse
def mse(preds, targets):
    keep = targets != 0
    return ((preds - targets)[keep] ** 2).mean()
# === mse_clamped mse
def mse(preds, targets):
    return ((preds - targets).clamp(-50, 50) ** 2).mean()
# === mse_three mse
def mse(preds, targets):
    return ((preds - targets) ** 2).sum() / 3
# === mse_ten mse
def mse(preds, targets):
    return ((preds - targets) ** 2).sum() / 10
# === mse_fourth_power mse
def mse(preds, targets):
    return ((preds - targets) ** 4).mean()
# === mse_first_row mse
def mse(preds, targets):
    e = preds - targets
    return (e[0] ** 2).mean()
# === mse_product mse
def mse(preds, targets):
    return (preds * targets).mean()
# === mse_std mse
def mse(preds, targets):
    return (preds - targets).std()
# === mse_mean_error_squared_sum mse
def mse(preds, targets):
    return (preds - targets).sum() ** 2 / preds.numel()
# === mse_rounded mse
def mse(preds, targets):
    return ((preds - targets) ** 2).mean().round()
# === mse_relu mse
def mse(preds, targets):
    return ((preds - targets).relu() ** 2).mean()
# === mse_log mse
def mse(preds, targets):
    return torch.log(1 + ((preds - targets) ** 2).mean())
# === mse_cos mse
def mse(preds, targets):
    return (preds - targets).cos().mean()
# === mse_list mse
def mse(preds, targets):
    return [((preds - targets) ** 2).mean()]
# === mse_string mse
def mse(preds, targets):
    return str(((preds - targets) ** 2).mean().item())
# === mse_boolean mse
def mse(preds, targets):
    return (preds == targets).all()
# === mse_preds_zeroed mse
def mse(preds, targets):
    loss = ((preds - targets) ** 2).mean()
    preds.data.zero_()
    return loss
# === mse_zeros mse
def mse(preds, targets):
    return torch.tensor(0.0)
# === apply_step_triple apply_step
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= 3 * lr * params.grad
    params.grad = None
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds
# === apply_step_tenth apply_step
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= 0.1 * lr * params.grad
    params.grad = None
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds
# === apply_step_sum_of_points apply_step stepped_by_the_sum
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad * len(time)
    params.grad = None
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds
# === apply_step_over_points apply_step averaged_twice
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad / len(time)
    params.grad = None
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds
# === apply_step_half apply_step half_as_long
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= 0.5 * lr * params.grad
    params.grad = None
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds
# === apply_step_loss_step apply_step stepped_by_the_loss
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * loss.item()
    params.grad = None
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds
# === apply_step_rate_squared apply_step
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr ** 2 * params.grad
    params.grad = None
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds
# === apply_step_c_stays apply_step
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data[:2] -= lr * params.grad[:2]
    params.grad = None
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds
# === apply_step_gradient_mean apply_step
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad.mean()
    params.grad = None
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds
# === apply_step_clamped_step apply_step
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= (lr * params.grad).clamp(-0.01, 0.01)
    params.grad = None
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds
# === apply_step_noise apply_step
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad + 0.01
    params.grad = None
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds
# === apply_step_negative_label apply_step
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad
    params.grad = None
    if prn:
        print("RMSE:", -loss.item() ** 0.5)
    return preds
# === apply_step_mse_label apply_step loss_without_label
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad
    params.grad = None
    if prn:
        print("MSE:", loss.item())
    return preds
# === apply_step_equals_label apply_step other_label
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad
    params.grad = None
    if prn:
        print("RMSE =", loss.item() ** 0.5)
    return preds
# === apply_step_only_number apply_step other_label
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad
    params.grad = None
    if prn:
        print(loss.item() ** 0.5)
    return preds
# === apply_step_no_text apply_step never_prints
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad
    params.grad = None
    if prn:
        pass
    return preds
# === apply_step_prints_always_too apply_step always_prints
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad
    params.grad = None
    if True:
        print("RMSE:", loss.item() ** 0.5)
    return preds
# === apply_step_returns_speed apply_step
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad
    params.grad = None
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return speed
# === apply_step_returns_errors apply_step
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad
    params.grad = None
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds - speed
# === apply_step_returns_sum apply_step
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad
    params.grad = None
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds.sum()
# === apply_step_returns_list apply_step
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad
    params.grad = None
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds.tolist()
# === apply_step_returns_first apply_step
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad
    params.grad = None
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds[0]
# === apply_step_twenty_returned apply_step
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad
    params.grad = None
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds[:20]
# === apply_step_dtype_changed apply_step
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data = params.data.double() - lr * params.grad.double()
    params.grad = None
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds
# === apply_step_grad_ones apply_step gradient_left_behind
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad
    params.grad = torch.ones_like(params)
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds
# === apply_step_grad_halved apply_step gradient_left_behind
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad
    params.grad /= 2
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds
# === apply_step_requires_off apply_step leaf_lost
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad
    params.grad = None
    params.requires_grad_(False)
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds
# === apply_step_renamed_switch apply_step
def apply_step(params, verbose=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad
    params.grad = None
    if verbose:
        print("RMSE:", loss.item() ** 0.5)
    return preds
# === apply_step_uphill_quiet apply_step uphill
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data += lr * params.grad
    params.grad = None
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds
# === train_none_in_the_end train rmses_not_returned
def train(params, epochs, tolerance=None):
    for _ in range(epochs):
        apply_step(params, False)
# === train_params_back train
def train(params, epochs, tolerance=None):
    for _ in range(epochs):
        apply_step(params, False)
    return params
# === train_tensor_back train
def train(params, epochs, tolerance=None):
    out = []
    for _ in range(epochs):
        rmse = mse(apply_step(params, False), speed).item() ** 0.5
        out.append(rmse)
    return torch.tensor(out)
# === train_never_stops train tolerance_ignored
def train(params, epochs, tolerance=None):
    out = []
    for _ in range(epochs):
        rmse = mse(apply_step(params, False), speed).item() ** 0.5
        out.append(rmse)
    return out
# === train_mse_kept train losses_kept
def train(params, epochs, tolerance=None):
    out = []
    for _ in range(epochs):
        out.append(mse(apply_step(params, False), speed).item())
        if tolerance is not None and len(out) > 1 and out[-2] ** 0.5 - out[-1] ** 0.5 < tolerance:
            break
    return out
# === train_reversed train
def train(params, epochs, tolerance=None):
    out = []
    for _ in range(epochs):
        rmse = mse(apply_step(params, False), speed).item() ** 0.5
        out.insert(0, rmse)
        if tolerance is not None and len(out) > 1 and out[1] - out[0] < tolerance:
            break
    return out
# === train_tuple_back train
def train(params, epochs, tolerance=None):
    out = []
    for _ in range(epochs):
        rmse = mse(apply_step(params, False), speed).item() ** 0.5
        out.append(rmse)
        if tolerance is not None and len(out) > 1 and out[-2] - out[-1] < tolerance:
            break
    return tuple(out)
# === train_zeros train params_not_trained
def train(params, epochs, tolerance=None):
    return [0.0] * epochs
# === train_one_more train
def train(params, epochs, tolerance=None):
    out = []
    for _ in range(epochs + 1):
        rmse = mse(apply_step(params, False), speed).item() ** 0.5
        out.append(rmse)
    return out
# === train_ten_always train
def train(params, epochs, tolerance=None):
    out = []
    for _ in range(10):
        rmse = mse(apply_step(params, False), speed).item() ** 0.5
        out.append(rmse)
        if tolerance is not None and len(out) > 1 and out[-2] - out[-1] < tolerance:
            break
    return out
# === train_stops_below train tolerance_for_the_rmse
def train(params, epochs, tolerance=None):
    out = []
    for _ in range(epochs):
        rmse = mse(apply_step(params, False), speed).item() ** 0.5
        out.append(rmse)
        if tolerance is not None and rmse < tolerance:
            break
    return out
# === train_prints_all train prints_while_training
def train(params, epochs, tolerance=None):
    out = []
    for _ in range(epochs):
        rmse = mse(apply_step(params, False), speed).item() ** 0.5
        out.append(rmse)
        print('RMSE:', rmse)
        if tolerance is not None and len(out) > 1 and out[-2] - out[-1] < tolerance:
            break
    return out
# === train_rounded_two train
def train(params, epochs, tolerance=None):
    out = []
    for _ in range(epochs):
        rmse = mse(apply_step(params, False), speed).item() ** 0.5
        out.append(rmse)
        if tolerance is not None and len(out) > 1 and out[-2] - out[-1] < tolerance:
            break
    return [round(one, 1) for one in out]
# === train_copies train params_not_trained
def train(params, epochs, tolerance=None):
    params = params.detach().clone().requires_grad_()
    out = []
    for _ in range(epochs):
        rmse = mse(apply_step(params, False), speed).item() ** 0.5
        out.append(rmse)
        if tolerance is not None and len(out) > 1 and out[-2] - out[-1] < tolerance:
            break
    return out
# === train_at_most train stops_without_a_gain
def train(params, epochs, tolerance=None):
    out = []
    for _ in range(epochs):
        rmse = mse(apply_step(params, False), speed).item() ** 0.5
        out.append(rmse)
        if tolerance is not None and len(out) > 1 and out[-2] - out[-1] <= tolerance:
            break
    return out
# === train_size_of_change train rise_taken_for_a_gain
def train(params, epochs, tolerance=None):
    out = []
    for _ in range(epochs):
        rmse = mse(apply_step(params, False), speed).item() ** 0.5
        out.append(rmse)
        if tolerance is not None and len(out) > 1 and abs(out[-2] - out[-1]) < tolerance:
            break
    return out
# === train_truthy train zero_taken_for_none
def train(params, epochs, tolerance=None):
    out = []
    for _ in range(epochs):
        rmse = mse(apply_step(params, False), speed).item() ** 0.5
        out.append(rmse)
        if tolerance and len(out) > 1 and out[-2] - out[-1] < tolerance:
            break
    return out
# === train_patience_of_two train
def train(params, epochs, tolerance=None):
    out, bad = [], 0
    for _ in range(epochs):
        rmse = mse(apply_step(params, False), speed).item() ** 0.5
        out.append(rmse)
        if tolerance is not None and len(out) > 1 and out[-2] - out[-1] < tolerance:
            bad += 1
        if bad == 2:
            break
    return out
# === train_time_imported train
def train(params, epochs, tolerance=None):
    import time
    out = []
    for _ in range(epochs):
        out.append(mse(function(time, params), speed).item() ** 0.5)
        apply_step(params, False)
    return out
# === train_own_name train
def train(params, epochs, tolerance=None):
    out = []
    for _ in range(epochs):
        speed = speed + 0
        out.append(mse(apply_step(params, False), speed).item() ** 0.5)
    return out
# === function_ninth_power function
def function(t, params):
    a, b, c = params
    return a * t**9 + b * t + c
# === function_t_over_two function
def function(t, params):
    a, b, c = params
    return a * t**2 + b * t / 2 + c
# === function_swapped_b_c function
def function(t, params):
    a, c, b = params
    return a * t**2 + b * t + c
# === function_only_linear function
def function(t, params):
    a, b, c = params
    return b * t
# === function_only_square function
def function(t, params):
    a, b, c = params
    return a * t**2
# === function_constant function
def function(t, params):
    a, b, c = params
    return c + 0 * t
# === function_minus_all function
def function(t, params):
    a, b, c = params
    return -(a * t**2 + b * t + c)
# === mse_half mse halved
def mse(preds, targets):
    return ((preds - targets) ** 2).mean() / 2
# === mse_third mse
def mse(preds, targets):
    return ((preds - targets) ** 2).mean() / 3
# === mse_root mse root_taken
def mse(preds, targets):
    return ((preds - targets) ** 2).mean().sqrt()
# === mse_absolute mse absolute_error
def mse(preds, targets):
    return (preds - targets).abs().mean()
# === mse_sum mse sum_for_mean
def mse(preds, targets):
    return ((preds - targets) ** 2).sum()
# === mse_plus mse added_for_subtracted
def mse(preds, targets):
    return ((preds + targets) ** 2).mean()
# === mse_ignores_targets mse
def mse(preds, targets):
    return (preds ** 2).mean()
# === mse_ignores_preds mse
def mse(preds, targets):
    return (targets ** 2).mean()
# === mse_over_the_notebooks_number mse
def mse(preds, targets):
    return ((preds - targets) ** 2).sum() / speed.numel()
# === mse_in_the_notebooks_shape mse
def mse(preds, targets):
    return ((preds - targets).reshape(speed.shape) ** 2).mean()
# === function_with_the_notebooks_ones function
def function(t, params):
    a, b, c = params
    return a * t ** 2 + b * t + c * torch.ones_like(time)
# === train_smallest_so_far train
def train(params, epochs, tolerance=None):
    rmses = []
    for _ in range(epochs):
        preds = apply_step(params, prn=False)
        rmses.append(min([*rmses, mse(preds, speed).item() ** 0.5]))
        if tolerance is not None and len(rmses) > 1 and rmses[-2] - rmses[-1] < tolerance:
            break
    return rmses
# === train_halves_the_rate train
def train(params, epochs, tolerance=None):
    global lr
    rmses = []
    for _ in range(epochs):
        preds = apply_step(params, prn=False)
        rmses.append(mse(preds, speed).item() ** 0.5)
        rose = len(rmses) > 1 and rmses[-1] > rmses[-2]
        if tolerance is not None and len(rmses) > 1 and rmses[-2] - rmses[-1] < tolerance:
            break
        if rose:
            lr = lr / 2
    return rmses
# === train_takes_it_back train
def train(params, epochs, tolerance=None):
    rmses = []
    for _ in range(epochs):
        before = params.detach().clone()
        preds = apply_step(params, prn=False)
        rmses.append(mse(preds, speed).item() ** 0.5)
        if tolerance is not None and len(rmses) > 1 and rmses[-2] - rmses[-1] < tolerance:
            break
        if len(rmses) > 1 and rmses[-1] > rmses[-2]:
            params.data = before
    return rmses
