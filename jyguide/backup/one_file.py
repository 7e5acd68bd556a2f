"""A whole data folder in one file, to be carried to another PC.

The frame is our own: eight letters, the length and the digest of a list, the list, and the files
one after another as they lie in the folder. Nothing is compressed, so nothing can swell; names
are of a few forms, so nothing can land elsewhere; the sizes in the list add up to the file, or it
is refused.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import msgspec

from jyguide.backup.manifest import MANIFEST
from jyguide.backup.watch import Watch
from jyguide.backup.writing import digest_of
from jyguide.documents.files import replace_when_whole
from jyguide.errors import FileError
from jyguide.place import DATABASE

ENDING = ".jybackup"
_MAGIC = b"JYBACK1\n"
_LENGTH = 8
_DIGEST = 32
_HEAD = len(_MAGIC) + _LENGTH + _DIGEST
_LONGEST_LIST = 64 << 20
_MOST_FILES = 200_000
_CHUNK = 1 << 20
_NAME = re.compile(r"(?:jyguide\.db|jyguide\.keys|device\.key|backup\.json)|files/[0-9a-f]{64}")
_AT_ONCE = 1 << 20
_SMALL = {"jyguide.keys", "device.key", MANIFEST}


class Listed(msgspec.Struct, array_like=True, frozen=True, forbid_unknown_fields=True):
    """One file in it."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Packing:
    """A file to go in, and what it is called there."""

    name: str
    path: Path


def pack(files: Iterable[Packing], target: Path, watch: Watch) -> int:
    """Write files into one; it appears whole or not at all. Returns its size.

    Raises:
        FileError: it cannot be written; a former one is as it was.
        OSError: one of the files cannot be read, or changed meanwhile.
        Cancelled: somebody asked to stop.
    """
    chosen = list(files)
    listed = []
    for one in chosen:
        kept = digest_of(one.path, watch.tick)
        listed.append(Listed(one.name, kept.size, kept.sha256))
    head = msgspec.json.encode(listed)
    with replace_when_whole(target) as part:
        with part.open("wb") as written:
            os.chmod(part, 0o600)  # noqa: PTH101 - Windows knows no more than this
            written.write(_MAGIC + len(head).to_bytes(_LENGTH, "big") + _digest(head) + head)
            for done, (one, entry) in enumerate(zip(chosen, listed, strict=True)):
                watch.step(done, len(chosen), "正在写入备份文件")
                _append(one.path, entry, written, watch)
            written.flush()
            os.fsync(written.fileno())
        _compare(part, watch)
        return part.stat().st_size


def unpack(source: Path, folder: Path, watch: Watch) -> None:
    """Take one apart into an empty folder, every file compared with the list.

    Raises:
        FileError: it is none, is damaged, or says what no backup says.
        OSError: the folder cannot be written.
        Cancelled: somebody asked to stop.
    """
    try:
        file = source.open("rb")
    except OSError as error:
        raise _refused(source, "读不出", error) from error
    with file:
        listed = _listed(source, file)
        for done, one in enumerate(listed):
            watch.step(done, len(listed), "正在读取备份文件")
            target = _target(folder, one.name)
            target.parent.mkdir(parents=True, exist_ok=True)
            digest = hashlib.sha256()
            with target.open("xb") as written:
                target.chmod(0o600)
                for block in _blocks(source, file, one.size):
                    watch.tick()
                    digest.update(block)
                    written.write(block)
            if digest.hexdigest() != one.sha256:
                raise _refused(source, "内容已损坏")


def _listed(source: Path, file: BinaryIO) -> list[Listed]:
    try:
        head = file.read(_HEAD)
        length = int.from_bytes(head[len(_MAGIC) : len(_MAGIC) + _LENGTH], "big")
        if not head.startswith(_MAGIC) or len(head) < _HEAD:
            raise _refused(source, "不是暨阳指导的备份文件")
        said = file.read(length) if length <= _LONGEST_LIST else b""
        if _digest(said) != head[-_DIGEST:]:
            raise _refused(source, "内容已损坏")
        listed = msgspec.json.decode(said, type=list[Listed])
        whole = _HEAD + length + sum(one.size for one in listed)
        if whole != os.fstat(file.fileno()).st_size:
            raise _refused(source, "不完整，可能没有复制完")
    except OSError as error:
        raise _refused(source, "读不出", error) from error
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise _refused(source, "内容已损坏", error) from error
    _refuse_odd(source, listed)
    return listed


def _digest(head: bytes) -> bytes:
    return hashlib.sha256(head).digest()


def _refuse_odd(source: Path, listed: list[Listed]) -> None:
    names = [one.name for one in listed]
    odd = (
        len(set(names)) != len(names)
        or len(names) > _MOST_FILES
        or not {DATABASE, MANIFEST} <= set(names)
        or any(not _NAME.fullmatch(name) for name in names)
        or any(one.size < 0 for one in listed)
        or any(one.size > _AT_ONCE for one in listed if one.name in _SMALL)
    )
    if odd:
        raise _refused(source, "里面有备份中不该有的内容")


def _target(folder: Path, name: str) -> Path:
    if not name.startswith("files/"):
        return folder / name
    digest = name.removeprefix("files/")
    return folder / "files" / digest[:2] / digest


def _blocks(source: Path, file: BinaryIO, size: int) -> Iterator[bytes]:
    left = size
    while left:
        try:
            block = file.read(min(_CHUNK, left))
        except OSError as error:
            raise _refused(source, "读不出", error) from error
        if not block:
            raise _refused(source, "不完整，可能没有复制完")
        left -= len(block)
        yield block


def _append(path: Path, entry: Listed, written: BinaryIO, watch: Watch) -> None:
    digest = hashlib.sha256()
    with path.open("rb") as read:
        while block := read.read(_CHUNK):
            digest.update(block)
            written.write(block)
            watch.tick()
    if digest.hexdigest() != entry.sha256:
        raise OSError(f"{entry.name} changed while it was read")


def _compare(part: Path, watch: Watch) -> None:
    """Read it back: what cannot be read now will not be read in a year."""
    with part.open("rb") as file:
        for one in _listed(part, file):
            digest = hashlib.sha256()
            for block in _blocks(part, file, one.size):
                watch.tick()
                digest.update(block)
            if digest.hexdigest() != one.sha256:
                raise _refused(part, "写入后读回的内容不对")


def _refused(source: Path, why: str, error: BaseException | None = None) -> FileError:
    return FileError(
        f"“{source.name}”{why}，没有用它，数据没有改动。",
        hint="请重新从原来的位置复制一次；还不行，请换另一份备份。",
        detail=str(error or ""),
    )
