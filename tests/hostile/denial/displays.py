# Displays a hundred thousand things, none of which anybody will see.
for number in range(100_000):
    display(number)
