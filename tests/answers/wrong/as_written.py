# Wrong answers as people write them, the ideas that they show among them: each under its name, with what it costs.
# === function_counted_from_one
# expect: function no answer raised
def function(t, params):
    return params[1] * t**2 + params[2] * t + params[3]
# === function_coefficients_from_nowhere
# expect: function no answer raised
def function(t, params):
    return a * t**2 + b * t + c
# === function_result_wrapped_anew function prediction_cut_off
def function(t, params):
    a, b, c = params
    return torch.tensor(a * t**2 + b * t + c)
# === function_loop_of_items function prediction_cut_off
def function(t, params):
    a, b, c = params
    out = []
    for x in t:
        out.append((a * x**2 + b * x + c).item())
    return torch.tensor(out)
# === function_math_pow
# expect: function no answer raised
import math
def function(t, params):
    a, b, c = params
    return a * math.pow(t, 2) + b * t + c
# === function_product_without_sign
# expect: function no answer raised
def function(t, params):
    a, b, c = params
    return a(t**2) + b(t) + c
# === function_times_two function doubled_for_squared
def function(t, params):
    a, b, c = params
    return a * t * 2 + b * t + c
# === function_its_own_name
# expect: function no answer raised
def function(t, params):
    a, b, c = params
    function = a * t**2 + b * t + c
    return function(t, params)
# === function_hands_back_a_function function
def function(t, params):
    a, b, c = params
    return lambda x: a * x**2 + b * x + c
# === function_leaves_the_raise
# expect: function no answer unwritten
def function(t, params):
    a, b, c = params
    speed_at_t = a * t**2 + b * t + c
    raise NotImplementedError()
    return speed_at_t
# === function_vertex_with_plus function
def function(t, params):
    a, b, c = params
    return a * (t + b) ** 2 + c
# === function_vertex_names function vertex_form
def function(t, params):
    a, h, k = params
    return a * (t - h) ** 2 + k
# === function_factored_roots function
def function(t, params):
    a, b, c = params
    return a * (t - b) * (t - c)
# === mse_two_arguments_to_the_class
# expect: mse failed
def mse(preds, targets):
    return torch.nn.MSELoss(preds, targets)
# === mse_module_not_imported
# expect: mse no answer missing
mse = nn.MSELoss()
# === mse_class_never_called mse
import torch.nn as nn
def mse(preds, targets):
    loss = nn.MSELoss()
    return loss
# === mse_mean_without_parentheses mse
def mse(preds, targets):
    return ((preds - targets) ** 2).mean
# === mse_over_the_method_size
# expect: mse no answer raised
def mse(preds, targets):
    return ((preds - targets) ** 2).sum() / preds.size
# === mse_name_misspelt
# expect: mse no answer raised
def mse(preds, targets):
    return ((preds - target) ** 2).mean()
# === mse_its_own_name
# expect: mse no answer raised
def mse(preds, targets):
    mse = mse(preds - targets)
    return mse
# === mse_reduction_sum mse sum_for_mean
def mse(preds, targets):
    return torch.nn.MSELoss(reduction='sum')(preds, targets)
# === mse_twice_the_mean mse
def mse(preds, targets):
    return ((preds - targets) ** 2).mean().mean() * len(preds) / preds.numel()
# === mse_printed_and_nothing mse loss_not_returned
def mse(preds, targets):
    loss = ((preds - targets) ** 2).mean()
    print('loss', loss)
    return
# === mse_as_array mse loss_cut_off
import numpy as np
def mse(preds, targets):
    p, q = preds.detach().numpy(), targets.numpy()
    return torch.tensor(np.square(p - q).mean())
# === step_of_the_sum apply_step stepped_by_the_sum
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = ((preds - speed) ** 2).sum()
    loss.backward()
    params.data -= lr * params.grad.data
    params.grad = None
    if prn:
        print("RMSE:", mse(preds, speed).item() ** 0.5)
    return preds
