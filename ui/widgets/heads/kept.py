"""From the heads of a table to the value that is kept, and back."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker

from ui.theme import scaled, unscaled
from ui.widgets.heads.arrangement import Arrangement
from ui.widgets.heads.state import ColumnFilter, HeadState, SortBy


def state_of(heads: Arrangement) -> HeadState:
    """How the heads are arranged now; what nobody has touched is left out."""
    names = heads.labels
    order = heads.order()
    sort = heads.sorting.now()
    frozen = heads.frozen
    return HeadState(
        widths={names[at]: unscaled(width) for at, width in heads.room.by_hand.items()},
        order=() if order == sorted(order) else tuple(names[at] for at in order),
        hidden=tuple(names[at] for at in sorted(heads.hidden())),
        frozen=None if frozen is None else names[frozen] if frozen >= 0 else "",
        sort=None if sort is None else SortBy(names[sort.column], sort.descending, sort.mode),
        filters={names[at]: one for at, one in heads.filters_now.items()},
    )


def show_state(heads: Arrangement, state: HeadState) -> list[str]:
    """Arrange the heads so, as far as there are such columns, without telling of a change.

    Returns:
        What could not be shown: labels of columns that there are no more.
    """
    places = {name: at for at, name in enumerate(heads.labels)}
    with QSignalBlocker(heads):
        heads.room.show_by_hand(
            {places[name]: scaled(width) for name, width in state.widths.items() if name in places}
        )
        wanted = [places[name] for name in state.order if name in places]
        heads.put_in_order([*wanted, *(at for at in places.values() if at not in wanted)])
        heads.show_hidden({places[name] for name in state.hidden if name in places})
        heads.freeze(_frozen(state.frozen, places))
        _sort(heads, state.sort, places)
        heads.show_filters(_filters(state, places))
    heads.frozen_changed.emit()
    heads.filtered.emit()
    named = {*state.widths, *state.order, *state.hidden, *state.filters}
    named |= {state.sort.column} if state.sort else set()
    return sorted(named - places.keys())


def _filters(state: HeadState, places: dict[str, int]) -> dict[int, ColumnFilter]:
    return {places[name]: one for name, one in state.filters.items() if name in places}


def _frozen(name: str | None, places: dict[str, int]) -> int | None:
    if name is None or not name:
        return None if name is None else -1
    return places.get(name)


def _sort(heads: Arrangement, sort: SortBy | None, places: dict[str, int]) -> None:
    now = heads.sorting.now()
    if sort is not None and sort.column in places:
        at = places[sort.column]
        modes = heads.sorting.modes(at)
        if modes:
            mode = sort.mode if sort.mode in modes else modes[0]
            heads.sort(at, mode, descending=sort.descending)
    elif now is not None and sort is None:
        heads.sort(-1, now.mode, descending=False)
