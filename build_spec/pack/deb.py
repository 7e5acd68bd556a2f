"""Makes ``dist/jyguide_<version>_<architecture>.deb`` from the one-dir build.

By itself: ``python -m build_spec.pack.deb``. All of the program lies under /opt/jyguide and is
dpkg's; the data of users is elsewhere and no script here knows of it. Menus, icons and file types
are taken up by the triggers of desktop-file-utils, hicolor-icon-theme and shared-mime-info.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterable, Iterator
from email.utils import formatdate
from pathlib import Path

from build_spec.pack.contents import ROOT
from build_spec.pack.elf import elves_in
from build_spec.pack.icons import PICTURE, SIZES, write_png
from build_spec.pack.needs import depends, recommends
from jyguide.installed import MARK, Installed

LINUX = ROOT / "build_spec" / "linux"
HOME = Path("opt", "jyguide")
MAINTAINER = "jyguide engineers <jyguide@jyguide.invalid>"
_GUARD = LINUX / "stop_while_running.sh"
_EPOCH = "SOURCE_DATE_EPOCH"


def build(program: Path, out: Path, version: str) -> Path:
    """Pack the program; the file appears when it is whole.

    Args:
        program: The one-dir build.
        out: The folder that the package is put into.
        version: As Debian writes it, for instance "0.1.0".

    Returns:
        The package.

    Raises:
        RuntimeError: a library's package is unknown, or dpkg-deb is missing or refuses.
    """
    architecture = _said("dpkg", "--print-architecture").strip()
    target = out / f"jyguide_{version}_{architecture}.deb"
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out, prefix=".deb-") as scratch:
        tree, part = Path(scratch, "tree"), Path(scratch, target.name)
        tree.mkdir()
        _program(program, tree)
        _desktop(tree)
        _papers(tree, version)
        _settle(tree)
        _control(tree, version, architecture, program)
        _said("dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(tree), str(part))
        part.replace(target)
    return target


def _program(program: Path, tree: Path) -> None:
    home = tree / HOME
    home.parent.mkdir(parents=True)
    shutil.copytree(program, home, symlinks=True)
    (home / MARK).write_text(f"{Installed.DEBIAN}\n", "utf-8")
    link = tree / "usr" / "bin" / "jyguide"
    link.parent.mkdir(parents=True)
    link.symlink_to(Path("/") / HOME / "jyguide")


def _desktop(tree: Path) -> None:
    share = tree / "usr" / "share"
    _put(LINUX / "jyguide.desktop", share / "applications" / "jyguide.desktop")
    _put(LINUX / "jyguide.xml", share / "mime" / "packages" / "jyguide.xml")
    icons = share / "icons" / "hicolor"
    _put(PICTURE, icons / "scalable" / "apps" / "jyguide.svg")
    for side in SIZES:
        folder = icons / f"{side}x{side}" / "apps"
        folder.mkdir(parents=True)
        write_png(folder / "jyguide.png", side)


def _papers(tree: Path, version: str) -> None:
    doc = tree / "usr" / "share" / "doc" / "jyguide"
    licence = [f" {line or '.'}" for line in _licence_lines()]
    text = (LINUX / "copyright").read_text("utf-8").replace("@LICENSE@", "\n".join(licence))
    _write(doc / "copyright", text)
    day = formatdate(_epoch())
    entry = f"jyguide ({version}) stable; urgency=medium\n\n  * See NEWS.gz.\n\n"
    _zip(doc / "changelog.gz", f"{entry} -- {MAINTAINER}  {day}\n".encode())
    _zip(doc / "NEWS.gz", (ROOT / "CHANGELOG.md").read_bytes())
    _put(LINUX / "lintian-overrides", tree / "usr" / "share" / "lintian" / "overrides" / "jyguide")


def _licence_lines() -> Iterator[str]:
    """The terms alone: who holds the rights stands above them."""
    lines = (ROOT / "LICENSE").read_text("utf-8").splitlines()
    start = next(at for at, line in enumerate(lines) if line.startswith("Permission"))
    yield from lines[start:]


def _control(tree: Path, version: str, architecture: str, program: Path) -> None:
    folder = tree / "DEBIAN"
    folder.mkdir(mode=0o755)
    elves = elves_in(program)
    fields = {
        "Package": "jyguide",
        "Version": version,
        "Architecture": architecture,
        "Maintainer": MAINTAINER,
        "Installed-Size": str(_kibibytes(tree)),
        "Depends": depends(elves),
        "Recommends": recommends(elves),
        "Section": "misc",
        "Priority": "optional",
        "Description": _DESCRIPTION,
    }
    _write(folder / "control", "".join(f"{name}: {value}\n" for name, value in fields.items()))
    _write(folder / "md5sums", "".join(_sums(tree)))
    for script in ("preinst", "prerm"):
        _put(_GUARD, folder / script, mode=0o755)


_DESCRIPTION = """desk of a township Party-building guidance station
 暨阳指导：镇街园区基层党建工作指导站的办公桌，离线使用。指导员培训、题库、考试、发证，
 标准化评分，支部书记和网格台账，用 U 盘与市级交换数据。
 .
 The data of users is never part of the package: it stays when the package is upgraded, removed
 or purged."""


def _settle(tree: Path) -> None:
    """Modes and times that do not depend on who built it, when, and under which umask."""
    when = _epoch()
    for path in sorted(tree.rglob("*"), reverse=True):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path == tree / HOME / "jyguide" else 0o644)
        os.utime(path, (when, when), follow_symlinks=False)
    tree.chmod(0o755)


def _files(tree: Path) -> Iterable[Path]:
    return (path for path in sorted(tree.rglob("*")) if path.is_file() and not path.is_symlink())


def _sums(tree: Path) -> Iterator[str]:
    for path in _files(tree):
        if "DEBIAN" not in path.relative_to(tree).parts[:1]:
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, lambda: hashlib.md5(usedforsecurity=False))
            yield f"{digest.hexdigest()}  {path.relative_to(tree).as_posix()}\n"


def _kibibytes(tree: Path) -> int:
    """As Debian's policy counts: files rounded up, one for each folder and link."""
    others = sum(1 for path in tree.rglob("*") if path.is_dir() or path.is_symlink())
    return others + sum(-(-path.stat().st_size // 1024) for path in _files(tree))


def _epoch() -> int:
    return int(os.environ.get(_EPOCH) or time.time())


def _put(source: Path, target: Path, mode: int = 0o644) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    target.chmod(mode)


def _write(target: Path, text: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, "utf-8")


def _zip(target: Path, data: bytes) -> None:
    target.write_bytes(gzip.compress(data, 9, mtime=0))


def _said(*command: str) -> str:
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    except FileNotFoundError as error:
        raise RuntimeError(f"缺少 {command[0]}：.deb 只能在 Debian 系的系统上打包。") from error
    if done.returncode:
        raise RuntimeError(f"{command[0]} 没有做成：{done.stderr.strip()[:600]}")
    return done.stdout


if __name__ == "__main__":
    from jyguide.release import release

    print(build(ROOT / "dist" / "jyguide", ROOT / "dist", release()))  # noqa: T201
