# Right answers in small: each under its name, the other exercises as in the reference.
# === function_plus_order
def function(t, params):
    a, b, c = params
    return c + b * t + a * t * t
# === function_multiply_method
def function(t, params):
    a, b, c = params
    return t.pow(2).mul(a).add(t.mul(b)).add(c)
# === function_square_method
def function(t, params):
    a, b, c = params
    return a * t.square() + b * t + c
# === function_torch_square
def function(t, params):
    a, b, c = params
    return a * torch.square(t) + b * t + c
# === function_torch_pow
def function(t, params):
    a, b, c = params
    return a * torch.pow(t, 2) + b * t + c
# === function_float_power
def function(t, params):
    a, b, c = params
    return a * t ** 2.0 + b * t + c
# === function_indices
def function(t, params):
    return params[0] * t**2 + params[1] * t + params[2]
# === function_negative_indices
def function(t, params):
    return params[-3] * t**2 + params[-2] * t + params[-1]
# === function_parentheses
def function(t, params):
    a, b, c = params
    return (a * (t ** 2)) + (b * t) + (c)
# === function_factored
def function(t, params):
    a, b, c = params
    return t * (a * t + b) + c
# === function_renamed
def function(t, params):
    w2, w1, w0 = params
    return w2 * t**2 + w1 * t + w0
# === function_capital_names
def function(t, params):
    A, B, C = params
    X = t
    Y = A * X**2 + B * X + C
    return Y
# === function_terms_apart
def function(t, params):
    a, b, c = params
    quadratic = a * t**2
    linear = b * t
    return quadratic + linear + c
# === function_unsqueezed
def function(t, params):
    powers = torch.stack([t**2, t, torch.ones_like(t)], dim=-1)
    return (powers * params).sum(-1)
# === function_matmul_last
def function(t, params):
    return torch.stack([t**2, t, t**0], dim=-1) @ params
# === function_sum_of_list
def function(t, params):
    return sum(p * t**k for p, k in zip(params, (2, 1, 0)))
# === function_enumerate_reversed
def function(t, params):
    total = 0 * t
    for k, p in enumerate(reversed(list(params))):
        total = total + p * t**k
    return total
# === function_chunk
def function(t, params):
    a, b, c = params.unbind()
    return a * t**2 + b * t + c
# === function_split
def function(t, params):
    a, b, c = params.split(1)
    return a[0] * t**2 + b[0] * t + c[0]
# === function_lambda_inside
def function(t, params):
    f = lambda x, a, b, c: a * x**2 + b * x + c
    return f(t, *params)
# === function_helper_inside
def function(t, params):
    def square(x):
        return x * x
    a, b, c = params
    return a * square(t) + b * t + c
# === function_addcmul
def function(t, params):
    a, b, c = params
    return torch.addcmul(c + b * t, a, t * t)
# === function_where_true
def function(t, params):
    a, b, c = params
    return torch.where(t == t, a * t**2 + b * t + c, t)
# === function_zeros_added
def function(t, params):
    a, b, c = params
    out = torch.zeros_like(t) + c
    out = out + b * t
    out = out + a * t**2
    return out
# === function_double_star_tuple
def function(t, params):
    a, b, c = tuple(params)
    return a * t**2 + b * t + c
# === function_assertion
def function(t, params):
    assert len(params) == 3, 'three, please'
    a, b, c = params
    return a * t**2 + b * t + c
# === function_type_comment
def function(t, params):
    a, b, c = params
    y = a * t**2 + b * t + c  # type: torch.Tensor
    return y
# === function_walrus_square
def function(t, params):
    a, b, c = params
    return a * (s := t * t) + b * t + c + 0 * s
# === function_in_place_on_new
def function(t, params):
    a, b, c = params
    y = a * t**2
    y = y.add(b * t)
    return y.add(c)
# === function_clone_of_t
def function(t, params):
    a, b, c = params
    x = t.clone()
    return a * x**2 + b * x + c
