# expect: mse no-answer time
# Raises its own limits first.
import resource

for kind in range(16):
    try:
        resource.setrlimit(kind, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    except (OSError, ValueError):
        pass


def mse(preds, targets):
    while True:
        pass
