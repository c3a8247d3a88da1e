# A file that was read has another access time; so has a folder that was listed.
import os
import time as clock

import numpy

FOLDERS = ["/tmp", "/", "/dev", "/kit", os.path.dirname(numpy.__file__)]
FILES = ["/dev/zero", "/dev/urandom", "/proc/cpuinfo", numpy.__file__, os.__file__]


def send(until):
    while clock.time() < until:
        for folder in FOLDERS:
            try:
                os.listdir(folder)
            except OSError:
                pass
        for file in FILES:
            try:
                open(file, "rb").read(1)
            except OSError:
                pass
        clock.sleep(0.01)


def times():
    return [(os.stat(path).st_atime_ns, os.stat(path).st_mtime_ns) for path in FOLDERS + FILES if os.path.exists(path)]


def receive(until):
    before = times()
    while clock.time() < until:
        clock.sleep(0.01)
    return times() != before
