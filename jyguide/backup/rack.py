"""A folder of backups, each a folder of its own named by its moment."""

from __future__ import annotations

import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from jyguide.backup.keeping import Dated, superfluous
from jyguide.backup.manifest import MANIFEST, Manifest, read_manifest
from jyguide.backup.reason import LASTING
from jyguide.place import DATABASE
from jyguide.vault.on_disk import sync_folder

BACKUPS = "backups"
"""Their folder inside a data folder."""

PART = re.compile(r"\.[0-9a-f]{12}\.part")
"""A backup that is being made; nobody takes it for one."""

_NAME = re.compile(r"\d{4}-\d\d-\d\d \d\d-\d\d-\d\d(?: \(\d+\))?")
_LARGEST_MANIFEST = 1 << 20
_LEFT_SECONDS = 3600


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup as it lies there.

    Attributes:
        manifest: What it says of itself; None where that cannot be read.
        problem: What is wrong with it at a glance, in Chinese; "" for nothing. Its bytes are
            looked at only by a check.
    """

    folder: Path
    manifest: Manifest | None
    problem: str = ""

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def database(self) -> Path:
        return self.folder / DATABASE


class Rack:
    """The backups of one place: ``backups/`` in the data folder, or a folder on a stick."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def backups(self) -> list[Backup]:
        """What lies there, the newest first."""
        try:
            folders = [path for path in self.root.iterdir() if _NAME.fullmatch(path.name)]
        except OSError:
            return []
        found = [look_at(one) for one in folders if one.is_dir() and not one.is_symlink()]
        return sorted(found, key=lambda one: one.name, reverse=True)

    def sound(self) -> list[tuple[Backup, Manifest]]:
        """Those with nothing wrong at a glance, the newest first by the clock of then."""
        found = [(one, one.manifest) for one in self.backups() if one.manifest and not one.problem]
        return sorted(found, key=lambda one: (one[1].moment, one[1].number), reverse=True)

    def newest(self) -> tuple[Backup, Manifest] | None:
        """The last one that is whole at a glance."""
        return next(iter(self.sound()), None)

    @contextmanager
    def making(self) -> Iterator[Path]:
        """A folder to make a backup in; what is left in it at the end goes.

        Raises:
            OSError: it cannot be made, as where the data folder is gone: no other is made for it.
        """
        self.root.mkdir(exist_ok=True)
        part = self.root / f".{secrets.token_hex(6)}.part"
        part.mkdir(mode=0o700)
        try:
            self._clear_left(part)
            yield part
        finally:
            shutil.rmtree(part, ignore_errors=True)

    def place(self, part: Path, moment: datetime) -> Path:
        """Give a whole backup its name, in one step; another one of this second gets a number.

        Raises:
            OSError: it cannot be renamed.
        """
        sync_folder(part)
        plain = f"{moment:%Y-%m-%d %H-%M-%S}"
        for number in range(1, 1000):
            target = self.root / (plain if number == 1 else f"{plain} ({number})")
            if target.exists():
                continue
            try:
                part.rename(target)
            except OSError:
                if target.exists():  # another window was faster
                    continue
                raise
            sync_folder(self.root)
            return target
        raise FileExistsError(plain)

    def prune(self, now: datetime) -> int:
        """Remove what need not stay; returns how many. What cannot be removed is left.

        One leaves its name before it goes: what is half removed is no backup.
        """
        dated = [
            Dated(one.folder, manifest.moment, manifest.reason in LASTING)
            for one, manifest in self.sound()
        ]
        gone = 0
        for folder in superfluous(dated, now):
            assert isinstance(folder, Path)  # noqa: S101 - the keys given above
            with suppress(OSError):
                doomed = folder.with_name(f".{secrets.token_hex(6)}.part")
                folder.rename(doomed)
                shutil.rmtree(doomed)
                gone += 1
        return gone

    def _clear_left(self, own: Path) -> None:
        """Remove what a kill or a pulled stick left; by the clock of the drive itself."""
        with suppress(OSError):
            now = own.stat().st_mtime
            for path in self.root.iterdir():
                if PART.fullmatch(path.name) and path.stat().st_mtime < now - _LEFT_SECONDS:
                    shutil.rmtree(path, ignore_errors=True)


def look_at(folder: Path) -> Backup:
    """A backup at a glance: its manifest read, its files there with the sizes it says."""
    try:
        with (folder / MANIFEST).open("rb") as file:
            manifest = read_manifest(file.read(_LARGEST_MANIFEST + 1))
    except FileNotFoundError:
        return Backup(folder, None, "缺少说明文件（backup.json）")
    except (OSError, ValueError):
        return Backup(folder, None, "说明文件（backup.json）读不出")
    return Backup(folder, manifest, _problem(folder, manifest))


def _problem(folder: Path, manifest: Manifest) -> str:
    if DATABASE not in manifest.files:
        return "里面没有数据库"
    for name, kept in manifest.files.items():
        if Path(name).name != name:
            return "说明文件（backup.json）不对"
        try:
            size = (folder / name).stat().st_size
        except OSError:
            return f"缺少 {name}"
        if size != kept.size:
            return f"{name} 的大小不对"
    return ""