# === step_over_the_points apply_step averaged_twice
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad.data / len(speed)
    params.grad = None
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds
# === step_over_twenty apply_step
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad.data / 20
    params.grad = None
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds
# === step_by_hand_without_the_two apply_step half_as_long
def apply_step(params, prn=True):
    preds = function(time, params)
    err = (preds - speed).detach()
    grad = torch.stack([(err * time ** 2).mean(), (err * time).mean(), err.mean()])
    params.data -= lr * grad
    if prn:
        print("RMSE:", (err ** 2).mean().item() ** 0.5)
    return preds
# === step_rate_in_the_code apply_step learning_rate_fixed
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= 1e-5 * params.grad.data
    params.grad = None
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds
# === step_another_rate_in_the_code apply_step
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= 0.001 * params.grad.data
    params.grad = None
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds
# === step_by_the_loss apply_step stepped_by_the_loss
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    with torch.no_grad():
        params -= lr * loss
    params.grad = None
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds
# === step_by_loss_times_gradient apply_step
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * loss.item() * params.grad.data
    params.grad = None
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds
# === step_at_one_random_point apply_step
def apply_step(params, prn=True):
    preds = function(time, params)
    i = torch.randint(0, len(time), (1,))
    loss = mse(function(time[i], params), speed[i])
    loss.backward()
    params.data -= lr * params.grad.data
    params.grad = None
    if prn:
        print("RMSE:", mse(preds, speed).item() ** 0.5)
    return preds
# === step_at_one_chosen_point apply_step
import random
def apply_step(params, prn=True):
    i = random.randrange(len(time))
    preds = function(time, params)
    loss = (preds[i] - speed[i]) ** 2
    loss.backward()
    with torch.no_grad():
        params -= lr * params.grad
    params.grad.zero_()
    if prn:
        print("RMSE:", mse(preds, speed).item() ** 0.5)
    return preds
# === step_on_a_batch_of_five apply_step
def apply_step(params, prn=True):
    preds = function(time, params)
    batch = torch.randperm(len(time))[:5]
    loss = mse(function(time[batch], params), speed[batch])
    loss.backward()
    params.data -= lr * params.grad.data
    params.grad = None
    if prn:
        print("RMSE:", mse(preds, speed).item() ** 0.5)
    return preds
# === step_point_after_point apply_step
def apply_step(params, prn=True):
    preds = function(time, params)
    rmse = mse(preds, speed).item() ** 0.5
    for x, y in zip(time, speed):
        loss = (function(x, params) - y) ** 2
        loss.backward()
        params.data -= lr * params.grad.data
        params.grad = None
    if prn:
        print("RMSE:", rmse)
    return preds
# === step_assigned_with_a_minus apply_step step_put_in_place
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data =- lr * params.grad.data
    params.grad = None
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds
# === step_assigned apply_step
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data = lr * params.grad.data
    params.grad = None
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds
# === step_only_while_printing apply_step params_not_moved
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    saved = params.grad.data
    params.grad = None
    if prn:
        params.data -= lr * saved
        print("RMSE:", loss.item() ** 0.5)
    return preds
# === step_uphill_and_not_cleared apply_step gradient_left_behind
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data += lr * params.grad.data
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds
# === step_predicts_from_speed apply_step
def apply_step(params, prn=True):
    preds = function(speed, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad.data
    params.grad = None
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds
# === step_gradient_is_zero
# expect: apply_step no answer raised
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad.data
    params.grad = 0
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds
# === step_gradient_is_one_zero
# expect: apply_step no answer raised
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad.data
    params.grad = torch.tensor(0.0)
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds
# === step_zero_grad_of_a_tensor
# expect: apply_step no answer raised
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad.data
    params.zero_grad()
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds
# === step_backward_not_called
# expect: apply_step no answer raised
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward
    params.data -= lr * params.grad.data
    params.grad = None
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds
# === step_grad_of_data
# expect: apply_step no answer raised
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.data.grad
    params.grad = None
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds
# === step_item_before_backward
# expect: apply_step no answer raised
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed).item()
    loss.backward()
    params.data -= lr * params.grad.data
    params.grad = None
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds
# === step_loss_takes_the_functions_name
# expect: apply_step no answer raised
def apply_step(params, prn=True):
    preds = function(time, params)
    mse = mse(preds, speed)
    mse.backward()
    params.data -= lr * params.grad.data
    params.grad = None
    if prn:
        print("RMSE:", mse.item() ** 0.5)
    return preds
