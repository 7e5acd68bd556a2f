"""A portable program unpacked beside the one that runs, and compared with its own list."""

from __future__ import annotations

import os
import posixpath
import shutil
import tarfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from jyguide.documents.files import file_faults
from jyguide.errors import FileError
from jyguide.exchange.boundary.limits import UPDATE
from jyguide.installed import MARK, Installed
from jyguide.progress import CancelToken, Progress
from jyguide.self_test.program_files import read_facts

EXECUTABLE = "jyguide"
"""The program itself within its folder."""
_BLOCK = 1 << 20
_HINT = "请向发给您的人说明，换一份更新文件。"


class _UnfitError(Exception):
    """The archive holds what no packager of ours writes."""


_UNSOUND = (_UnfitError, tarfile.TarError, zlib.error, EOFError, ValueError, ArithmeticError)
"""What is raised over bytes that are no such archive; `ValueError` over names with zeros."""


def part_beside(program: Path, release: str) -> Path:
    """Where a release is unpacked, so that it can be put in the program's place by renaming."""
    return program.with_name(f".{program.name}-{release}.part")


def unpack_beside(
    archive: Path, program: Path, release: str, progress: Progress, cancel: CancelToken
) -> Path:
    """Unpack a portable program beside the one in ``program``; on any fault nothing is left.

    Returns the folder, whole and on the disk.

    Raises:
        FileError: it cannot be unpacked, or is not the program it should be.
        Cancelled: somebody wanted it.
    """
    part = part_beside(program, release)
    try:
        with file_faults(part):
            for left in part.parent.glob(f".{program.name}-*.part"):  # by a kill, of any release
                shutil.rmtree(left, ignore_errors=True)
            part.mkdir()
            _unpack(archive, part, progress, cancel)
            _check(part, cancel)
            _put_on_disk(part)
    except _UNSOUND as error:
        shutil.rmtree(part, ignore_errors=True)
        raise FileError(
            "更新文件里的程序不完整，没有安装，程序和数据没有改动。", hint=_HINT, detail=str(error)
        ) from error
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    return part


def _unpack(archive: Path, part: Path, progress: Progress, cancel: CancelToken) -> None:
    """Files first and links last, so that nothing is ever written through one."""
    links: list[tuple[Path, str]] = []
    size = archive.stat().st_size
    with archive.open("rb") as raw, tarfile.open(fileobj=raw, mode="r|gz") as tar:
        for member, name in _named(tar):
            cancel.check()
            target = part / name
            target.parent.mkdir(parents=True, exist_ok=True)
            if member.isdir():
                target.mkdir(exist_ok=True)
            elif member.issym():
                links.append((target, _inside(name, member.linkname)))
            elif member.isreg() and (source := tar.extractfile(member)) is not None:
                _write(source, target, member)
            else:
                raise _UnfitError(f"neither a file nor a folder: {member.name}")
            progress.step(raw.tell(), size, "正在解压新程序")
    for target, text in links:
        target.symlink_to(text)
    _check_links(part, [target for target, _ in links])


def _named(tar: tarfile.TarFile) -> Iterator[tuple[tarfile.TarInfo, str]]:
    """What is in it, with names inside the one folder that all of it lies in."""
    top, total = "", 0
    for count, member in enumerate(tar):
        total += member.size
        if count >= UPDATE.parts or total > UPDATE.unpacked:
            raise _UnfitError("more than a program comes to")
        parts = member.name.removeprefix("./").rstrip("/").split("/")
        if not _is_plain(parts) or parts[0] != (top := top or parts[0]):
            raise _UnfitError(f"out of place: {member.name}")
        if len(parts) > 1:
            yield member, "/".join(parts[1:])


def _is_plain(parts: list[str]) -> bool:
    return all(part not in {"", ".", ".."} and "\\" not in part for part in parts)


def _inside(name: str, link: str) -> str:
    """Where a link leads, if that is a place in the program's own folder."""
    reached = posixpath.normpath(posixpath.join(posixpath.dirname(name), link))
    if link.startswith("/") or reached.split("/")[0] == "..":
        raise _UnfitError(f"leads elsewhere: {name}")
    return link


def _check_links(part: Path, links: Iterable[Path]) -> None:
    """Once all are there: one may lead through another, which no text of theirs shows."""
    home = os.path.realpath(part)
    for link in links:
        if os.path.commonpath((home, os.path.realpath(link))) != home:
            raise _UnfitError(f"leads elsewhere: {link.name}")


def _write(source: IO[bytes], target: Path, member: tarfile.TarInfo) -> None:
    with target.open("xb") as written:
        shutil.copyfileobj(source, written, _BLOCK)
    target.chmod(0o755 if member.mode & 0o100 else 0o644)


def _check(part: Path, cancel: CancelToken) -> None:
    facts = read_facts(part, cancel)
    if facts.gone or facts.changed or facts.further:
        raise _UnfitError("not what its own list says")
    if not (part / EXECUTABLE).is_file():
        raise _UnfitError("no program in it")
    mark = part / MARK
    if not mark.is_file() or mark.read_text("utf-8").strip() != Installed.PORTABLE:
        raise _UnfitError("no portable program")


def _put_on_disk(folder: Path) -> None:
    """Wait for every file and folder: renamed before, a power cut would leave it empty."""
    for place, _, names in os.walk(folder):
        for name in names:
            path = Path(place) / name
            if not path.is_symlink():
                _sync(path)
        _sync(Path(place))


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
