"""Copies handed to other programs to look at, kept only while ours runs."""

from __future__ import annotations

import secrets
import stat
from pathlib import Path

from jyguide.attachment.naming import safe_name
from jyguide.documents.files import file_faults, replace_when_whole

FOLDER = "opened"


class OpenedCopies:
    """``opened/<token>/讲稿.docx`` in the data folder, so that nothing is left on a shared PC.

    Copies are read-only: a word processor then asks where to save what somebody changed, instead
    of writing it into a file that is taken away at the end.
    """

    def __init__(self, folder: Path) -> None:
        """`folder` is the data folder."""
        self._root = folder / FOLDER

    def put(self, name: str, data: bytes) -> Path:
        """Write a copy under its name and say where it is.

        Raises:
            FileError: the disk is full or cannot be written; nothing is left behind.
        """
        target = self._root / secrets.token_hex(6) / safe_name(name)
        with file_faults(target):
            target.parent.mkdir(parents=True)
        with replace_when_whole(target) as part:
            part.write_bytes(data)
            part.chmod(stat.S_IREAD)
        return target

    def clear(self) -> None:
        """Take away all copies, those of a run that was killed too.

        What another program still holds is left for the next time.
        """
        for path in sorted(self._root.rglob("*"), reverse=True):  # what lies in a folder first
            try:
                if path.is_dir():
                    path.rmdir()
                else:
                    path.chmod(stat.S_IREAD | stat.S_IWRITE)
                    path.unlink()
            except OSError:
                continue