# === step_rate_of_its_own_name
# expect: apply_step no answer raised
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    lr = lr * 1.0
    params.data -= lr * params.grad.data
    params.grad = None
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds
# === step_tutorials_print apply_step loss_without_label
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad.data
    params.grad = None
    if prn: print(loss.item())
    return preds
# === step_label_plus_number apply_step
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad.data
    params.grad = None
    if prn:
        print("RMSE: " + loss.sqrt())
    return preds
# === step_prn_is_a_word apply_step never_prints
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad.data
    params.grad = None
    if prn == "True":
        print("RMSE:", loss.item() ** 0.5)
    return preds
# === step_prn_is_not_none apply_step always_prints
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad.data
    params.grad = None
    if prn is not None:
        print("RMSE:", loss.item() ** 0.5)
    return preds
# === step_returns_what_print_returns apply_step
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad.data
    params.grad = None
    if prn:
        preds = print("RMSE:", loss.item() ** 0.5)
    return preds
# === step_raise_below
# expect: apply_step no answer unwritten
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad.data
    params.grad = None
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    raise NotImplementedError()
# === step_mse_printed_and_grad_kept apply_step gradient_not_cleared mse_printed
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad.data
    if prn:
        print("RMSE:", loss.item())
    return preds
# === step_nothing_returned_nor_cleared apply_step gradient_not_cleared step_not_returned
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad.data
    if prn:
        print("RMSE:", loss.item() ** 0.5)
# === train_nothing_returned train rmses_not_returned
def train(params, epochs, tolerance=None):
    rmses = []
    for epoch in range(epochs):
        preds = apply_step(params, prn=False)
        rmses.append(mse(preds, speed).item() ** 0.5)
        if tolerance is not None and epoch > 0 and rmses[-2] - rmses[-1] < tolerance:
            break
# === train_params_returned train params_returned
def train(params, epochs, tolerance=None):
    rmses = []
    for epoch in range(epochs):
        preds = apply_step(params, prn=False)
        rmses.append(mse(preds, speed).item() ** 0.5)
        if tolerance is not None and epoch > 0 and rmses[-2] - rmses[-1] < tolerance:
            break
    return params
# === train_tensor_filled train tensor_returned
def train(params, epochs, tolerance=None):
    rmses = torch.zeros(epochs)
    for i in range(epochs):
        preds = apply_step(params, prn=False)
        rmses[i] = mse(preds, speed) ** 0.5
        if tolerance is not None and i > 0 and rmses[i - 1] - rmses[i] < tolerance:
            return rmses[:i + 1]
    return rmses
# === train_measures_its_time train
def train(params, epochs, tolerance=None):
    import time
    start = time.time()
    rmses = []
    for epoch in range(epochs):
        preds = function(time, params)
        apply_step(params, prn=False)
        rmses.append(mse(preds, speed).item() ** 0.5)
        if tolerance is not None and epoch > 0 and rmses[-2] - rmses[-1] < tolerance:
            break
    return rmses
# === train_imports_time_above
# expect: train no answer raised
import time
def train(params, epochs, tolerance=None):
    start = time.time()
    rmses = []
    for epoch in range(epochs):
        preds = apply_step(params, prn=False)
        rmses.append(mse(preds, speed).item() ** 0.5)
        if tolerance is not None and epoch > 0 and rmses[-2] - rmses[-1] < tolerance:
            break
    return rmses