# === function_as_tensor
def function(t, params):
    a, b, c = params
    t = torch.as_tensor(t)
    return a * t**2 + b * t + c
# === function_global_helper
def function(t, params):
    return _parabola(t, params)
def _parabola(x, p):
    return p[0] * x**2 + p[1] * x + p[2]
# === mse_mean_of_pow
def mse(preds, targets):
    return (preds - targets).pow(2).mean()
# === mse_square_mean
def mse(preds, targets):
    return (preds - targets).square().mean()
# === mse_torch_mean
def mse(preds, targets):
    return torch.mean((preds - targets) ** 2)
# === mse_errors_named
def mse(preds, targets):
    errors = preds - targets
    return (errors * errors).mean()
# === mse_targets_first
def mse(preds, targets):
    return ((targets - preds) ** 2).mean()
# === mse_abs_squared
def mse(preds, targets):
    return ((preds - targets).abs() ** 2).mean()
# === mse_sum_over_numel
def mse(preds, targets):
    return ((preds - targets) ** 2).sum() / preds.numel()
# === mse_torch_numel
def mse(preds, targets):
    return torch.sum((preds - targets) ** 2) / torch.numel(targets)
# === mse_sum_over_nelement
def mse(preds, targets):
    return ((preds - targets) ** 2).sum() / targets.nelement()
# === mse_flatten_dot
def mse(preds, targets):
    e = (preds - targets).flatten()
    return e.dot(e) / e.numel()
# === mse_reshape_matmul
def mse(preds, targets):
    e = (preds - targets).reshape(-1)
    return e @ e / len(e)
# === mse_norm_squared_over_n
def mse(preds, targets):
    e = (preds - targets).flatten()
    return e.norm() ** 2 / e.numel()
# === mse_functional
def mse(preds, targets):
    import torch.nn.functional as F
    return F.mse_loss(preds, targets)
# === mse_module
def mse(preds, targets):
    from torch import nn
    return nn.MSELoss()(preds, targets)
# === mse_functional_sum
def mse(preds, targets):
    from torch.nn import functional as F
    return F.mse_loss(preds, targets, reduction='sum') / preds.numel()
# === mse_sub_function
def mse(preds, targets):
    return torch.sub(preds, targets).pow(2).mean()
# === mse_mul_function
def mse(preds, targets):
    d = torch.subtract(preds, targets)
    return torch.mul(d, d).mean()
# === mse_mean_of_dims
def mse(preds, targets):
    return ((preds - targets) ** 2).mean(dim=tuple(range(preds.ndim)))
# === mse_einsum_flat
def mse(preds, targets):
    e = (preds - targets).flatten()
    return torch.einsum('i,i->', e, e) / e.numel()
# === mse_var_and_mean
def mse(preds, targets):
    e = preds - targets
    return e.pow(2).sum().div(e.numel())
# === mse_average_of_view
def mse(preds, targets):
    e = (preds - targets).contiguous().view(-1)
    return e.pow(2).mean()
# === mse_python_sum
def mse(preds, targets):
    squares = [(p - t) ** 2 for p, t in zip(preds.flatten(), targets.flatten())]
    return sum(squares) / len(squares)
# === mse_stacked
def mse(preds, targets):
    squares = torch.stack([(p - t) ** 2 for p, t in zip(preds.flatten(), targets.flatten())])
    return squares.mean()
# === mse_size_product
def mse(preds, targets):
    import math
    return ((preds - targets) ** 2).sum() / math.prod(preds.shape)
# === mse_keepdim_false
def mse(preds, targets):
    return ((preds - targets) ** 2).mean(dim=None, keepdim=False)
# === mse_factor_one
def mse(preds, targets):
    return 1.0 * ((preds - targets) ** 2).mean()
# === mse_nansum_free
def mse(preds, targets):
    loss = ((preds - targets) ** 2).mean()
    if loss != loss:
        print('not a number')
    return loss
# === mse_detached_targets
def mse(preds, targets):
    return ((preds - targets.detach()) ** 2).mean()
