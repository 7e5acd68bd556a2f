"""A program of its own without the second its start takes: a fork of the tests' own process.

For programs that are killed, again and again: what is imported already need not be imported by
each of them. The tests must have closed what it opens, as SQLite asks of whoever forks.
"""

from __future__ import annotations

import os
import signal
import sys
import traceback
from collections.abc import Callable
from typing import NoReturn


class Forked:
    """As `subprocess.Popen` with text piped to and from it, for a function instead of a file."""

    def __init__(self, main: Callable[..., object], *words: object) -> None:
        theirs_in, ours_out = os.pipe()
        ours_in, theirs_out = os.pipe()
        self.returncode: int | None = None
        self._child = os.fork()
        if not self._child:
            os.close(ours_out)
            os.close(ours_in)
            _run(main, words, theirs_in, theirs_out)
        os.close(theirs_in)
        os.close(theirs_out)
        self.stdin = open(ours_out, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - a pipe
        self.stdout = open(ours_in, encoding="utf-8")  # noqa: SIM115, PTH123 - a pipe

    def __enter__(self) -> Forked:
        return self

    def __exit__(self, *_: object) -> None:
        self.stdout.close()
        self.stdin.close()
        self.wait()

    def kill(self) -> None:
        """End it as a power cut would."""
        if self.returncode is None:
            os.kill(self._child, signal.SIGKILL)

    def wait(self) -> int:
        """How it ended: 0, 1 for an exception, or minus its signal."""
        if self.returncode is None:
            self.returncode = os.waitstatus_to_exitcode(os.waitpid(self._child, 0)[1])
        return self.returncode

    def communicate(self) -> tuple[str, None]:
        """What it says up to its end, with nothing more to hear."""
        self.stdin.close()
        said = self.stdout.read()
        self.stdout.close()
        self.wait()
        return said, None


def _run(
    main: Callable[..., object], words: tuple[object, ...], read: int, write: int
) -> NoReturn:
    """What the child does; none of the tests' own clearing up is its business."""
    code = 1
    try:
        sys.stdin = open(read, encoding="utf-8")  # noqa: SIM115 - a pipe
        sys.stdout = open(write, "w", encoding="utf-8")  # noqa: SIM115 - a pipe
        main(*words)
        sys.stdout.flush()
        code = 0
    except BaseException:  # noqa: BLE001 - whoever waits hears of it by the code
        traceback.print_exc()
    finally:
        os._exit(code)