# === train_best_put_back train best_put_back
def train(params, epochs, tolerance=None):
    rmses, best = [], None
    for epoch in range(epochs):
        before = params.detach().clone()
        preds = apply_step(params, prn=False)
        rmses.append(mse(preds, speed).item() ** 0.5)
        if rmses[-1] == min(rmses):
            best = before
        if tolerance is not None and epoch > 0 and rmses[-2] - rmses[-1] < tolerance:
            break
    if best is not None:
        params.data.copy_(best)
    return rmses
# === train_best_kept_after_the_step train earlier_params_kept
def train(params, epochs, tolerance=None):
    rmses, best, lowest = [], None, float('inf')
    for epoch in range(epochs):
        preds = apply_step(params, prn=False)
        rmses.append(mse(preds, speed).item() ** 0.5)
        if rmses[-1] < lowest:
            lowest, best = rmses[-1], params.detach().clone()
        if tolerance is not None and epoch > 0 and rmses[-2] - rmses[-1] < tolerance:
            break
    if best is not None:
        params.data = best
    return rmses
# === train_raise_below
# expect: train no answer unwritten
def train(params, epochs, tolerance=None):
    rmses = []
    for epoch in range(epochs):
        preds = apply_step(params, prn=False)
        rmses.append(mse(preds, speed).item() ** 0.5)
        if tolerance is not None and epoch > 0 and rmses[-2] - rmses[-1] < tolerance:
            break
    raise NotImplementedError()
# === train_loops_over_a_number
# expect: train no answer raised
def train(params, epochs, tolerance=None):
    rmses = []
    for epoch in epochs:
        preds = apply_step(params, prn=False)
        rmses.append(mse(preds, speed).item() ** 0.5)
        if tolerance is not None and epoch > 0 and rmses[-2] - rmses[-1] < tolerance:
            break
    return rmses
# === train_list_is_what_append_returns train
def train(params, epochs, tolerance=None):
    rmses = []
    for epoch in range(epochs):
        preds = apply_step(params, prn=False)
        rmses = rmses.append(mse(preds, speed).item() ** 0.5)
        if tolerance is not None and epoch > 0 and rmses[-2] - rmses[-1] < tolerance:
            break
    return rmses
# === train_keeps_the_predictions train
def train(params, epochs, tolerance=None):
    rmses = []
    for epoch in range(epochs):
        preds = apply_step(params, prn=False)
        rmses.append(preds)
        if tolerance is not None and epoch > 0 and mse(rmses[-2], speed) ** 0.5 - mse(rmses[-1], speed) ** 0.5 < tolerance:
            break
    return rmses
# === train_first_is_compared_with_itself train
def train(params, epochs, tolerance=None):
    rmses = []
    for epoch in range(epochs):
        preds = apply_step(params, prn=False)
        rmses.append(mse(preds, speed).item() ** 0.5)
        if tolerance is not None and rmses[epoch - 1] - rmses[epoch] < tolerance:
            break
    return rmses
# === train_list_begun_in_the_loop train
def train(params, epochs, tolerance=None):
    for epoch in range(epochs):
        rmses = []
        preds = apply_step(params, prn=False)
        rmses.append(mse(preds, speed).item() ** 0.5)
        if tolerance is not None and epoch > 0 and rmses[-2] - rmses[-1] < tolerance:
            break
    return rmses
# === train_never_steps train params_not_trained
def train(params, epochs, tolerance=None):
    rmses = []
    for epoch in range(epochs):
        preds = function(time, params)
        rmses.append(mse(preds, speed).item() ** 0.5)
        if tolerance is not None and epoch > 0 and rmses[-2] - rmses[-1] < tolerance:
            break
    return rmses
# === train_prints_and_keeps_tensors train prints_while_training tensors_kept
def train(params, epochs, tolerance=None):
    rmses = []
    for epoch in range(epochs):
        preds = apply_step(params)
        rmses.append(mse(preds, speed) ** 0.5)
        if tolerance is not None and epoch > 0 and rmses[-2] - rmses[-1] < tolerance:
            break
    return rmses
