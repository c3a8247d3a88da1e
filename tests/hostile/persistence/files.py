# Leaves files, folders, links and pipes for whoever comes next.
import os

places = ("/tmp", "/dev", "/dev/shm", "/kit", "/kit/inside", "/", ".", "/var/tmp", "/run", os.path.dirname(os.__file__))
for place in places:
    left = os.path.join(place, "sitecustomize.py")
    for deed in (
        lambda: open(left, "w").write("evil"),
        lambda: os.mkdir(left),
        lambda: os.symlink("/", left),
        lambda: os.mkfifo(left),
        lambda: os.mknod(left),
        lambda: os.link(os.__file__, left),
        lambda: os.open(place, os.O_TMPFILE | os.O_RDWR),
    ):
        try:
            deed()
        except OSError:
            pass
