"""A backup and the attachments, into one file and out of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jyguide.backup.manifest import MANIFEST
from jyguide.backup.one_file import Packing, unpack
from jyguide.backup.rack import BACKUPS, Backup, Rack, look_at
from jyguide.backup.second_place import ATTACHMENTS
from jyguide.backup.service.second import held
from jyguide.backup.watch import Watch
from jyguide.bad_luck.folder_faults import folder_faults


def packings(backup: Backup, shelf: Path) -> list[Packing]:
    """What goes into the file: everything needed to go on on another PC."""
    names = [MANIFEST, *(backup.manifest.files if backup.manifest else ())]
    files = [Packing(name, backup.folder / name) for name in names]
    return [*files, *(Packing(f"{ATTACHMENTS}/{path.name}", path) for path in held(shelf))]


@contextmanager
def unpacked(file: Path, folder: Path, watch: Watch) -> Iterator[Backup]:
    """The backup in a file, taken apart within a data folder and removed at the end.

    Raises:
        FileError: it is none or damaged, or the folder cannot be written.
    """
    with folder_faults(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with Rack(folder / BACKUPS).making() as part:
            unpack(file, part, watch)
            yield look_at(part)
