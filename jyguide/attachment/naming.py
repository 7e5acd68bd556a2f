"""Names under which copies are given out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from pathlib import Path


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
        stem = Path(name).stem or "文件"
        tries = (f"{stem}（{number}）{ending}" for number in count(2))
        free = f"{stem}{ending}"
        while free.casefold() in taken:
            free = next(tries)
        taken.add(free.casefold())
        yield free
