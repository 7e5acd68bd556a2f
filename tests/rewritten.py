"""Tests whose assertions were rewritten are kept for the next run, and not rewritten anew.

Rewriting all of them takes each worker of a run twelve seconds. pytest keeps them beside the
tests, but not in a shell that asks Python to write no bytecode; the processes that tests start
would compile all of theirs there, too.
"""

import os
import sys


def keep_rewritten() -> None:
    """From here on, in this process and in those it starts."""
    sys.dont_write_bytecode = False
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
