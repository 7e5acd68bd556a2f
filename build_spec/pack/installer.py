"""Compiles the Windows installer, where there is Inno Setup to do it."""

from __future__ import annotations

import os
import shlex
import shutil
from pathlib import Path

from build_spec.pack.contents import ROOT
from build_spec.pack.said import said

SCRIPT = Path("build_spec/windows/jyguide.iss")
SIGN_WITH = "JYGUIDE_SIGN"
"""A variable of the environment: what signs a file, ``signtool.exe sign /fd SHA256 … $f``.

``$f`` stands for the file and ``$q`` for a quotation mark, as in Inno Setup.
"""
_PLACE = Path("Inno Setup 6/ISCC.exe")


def compiler() -> Path | None:
    """Inno Setup's compiler, on the path or where its own installer puts it."""
    if found := shutil.which("ISCC"):
        return Path(found)
    folders = (os.environ.get(name) for name in ("ProgramFiles(x86)", "ProgramFiles"))
    places = (Path(folder) / _PLACE for folder in folders if folder)
    return next((place for place in places if place.is_file()), None)


def command(iscc: Path, version: str, sign: str = "") -> list[str]:
    """What compiles the script.

    Args:
        iscc: The compiler.
        version: As in pyproject.
        sign: What signs a file, ``$f`` standing for it; "" where nothing is signed.
    """
    signing = ["/DSign", f"/Soffice={sign}"] if sign else []
    return [str(iscc), "/Qp", f"/DVersion={version}", *signing, str(ROOT / SCRIPT)]


def signing(sign: str, file: Path) -> list[str]:
    """The command `sign` for one file, word by word."""
    words = shlex.split(sign.replace("$q", '"').replace("\\", "\\\\"))
    return [str(file) if word == "$f" else word for word in words]


def sign_programs(folder: Path) -> int:
    """Sign the programs in the frozen folder, before its files are listed; 0 where nobody can.

    Raises:
        PackingError: it was refused.
    """
    sign = os.environ.get(SIGN_WITH, "")
    programs = sorted(folder.glob("*.exe")) if sign else []
    for program in programs:
        said(signing(sign, program))
    return len(programs)


def installer_name(version: str) -> str:
    """The file that comes of it, in ``dist``."""
    return f"jyguide-{version}-windows-x64-setup.exe"


def make_installer(version: str) -> Path | None:
    """Compile the installer of ``dist/jyguide``, whose list of files has been written.

    Returns where it lies; None where there is no compiler.

    Raises:
        PackingError: it did not compile.
    """
    iscc = compiler()
    if iscc is None:
        return None
    said(command(iscc, version, os.environ.get(SIGN_WITH, "")))
    return ROOT / "dist" / installer_name(version)
