"""Files that lead into the program when they are double-clicked, and how one is handed over.

Nothing here knows Qt: whoever starts the program asks first whether it was given such a file.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

WHERE: Mapping[str, str] = MappingProxyType(
    {
        ".jysync": "sync",
        ".jyreq": "sync",
        ".jycert": "sync",
        ".jyexam": "exam:seals",
        ".jybackup": "access:backups_pane",
        ".jyupdate": "",
    }
)
"""The place that each kind of file leads to, as `Shell.show_page` knows it.

"" is the window itself: a newer release is taken in whatever page is shown.
"""

MOST_BYTES = 4096
"""Of what is handed from one run of the program to another: a path, and nothing else."""

_END = b"\0"


def file_named(argument: str) -> Path | None:
    """The file that an argument names, in full; None where it is no file that leads anywhere."""
    path = Path(argument)
    return path.absolute() if path.suffix.lower() in WHERE else None


def place_of(file: Path) -> str | None:
    """Where a file belongs; None of any other."""
    return WHERE.get(file.suffix.lower())


def written(file: Path | None) -> bytes:
    """What one run sends to another: a path, or nothing but that it was started.

    Raises:
        ValueError: the path is longer than anybody's.
    """
    message = (os.fsencode(file) if file is not None else b"") + _END
    if len(message) > MOST_BYTES:
        raise ValueError("path too long")
    return message


def is_whole(received: bytes) -> bool:
    """Whether a message has come to its end."""
    return received.endswith(_END)


def read(message: bytes) -> Path | None:
    """The file of a whole message; None where it names none.

    Raises:
        ValueError: nobody who keeps to the rules has written this.
    """
    if len(message) > MOST_BYTES or not message.endswith(_END) or message.count(_END) > 1:
        raise ValueError("no message")
    if message == _END:
        return None
    path = Path(os.fsdecode(message.removesuffix(_END)))  # UnicodeDecodeError is a ValueError
    if not path.is_absolute() or place_of(path) is None or not path.is_file():
        raise ValueError("no file of ours")
    return path