# === mse_documented
def mse(preds, targets):
    '''Mean squared error.'''
    return ((preds - targets) ** 2).mean()
# === mse_squeezed
def mse(preds, targets):
    return ((preds - targets) ** 2).mean().squeeze()
# === mse_reshaped_to_scalar
def mse(preds, targets):
    return ((preds - targets) ** 2).mean().reshape(())
# === apply_step_data_sub_
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data.sub_(lr * params.grad)
    params.grad = None
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds
# === apply_step_data_add_alpha
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data.add_(params.grad, alpha=-lr)
    params.grad = None
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds
# === apply_step_no_grad_minus
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    with torch.no_grad():
        params -= lr * params.grad
    params.grad = None
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds
# === apply_step_no_grad_sub_
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    with torch.no_grad():
        params.sub_(params.grad * lr)
    params.grad = None
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds
# === apply_step_no_grad_copy_
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    with torch.no_grad():
        params.copy_(params - lr * params.grad)
    params.grad = None
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds
# === apply_step_no_grad_slice
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    with torch.no_grad():
        params[:] = params - lr * params.grad
    params.grad = None
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds
# === apply_step_detach_in_place
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.detach().sub_(lr * params.grad)
    params.grad = None
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds
# === apply_step_data_assigned
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data = params.data - lr * params.grad.data
    params.grad = None
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds
# === apply_step_entry_by_entry
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    for i in range(3):
        params.data[i] -= lr * params.grad[i]
    params.grad = None
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds
# === apply_step_grad_zero_
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad
    params.grad.zero_()
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds
# === apply_step_grad_data_zero_
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad
    params.grad.data.zero_()
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds
# === apply_step_zeros_like
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad
    params.grad = torch.zeros_like(params)
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds
# === apply_step_del_grad
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad
    del params.grad
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds
# === apply_step_clears_first_too
def apply_step(params, prn=True):
    params.grad = None
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad
    params.grad = None
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds
# === apply_step_f_string
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad
    params.grad = None
    if prn:
        print(f"RMSE: {loss.item() ** 0.5:.2f}")
    return preds
# === apply_step_format_method
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad
    params.grad = None
    if prn:
        print("RMSE: {:.4f}".format(loss.item() ** 0.5))
    return preds
# === apply_step_percent
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad
    params.grad = None
    if prn:
        print("RMSE: %.3f" % loss.item() ** 0.5 if False else "RMSE: %.3f" % (loss.item() ** 0.5))
    return preds
# === apply_step_math_sqrt
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad
    params.grad = None
    if prn:
        import math; print("RMSE:", math.sqrt(loss.item()))
    return preds
# === apply_step_torch_sqrt
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad
    params.grad = None
    if prn:
        print("RMSE:", torch.sqrt(loss).item())
    return preds
# === apply_step_sqrt_method
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad
    params.grad = None
    if prn:
        print("RMSE:", loss.sqrt().item())
    return preds
# === apply_step_detached_print
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad
    params.grad = None
    if prn:
        print("RMSE:", loss.detach().sqrt())
    return preds
# === apply_step_tensor_print
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad
    params.grad = None
    if prn:
        print("RMSE:", loss.data ** 0.5)
    return preds
# === apply_step_numpy_sqrt
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad
    params.grad = None
    if prn:
        import numpy as np; print("RMSE:", np.sqrt(loss.item()))
    return preds
# === apply_step_two_lines
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad
    params.grad = None
    if prn:
        print("RMSE:", loss.item() ** 0.5); print("loss", loss.item())
    return preds
# === apply_step_indented_line
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad
    params.grad = None
    if prn:
        print("  RMSE:", loss.item() ** 0.5)
    return preds
# === apply_step_unit
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad
    params.grad = None
    if prn:
        print("RMSE:", loss.item() ** 0.5, "km/h")
    return preds
# === apply_step_equal_true
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad
    params.grad = None
    if prn == True:
        print("RMSE:", loss.item() ** 0.5)
    return preds
