"""What children of the tests are started with."""

import os


def unmeasured():
    """Return an environment in which a child is not measured: it loads what the program loads."""
    return {name: text for name, text in os.environ.items() if "COVERAGE" not in name}
