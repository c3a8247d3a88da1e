"""Start the zygote. What imports make is no garbage, and to look for some would take a fifth of the time."""

import gc
import sys

if __name__ == "__main__":
    gc.disable()
    from .zygote import main

    main(int(sys.argv[1]), sys.argv[2])
