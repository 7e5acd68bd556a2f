"""Locks on single bytes of a file, held by this process and let go of by the system when it dies.

On Linux these are open file description locks: closing another handle of the same file does not
drop them, as it would with POSIX locks. Both systems carry them over network drives.
"""

from __future__ import annotations

import errno
import os
import struct
import sys
from typing import Any

BEYOND = 1 << 30
"""Locked bytes lie far beyond what is ever written: on Windows a locked byte cannot be read."""

_TAKEN = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}

_fcntl: Any = None
_msvcrt: Any = None
if sys.platform == "win32":  # pragma: no cover - the suite runs on Linux
    import msvcrt as _msvcrt
else:
    import fcntl as _fcntl

_FLOCK = "hhqqi4x"
"""``struct flock`` on 64-bit Linux: type, whence, start, length, process."""


def take(file: int, byte: int) -> bool:
    """Lock one byte of an open file; False where another holds it.

    Raises:
        OSError: the file system knows no locks, or is gone.
    """
    try:
        if _msvcrt:  # pragma: no cover - as above
            os.lseek(file, BEYOND + byte, os.SEEK_SET)
            _msvcrt.locking(file, _msvcrt.LK_NBLCK, 1)
        else:
            _ask(file, byte, _fcntl.F_WRLCK)
    except OSError as error:
        if error.errno in _TAKEN:
            return False
        raise
    return True


def give(file: int, byte: int) -> None:
    """Let go of a byte; closing the file does so too."""
    if _msvcrt:  # pragma: no cover - as above
        os.lseek(file, BEYOND + byte, os.SEEK_SET)
        _msvcrt.locking(file, _msvcrt.LK_UNLCK, 1)
    else:
        _ask(file, byte, _fcntl.F_UNLCK)


def may_be_taken(file: int, count: int) -> bool:
    """Whether another may hold one of the first bytes: one question in place of one for each.

    Windows cannot tell, and says yes. Where nobody can sit down meanwhile, no is certain.
    """
    if _msvcrt:  # pragma: no cover - as above
        return True
    asked = struct.pack(_FLOCK, _fcntl.F_WRLCK, os.SEEK_SET, BEYOND, count, 0)
    found = _fcntl.fcntl(file, _fcntl.F_OFD_GETLK, asked)
    return bool(struct.unpack(_FLOCK, found)[0] != _fcntl.F_UNLCK)


def _ask(file: int, byte: int, kind: int) -> None:
    wanted = struct.pack(_FLOCK, kind, os.SEEK_SET, BEYOND + byte, 1, 0)
    _fcntl.fcntl(file, _fcntl.F_OFD_SETLK, wanted)
