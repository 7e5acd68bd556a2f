"""Four columns of names that move while the lines are dragged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot

from jyguide.documents.dates import tenths_cell
from jyguide.ids import RoundBranchId
from jyguide.quota import Quota
from jyguide.standard.explaining import rating_word
from jyguide.standard.kinds import RATING_NAMES, Rating
from jyguide.standard.list_moves import Move
from jyguide.standard.rating import Rated, Standing
from ui.standard.rating.words import TONES
from ui.standard.townships import short_name
from ui.theme import Tone
from ui.widgets import RIGHT, Column
from ui.widgets.name_columns import NameColumns, NameRows

Moves = Mapping[RoundBranchId, Move]


@dataclass(frozen=True, slots=True)
class ListedStanding:
    """A branch in a column, and where it stood by the rule that is saved."""

    standing: Standing
    move: Move | None = None


class FourColumns(NameColumns[ListedStanding]):
    """The four lists side by side; one branch in them may be chosen."""

    chosen = Signal(object)
    """A `Standing`."""

    def __init__(self) -> None:
        super().__init__(RATING_NAMES, TONES, _rows())
        self.picked.connect(self._choose)

    def show_lists(self, rated: Rated, moves: Moves, chosen: RoundBranchId | None) -> None:
        """Show all four; a branch chosen is marked on whatever list it stands now."""
        rows = {
            rating: [ListedStanding(one, moves.get(one.branch.id)) for one in rated.on(rating)]
            for rating in Rating
        }
        notes = {rating: _note(rated.quotas.get(rating)) for rating in Rating}
        self.show_rows(rows, notes, chosen)

    @Slot(object)
    def _choose(self, row: ListedStanding) -> None:
        self.chosen.emit(row.standing)


def _note(quota: Quota | None) -> str:
    return "" if quota is None else f"名额 {quota.places} 个"


def _name(row: ListedStanding) -> str:
    decided = row.standing.branch.override is not None
    name = row.standing.branch.name
    return f"{'✎ ' if decided else ''}{short_name(name)}"


def _points(row: ListedStanding) -> str:
    return tenths_cell(row.standing.points or 0)


def _points_key(row: ListedStanding) -> int:
    return row.standing.points or 0


def _township(row: ListedStanding) -> str:
    return row.standing.branch.township


def _tip(row: ListedStanding) -> str:
    one = row.standing
    decided = "　人工调整" if one.branch.override is not None else ""
    return f"{one.branch.township}　{one.branch.name}　{_points(row)} 分{decided}"


def _move(row: ListedStanding) -> str:
    if row.move is None:
        return ""
    return f"{'↑' if row.move.up else '↓'} {rating_word(row.move.before)}"


def _move_tone(row: ListedStanding) -> Tone:
    if row.move is None:
        return Tone.NEUTRAL
    return Tone.GOOD if row.move.up else Tone.WARN


def _rows() -> NameRows[ListedStanding]:
    columns = (
        Column[ListedStanding]("党支部", _name, tip=_tip, width=110),
        Column[ListedStanding]("得分", _points, _points_key, RIGHT, 60),
        Column[ListedStanding]("原名单", _move, tone=_move_tone, width=74),
    )
    return NameRows(
        columns,
        key=lambda row: row.standing.branch.id,
        moved=lambda row: row.move is not None,
        search=_township,
        unit="个",
    )
