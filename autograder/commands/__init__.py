"""The commands, a module each: its docstring is the help, `arguments` declares options, `run` returns the status."""
