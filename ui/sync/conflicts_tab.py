"""需要您看一下: what two people changed without knowing of each other, and deciding on it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from jyguide.sync.row import CONFLICT_NAMES, ConflictKind, ConflictRow, Side
from ui.history.record_dialog import offer_record
from ui.sync.columns import open_conflict_columns
from ui.sync.words import moment_text
from ui.theme import SPACE, Tone
from ui.widgets import Badge, Card, EmptyText, RowTable, SplitDetail, make_button, make_label

_NONE = EmptyText(
    "没有需要您看的",
    "两边改了同一处时，程序按规则采用其中一个，另一个记在这里，不会悄悄丢掉。",
    icon_name="good",
)
_NOT_CHOSEN = EmptyText("没有选中记录", "在左边选一条，这里并排显示两边的内容。")
_EXPLAINED = {
    ConflictKind.EDIT: "两边在互不知情时改了同一处。",
    ConflictKind.DELETE: "一边删除了它，另一边在不知情时又改过。",
    ConflictKind.TWIN: "两条记录很像同一件事，请核对后在名册里处理。",
}


class ConflictsTab(QWidget):
    """A list, and both values of the chosen line beside each other.

    Object names: `conflicts` (the table), `show_settled`, and those of `ConflictDetail`.
    """

    keep = Signal(object)
    """The conflicts in which what is shown is right."""
    swap = Signal(object)
    """Those in which the other value is."""
    settled_toggled = Signal()
    record_wanted = Signal(object)
    doubles_wanted = Signal(object)
    """The `ConflictRow` of two records of one person to be compared and merged."""

    def __init__(self) -> None:
        super().__init__()
        self._build()
        self._connect()

    @property
    def with_settled(self) -> bool:
        """Whether those settled are wanted too."""
        return self._settled.isChecked()

    def show_rows(self, rows: Sequence[ConflictRow]) -> None:
        """Show these; the first open one is chosen where none was."""
        self.table.set_rows(rows)
        self._split.widget(1).setVisible(bool(rows))
        self.table.choose_first()

    def _build(self) -> None:
        self.table: RowTable[ConflictRow] = RowTable(
            open_conflict_columns(), unit="处", search_hint="姓名、项目", key=_key, empty=_NONE
        )
        self.table.setObjectName("conflicts")
        self._settled = QCheckBox("显示已处理的")
        self._settled.setObjectName("show_settled")
        self.detail = ConflictDetail()
        self._split = SplitDetail(self._left(), _NOT_CHOSEN, share=46)
        self._split.hold(self.detail)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACE.m, 0, 0)
        layout.addWidget(self._split)

    def _left(self) -> QWidget:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.s)
        column.addWidget(self.table, 1)
        column.addWidget(self._settled, alignment=Qt.AlignmentFlag.AlignLeft)
        return left

    def _connect(self) -> None:
        self.table.add_action("保留现在的", self._ask_keep, "check")
        self._swap_action = self.table.add_action("改用另一边的", self._ask_swap, "redo")
        offer_record(self.table, self._ask_record)
        self.table.selection_changed.connect(self._show_chosen)
        self.table.activated.connect(self.detail.enter)
        self.detail.keep.clicked.connect(self._ask_keep)
        self.detail.swap.clicked.connect(self._ask_swap)
        self.detail.compare.clicked.connect(self._ask_doubles)
        self._settled.toggled.connect(self.settled_toggled)

    @Slot(object)
    def _show_chosen(self, rows: list[ConflictRow]) -> None:
        self._swap_action.setVisible(any(_can_swap(row) for row in rows))
        row = self.table.current_row() or next(iter(rows), None)
        if row is None:
            self._split.show_nothing()
            return
        self.detail.show_row(row)
        self._split.show_detail(self.detail)

    @Slot()
    def _ask_keep(self) -> None:
        rows = [row for row in self.table.selected_rows() if not row.settled]
        if rows:
            self.keep.emit(rows)

    @Slot()
    def _ask_swap(self) -> None:
        rows = [row for row in self.table.selected_rows() if _can_swap(row)]
        if rows:
            self.swap.emit(rows)

    @Slot()
    def _ask_record(self) -> None:
        row = self.table.current_row() or next(iter(self.table.selected_rows()), None)
        if row is not None:
            self.record_wanted.emit(row)

    @Slot()
    def _ask_doubles(self) -> None:
        row = self.table.current_row() or next(iter(self.table.selected_rows()), None)
        if row is not None:
            self.doubles_wanted.emit(row)


class ConflictDetail(Card):
    """Both values, who wrote them and when, and a button under each.

    Object names: `conflict_what`, `conflict_why`, `kept_text`, `kept_whose`, `lost_text`,
    `lost_whose`, `keep`, `swap`, `compare`, `settled`.
    """

    def __init__(self) -> None:
        super().__init__()
        self.keep = make_button("保留现在的", icon_name="check", name="keep")
        self.swap = make_button("改用另一边的", icon_name="redo", name="swap")
        self.compare = make_button("查重合并…", icon_name="search", name="compare")
        self._what = make_label("", "section", "conflict_what", wrap=True)
        self._kind = Badge()
        self._why = make_label("", "hint", "conflict_why", wrap=True)
        self._settled = make_label("", "sentence", "settled", wrap=True)
        self._kept = SideCard("kept", self.keep)
        self._lost = SideCard("lost", self.swap)
        self._build()

    def show_row(self, row: ConflictRow) -> None:
        """Show one conflict."""
        self._what.setText(row.what)
        self._kind.show_state(CONFLICT_NAMES[row.kind], Tone.WARN)
        self._why.setText(_EXPLAINED[row.kind])
        twin = row.kind is ConflictKind.TWIN
        self._kept.show_side("这一条" if twin else "现在显示的", row.kept)
        self._lost.show_side("另一条" if twin else "另一边的，没有采用", row.lost)
        self.keep.setText("知道了" if twin else "保留现在的")
        self._settled.setText(f"已处理：{row.settled}" if row.settled else "")
        self._settled.setVisible(bool(row.settled))
        self.keep.setHidden(bool(row.settled))
        self.compare.setVisible(twin and row.table == "person" and not row.settled)
        self.swap.setVisible(_can_swap(row))

    @Slot()
    def enter(self) -> None:
        """Put the keyboard on the first button."""
        self.keep.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE.s)
        head.addWidget(self._what, 1)
        head.addWidget(self._kind, alignment=Qt.AlignmentFlag.AlignTop)
        both = QWidget()
        both.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        sides = QHBoxLayout(both)
        sides.setContentsMargins(0, 0, 0, 0)
        sides.setSpacing(SPACE.m)
        sides.addWidget(self._kept, 1)
        sides.addWidget(self._lost, 1)
        self.body.setSpacing(SPACE.m)
        self.body.addLayout(head)
        self.body.addWidget(self._why)
        self.body.addWidget(both)
        self.body.addWidget(self.compare, alignment=Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self._settled)
        self.body.addStretch()


class SideCard(Card):
    """One of the two values, over the button that chooses it."""

    def __init__(self, name: str, button: QWidget) -> None:
        super().__init__()
        self._title = make_label("", "hint", f"{name}_title")
        self._text = make_label("", "sentence", f"{name}_text", wrap=True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._whose = make_label("", "small", f"{name}_whose", wrap=True)
        for part in (self._title, self._text, self._whose):
            self.body.addWidget(part)
        self.body.addStretch()
        self.body.addWidget(button)

    def show_side(self, title: str, side: Side) -> None:
        """Show a value under a title."""
        self._title.setText(title)
        self._text.setText(side.text)
        self._whose.setText("　".join(word for word in (side.by, moment_text(side.at)) if word))


def _can_swap(row: ConflictRow) -> bool:
    return row.can_swap and not row.settled


def _key(row: ConflictRow) -> object:
    return row.id
