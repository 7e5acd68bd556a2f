"""What is kept for this PC and its user outside every data folder: nothing about anybody."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from threading import RLock
from typing import Any

from jyguide.state import state_folder

_LONGEST = 24 * 60
_TURN = RLock()
"""Read, changed and written by one at a time: settings on the worker, places by the window. Held
to read, too: Windows lets nobody put a file in the place of one that is being read."""


@dataclass(frozen=True, slots=True)
class PcSettings:
    """Known before any folder is open, and so read before the window is drawn.

    Attributes:
        large_type: Whether letters are 13 points high instead of 10.5.
        page: The page the window last stood on; opened again at the next start if wanted.
        window: Place, size and state of the window as Qt gives them, in base 64.
        seen_release: The last release whose news were shown.
        help_window: Place and size of the window of help, likewise.
        reopen_page: Whether the window begins on `page`.
        restore_window: Whether the window takes `window` again.
        notice_seconds: How long a notice without buttons stays.
        lock_minutes: After how many without a touch the window is locked.
    """

    large_type: bool = False
    page: str = ""
    window: str = ""
    seen_release: str = ""
    help_window: str = ""
    reopen_page: bool = False
    restore_window: bool = True
    notice_seconds: int = 4
    lock_minutes: int = 15


def pc_settings() -> PcSettings:
    """As they were kept last; what cannot be read, or is of another kind, begins anew."""
    try:
        with _TURN:
            text = _place().read_bytes()
        kept = json.loads(text)
    except (OSError, ValueError, RecursionError):
        return PcSettings()
    usual = PcSettings()
    known = {each.name: type(getattr(usual, each.name)) for each in fields(usual)}
    said = kept.items() if isinstance(kept, dict) else ()
    return replace(
        usual,
        **{name: told for name, told in said if type(told) is known.get(name) and _fits(told)},
    )


def keep_pc_settings(**changed: Any) -> PcSettings:
    """Change some of them and keep them all; a full disk costs what was changed, nothing else."""
    with _TURN:
        kept = replace(pc_settings(), **changed)
        with suppress(OSError):
            _write(json.dumps(asdict(kept)))
    return kept


def _write(text: str) -> None:
    place = _place()
    place.parent.mkdir(parents=True, exist_ok=True)
    part = place.with_suffix(f".{os.getpid()}.part")  # a second window writes beside this one
    try:
        part.write_text(text, "utf-8")
        part.replace(place)
    finally:
        part.unlink(missing_ok=True)


def _fits(told: object) -> bool:
    """Numbers are seconds and minutes: of a damaged one a timer would make nonsense."""
    return not isinstance(told, int) or 0 <= told <= _LONGEST


def _place() -> Path:
    return state_folder() / "pc.json"
