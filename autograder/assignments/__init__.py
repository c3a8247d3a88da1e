"""What is asked and what is right: the released notebook, references, checks and misconceptions.

Only `checks/` and `misconceptions/` know an exercise by name.
"""
