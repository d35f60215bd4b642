"""Runs the command line where the disk is slow: what takes a moment elsewhere can then be interrupted.

Prints a line once the run begins.
"""

import os
import signal
import sys
import time

from checker.cli import main

write = os.write


def slow(descriptor: int, data: bytes) -> int:
    time.sleep(0.0004)
    return write(descriptor, data[:500])


os.write = slow  # type: ignore[assignment] # it is given nothing but bytes here
print("begins", flush=True)  # noqa: T201 - that is how the test knows
code = main(sys.argv[1:])
signal.signal(signal.SIGINT, signal.SIG_IGN)  # the run is over: what Python does at its end is no part of it
sys.exit(code)
