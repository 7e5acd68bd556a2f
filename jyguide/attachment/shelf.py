"""Where bytes are kept: once each, under the name of their own hash, in the data folder."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from jyguide.documents.files import file_faults, replace_when_whole
from jyguide.errors import FileError
from jyguide.vault.vault import Vault, sealed, unsealed

FOLDER = "files"
_THUMBNAIL = ".thumb.jpg"


class Shelf:
    """``files/ab/abcd…`` for bytes whose SHA-256 is ``abcd…``, their small picture beside them.

    Bytes are on the disk before any row names them, so that a crash between the two leaves
    bytes without a row, which harm nobody, and never a row without its bytes.
    """

    def __init__(self, folder: Path, vault: Vault | None) -> None:
        """`folder` is the data folder, `vault` what shuts its files; None in a plain one."""
        self._root = folder / FOLDER
        self._vault = vault

    def path(self, sha256: str) -> Path:
        """Where these bytes are, or would be."""
        return self._root / sha256[:2] / sha256

    def thumbnail(self, sha256: str) -> Path:
        """Where the small picture of these bytes is, or would be."""
        return self._root / sha256[:2] / f"{sha256}{_THUMBNAIL}"

    def holds(self, sha256: str) -> bool:
        """Whether the bytes are on this PC."""
        return self.path(sha256).is_file()

    def keep(self, data: bytes, name: str) -> str:
        """Keep bytes and return their hash; what is kept already and whole is not written again.

        It counts as kept now, so that a sweep leaves it until its row is written.

        Raises:
            FileError: the disk is full or cannot be written; nothing is left behind.
        """
        sha256 = hashlib.sha256(data).hexdigest()
        path = self.path(sha256)
        if self._is_whole(path, data):
            with file_faults(path):
                os.utime(path)
        else:
            self._write(path, data, name)
        return sha256

    def keep_thumbnail(self, sha256: str, data: bytes, name: str) -> None:
        """Keep the small picture beside its bytes.

        Raises:
            FileError: as `keep`.
        """
        if not self.thumbnail(sha256).is_file():
            self._write(self.thumbnail(sha256), data, name)

    def read(self, sha256: str, name: str) -> bytes:
        """The bytes, as they were kept.

        Raises:
            FileError: they are not on this PC, cannot be read, or have been changed.
        """
        try:
            kept = self.path(sha256).read_bytes()
        except OSError as error:
            raise FileError(
                f"“{name}”的内容不在这台电脑上，打不开。",
                hint="请在当初加入它的那台电脑上打开，或重新加入一次。",
                detail=str(error),
            ) from error
        data = self._opened(kept)
        if data is None or hashlib.sha256(data).hexdigest() != sha256:
            raise FileError(
                f"“{name}”在数据文件夹里的内容已损坏，没有打开。",
                hint="请重新加入一次原来的文件；若常有发生，请检查硬盘。",
            )
        return data

    def read_thumbnail(self, sha256: str) -> bytes | None:
        """The small picture; None where there is none, or none that is whole."""
        try:
            return self._opened(self.thumbnail(sha256).read_bytes())
        except OSError:
            return None

    def held(self) -> Iterator[tuple[str, Path]]:
        """Every file on the shelf with the hash it belongs to, small pictures among them."""
        for path in sorted(self._root.glob("??/*")):
            if path.is_file():
                yield path.name.removesuffix(_THUMBNAIL), path

    def _is_whole(self, path: Path, data: bytes) -> bool:
        """Looked at byte by byte: adding it again is how people mend what a disk has spoilt."""
        try:
            return self._opened(path.read_bytes()) == data
        except OSError:
            return False

    def _opened(self, kept: bytes) -> bytes | None:
        """What was kept, or None where it was altered since."""
        try:
            return unsealed(self._vault, kept)
        except ValueError:
            return None

    def _write(self, target: Path, data: bytes, name: str) -> None:
        """On the disk before it gets its name: a power cut must not leave a name over nothing."""
        try:
            with file_faults(target):
                target.parent.mkdir(parents=True, exist_ok=True)
            with replace_when_whole(target) as part, part.open("wb") as written:
                written.write(sealed(self._vault, data))
                written.flush()
                os.fsync(written.fileno())
        except FileError as fault:  # said of the name people know
            message = fault.message.replace(target.name, name)
            raise FileError(message, hint=fault.hint, detail=fault.detail) from fault
