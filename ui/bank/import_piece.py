"""One piece of a file as the program understood it, beside what it is like."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.bank.item_view import ItemView
from ui.bank.preview_rows import NOT_TAKEN, Group, PreviewRow
from ui.bank.sheet import SheetArea
from ui.bank.similar_view import Side, SimilarView
from ui.theme import SPACE, Tone
from ui.widgets import Badge, Banner, Card, make_label

_UNREAD = "这一段不会导入。{}"
_DOUBLED = "这道题已经有了，不用再导入。"


class Piece(Card):
    """Object names: `piece`, `verdict`, `place`, `notes`, `take` (the tick)."""

    take_changed = Signal(bool)
    """The tick was set or taken away by hand."""

    def __init__(self, how_to_mend: str) -> None:
        """`how_to_mend` is said under every piece that was not understood."""
        super().__init__()
        self.setObjectName("piece")
        self._how_to_mend = how_to_mend
        self._verdict = Badge()
        self._verdict.setObjectName("verdict")
        self._place = make_label("", "section", "place")
        self._take = QCheckBox("导入这一道")
        self._take.setObjectName("take")
        self._notes = Banner()
        self._notes.setObjectName("notes")
        self._sheet, self._pair = SheetArea(), SimilarView()
        self._area = QStackedWidget()
        self._area.addWidget(self._sheet)
        self._area.addWidget(self._pair)
        title = QHBoxLayout()
        title.setSpacing(SPACE.s)
        title.addWidget(self._place)
        title.addWidget(self._verdict, alignment=Qt.AlignmentFlag.AlignVCenter)
        title.addStretch()
        title.addWidget(self._take)
        self.body.addLayout(title)
        self.body.addWidget(self._notes)
        self.body.addWidget(self._area, 1)
        self._take.clicked.connect(self._tell_take)

    def show_piece(self, row: PreviewRow, *, left_out: bool) -> None:
        """Show `row`, and whether it will be imported."""
        self._place.setText(row.place)
        self._notes.say("\n".join(row.notes), row.tone)
        self.show_choice(row, left_out=left_out)
        if row.content is not None and row.twin is not None:
            self._pair.show_pair(Side("本文件", row.content), Side(row.twin.name, row.twin.other))
            self._area.setCurrentWidget(self._pair)
            return
        self._sheet.show_sheet(*self._sheet_of(row))
        self._area.setCurrentWidget(self._sheet)

    def show_choice(self, row: PreviewRow, *, left_out: bool) -> None:
        """Say anew what becomes of the piece on show."""
        taken = not left_out and row.at >= 0
        self._verdict.show_state(
            row.group if taken else NOT_TAKEN, row.tone if taken else Tone.NEUTRAL
        )
        self._take.setVisible(row.at >= 0)
        self._take.setChecked(taken)

    def _sheet_of(self, row: PreviewRow) -> tuple[QWidget, QVBoxLayout]:
        if row.content is not None:
            view = ItemView(row.content)
            return view, view.column
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        doubled = row.group is Group.LIKE
        said = _DOUBLED if doubled else _UNREAD.format(self._how_to_mend)
        column.addWidget(make_label(said, "hint", wrap=True))
        return sheet, column

    @Slot(bool)
    def _tell_take(self, checked: bool) -> None:  # noqa: FBT001 - Qt's signal
        self.take_changed.emit(checked)
