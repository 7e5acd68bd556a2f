"""What is kept for this PC and its user outside every data folder: nothing about anybody."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import msgspec

from jyguide.state import state_folder


class PcSettings(msgspec.Struct, frozen=True, omit_defaults=True):
    """Known before any folder is open.

    Attributes:
        large_type: Whether letters are 13 points high instead of 10.5.
        page: The page the window last stood on; opened again at the next start if wanted.
        window: Place, size and state of the window as Qt gives them, in base 64.
        seen_release: The last release whose news were shown.
    """

    large_type: bool = False
    page: str = ""
    window: str = ""
    seen_release: str = ""


def pc_settings() -> PcSettings:
    """As they were kept last; what cannot be read any more begins anew."""
    try:
        return msgspec.json.decode(_place().read_bytes(), type=PcSettings)
    except (OSError, msgspec.MsgspecError, ValueError):
        return PcSettings()


def keep_pc_settings(**changed: object) -> PcSettings:
    """Change some of them and keep them all; a full disk costs what was changed, nothing else."""
    kept = msgspec.structs.replace(pc_settings(), **changed)
    place = _place()
    with suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        part = place.with_suffix(".part")
        part.write_bytes(msgspec.json.encode(kept))
        part.replace(place)
    return kept


def _place() -> Path:
    return state_folder() / "pc.json"
