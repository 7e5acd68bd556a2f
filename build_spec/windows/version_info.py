"""What Windows shows of the program: its icon, and who made which version of it.

``python -m build_spec.windows.version_info`` writes both under ``build/windows``, where the
PyInstaller spec and the installer's script look for them.
"""

from __future__ import annotations

import struct
import tomllib
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtGui import QImage

from build_spec.pack.icons import write_png

ROOT = Path(__file__).parents[2]
ICON, VERSION = Path("build/windows/jyguide.ico"), Path("build/windows/version.txt")
"""Within the repository, which keeps neither: they are made before each packing."""
SIDES = (16, 20, 24, 32, 40, 48, 64, 256)
"""Pixels: of lists, of the task bar and of large icons, at 100 % to 200 %."""

_PACKED = 256
"""From here on a picture is kept as PNG; older parts of Windows read smaller ones as BMP."""
_NUMBERS = 4
_FIXED_FILE_INFO = """VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3f, flags=0x0, OS=0x40004,
    fileType=0x1, subtype=0x0, date=(0, 0)),
  kids=[
    StringFileInfo([StringTable("080404B0", [{strings}])]),
    VarFileInfo([VarStruct("Translation", [0x0804, 1200])]),
  ],
)
"""


def version_text(version: str) -> str:
    """PyInstaller's description of the version resource, in Chinese.

    Args:
        version: As in pyproject: ``0.1.0``.

    Raises:
        ValueError: it has other parts than numbers, which Windows has no room for.
    """
    numbers = tuple(int(part) for part in version.split("."))
    if len(numbers) > _NUMBERS:
        raise ValueError(version)
    texts: Mapping[str, str] = {
        "CompanyName": "暨阳指导",
        "FileDescription": "暨阳指导",
        "FileVersion": version,
        "InternalName": "jyguide",
        "LegalCopyright": "MIT License",
        "OriginalFilename": "jyguide.exe",
        "ProductName": "暨阳指导",
        "ProductVersion": version,
    }
    strings = ", ".join(f"StringStruct({name!r}, {text!r})" for name, text in texts.items())
    padded = numbers + (0,) * (_NUMBERS - len(numbers))
    return _FIXED_FILE_INFO.format(numbers=padded, strings=strings)


def icon_bytes(pictures: Mapping[int, bytes]) -> bytes:
    """An ``.ico`` of these pictures.

    Args:
        pictures: PNGs by their side in pixels, 256 at most.
    """
    bodies = {
        side: png if side >= _PACKED else _bitmap(png) for side, png in sorted(pictures.items())
    }
    head = struct.pack("<3H", 0, 1, len(bodies))
    at = len(head) + 16 * len(bodies)
    for side, body in bodies.items():
        shown = side % 256  # 0 means 256
        head += struct.pack("<4B2H2I", shown, shown, 0, 0, 1, 32, len(body), at)
        at += len(body)
    return head + b"".join(bodies.values())


def write_all(root: Path = ROOT) -> None:
    """Write icon and version resource into the repository at `root`."""
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    (root / ICON).parent.mkdir(parents=True, exist_ok=True)
    (root / VERSION).write_text(version_text(project["version"]), "utf-8")
    with TemporaryDirectory() as folder:
        picture, pictures = Path(folder) / "icon.png", {}
        for side in SIDES:
            write_png(picture, side)
            pictures[side] = picture.read_bytes()
    (root / ICON).write_bytes(icon_bytes(pictures))


def _bitmap(png: bytes) -> bytes:
    """A picture as icons hold it: rows from the bottom up, and a mask that hides nothing."""
    image = QImage.fromData(png).convertToFormat(QImage.Format.Format_ARGB32)
    side, row = image.width(), image.bytesPerLine()
    pixels = bytes(image.constBits())
    rows = b"".join(pixels[at : at + row] for at in range((side - 1) * row, -1, -row))
    mask = bytes((side + 31) // 32 * 4 * side)
    head = struct.pack("<I2i2H6I", 40, side, side * 2, 1, 32, 0, len(rows) + len(mask), 0, 0, 0, 0)
    return head + rows + mask


if __name__ == "__main__":
    write_all()
