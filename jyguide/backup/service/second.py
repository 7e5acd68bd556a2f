"""The newest backup copied to the second place, with attachments, every byte read back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jyguide.attachment.shelf import FOLDER as SHELF
from jyguide.backup.manifest import MANIFEST, Manifest
from jyguide.backup.rack import Backup, Rack, look_at
from jyguide.backup.second_place import ATTACHMENTS
from jyguide.backup.service.making import Source
from jyguide.backup.watch import Watch
from jyguide.backup.writing import backup_faults, copy_for_good, write_for_good
from jyguide.vault.on_disk import sync_folder

_HEAD = 16
"""Bytes of a sealed file that name its key."""
DIGITS = 64
"""Of a SHA-256, by which attachments are called; their small pictures are made anew."""


@dataclass(frozen=True, slots=True)
class Copied:
    """What was copied.

    Attributes:
        files: Attachments that were not there before.
        size: Bytes written.
    """

    backup: Backup
    files: int
    size: int


def copy_to(
    root: Path, name: str, source: Source, newest: tuple[Backup, Manifest], watch: Watch
) -> Copied:
    """Copy a backup and all attachments; older backups there stay until it is whole.

    Args:
        root: Our folder on the stick.
        name: What people call the stick.
        source: The data folder.
        newest: Its newest backup.
        watch: Told how far it has come.

    Raises:
        FileError: it was pulled out, is full or cannot be written; what was there is there.
        Cancelled: somebody asked to stop; as above.
    """
    backup, manifest = newest
    rack = Rack(root)
    with backup_faults(f"“{name}”", "上面以前的备份都还在"):
        files, size = _copy_attachments(source.folder / SHELF, root / ATTACHMENTS, watch)
        with rack.making() as part:
            for done, file in enumerate(manifest.files):
                watch.step(done, len(manifest.files), "正在复制数据库并核对")
                copied = copy_for_good(backup.folder / file, part / file, watch.tick)
                if copied != manifest.files[file]:
                    raise OSError(f"{file} is not what it was when it was made")
            write_for_good(part / MANIFEST, manifest.text())
            placed = rack.place(part, manifest.moment)
        rack.prune(manifest.moment)
    return Copied(look_at(placed), files, size + manifest.size)


def already_there(root: Path, manifest: Manifest) -> bool:
    """Whether this very backup lies there."""
    return any(found == manifest for _, found in Rack(root).sound())


def _copy_attachments(shelf: Path, target: Path, watch: Watch) -> tuple[int, int]:
    wanted = [path for path in held(shelf) if _is_missing(path, _there(target, path))]
    size = 0
    for done, path in enumerate(wanted):
        watch.step(done, len(wanted), "正在复制附件")
        there = _there(target, path)
        there.parent.mkdir(parents=True, exist_ok=True)
        part = there.with_name(f".{there.name}.part")
        try:
            size += copy_for_good(path, part, watch.tick).size
            part.replace(there)
        finally:
            part.unlink(missing_ok=True)
    for folder in {_there(target, path).parent for path in wanted}:
        sync_folder(folder)
    return len(wanted), size


def held(shelf: Path) -> Iterator[Path]:
    """The attachments of a shelf, without their small pictures."""
    return (path for path in sorted(shelf.glob("??/*")) if len(path.name) == DIGITS)


def _there(target: Path, path: Path) -> Path:
    return target / path.parent.name / path.name


def _is_missing(path: Path, there: Path) -> bool:
    """Not there, not whole, or sealed under a key that has been changed since."""
    try:
        if there.stat().st_size != path.stat().st_size:
            return True
        with path.open("rb") as one, there.open("rb") as other:
            return one.read(_HEAD) != other.read(_HEAD)
    except FileNotFoundError:
        return True
