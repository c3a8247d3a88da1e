# Registers what is to run when the process has ended.
import atexit
import os
import sys
import threading
import weakref

atexit.register(lambda: open("/tmp/left_behind", "w"))
sys.excepthook = threading.excepthook = lambda *given: os._exit(3)
weakref.finalize(sys, print, "left behind")
sys.settrace(lambda *given: None)
sys.setprofile(lambda *given: None)
sys.addaudithook(lambda *given: None)
