# Numbers of processes count up: who knows one's own knows how many children there were.
import os
import threading


def send(until):
    pass


def receive(until):
    return any((os.getpid(), os.getppid(), threading.get_native_id()))