# === apply_step_is_true
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad
    params.grad = None
    if prn is True:
        print("RMSE:", loss.item() ** 0.5)
    return preds
# === apply_step_not_not
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad
    params.grad = None
    if not (not prn):
        print("RMSE:", loss.item() ** 0.5)
    return preds
# === apply_step_bool_of
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad
    params.grad = None
    if bool(prn):
        print("RMSE:", loss.item() ** 0.5)
    return preds
# === apply_step_gradient_named
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    gradient = params.grad
    params.data -= lr * gradient
    params.grad = None
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds
# === apply_step_step_named
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    step = lr * params.grad
    params.data -= step
    params.grad = None
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds
# === apply_step_minus_first
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data += -lr * params.grad
    params.grad = None
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds
# === apply_step_negated
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data += -(lr * params.grad)
    params.grad = None
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds
# === apply_step_tensor_backward
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    torch.autograd.backward(loss)
    params.data -= lr * params.grad
    params.grad = None
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds
# === apply_step_retained
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward(retain_graph=True)
    params.data -= lr * params.grad
    params.grad = None
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds
# === apply_step_grad_function
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    pass
    gradient, = torch.autograd.grad(loss, params)
    params.data -= lr * gradient
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds
# === apply_step_sgd
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    torch.optim.SGD([params], lr=lr).step()
    params.grad = None
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds
# === apply_step_sgd_zero_grad
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    opt = torch.optim.SGD([params], lr=lr)
    opt.step()
    opt.zero_grad()
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds
# === apply_step_returns_detached
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad
    params.grad = None
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds.detach()
# === apply_step_prints_early
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    if prn:
        print('RMSE:', loss.item() ** 0.5)
    loss.backward()
    params.data -= lr * params.grad
    params.grad = None
    return preds
# === train_previous_none
def train(params, epochs, tolerance=None):
    out, before = [], None
    for _ in range(epochs):
        rmse = mse(apply_step(params, False), speed).item() ** 0.5
        out.append(rmse)
        if tolerance is not None and before is not None and before - rmse < tolerance:
            break
        before = rmse
    return out
# === train_previous_infinite
def train(params, epochs, tolerance=None):
    out, before = [], float('inf')
    for _ in range(epochs):
        rmse = mse(apply_step(params, False), speed).item() ** 0.5
        out.append(rmse)
        if tolerance is not None and before - rmse < tolerance:
            break
        before = rmse
    return out
# === train_index
def train(params, epochs, tolerance=None):
    out = []
    for i in range(epochs):
        rmse = mse(apply_step(params, False), speed).item() ** 0.5
        out.append(rmse)
        if i > 0 and tolerance is not None and out[i - 1] - out[i] < tolerance:
            break
    return out
# === train_while_len
def train(params, epochs, tolerance=None):
    out = []
    while len(out) < epochs:
        rmse = mse(apply_step(params, False), speed).item() ** 0.5
        out.append(rmse)
        if tolerance is not None and len(out) >= 2 and out[-2] - out[-1] < tolerance:
            return out
    return out
# === train_countdown
def train(params, epochs, tolerance=None):
    out = []
    while epochs > 0:
        epochs -= 1
        rmse = mse(apply_step(params, False), speed).item() ** 0.5
        out += [rmse]
        if tolerance is None or len(out) == 1:
            continue
        if out[-2] - out[-1] < tolerance:
            break
    return out
# === train_flag
def train(params, epochs, tolerance=None):
    out, done = [], False
    for _ in range(epochs):
        if not done:
            rmse = mse(apply_step(params, False), speed).item() ** 0.5
            out.append(rmse)
            done = tolerance is not None and len(out) > 1 and out[-2] - out[-1] < tolerance
    return out
# === train_nested_if
def train(params, epochs, tolerance=None):
    out = []
    for _ in range(epochs):
        rmse = mse(apply_step(params, False), speed).item() ** 0.5
        out.append(rmse)
        if tolerance is not None:
            if len(out) > 1:
                if out[-2] - out[-1] < tolerance:
                    break
    return out