# === train_size_of_the_change_after_the_step train measured_after_the_step
def train(params, epochs, tolerance=None):
    rmses = []
    for epoch in range(epochs):
        apply_step(params, prn=False)
        preds = function(time, params)
        rmses.append(mse(preds, speed).item() ** 0.5)
        if tolerance is not None and epoch > 0 and abs(rmses[-2] - rmses[-1]) < tolerance:
            break
    return rmses
# === train_losses_and_no_end train losses_kept
def train(params, epochs, tolerance=None):
    rmses = []
    for epoch in range(epochs):
        preds = apply_step(params, prn=False)
        rmses.append(mse(preds, speed).item())
    return rmses
# === train_stops_at_a_share train tolerance_for_the_share
def train(params, epochs, tolerance=None):
    rmses = []
    for epoch in range(epochs):
        preds = apply_step(params, prn=False)
        rmses.append(mse(preds, speed).item() ** 0.5)
        if tolerance is not None and epoch > 0 and rmses[-2] - rmses[-1] < tolerance * rmses[0]:
            break
    return rmses
# === train_one_tolerance_for_all train stops_without_a_gain
def train(params, epochs, tolerance=None):
    tolerance = 0.01
    rmses = []
    for epoch in range(epochs):
        preds = apply_step(params, prn=False)
        rmses.append(mse(preds, speed).item() ** 0.5)
        if tolerance is not None and epoch > 0 and rmses[-2] - rmses[-1] < tolerance:
            break
    return rmses
# === train_breaks_before_it_keeps train last_value_dropped
def train(params, epochs, tolerance=None):
    rmses = []
    for epoch in range(epochs):
        preds = apply_step(params, prn=False)
        rmse = mse(preds, speed).item() ** 0.5
        if tolerance is not None and epoch > 0 and rmses[-1] - rmse < tolerance:
            break
        rmses.append(rmse)
    return rmses
# === train_its_own_speed train
def train(params, epochs, tolerance=None):
    rmses = []
    for epoch in range(epochs):
        speed = speed + 0
        preds = apply_step(params, prn=False)
        rmses.append(mse(preds, speed).item() ** 0.5)
        if tolerance is not None and epoch > 0 and rmses[-2] - rmses[-1] < tolerance:
            break
    return rmses
# === train_rounded train
def train(params, epochs, tolerance=None):
    rmses = []
    for epoch in range(epochs):
        preds = apply_step(params, prn=False)
        rmses.append(round(mse(preds, speed).item() ** 0.5, 2))
        if tolerance is not None and epoch > 0 and rmses[-2] - rmses[-1] < tolerance:
            break
    return rmses
# === train_goes_on_and_cuts_the_list train
def train(params, epochs, tolerance=None):
    rmses = [mse(apply_step(params, prn=False), speed).item() ** 0.5 for _ in range(epochs)]
    if tolerance is not None:
        for k in range(1, epochs):
            if rmses[k - 1] - rmses[k] < tolerance:
                return rmses[: k + 1]
    return rmses
# === train_steps_itself_and_never_clears train
def train(params, epochs, tolerance=None):
    rmses = []
    for _ in range(epochs):
        loss = mse(function(time, params), speed)
        loss.backward()
        params.data -= lr * params.grad
        rmses.append(loss.item() ** 0.5)
        if tolerance is not None and len(rmses) > 1 and rmses[-2] - rmses[-1] < tolerance:
            break
    return rmses
# === train_measures_before_the_first_step train last_step_left_out
def train(params, epochs, tolerance=None):
    rmses = [mse(function(time, params), speed).item() ** 0.5]
    for epoch in range(epochs - 1):
        apply_step(params, prn=False)
        rmses.append(mse(function(time, params), speed).item() ** 0.5)
        if tolerance is not None and rmses[-2] - rmses[-1] < tolerance:
            break
    return rmses
# === train_stops_and_leaves_zeros train
def train(params, epochs, tolerance=None):
    rmses = [0.0] * epochs
    for epoch in range(epochs):
        rmses[epoch] = mse(apply_step(params, prn=False), speed).item() ** 0.5
        if tolerance is not None and epoch and rmses[epoch - 1] - rmses[epoch] < tolerance:
            break
    return rmses
