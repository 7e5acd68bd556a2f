"""What has come back of one sealed exam: a line a station, and what of it is to be looked into."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout

from jyguide.exam.points import format_points
from jyguide.exam.seal.row import RETURN_NAMES, ReturnRow, Returns, ReturnState
from ui.exam.seal.words import hour_text
from ui.theme import SPACE, Tone
from ui.widgets import (
    RIGHT,
    Card,
    Column,
    EmptyText,
    Facts,
    RowTable,
    make_button,
    make_label,
)

_NOBODY = EmptyText("没有指导站", "名单上还没有指导站。")
_TONES = {
    ReturnState.NOTHING: Tone.NEUTRAL,
    ReturnState.RECEIVED: Tone.INFO,
    ReturnState.OPENED: Tone.WARN,
    ReturnState.RETURNED: Tone.GOOD,
}
_ORDER = list(ReturnState)
_NOTHING_YET = "还没有成绩交回。站里启封、考完后，导入各站的同步文件，这里逐份核对。"
_ALL_WELL = "交回的成绩逐份核对：所答试卷与下发的一致，分数按答卷重新计算也一致。"


def _to_look_into(row: ReturnRow) -> str:
    grave = sum(doubt.grave for doubt in row.doubts)
    more = len(row.doubts) - grave
    parts = [f"{grave} 处不符" if grave else "", f"{more} 处说明" if more else ""]
    return "，".join(filter(None, parts))


def _tone(row: ReturnRow) -> Tone:
    if any(doubt.grave for doubt in row.doubts):
        return Tone.BAD
    return Tone.WARN if row.doubts else Tone.NEUTRAL


_COLUMNS = [
    Column[ReturnRow]("指导站", lambda row: row.name, lambda row: row.code, width=116),
    Column[ReturnRow](
        "情况",
        lambda row: RETURN_NAMES[row.state],
        lambda row: _ORDER.index(row.state),
        width=80,
        tone=lambda row: _TONES[row.state],
    ),
    Column[ReturnRow](
        "交回",
        lambda row: f"{row.returned} 人" if row.returned else "",
        lambda row: row.returned,
        align=RIGHT,
        width=64,
    ),
    Column[ReturnRow](
        "核对无误",
        lambda row: f"{row.sound} 人" if row.returned else "",
        lambda row: row.sound,
        align=RIGHT,
        width=80,
    ),
    Column[ReturnRow]("要核实的", _to_look_into, width=140, tone=_tone),
]


class SealBoard(Card):
    """Object names: `board` (the table), `board_title`, `doubts`, `seal_again`, `remove_seal`."""

    def __init__(self) -> None:
        super().__init__()
        self._all: tuple[ReturnRow, ...] = ()
        self._title = make_label("", "section", "board_title", wrap=True)
        self._facts = Facts()
        self.again = make_button("再存一份文件…", icon_name="save", name="seal_again")
        self.remove = make_button("移除", name="remove_seal")
        self.stations: RowTable[ReturnRow] = RowTable(
            _COLUMNS, unit="站", search_hint="站名", key=lambda row: row.code, empty=_NOBODY
        )
        self.stations.setObjectName("board")
        self._doubts = make_label("", "body", "doubts", wrap=True)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE.s)
        buttons.addWidget(self.again)
        buttons.addWidget(self.remove)
        buttons.addStretch()
        self.body.addWidget(self._title)
        self.body.addWidget(self._facts)
        self.body.addLayout(buttons)
        self.body.addWidget(self.stations, 1)
        self.body.addWidget(self._doubts)
        self.stations.selection_changed.connect(self._choose)

    def show_returns(self, found: Returns) -> None:
        """Show a board; it was fetched just now."""
        issued, plan = found.issued, found.issued.plan
        self._title.setText(plan.title)
        total, needed = map(format_points, (issued.total_points, issued.pass_points))
        here = sum(row.state is not ReturnState.NOTHING for row in found.stations)
        self._facts.show_facts(
            (
                ("开考时间", f"{hour_text(plan.starts_at)}，{plan.minutes} 分钟"),
                ("试卷", f"{issued.items} 题，满分 {total} 分，{needed} 分及格"),
                ("回收", f"{here} 站有回音，交回 {found.returned} 人"),
            )
        )
        self._all = found.stations
        self.stations.set_rows(found.stations)
        self._choose(self.stations.selected_rows())

    @Slot(list)
    def _choose(self, rows: list[ReturnRow]) -> None:
        """Of the station chosen everything, of all of them what is grave."""
        found = [
            (row.name, doubt)
            for row in rows or self._all
            for doubt in row.doubts
            if rows or doubt.grave
        ]
        lines = [
            f"{name}：{one.name}{'　' if one.name else ''}{one.sentence}。" for name, one in found
        ]
        if len(lines) > _NAMED:
            lines[_NAMED:] = [f"还有 {len(lines) - _NAMED} 条，请选中指导站查看。"]
        returned = sum(row.returned for row in rows or self._all)
        self._doubts.setText("\n".join(lines) or (_ALL_WELL if returned else _NOTHING_YET))


_NAMED = 8
"""So many lines are shown under the table."""
