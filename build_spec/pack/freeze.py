"""Makes ``dist/jyguide/``: the program with its Python and libraries in one folder."""

from __future__ import annotations

import os
import shutil
import sys
import sysconfig
from collections.abc import Mapping
from pathlib import Path

from build_spec.pack.contents import ROOT
from build_spec.pack.libraries import strip_debugging
from build_spec.pack.said import PackingError, said

NAME = "jyguide"
_EPOCH = "SOURCE_DATE_EPOCH"
_BUILD = ROOT / "build" / "pyinstaller"


def program_in(folder: Path) -> Path:
    """What is run of a packaged program's folder, with a console."""
    return folder / ("jyguide-cli.exe" if sys.platform == "win32" else NAME)


def package_python() -> Path:
    """The Python of the packager's own environment, which has nothing that tests need.

    Raises:
        PackingError: it is not there.
    """
    inside = ("Scripts", "python.exe") if sys.platform == "win32" else ("bin", "python")
    python = ROOT.joinpath(".package-venv", *inside)
    if not python.is_file():
        raise PackingError("没有打包用的 Python 环境 .package-venv，请运行 make package。")
    return python


def set_epoch() -> None:
    """Every date in what is packed is that of the commit, so that two builds agree on it.

    Raises:
        PackingError: git is not there, or this is no clone, and nobody gave the date.
    """
    if not os.environ.get(_EPOCH):
        os.environ[_EPOCH] = said(["git", "-C", ROOT, "log", "-1", "--format=%ct"]).strip()


def freeze(out: Path) -> Path:
    """Freeze the program as the spec says; the folder appears when it is whole.

    Args:
        out: The folder that ``jyguide/`` is put into; an older one is replaced.

    Returns:
        The program's folder.

    Raises:
        PackingError: Python has no shared library, or PyInstaller refuses.
    """
    if sys.platform != "win32" and not sysconfig.get_config_var("Py_ENABLE_SHARED"):
        raise PackingError("这个 Python 没有共享库（libpython3.11.so），不能打包。")
    part = out / ".part"
    shutil.rmtree(part, ignore_errors=True)
    spec = ROOT / "build_spec" / "jyguide.spec"
    command = [package_python(), "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"]
    said([*command, "--distpath", part, "--workpath", _BUILD, spec], _surroundings())
    if sys.platform != "win32":
        strip_debugging(part / NAME)
    target = out / NAME
    shutil.rmtree(target, ignore_errors=True)
    (part / NAME).replace(target)
    part.rmdir()
    return target


def _surroundings() -> Mapping[str, str]:
    return os.environ | {"PYTHONHASHSEED": "0"}


def size(folder: Path) -> int:
    """Bytes of all files below a folder, links left out."""
    return sum(
        path.stat().st_size
        for path in folder.rglob("*")
        if path.is_file() and not path.is_symlink()
    )
