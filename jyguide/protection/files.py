"""Files of a data folder brought under its newest key, one by one."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from jyguide.attachment.shelf import FOLDER as SHELF
from jyguide.documents.files import file_faults
from jyguide.documents.part_notes import part_of
from jyguide.errors import StationError
from jyguide.place import ADDRESS
from jyguide.progress import CancelToken, Progress
from jyguide.sync.keys import KEY_FILE
from jyguide.vault.on_disk import REPLACED, overwrite_replaced, replace_and_overwrite
from jyguide.vault.vault import Vault, is_sealed, unsealed

_HEAD = 64

Each = Callable[[], None]
"""Told before every file; raises to stop between two."""


def sealable(folder: Path) -> Iterator[Path]:
    """Everything in a data folder that its file keys shut."""
    yield from (path for name in (KEY_FILE, ADDRESS) if (path := folder / name).is_file())
    yield from (path for path in sorted((folder / SHELF).glob("*/*")) if path.is_file())


def unfinished(folder: Path, vault: Vault) -> list[Path]:
    """What is plain, or sealed under an older key; only the first bytes are read."""
    return [path for path in sealable(folder) if not vault.is_newest(_head(path))]


def seal_anew(paths: list[Path], vault: Vault, each: Each) -> list[Path]:
    """Bring files under the newest key; returns those that cannot be: altered, or of no key here.

    Raises:
        FileError: the disk is full or cannot be written; the rest waits for another time.
    """
    spoilt = []
    for path in paths:
        each()
        with file_faults(path):
            if not _sealed_anew(path, vault):
                spoilt.append(path)
    return spoilt


def seal_all(folder: Path, vault: Vault, progress: Progress, cancel: CancelToken) -> None:
    """Bring every file under the newest key; whoever is at work reads both old and new meanwhile.

    Raises:
        FileError: the disk is full or cannot be written; the rest waits for another time.
        Cancelled: the rest waits.
    """
    paths = unfinished(folder, vault)
    done = itertools.count()

    def each() -> None:
        cancel.check()
        progress.step(next(done), len(paths), "正在加密照片和材料")

    seal_anew(paths, vault, each)


def clear_left(folder: Path) -> None:
    """Finish what a power cut kept from being overwritten, and drop what was never put in place.

    Raises:
        OSError: it cannot be written or removed.
    """
    for kept in (*folder.glob(f"*{REPLACED}"), *(folder / SHELF).glob(f"*/*{REPLACED}")):
        overwrite_replaced(kept)
    for part in (folder / SHELF).glob("*/.*.part"):
        part.unlink()


def device_key_opens(folder: Path, vault: Vault) -> None:
    """See that the PC's own keys open before their older key is dropped.

    Raises:
        StationError: they do not.
    """
    path = folder / KEY_FILE
    try:
        if path.is_file():
            unsealed(vault, path.read_bytes())
    except (OSError, ValueError) as error:
        raise StationError(
            f"本机的密钥文件（{KEY_FILE}）打不开，没有更换密钥，数据没有改动。",
            hint=f"请从备份中恢复数据文件夹里的“{KEY_FILE}”，再做一次。",
            detail=str(error),
        ) from error


def _sealed_anew(path: Path, vault: Vault) -> bool:
    try:
        kept = path.read_bytes()
    except FileNotFoundError:  # removed by somebody at work meanwhile
        return True
    try:
        sealed = vault.seal(unsealed(vault, kept))
    except ValueError:
        return False
    part = part_of(path)
    try:
        with part.open("wb") as file:
            part.chmod(0o600)
            file.write(sealed)
            file.flush()
            os.fsync(file.fileno())
        if is_sealed(kept):
            part.replace(path)
        else:
            replace_and_overwrite(part, path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return True


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_HEAD)
