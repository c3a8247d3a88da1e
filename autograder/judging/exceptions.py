"""What to try where a function raised an exception: the first pattern that says all that its hint takes for granted.

A pattern is sought in the exception's type and message, and after an @, another in the student's line that raised it.
What the first finds in parentheses may stand in the hint, as may the exercise's name.
"""

import re

ARGUMENTS = r"(?:missing \d+ required|takes|got an unexpected keyword|got multiple values)"
WHOLE = "It may be a table or a single number: let torch compute with the whole tensor."
FEWER = "There are fewer entries than that, and counting begins at 0: think of the first step, and the shortest tensor."
CLOCK = "`time` is the notebook's data: import the module under another name, as in `import time as clock`."
LOCAL = "A name that a function assigns has no value in it before: set it first, or choose another name."
CLEAR = "Write params.grad = None, or params.grad.zero_()."
SPELLED = "Is it spelled right? Look it up: x**2, x.mean(), loss.backward() are such names."
NONE = "Something is None: a gradient that was never computed, or already cleared, or a result without a return?"
FOLLOW = (
    "Nothing was recorded that gradients could follow. Stay in torch, without .item(), .detach(), numpy or"
    " torch.no_grad() around it, and call backward only where something requires gradients."
)
SEVERAL = "That is a tuple or a list: take one thing out of it, as in torch.autograd.grad(loss, params)[0]."
LISTS = "A list is nothing to compute with: keep the tensors, or make one with torch.tensor or torch.stack."
SHAPES = "The shapes do not fit: print them, as in print(x.shape). .T and .unsqueeze(1) turn rows into columns."
EXCEPTIONS = {
    r" @ (?:^|: )(?:assert|raise)\b": "Your own line ends it there: what should it return instead?",
    r"'module' and|module 'time' has|'Tensor' object has no attribute 'time'": CLOCK,
    r"local variable": LOCAL,
    r"assigned grad|assign a gradient": CLEAR,
    r"Boolean value of Tensor @ Loss\(": "A loss class takes two calls: MSELoss()(preds, targets).",
    r"Boolean value of Tensor": "Many values are neither true nor false: ask for one, as in (x == y).all() or x.max().",
    r"\b{function}\(\) " + ARGUMENTS: "Keep the arguments that the first line of {function} names.",
    r"\b(stack|cat|[hvd]stack)\(\) takes": "The tensors go in as one list: torch.{0}([x, y, z]).",
    r"\w+\(\) " + ARGUMENTS + r" @ \b(?:np|numpy)\.": "numpy's functions may not take a tensor: use torch's own.",
    r"(\w+)\(\) " + ARGUMENTS: "{0} takes other arguments than these: look up how it is called.",
    r"modified by an inplace": "Write to new tensors: x = x - 1 makes one, and x -= 1 changes the one that was given.",
    r"^NameError": "Is the name spelled right, and defined in this notebook?",
    r"^RecursionError": "It calls itself again and again: is its own name used where another function is meant?",
    r"leaf Variable that requires grad": "Change params.data, or change params under `with torch.no_grad():`.",
    r"does not require grad": FOLLOW,
    r"through the graph a second time": "Call backward once for each loss, in the function whose task it is.",
    r"not supported between .*NoneType": "Something is compared with None: ask first whether it `is not None`.",
    r"NoneType": NONE,
    r"bitwise_xor|for \^": "In Python, a power is written with **: t**2.",
    r"to Python scalars @ math\.|float\(": "Stay in torch: math and float() take a single number.",
    r"to Python scalars": "Each entry must be one number there: compute with the whole tensor, or use torch.stack.",
    r"builtin_function_or_method": "A function was not called: its parentheses are missing, as in x.mean().",
    r"no attribute 'zero_grad'": "An optimizer has zero_grad(). Here, write params.grad = None.",
    r"'float' object has no": "That is a plain number: keep the tensor, and use .item() for the print only.",
    r"'int' object is not iterable @ \bfor\b": "A loop needs a range: for epoch in range(epochs).",
    r"'float' object cannot be interpreted as an int": "A count is a whole number: // gives one, and / does not.",
    r"'tuple' and|and 'tuple'|'tuple' object has no|multiply sequence by non-int": SEVERAL,
    r"unsupported operand.* 'list'|'list' object has no": LISTS,
    r"data type 'str'|must be integers or slices": "Entries have numbers, and these begin at 0: params[0], params[1].",
    r"can't convert type 'Tensor'": "That function takes no tensors: use torch's own.",
    r"concatenate str": 'Separate text and number by a comma, as in print("RMSE:", rmse), or use an f-string.',
    r"Can't call numpy": "Stay in torch: numpy cannot follow gradients.",
    r"values to unpack": "Print what is unpacked there: it has more or fewer values than there are names.",
    r"is not callable": "That is no function. A product needs a *: a * (t**2), not a(t**2). Or is a name used twice?",
    r"module '([\w.]+)' has no attribute '(\w+)'": "{0} has no {1}. " + SPELLED,
    r"'(\w+)' object has no attribute '(\w+)'": "A value of type {0} has no {1}. " + SPELLED,
    r"for scalar outputs": "Call backward on the loss, a single number.",
    r"0-d tensor": "A single number is a tensor, too: let torch compute with the whole tensor, whatever its shape.",
    r"one-dimensional|expand\(|Dimension out of range": WHOLE,
    r"index.* out of (?:range|bounds)": FEWER,
    r"converted to Scalar": ".item() is for a tensor with a single number: is it the loss?",
    r"linalg.solve: A must be": "solve takes a square matrix: X.T @ X. Where there are more rows, there is lstsq.",
    r"linalg.lstsq: input": "Both sides need as many rows: a row for each point, and targets as a column.",
    r"size mismatch|cannot be multiplied|must match|equal size|is invalid for input of size": SHAPES,
}


def advice(function: str, what: str, line: str) -> str | None:
    """What to try where this function raised what is said, in this line; nothing if that tells too little."""
    for pattern, hint in EXCEPTIONS.items():
        message, _, where = pattern.replace("{function}", re.escape(function)).partition(" @ ")
        if (found := re.search(message, what)) and re.search(where, line):
            return hint.format(*found.groups(), function=function)
    return None