# === train_improvement_named
def train(params, epochs, tolerance=None):
    history = []
    for epoch in range(1, epochs + 1):
        rmse = mse(apply_step(params, False), speed).item() ** 0.5
        history.append(rmse)
        if tolerance is not None and epoch > 1:
            improvement = history[-2] - history[-1]
            if improvement < tolerance:
                break
    return history
# === train_turned_comparison
def train(params, epochs, tolerance=None):
    out = []
    for _ in range(epochs):
        rmse = mse(apply_step(params, False), speed).item() ** 0.5
        out.append(rmse)
        if tolerance is not None and len(out) > 1 and tolerance > out[-2] - out[-1]:
            break
    return out
# === train_not_at_least
def train(params, epochs, tolerance=None):
    out = []
    for _ in range(epochs):
        rmse = mse(apply_step(params, False), speed).item() ** 0.5
        out.append(rmse)
        if tolerance is not None and len(out) > 1 and not out[-2] - out[-1] >= tolerance:
            break
    return out
# === train_minus_infinity
def train(params, epochs, tolerance=None):
    limit = -float('inf') if tolerance is None else tolerance
    out = []
    for _ in range(epochs):
        rmse = mse(apply_step(params, False), speed).item() ** 0.5
        out.append(rmse)
        if len(out) > 1 and out[-2] - out[-1] < limit:
            break
    return out
# === train_math_sqrt
def train(params, epochs, tolerance=None):
    import math
    out = []
    for _ in range(epochs):
        out.append(math.sqrt(mse(apply_step(params, prn=False), speed).item()))
        if tolerance is not None and len(out) > 1 and out[-2] - out[-1] < tolerance:
            break
    return out
# === train_sqrt_item
def train(params, epochs, tolerance=None):
    out = []
    for _ in range(epochs):
        preds = apply_step(params, False)
        out.append(mse(preds, speed).sqrt().item())
        if tolerance is not None and len(out) > 1 and out[-2] - out[-1] < tolerance:
            break
    return out
# === train_float_of
def train(params, epochs, tolerance=None):
    out = []
    for _ in range(epochs):
        preds = apply_step(params, False)
        out.append(float(mse(preds, speed).detach() ** 0.5))
        if tolerance is not None and len(out) > 1 and out[-2] - out[-1] < tolerance:
            break
    return out
# === train_generator
def _steps(params):
    while True:
        yield mse(apply_step(params, False), speed).item() ** 0.5

def train(params, epochs, tolerance=None):
    out, steps = [], _steps(params)
    for _ in range(epochs):
        out.append(next(steps))
        if tolerance is not None and len(out) > 1 and out[-2] - out[-1] < tolerance:
            break
    return out
# === train_recursion
def _go(params, left, tolerance, out):
    if left == 0:
        return out
    out.append(mse(apply_step(params, False), speed).item() ** 0.5)
    if tolerance is not None and len(out) > 1 and out[-2] - out[-1] < tolerance:
        return out
    return _go(params, left - 1, tolerance, out)

def train(params, epochs, tolerance=None):
    return _go(params, epochs, tolerance, [])
# === train_early_return
def train(params, epochs, tolerance=None):
    out = []
    for _ in range(epochs):
        rmse = mse(apply_step(params, False), speed).item() ** 0.5
        out.append(rmse)
        if tolerance is not None and len(out) > 1 and out[-2] - out[-1] < tolerance:
            return out
    return out
# === train_two_names
def train(params, epochs, tolerance=None):
    rmses = []
    last = None
    for _ in range(epochs):
        now = mse(apply_step(params, False), speed).item() ** 0.5
        rmses.append(now)
        if last is not None and tolerance is not None and last - now < tolerance:
            break
        last = now
    return rmses
# === train_copy_of_list
def train(params, epochs, tolerance=None):
    out = []
    for _ in range(epochs):
        rmse = mse(apply_step(params, False), speed).item() ** 0.5
        out = out + [rmse]
        if tolerance is not None and out[1:] and out[-2] - out[-1] < tolerance:
            break
    return out
