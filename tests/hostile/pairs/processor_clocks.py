# Each process has a clock of its own, which others may read by its number.
import time as clock


def send(until):
    while clock.time() < until:
        pass


def read():
    seconds = {}
    for process in range(1, 1 << 15):
        try:
            seconds[process] = clock.clock_gettime((~process << 3) | 2)
        except OSError:
            pass
    return seconds


def receive(until):
    before = read()
    while clock.time() < until:
        clock.sleep(0.01)
    return any(seconds - before.get(process, seconds) > 0.1 for process, seconds in read().items())
