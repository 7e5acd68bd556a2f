"""The tab 纸面核对: whether a printed report still agrees with the data."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QSplitter, QVBoxLayout

from jyguide.app import Application
from jyguide.report.comparison import (
    ROW_STATE_NAMES,
    ComparedFigure,
    Comparison,
    RowChange,
    RowState,
)
from ui.checking_tab import CheckingTab
from ui.desk import Desk
from ui.history.record_dialog import Subject, offer_record, open_record
from ui.page import Page
from ui.report.check.asking import Asking
from ui.theme import SPACE, Tone
from ui.widgets import RIGHT, Column, EmptyText, RowTable, make_label
from ui.widgets.surfaces import Banner

_NOT_ASKED = EmptyText(
    "还没有核对",
    "扫描报表末尾的二维码，就能看到纸上的数字与现在的数据是否一致。",
    icon_name="report",
)
_ALL_SAME = EmptyText("没有记录改动", "打印以后，这些数字的依据都没有变过。", icon_name="good")
_FIGURES, _ROWS = 54, 46


class CheckTab(CheckingTab):
    """One field, the verdict, the numbers side by side, and the rows that are not as they were.

    Object names: `verdict`, `verdict_note`, `compared` and `changed_rows` (the tables), and those
    of `Asking`.
    """

    PICTURE_WANTED = "选择报表的图片"

    def __init__(self, desk: Desk, app: Application, page: Page) -> None:
        asking = Asking()
        super().__init__(desk, asking)
        self.asking = asking
        self._app = app
        self._page = page
        self._found: Comparison | None = None
        self.verdict = Banner()
        self.verdict.setObjectName("verdict")
        self._note = make_label("", "hint", "verdict_note", wrap=True)
        self.figures: RowTable[ComparedFigure] = RowTable(
            _figure_columns(),
            unit="个数字",
            search_hint="搜索数字",
            key=lambda one: one.key,
            empty=_NOT_ASKED,
        )
        self.figures.setObjectName("compared")
        self.rows: RowTable[RowChange] = RowTable(
            _row_columns(), search_hint="搜索记录", empty=_ALL_SAME
        )
        self.rows.setObjectName("changed_rows")
        self._build()
        self._connect()

    def _build(self) -> None:
        beside = QSplitter(Qt.Orientation.Horizontal)
        beside.setHandleWidth(SPACE.m)
        beside.setChildrenCollapsible(False)
        beside.addWidget(self.figures)
        beside.addWidget(self.rows)
        beside.setSizes([_FIGURES * 10, _ROWS * 10])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.m)
        layout.addWidget(self.asking)
        layout.addWidget(self.verdict)
        layout.addWidget(self._note)
        layout.addWidget(beside, 1)
        self.rows.hide()
        self._note.hide()
        self.setFocusProxy(self.asking.scan)

    def _connect(self) -> None:
        self.asking.scanned.connect(self._check)
        self.figures.selection_changed.connect(self._narrow)
        self.rows.activated.connect(self._open)
        offer_record(self.rows, self._open_chosen)

    @Slot(str)
    def _check(self, text: str) -> None:
        self._load(partial(self._app.report_prints.check, text))

    def check_file(self, file: Path) -> None:
        self._load(partial(self._app.report_prints.check_file, file))

    def check_picture(self, content: bytes) -> None:
        self._load(partial(self._app.report_prints.check_picture, content, "截图"))

    def _load(self, work: Callable[[], Comparison]) -> None:
        self._forget()
        self._desk.load(self, work, self._show)

    def _forget(self) -> None:
        """What was said of the last paper is not to be read as said of this one."""
        self._found = None
        self.verdict.say("")
        self._note.hide()
        self.rows.hide()
        self.figures.set_rows([])

    def _show(self, found: Comparison) -> None:
        self._found = found
        self.verdict.say(found.verdict, _verdict_tone(found))
        self._note.setText(f"校验码 {found.code}　{found.note}")
        self._note.show()
        ordered = sorted(found.figures, key=lambda one: (one.equal, one.same))
        self.figures.set_rows(ordered)
        self._show_rows(())
        self.rows.setVisible(found.printed_at is not None)
        self.asking.enter()

    @Slot(object)
    def _narrow(self, chosen: list[ComparedFigure]) -> None:
        self._show_rows({one.key for one in chosen})

    def _show_rows(self, keys: set[str] | tuple[()]) -> None:
        """Of the numbers chosen, or of all."""
        if self._found is not None:
            some = (one for one in self._found.figures if not keys or one.key in keys)
            self.rows.set_rows([row for one in some for row in one.rows])

    @Slot(object)
    def _open(self, row: RowChange) -> None:
        if row.id is not None:
            subject = Subject(row.table, row.id, row.text)
            open_record(self._desk, self._app.history, subject, self)

    def _open_chosen(self) -> None:
        row = self.rows.current_row()
        if row is not None:
            self._open(row)


def _verdict_tone(found: Comparison) -> Tone:
    if found.agrees:
        return Tone.GOOD
    return Tone.BAD if found.altered or found.differing else Tone.WARN


def _figure_columns() -> list[Column[ComparedFigure]]:
    return [
        Column("数字", lambda one: one.name, width=150, tip=lambda one: one.name),
        Column("纸面", lambda one: one.before, align=RIGHT, width=96),
        Column("现在", lambda one: one.after or "—", align=RIGHT, width=96),
        Column("结果", lambda one: one.words, width=184, tone=_figure_tone, tip=_words),
    ]


def _words(one: ComparedFigure) -> str:
    return one.words


def _figure_tone(one: ComparedFigure) -> Tone:
    if one.same:
        return Tone.GOOD
    return Tone.WARN if one.equal else Tone.BAD


def _row_columns() -> list[Column[RowChange]]:
    return [
        Column("变化", lambda row: ROW_STATE_NAMES[row.state], width=90, tone=_row_tone),
        Column("数字", lambda row: row.figure, width=110),
        Column("记录（双击看修改记录）", lambda row: row.text, tip=lambda row: row.text),
    ]


def _row_tone(row: RowChange) -> Tone:
    return {RowState.CAME: Tone.INFO, RowState.GONE: Tone.BAD}.get(row.state, Tone.WARN)