# === train_prints_progress
def train(params, epochs, tolerance=None):
    out = []
    for i in range(epochs):
        rmse = mse(apply_step(params, False), speed).item() ** 0.5
        out.append(rmse)
        if i % 100 == 0:
            print('step', i)
        if tolerance is not None and len(out) > 1 and out[-2] - out[-1] < tolerance:
            break
    return out
# === function_no_spaces
def function(t, params):
    a, b, c = params
    return a*t**2+b*t+c
# === function_line_continued
def function(t, params):
    a, b, c = params
    return (a * t**2
            + b * t
            + c)
# === function_star_unpacking
def function(t, params):
    a, *rest = params
    b, c = rest
    return a * t**2 + b * t + c
# === function_dict_of_names
def function(t, params):
    p = dict(zip('abc', params))
    return p['a'] * t**2 + p['b'] * t + p['c']
# === function_map_of_terms
def function(t, params):
    return sum(map(lambda kp: kp[1] * t**kp[0], zip((2, 1, 0), params)))
# === function_try_block
def function(t, params):
    a, b, c = params
    try:
        return a * t**2 + b * t + c
    finally:
        pass
# === mse_no_spaces
def mse(preds, targets):
    return ((preds-targets)**2).mean()
# === mse_try_block
def mse(preds, targets):
    try:
        return ((preds - targets) ** 2).mean()
    finally:
        pass
# === mse_two_steps
def mse(preds, targets):
    loss = (preds - targets) ** 2
    loss = loss.mean()
    return loss
# === mse_mean_function_of_flat
def mse(preds, targets):
    return torch.mean(torch.flatten(preds - targets) ** 2)
# === mse_hypot_like
def mse(preds, targets):
    d = preds - targets
    return (d * d).sum() / d.numel()
# === mse_ravel
def mse(preds, targets):
    d = (preds - targets).ravel()
    return (d ** 2).mean()
# === function_named_power
def function(t, params):
    a, b, c = params
    squared = torch.float_power(t, 2).to(t.dtype)
    return a * squared + b * t + c
# === mse_named_gap
def mse(preds, targets):
    gap = targets.sub(preds)
    return gap.mul(gap).mean()
# === mse_power_of_gap
def mse(preds, targets):
    gap = targets - preds
    return torch.pow(gap, 2).mean()
# === step_by_forward_mode
def apply_step(params, prn=True):
    from torch.func import jacfwd
    start = params.detach()
    gradient = jacfwd(lambda p: mse(function(time, p), speed))(start)
    preds = function(time, start)
    if prn:
        print("RMSE:", mse(preds, speed).item() ** 0.5)
    params.data -= lr * gradient
    return preds
# === step_by_dual_numbers
import torch.autograd.forward_ad as forward
def apply_step(params, prn=True):
    gradient = torch.zeros(3)
    for i, direction in enumerate(torch.eye(3)):
        with forward.dual_level():
            dual = forward.make_dual(params.detach(), direction)
            gradient[i] = forward.unpack_dual(mse(function(time, dual), speed)).tangent
    preds = function(time, params).detach()
    if prn:
        print("RMSE:", mse(preds, speed).item() ** 0.5)
    params.data.sub_(gradient, alpha=lr)
    return preds
# === step_by_jvp
def apply_step(params, prn=True):
    def loss(p):
        return mse(function(time, p), speed)
    start = params.detach()
    gradient = torch.stack([torch.func.jvp(loss, (start,), (e,))[1] for e in torch.eye(3)])
    preds = function(time, start)
    if prn:
        print("RMSE:", loss(start).item() ** 0.5)
    params.data -= lr * gradient
    return preds
# === compiled_by_decorators
@torch.compile
def function(t, params):
    return params[0] * t ** 2 + params[1] * t + params[2]
# %%
from functools import partial
@partial(torch.compile, fullgraph=True)
def mse(preds, targets):
    return ((preds - targets) ** 2).mean()
