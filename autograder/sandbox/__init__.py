"""The wall and what is outside of it: the jail, its children, and what came back, read as hostile data.

`inside/` is all that runs behind the wall. Read `outside`, then `inside/__init__`.
"""
