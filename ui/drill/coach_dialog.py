"""辅导视图: for the instructor alone, people by name and never by score."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from jyguide.drill.coach import CAUTION, CoachView, Outlook, Stuck
from jyguide.drill.service import DrillService
from ui.desk import Desk
from ui.theme import SPACE, Tone
from ui.widgets import (
    RIGHT,
    Banner,
    Column,
    EmptyText,
    RowTable,
    make_button,
    make_label,
)
from ui.widgets.button_row import ButtonRow

_SIZE = 1120, 640
_PRIVATE = f"{CAUTION}只给指导员自己看，请不要投到大屏或念出来；人员按姓名排列，不按高低排。"
_NOBODY = EmptyText("还没有人练习", "有人练习以后，这里会列出每个人的情况。", icon_name="people")
_NO_ITEM = EmptyText("没有卡住的题", "同一道题有人答错两次以上，就会列在这里。", icon_name="good")


class CoachDialog(QDialog):
    """Object names: `coach_people`, `coach_stuck`, `close`."""

    def __init__(self, desk: Desk, drills: DrillService, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("coach_dialog")
        self.setWindowTitle("辅导视图（指导员看）")
        self.resize(*_SIZE)
        self._people: RowTable[Outlook] = RowTable(
            _people_columns(), unit="人", key=lambda row: row.person_id, empty=_NOBODY
        )
        self._people.setObjectName("coach_people")
        self._people.view.setAccessibleName("准备情况")
        self._stuck: RowTable[Stuck] = RowTable(
            _stuck_columns(), unit="道", key=lambda row: row.item.id, empty=_NO_ITEM
        )
        self._stuck.setObjectName("coach_stuck")
        self._stuck.view.setAccessibleName("大家容易答错的题")
        close = make_button("关闭", name="close")
        close.clicked.connect(self.reject)
        foot = ButtonRow(leave=close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.m, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.m)
        layout.addWidget(Banner(_PRIVATE, Tone.INFO))
        layout.addLayout(self._make_tables(), 1)
        layout.addLayout(foot)
        desk.load(self, drills.coach, self._show)

    def _make_tables(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE.l)
        for title, table, share in (
            ("准备情况", self._people, 1),
            ("大家容易答错的题", self._stuck, 1),
        ):
            column = QVBoxLayout()
            column.setSpacing(SPACE.s)
            column.addWidget(make_label(title, "section"))
            column.addWidget(table, 1)
            row.addLayout(column, share)
        return row

    def _show(self, view: CoachView) -> None:
        self._people.set_rows(view.people)
        self._stuck.set_rows(view.stuck)


def _unsorted(_row: Outlook) -> None:
    """Nothing to sort by: people are not put in order of how they do."""


def _people_columns() -> list[Column[Outlook]]:
    return [
        Column("姓名", lambda row: row.name, _unsorted, width=100, tip=lambda row: row.name),
        Column("单位", lambda row: row.place, _unsorted, width=90, tip=lambda row: row.place),
        Column("练过", lambda row: f"{row.seen} 题", _unsorted, RIGHT, 76),
        Column("预计合格的可能", lambda row: row.chance(), _unsorted, width=142),
    ]


def _stuck_columns() -> list[Column[Stuck]]:
    return [
        Column("题号", lambda row: row.item.short_name, width=90),
        Column(
            "没答上",
            lambda row: f"{row.people} 人 {row.missed} 次",
            lambda row: (row.people, row.missed),
            width=96,
        ),
        Column(
            "题目",
            lambda row: row.item.content.stem,
            width=260,
            tip=lambda row: row.item.content.stem,
        ),
    ]
