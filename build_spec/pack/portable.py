"""Makes ``dist/jyguide-<version>-linux-x86_64.tar.gz``, which runs wherever it is unpacked.

By itself: ``python -m build_spec.pack.portable``. Two archives of one build are the same, byte for
byte: entries in order, without owners, of the moment that SOURCE_DATE_EPOCH says.
"""

from __future__ import annotations

import gzip
import io
import os
import platform
import tarfile
import tempfile
from pathlib import Path

from build_spec.pack.contents import ROOT
from jyguide.installed import MARK, Installed


def build(program: Path, out: Path, version: str) -> Path:
    """Pack the program; the file appears when it is whole.

    Args:
        program: The one-dir build; whatever mark lies in it, the archive says "portable".
        out: The folder that the archive is put into.
        version: Of the release.

    Returns:
        The archive; all in it is within one folder, ``jyguide``. It does not carry the version:
        an update exchanges the program in its place, and a trusted folder stays trusted.

    Raises:
        OSError: something could not be read or written.
    """
    target = out / f"jyguide-{version}-linux-{platform.machine()}.tar.gz"
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out, prefix=".tar-") as scratch:
        part = Path(scratch, target.name)
        with (
            part.open("wb") as file,
            gzip.GzipFile("", "wb", 6, file, mtime=0) as zipped,
            tarfile.open(fileobj=zipped, mode="w", format=tarfile.PAX_FORMAT) as archive,
        ):
            _fill(archive, program, "jyguide")
        part.replace(target)
    return target


def _fill(archive: tarfile.TarFile, program: Path, top: str) -> None:
    when = int(os.environ.get("SOURCE_DATE_EPOCH") or program.stat().st_mtime)
    for path in [program, *sorted(program.rglob("*"))]:
        inside = path.relative_to(program)
        if inside != Path(MARK):
            entry = _plain(archive.gettarinfo(str(path), str(Path(top, inside))), when)
            _add(archive, entry, path)
    mark = f"{Installed.PORTABLE}\n".encode()
    entry = _plain(tarfile.TarInfo(f"{top}/{MARK}"), when)
    entry.size = len(mark)
    archive.addfile(entry, io.BytesIO(mark))


def _add(archive: tarfile.TarFile, entry: tarfile.TarInfo, path: Path) -> None:
    if not entry.isreg():
        archive.addfile(entry)
        return
    with path.open("rb") as file:
        archive.addfile(entry, file)


def _plain(entry: tarfile.TarInfo, when: int) -> tarfile.TarInfo:
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    entry.mtime = when
    entry.mode = 0o755 if entry.isdir() or entry.mode & 0o100 else 0o644
    return entry


if __name__ == "__main__":
    from jyguide.release import release

    print(build(ROOT / "dist" / "jyguide", ROOT / "dist", release()))  # noqa: T201
