# An endless loop outside of the functions, which are right.
while True:
    pass
