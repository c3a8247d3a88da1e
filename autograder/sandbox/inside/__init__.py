"""What runs inside the sandbox. It imports the standard library, torch, numpy, IPython, matplotlib and pyseccomp.

Theory of operation. The judge, outside, is trusted: it holds references, checks, hidden inputs and the gradebook.
It starts one *zygote* in the sandbox, a fresh process that imports what notebooks use, runs the cells that the
assignment's notebook begins with, and holds no secret. For each submission the zygote forks a *child*, which confines
itself, reads the cells from a socket of its own, runs them, and answers probes with data. The zygote never reads a
student's byte; the child never sees a verdict.
The same files serve the judge: `frames` to read the answers, `probes` to ask the reference.
"""
