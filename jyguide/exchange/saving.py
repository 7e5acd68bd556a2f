"""A workbook packed into its file; whoever watches may stop it on the way."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

from jyguide.progress import check_watched


class _Archive:
    """A file that a ZIP archive is written to, and that asks before every piece.

    Once that has failed nothing more is written, and nothing more fails: the archive that
    openpyxl leaves open tries to end itself whenever it is collected.
    """

    def __init__(self, file: io.BufferedIOBase, check: Callable[[], object]) -> None:
        self._file = file
        self._check = check
        self._over = False

    def write(self, data: Any) -> int:
        if self._over:
            return len(data)
        try:
            self._check()
            return self._file.write(data)
        except BaseException:  # whatever stops it, the rest of the packing writes nothing more
            self._over = True
            raise

    def seek(self, place: int, whence: int = 0) -> int:
        return 0 if self._over else self._file.seek(place, whence)

    def tell(self) -> int:
        return 0 if self._over else self._file.tell()

    def flush(self) -> None:
        if not self._over:
            self._file.flush()


def save_book(book: Any, part: Path, check: Callable[[], object] = check_watched) -> None:
    """Pack a workbook of openpyxl into a file.

    Args:
        book: The workbook, its rows written.
        part: The file, beside its target; see `jyguide.documents.files`.
        check: Called again and again; raises to stop. By default it asks whoever watches.

    Raises:
        OSError: the file cannot be written.
        Cancelled: somebody asked to stop. The file is not whole in either case.
    """
    with part.open("wb") as file:
        book.save(_Archive(file, check))
