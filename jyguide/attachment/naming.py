"""Names under which copies are given out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from pathlib import Path

_IMPOSSIBLE = re.compile(r'[<>:"/\\|?*\x00-\x1f]')


def safe_name(name: str) -> str:
    """A name that every system takes and that leads into no other folder.

    Names come from other offices' PCs too, where signs are allowed that are not here.
    """
    return _IMPOSSIBLE.sub("_", name).strip(" .") or "文件"


def free_targets(names: Sequence[str], endings: Sequence[str], folder: Path) -> list[Path]:
    """Where to write copies into a folder so that nothing there is replaced.

    Args:
        names: Of the files they came from.
        endings: What each copy is, such as ``.jpg``; a picture's may have changed.
        folder: An existing folder.
    """
    taken = {path.name.casefold() for path in folder.iterdir()} if folder.is_dir() else set()
    return [folder / name for name in _free(zip(names, endings, strict=True), taken)]


def _free(wanted: Iterable[tuple[str, str]], taken: set[str]) -> Iterator[str]:
    for name, ending in wanted:
        stem = Path(safe_name(name)).stem
        tries = (f"{stem}（{number}）{ending}" for number in count(2))
        free = f"{stem}{ending}"
        while free.casefold() in taken:
            free = next(tries)
        taken.add(free.casefold())
        yield free
