"""The criteria under their six aspects: what each got, what is open, where one is."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from jyguide.documents.dates import tenths_cell
from jyguide.standard.answering import NOT_APPLICABLE
from jyguide.standard.checklist import Criterion
from jyguide.standard.kinds import ASPECT_NAMES, Aspect
from jyguide.weighing import half_up
from ui.standard.scoring.entries import Entries
from ui.standard.scoring.line_paint import paint_aspect, paint_criterion

Index = QModelIndex | QPersistentModelIndex
LINE_ROLE = Qt.ItemDataRole.UserRole
_ASPECT_HEIGHT = 30
_CRITERION_HEIGHT = 36


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the list.

    Attributes:
        at: Place of the criterion; -1 for the head of an aspect.
        figure: ``1.5/2``, ``2``; of an aspect ``12.5/15``.
        state: open, full, lost, unexplained, aside; "" for an aspect.
    """

    at: int
    text: str
    figure: str
    state: str = ""
    code: str = ""
    veto: bool = False
    photos: int = 0


class CriteriaModel(QAbstractListModel):
    """Heads of aspects and criteria, from the entries."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._entries: Entries | None = None
        self._order: list[Aspect | int] = []
        self._rows: dict[int, int] = {}

    def show_entries(self, entries: Entries) -> None:
        self.beginResetModel()
        self._entries = entries
        self._order = []
        last: Aspect | None = None
        for at, one in enumerate(entries.criteria):
            if one.aspect is not last:
                self._order.append(one.aspect)
                last = one.aspect
            self._order.append(at)
        self._rows = {at: row for row, at in enumerate(self._order) if isinstance(at, int)}
        self.endResetModel()

    def refresh(self) -> None:
        """Look at every line again: a point lost changes its aspect's sum too."""
        if self._order:
            self.dataChanged.emit(self.index(0), self.index(len(self._order) - 1))

    def index_of(self, at: int) -> QModelIndex:
        """The line of a criterion."""
        return self.index(self._rows.get(at, -1))

    def place(self, index: Index) -> int:
        """The criterion of a line, -1 for the head of an aspect."""
        at = self._order[index.row()]
        return -1 if isinstance(at, Aspect) else at

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._order)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or self._entries is None:
            return None
        what = self._order[index.row()]
        if role == LINE_ROLE:
            return self._line(self._entries, what)
        if role == Qt.ItemDataRole.DisplayRole:
            line = self._line(self._entries, what)
            return f"{line.code} {line.text} {line.figure}".strip()
        if role == Qt.ItemDataRole.ToolTipRole and not isinstance(what, Aspect):
            return self._entries.criteria[what].text
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self._order[index.row()], Aspect):
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)

    def _line(self, entries: Entries, what: Aspect | int) -> Line:
        if isinstance(what, Aspect):
            got = entries.tally.aspects[what]
            figure = f"{tenths_cell(half_up(got.rescaled))}/{tenths_cell(got.full)}"
            return Line(-1, ASPECT_NAMES[what], figure)
        one = entries.criteria[what]
        return Line(
            what,
            one.text,
            _figure(entries, one),
            _state(entries, one),
            one.code,
            one.veto,
            entries.sheet.photos.get(one.code, 0),
        )


def _figure(entries: Entries, one: Criterion) -> str:
    said = entries.score_of(one.code)
    if not said.applies:
        return NOT_APPLICABLE
    full = tenths_cell(one.points)
    return full if said.points is None else f"{tenths_cell(said.points)}/{full}"


def _state(entries: Entries, one: Criterion) -> str:
    said = entries.score_of(one.code)
    if not said.applies:
        return "aside"
    if said.points is None:
        return "open"
    if said.points >= one.points:
        return "full"
    return "lost" if said.finding.strip() else "unexplained"


class CriteriaList(QListView):
    """A click goes to a criterion; the keys are the screen's. Object name: `criteria`."""

    wanted = Signal(int)
    """The place of a criterion."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("criteria")
        self.setAccessibleName("检查内容")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setUniformItemSizes(False)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_Lines(self))
        self.lines = CriteriaModel(self)
        self.setModel(self.lines)
        self.clicked.connect(self._go)

    def show_entries(self, entries: Entries) -> None:
        """Show another inspection."""
        self.lines.show_entries(entries)
        self.show_place(entries.at)

    def show_place(self, at: int) -> None:
        """Mark where one is, with a line of what comes before and after in sight."""
        index = self.lines.index_of(at)
        self.setCurrentIndex(index)
        for row in (index.row() - 1, index.row() + 1, index.row()):
            if 0 <= row < self.lines.rowCount():
                self.scrollTo(self.lines.index(row))

    @Slot(QModelIndex)
    def _go(self, index: QModelIndex) -> None:
        at = self.lines.place(index)
        if at >= 0:
            self.wanted.emit(at)


class _Lines(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        line: Line = index.data(LINE_ROLE)
        return QSize(10, _ASPECT_HEIGHT if line.at < 0 else _CRITERION_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Line = index.data(LINE_ROLE)
        if line.at < 0:
            paint_aspect(painter, option, line.text, line.figure)
        else:
            paint_criterion(painter, option, line)
