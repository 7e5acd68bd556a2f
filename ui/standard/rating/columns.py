"""Four columns of names that move while the lines are dragged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QVBoxLayout, QWidget

from jyguide.documents.dates import tenths_cell
from jyguide.ids import RoundBranchId
from jyguide.quota import Quota
from jyguide.standard.explaining import rating_word
from jyguide.standard.kinds import RATING_NAMES, Rating
from jyguide.standard.list_moves import Move
from jyguide.standard.rating import Rated, Standing
from ui.standard.rating.words import TONES
from ui.standard.townships import short_name
from ui.theme import SPACE, Tone
from ui.widgets import RIGHT, Badge, Card, Column, RowTableModel, make_label
from ui.widgets.row_model import RowSearch
from ui.widgets.row_view import RowView

_POINTS, _MOVE = 1, 2
"""Left out in the narrow columns; the tip and the detail say the whole name."""

Moves = Mapping[RoundBranchId, Move]


@dataclass(frozen=True, slots=True)
class ListedStanding:
    """A branch in a column, and where it stood by the rule that is saved."""

    standing: Standing
    move: Move | None = None


class ListColumn(Card):
    """One list: its name, how many stand on it, and their names in the order of the round.

    Object names: `list_<list>`, and inside `list_count`, `list_note` and the `view`.
    """

    chosen = Signal(object)
    """A `Standing`."""

    def __init__(self, rating: Rating) -> None:
        super().__init__()
        self.rating = rating
        self.setObjectName(f"list_{rating.value}")
        columns = [
            Column[ListedStanding]("党支部", _name, tip=_tip, width=110),
            Column[ListedStanding]("得分", _points, _points_key, RIGHT, 60),
            Column[ListedStanding]("原名单", _move, tone=_move_tone, width=74),
        ]
        self.model: RowTableModel[ListedStanding] = RowTableModel(columns, self)
        self._search: RowSearch[ListedStanding] = RowSearch(columns, _township)
        self.view = RowView(self.model)
        self.view.setAccessibleName(f"{RATING_NAMES[rating]}名单")
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.verticalHeader().hide()
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        widths = self.view.horizontalHeader()
        widths.setStretchLastSection(False)
        widths.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.count = Badge("", TONES[rating])
        self.count.setObjectName("list_count")
        self.note = make_label("", "small", "list_note")
        self.head.addWidget(self.count)
        self.head.addWidget(self.note, 1)
        outer = self.layout()
        if isinstance(outer, QVBoxLayout):
            outer.setContentsMargins(SPACE.s, SPACE.s, SPACE.s, SPACE.s)
            outer.setSpacing(SPACE.s)
            outer.insertLayout(0, self.head)
        self.body.addWidget(self.view, 1)
        self.view.selectionModel().selectionChanged.connect(self._tell)

    def show_list(self, rated: Rated, moves: Moves) -> None:
        """Show who stands on this list; who has come to it just now stands first."""
        rows = [ListedStanding(one, moves.get(one.branch.id)) for one in rated.on(self.rating)]
        rows.sort(key=lambda row: row.move is None)
        with QSignalBlocker(self.view.selectionModel()):
            self._search.forget_rows()
            self.model.set_rows(rows)
        moved = any(row.move for row in rows)
        self.view.setColumnHidden(_POINTS, moved)  # narrow as it is, names come first
        self.view.setColumnHidden(_MOVE, not moved)
        self.count.setText(f"{RATING_NAMES[self.rating]} {len(rows)} 个")
        self.note.setText(_note(rated.quotas.get(self.rating)))

    def choose(self, branch: RoundBranchId | None) -> None:
        """Mark a branch, silently, if it is on this list."""
        at = [
            place for place, row in enumerate(self.model.rows) if row.standing.branch.id == branch
        ]
        with QSignalBlocker(self.view.selectionModel()):
            if at:
                self.view.select_positions(at)
            else:
                self.view.clearSelection()
        self.view.viewport().update()

    def look_for(self, text: str) -> None:
        """Show only branches that a search finds."""
        self._search.look_for(text)
        self.model.narrow(self._search.sift)

    @Slot()
    def _tell(self, *_: object) -> None:
        at = self.view.selected_positions()
        if at:
            self.chosen.emit(self.model.rows[at[0]].standing)


class FourColumns(QWidget):
    """The four lists side by side; one branch in them may be chosen."""

    chosen = Signal(object)
    """A `Standing`."""

    def __init__(self) -> None:
        super().__init__()
        self.columns = [ListColumn(rating) for rating in Rating]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.s)
        for column in self.columns:
            row.addWidget(column, 1)
            column.chosen.connect(self._choose)

    def show_lists(self, rated: Rated, moves: Moves, chosen: RoundBranchId | None) -> None:
        """Show all four; a branch chosen is marked on whatever list it stands now."""
        for column in self.columns:
            column.show_list(rated, moves)
        self.choose(chosen)

    def look_for(self, text: str) -> None:
        """Narrow all four."""
        for column in self.columns:
            column.look_for(text)

    def choose(self, branch: RoundBranchId | None) -> None:
        """Mark a branch on whatever list it stands, silently."""
        for column in self.columns:
            column.choose(branch)

    @Slot(object)
    def _choose(self, standing: Standing) -> None:
        for column in self.columns:
            if column.rating is not standing.rating:
                column.choose(None)
        self.chosen.emit(standing)


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
