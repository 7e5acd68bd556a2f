"""The batches of paper ballots there are: keyed in, printed, counted in; never what they say."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from jyguide.appraisal.kinds import SOURCE_NAMES
from jyguide.appraisal.rows import BatchRow
from ui.theme import SPACE, Tone
from ui.widgets import RIGHT, Adds, Column, EmptyText, Kind, RowTable, make_button, make_label
from ui.widgets.button_row import ButtonRow

_SAID = (
    "测评票不记名，按批录入，录入后不再显示各等次票数。录完各批后按“计入得分”："
    "应到不足 {} 人的批次与其他批次合并，从不单列；合起来仍不足的，等以后的批次。"
    "计入以后不能撤销；录错了的，删除（合并的批次一起删除）后重录。"
)
_EMPTY = EmptyText(
    "还没有录入测评票", "先打印空白票和计票单，开会投票、唱票以后，按批录入。", "录入一批…"
)


class BallotsDialog(QDialog):
    """Object names: `ballots_dialog`, `batches`, and those of the buttons."""

    wanted = Signal(str, object)
    """`new_batch`, `again`, `remove_batch`, `count_in`, `print_ballot` or `print_count`, and the
    `BatchRow` chosen."""

    def __init__(self, smallest: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("ballots_dialog")
        self.setWindowTitle("测评票")
        self.resize(920, 520)
        self.table: RowTable[BatchRow] = RowTable(
            _columns(),
            unit="批",
            search_hint="搜索批次",
            key=lambda row: (row.source, row.name),
            empty=_EMPTY,
        )
        self.table.setObjectName("batches")
        self._new = make_button("录入一批…", icon_name="add", name="new_batch")
        self._again = make_button("重录…", icon_name="edit", name="again")
        self._remove = make_button("删除", icon_name="delete", name="remove_batch")
        self._ballot = make_button("打印空白票…", icon_name="print", name="print_ballot")
        self._sheet = make_button("打印计票单…", icon_name="print", name="print_count")
        self._count = make_button("计入得分", Kind.PRIMARY, "check", "count_in")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.l, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.m)
        layout.addWidget(make_label(_SAID.format(smallest), "sentence", "sentence", wrap=True))
        layout.addWidget(self.table, 1)
        layout.addLayout(self._foot())
        self.table.selection_changed.connect(self._offer)
        self.table.empty_action.connect(lambda: self._want("new_batch"))
        self.table.activated.connect(lambda _row: self._want("again"))

    def show_batches(self, rows: Sequence[BatchRow]) -> None:
        """Show them anew."""
        self.table.set_rows(rows)
        waiting = sum(row.waiting for row in rows)
        self._count.setEnabled(bool(waiting))
        self._count.setText(f"计入得分（{waiting} 份）" if waiting else "计入得分")
        self._offer()

    def _foot(self) -> ButtonRow:
        for button in self._buttons:
            name = button.objectName()
            button.clicked.connect(lambda _=False, name=name: self._want(name))
            button.setAutoDefault(False)
        close = make_button("关闭", name="close")
        close.clicked.connect(self.accept)
        return ButtonRow(self._count, leave=close, left=self._buttons[:-1])

    @property
    def _buttons(self) -> tuple[QPushButton, ...]:
        return (self._new, self._again, self._remove, self._ballot, self._sheet, self._count)

    @Slot()
    def _offer(self, *_: object) -> None:
        chosen = self.table.selected_rows()
        self._again.setEnabled(len(chosen) == 1)
        self._remove.setEnabled(len(chosen) == 1)

    def _want(self, name: str) -> None:
        chosen = self.table.selected_rows()
        self.wanted.emit(name, chosen[0] if len(chosen) == 1 else None)


def _columns() -> list[Column[BatchRow]]:
    return [
        Column("来源", lambda row: SOURCE_NAMES[row.source], width=96),
        Column("批次", lambda row: row.name, width=200),
        Column(
            "票上人数",
            lambda row: str(row.people),
            lambda row: row.people,
            RIGHT,
            80,
            adds=Adds.SUM,
        ),
        Column(
            "应到", lambda row: str(row.voters), lambda row: row.voters, RIGHT, 64, adds=Adds.SUM
        ),
        Column(
            "发出", lambda row: str(row.issued), lambda row: row.issued, RIGHT, 64, adds=Adds.SUM
        ),
        Column(
            "收回",
            lambda row: str(row.returned),
            lambda row: row.returned,
            RIGHT,
            64,
            adds=Adds.SUM,
        ),
        Column("计票日期", lambda row: f"{row.counted_on:%Y-%m-%d}", width=110),
        Column(
            "状态",
            lambda row: "待计入" if row.waiting else "已计入",
            tone=lambda row: Tone.WARN if row.waiting else Tone.GOOD,
            width=80,
        ),
    ]
