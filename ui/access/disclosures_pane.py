"""谁看过号码: a line for each time that numbers were shown or written out in full."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jyguide.access.disclosure import (
    DISCLOSURE_NAMES,
    DisclosureFilter,
    DisclosureKind,
    DisclosureRow,
)
from jyguide.app import Application
from jyguide.history.row import ActionFilter
from jyguide.progress import CancelToken, Progress
from ui.desk import Desk
from ui.history.filter_row import FilterRow
from ui.theme import SPACE, Tone
from ui.widgets import Banner, Column, EmptyText, RowTable, make_button, make_label

_BOOKS = "Excel 工作簿 (*.xlsx)"
_GONE = "（已不在名单）"
_HINT = "每次显示、复制、导出或打印完整的身份证号和手机号，都先在这里登记，不能删改。"
_MOST = 5000
_HINT_MORE = f"{_HINT}这里列出最近 {_MOST} 次，更早的请选日期查看，或导出全部。"
_NONE = EmptyText(
    "没有登记",
    "屏幕、文件和打印稿上的号码都隐去了中间几位；要看完整的，会先询问并登记在这里。",
    icon_name="people",
)
_TONES = {
    DisclosureKind.SEEN: Tone.NEUTRAL,
    DisclosureKind.EXPORTED: Tone.WARN,
    DisclosureKind.ERRORS: Tone.INFO,
}


class DisclosuresPane(QWidget):
    """Object names: `disclosures` (the table), `export_disclosures`.

    Further those of `FilterRow`; above the rows one chooses by user and by way.
    """

    def __init__(self, desk: Desk, app: Application) -> None:
        super().__init__()
        self.setObjectName("disclosures_pane")
        self._desk = desk
        self._app = app
        self._filter = FilterRow(app.clock().date(), with_here=False)
        self.table: RowTable[DisclosureRow] = RowTable(
            _columns(),
            unit="次",
            search_hint="搜索使用人、内容、姓名",
            key=lambda row: row.id,
            empty=_NONE,
        )
        self.table.setObjectName("disclosures")
        self.table.hide()  # until the rows are known: "nobody yet" must not flash up
        self.table.add_choice("user", "全部使用人", _user)
        self.table.add_choice("kind", "全部方式", _kind)
        self._export = make_button("导出 Excel…", icon_name="export", name="export_disclosures")
        self._told = Banner()
        self._lay_out()
        self._filter.changed.connect(self.reload)
        self._export.clicked.connect(self._ask_target)

    @Slot()
    def reload(self) -> None:
        """Read the lines of the days that are chosen."""
        work = partial(self._app.disclosures.rows, self._wanted(), _MOST)
        self._desk.load(self, work, self._show)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE.s)
        self._hint = make_label(_HINT, "hint", "disclosures_hint", wrap=True)
        head.addWidget(self._hint, 1)
        head.addWidget(self._filter)
        head.addWidget(self._export)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.s)
        layout.addLayout(head)
        layout.addWidget(self._told)
        layout.addWidget(self.table, 1)

    def _wanted(self) -> DisclosureFilter:
        days: ActionFilter = self._filter.wanted(self._app.clock().date())
        return DisclosureFilter(days.since, days.until)

    def _show(self, rows: Sequence[DisclosureRow]) -> None:
        self.table.set_rows(rows)
        self._hint.setText(_HINT if len(rows) < _MOST else _HINT_MORE)
        self.table.show()
        self._export.setEnabled(bool(rows))

    @Slot()
    def _ask_target(self) -> None:
        suggested = f"谁看过号码 {self._app.clock():%Y-%m-%d}.xlsx"
        target = self._desk.alerts.choose_save_file("导出登记", suggested, _BOOKS)
        if target is not None:
            work = partial(_exported, self._app, target, self._wanted())
            self._desk.act(self, work, partial(self._say_exported, target), title="正在导出登记")

    def _say_exported(self, target: Path, count: int) -> None:
        self._told.say(f"已把 {count} 次登记导出到“{target.name}”。", Tone.GOOD)


def _columns() -> list[Column[DisclosureRow]]:
    return [
        Column("时间", _moment, width=152, tip=_moment),
        Column("使用人", _user, width=140, tip=_user, names=True),
        Column("方式", _kind, width=120, tone=lambda row: _TONES[row.kind]),
        Column("内容", lambda row: row.what, width=240, tip=lambda row: row.what),
        Column("谁的号码", lambda row: row.whose, lambda row: row.people, width=180),
    ]


def _moment(row: DisclosureRow) -> str:
    return f"{row.at:%Y-%m-%d %H:%M:%S}"


def _user(row: DisclosureRow) -> str:
    return row.user or _GONE


def _kind(row: DisclosureRow) -> str:
    return DISCLOSURE_NAMES[row.kind]


def _exported(
    app: Application,
    target: Path,
    wanted: DisclosureFilter,
    _progress: Progress,
    _cancel: CancelToken,
) -> int:
    return app.disclosures.export(target, wanted)