# === train_never_without_a_tolerance train stops_without_a_gain
def train(params, epochs, tolerance=None):
    tolerance = tolerance or 1e-9
    rmses = []
    for epoch in range(epochs):
        rmses.append(mse(apply_step(params, prn=False), speed).item() ** 0.5)
        if epoch and rmses[-2] - rmses[-1] < tolerance:
            break
    return rmses
# === step_backward_twice apply_step twice_as_long
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward(retain_graph=True)
    loss.backward()
    params.data -= lr * params.grad
    params.grad = None
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds
# === train_a_dict train
def train(params, epochs, tolerance=None):
    rmses = {}
    for epoch in range(epochs):
        rmses[epoch] = mse(apply_step(params, prn=False), speed).item() ** 0.5
        if tolerance is not None and epoch and rmses[epoch - 1] - rmses[epoch] < tolerance:
            break
    return rmses
# === train_a_generator train params_not_trained
def train(params, epochs, tolerance=None):
    last = None
    for epoch in range(epochs):
        rmse = mse(apply_step(params, prn=False), speed).item() ** 0.5
        yield rmse
        if tolerance is not None and last is not None and last - rmse < tolerance:
            break
        last = rmse
# === train_a_numpy_array train
import numpy as np
def train(params, epochs, tolerance=None):
    rmses = []
    for epoch in range(epochs):
        rmses.append(mse(apply_step(params, prn=False), speed).item() ** 0.5)
        if tolerance is not None and epoch and rmses[-2] - rmses[-1] < tolerance:
            break
    return np.array(rmses)
# === train_a_list_of_arrays train
def train(params, epochs, tolerance=None):
    rmses = []
    for epoch in range(epochs):
        rmses.append(mse(apply_step(params, prn=False), speed).detach().sqrt().numpy())
        if tolerance is not None and epoch and rmses[-2] - rmses[-1] < tolerance:
            break
    return rmses
# === train_bare_return_for_none train
def train(params, epochs, tolerance=None):
    if epochs == 0:
        return
    rmses = []
    for epoch in range(epochs):
        rmses.append(mse(apply_step(params, prn=False), speed).item() ** 0.5)
        if tolerance is not None and epoch and rmses[-2] - rmses[-1] < tolerance:
            break
    return rmses
# === function_with_a_comma function
def function(t, params):
    a, b, c = params
    return a * t**2 + b * t + c,
# === function_whole_numbers function
def function(t, params):
    a, b, c = params
    return (a * t**2 + b * t + c).long()
# === mse_last_counts_twice mse
def mse(preds, targets):
    weights = torch.ones_like(preds)
    weights[..., -1] = 2
    return (weights * (preds - targets) ** 2).sum() / weights.sum()
# === mse_by_sqrt mse
def mse(preds, targets):
    return torch.mean(torch.sqrt(preds - targets))
# === mse_class_alone mse
def mse(preds, targets):
    return torch.nn.MSELoss
# === mse_module_alone mse
def mse(preds, targets):
    return torch.nn.MSELoss()
# === step_clipped apply_step
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    torch.nn.utils.clip_grad_norm_([params], 1e4)
    params.data -= lr * params.grad
    params.grad = None
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds
# === step_rounded_params apply_step
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    with torch.no_grad():
        params -= lr * params.grad
        params.copy_(torch.round(params, decimals=3))
    params.grad = None
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds
# === step_returns_its_print apply_step
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad
    params.grad = None
    return print("RMSE:", loss.item() ** 0.5) if prn else preds
# === step_preds_as_a_column apply_step
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds.unsqueeze(1), speed)
    loss.backward()
    params.data -= lr * params.grad
    params.grad = None
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds
# === step_label_with_a_space apply_step other_label
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad
    params.grad = None
    if prn:
        print("RMSE :", loss.item() ** 0.5)
    return preds
