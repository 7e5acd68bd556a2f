"""What names of people are sorted by, each distinct name read once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ui.widgets.heads.state import SortMode


def name_keys(names: Sequence[str], mode: SortMode) -> list[str | None]:
    """A key for each name, None for an empty one; see `jyguide.people.names` for the rules."""
    key_of = _rule(mode)
    known = {name: key_of(name) if name else None for name in dict.fromkeys(names)}
    return [known[name] for name in names]


def _rule(mode: SortMode) -> Callable[[str], str]:
    from jyguide.people import names  # noqa: PLC0415 - its tables; no table is sorted at the start

    if mode is SortMode.SURNAME_STROKES:
        return names.stroke_sort_key
    if mode is SortMode.NAME_STROKES:
        return names.name_stroke_sort_key
    return names.pinyin_sort_key
