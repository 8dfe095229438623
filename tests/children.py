"""What children of the tests are started with, and work done in one."""

import os
import signal
import traceback


def unmeasured():
    """Return an environment in which a child is not measured: it loads what the program loads."""
    return {name: text for name, text in os.environ.items() if "COVERAGE" not in name}


def in_a_child(work):
    """Work in a fork, where a file past its limit fails instead of killing; return the exit code."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    code = 1
    try:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        work()
        code = 0
    finally:
        if code:
            traceback.print_exc()
        os._exit(code)
