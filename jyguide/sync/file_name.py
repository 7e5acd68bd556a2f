"""Names of bundles: such as every stick can keep, and never one that is taken.

Nothing is ever read from a name: chat programs change them. They are for people alone.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from jyguide.place import CITY_CODE
from jyguide.sync.bundle import ENDING

_CITY = "市"
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')
"""What FAT and Windows refuse."""
_DEVICES = re.compile(r"(?:CON|PRN|AUX|NUL|COM\d|LPT\d)(?=\.|$)", re.IGNORECASE)
"""Names that Windows keeps for itself, whatever their ending."""
_LONGEST = 120


def bundle_name(sender: str, receiver: str, number: int, day: date) -> str:
    """``S07→市 第17号 2026-11-23.jysync``, from the codes of two offices."""
    way = f"{_word(sender)}→{_word(receiver)}"
    return safe_name(f"{way} 第{number}号 {day.isoformat()}{ENDING}")


def safe_name(name: str) -> str:
    """The name, or what FAT lets stand of it; the ending stays."""
    cleaned = " ".join(_FORBIDDEN.sub(" ", name).split()).strip(" .")
    if _DEVICES.match(cleaned):
        cleaned = f"_{cleaned}"
    stem, ending = Path(cleaned).stem, Path(cleaned).suffix
    return f"{stem[: _LONGEST - len(ending)].rstrip(' .')}{ending}" or "_"


def free_path(folder: Path, name: str) -> Path:
    """A path in the folder that nothing has yet: name, name (2), name (3) …."""
    target, number = folder / name, 1
    while target.exists():
        number += 1
        target = folder / f"{Path(name).stem} ({number}){Path(name).suffix}"
    return target


def _word(code: str) -> str:
    return _CITY if code == CITY_CODE else code
