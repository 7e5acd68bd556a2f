"""The rows behind a number, wherever the number is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout

from jyguide.app import Application
from jyguide.progress import CancelToken, Progress
from jyguide.report.figure import Figure, SourceRow, Sources
from jyguide.report.source_list import file_title, period_text, source_section
from ui.deeds import BOOKS
from ui.desk import Desk
from ui.file_name import file_name
from ui.file_written import tell_written
from ui.history.record_dialog import Subject, offer_record, open_record
from ui.page import Page
from ui.pages import PAGES
from ui.theme import SPACE
from ui.widgets import RIGHT, Column, EmptyText, Kind, RowTable, make_button, make_label
from ui.widgets.button_row import ButtonRow

_NONE = EmptyText("没有计入的记录", "这个数字是 0：本期没有符合统计规则的记录。")
_LEAST, _MOST = 72, 230
_A_SIGN, _ROUND_IT = 15, 30
"""Device-independent pixels of a Chinese character, and of what stands around a cell."""
_LOOKED_AT = 300
_HALF_WIDE = 0x2000


class SourcesDialog(QDialog):
    """A number, its rule of counting, and the rows it was counted from.

    Object names: `sources_dialog`, `figure_value`, `figure_rule`, `sources` (the table), `export`,
    `to_page`, `close`.
    """

    def __init__(
        self,
        page: Page,
        desk: Desk,
        app: Application,
        figure: Figure,
        read: Callable[[], Sources] | None = None,
    ) -> None:
        super().__init__(page)
        self.setObjectName("sources_dialog")
        self.setWindowTitle(f"{figure.what.name}的依据")
        self._page = page
        self._desk = desk
        self._app = app
        self._figure = figure
        self._sources: Sources | None = None
        self._table: RowTable[SourceRow] | None = None
        self._build()
        self.resize(1080, 600)
        work = partial(app.report_figures.sources, figure.what.key, figure.scope)
        desk.load(self, read or work, self._show)

    def _build(self) -> None:
        what = self._figure.what
        head = QHBoxLayout()
        head.setSpacing(SPACE.m)
        head.addWidget(make_label(what.name, "section", "figure_name"))
        self._value = make_label(self._figure.text, "figure", "figure_value")
        head.addWidget(self._value)
        head.addWidget(make_label(period_text(self._figure), "hint", "figure_period"))
        head.addStretch()
        self._body = QVBoxLayout()
        self._body.addWidget(make_label("正在查找依据…", "hint", "loading"))
        self._body.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.m, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.m)
        layout.addLayout(head)
        rule = f"怎么算：{what.counting}{what.home}"
        layout.addWidget(make_label(rule, "hint", "figure_rule", wrap=True))
        layout.addLayout(self._body, 1)
        layout.addLayout(self._foot())
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)  # Enter in the list opens a record, and saves nothing

    def _foot(self) -> ButtonRow:
        self._line = make_label("", "small", "line")
        self._export = make_button("导出 Excel…", Kind.PLAIN, "export", "export")
        self._export.clicked.connect(self._save)
        self._export.setEnabled(False)
        acts = [self._export]
        title = _page_title(self._figure.what.page)
        if title:
            there = make_button(f"到“{title}”页", Kind.PLAIN, name="to_page")
            there.clicked.connect(self._go)
            acts.append(there)
        close = make_button("关闭", Kind.PLAIN, name="close")
        close.clicked.connect(self.reject)
        return ButtonRow(*acts, leave=close, said=self._line)

    def _show(self, sources: Sources) -> None:
        self._sources = sources
        self._value.setText(sources.what.text(sources.value))  # it may have changed meanwhile
        table: RowTable[SourceRow] = RowTable(
            _columns(sources),
            search_hint="在依据中搜索",
            key=_key,
            empty=_NONE,
        )
        table.setObjectName("sources")
        table.activated.connect(self._open)
        offer_record(table, self._open_chosen)
        while (item := self._body.takeAt(0)) is not None:
            if (shown := item.widget()) is not None:
                shown.deleteLater()
        self._body.addWidget(table, 1)
        table.show()  # only what is shown takes the focus
        table.set_rows(sources.rows)
        self._table = table
        self._export.setEnabled(bool(sources.rows))
        self._export.setToolTip("" if sources.rows else "没有记录可以导出")
        self._line.setText("双击一条（或按回车）看它的修改记录。" if sources.rows else "")
        table.view.setFocus(Qt.FocusReason.OtherFocusReason)
        table.choose_first()

    @Slot(object)
    def _open(self, row: SourceRow) -> None:
        label = "　".join(filter(None, row.cells))
        open_record(self._desk, self._app.history, Subject(row.table, row.id, label), self)

    def _open_chosen(self) -> None:
        row = self._table.current_row() if self._table else None
        if row is not None:
            self._open(row)

    @Slot()
    def _go(self) -> None:
        self.accept()
        self._page.wanted.emit(self._figure.what.page)

    @Slot()
    def _save(self) -> None:
        """Write the rows as they are shown: narrowed and in this order."""
        if self._sources is None or self._table is None:
            return
        title = file_title(self._figure)
        target = self._desk.alerts.choose_save_file("导出依据", f"{file_name(title)}.xlsx", BOOKS)
        if target is not None:
            work = partial(_write, title, self._sources, self._table.shown_rows(), target)
            told = partial(tell_written, self._page, target, f"依据已保存到“{target.name}”。")
            self._desk.act(self, work, lambda _: told(), title="正在导出依据")


def _write(
    title: str,
    sources: Sources,
    rows: Sequence[SourceRow],
    target: Path,
    progress: Progress,
    cancel: CancelToken,
) -> None:
    from jyguide.exchange.section_workbook import (  # noqa: PLC0415 - only files need it
        write_report_workbook,
    )

    section = source_section(sources, rows)
    write_report_workbook(title, [section], target, progress, cancel)


def _key(row: SourceRow) -> object:
    return row.id


def _columns(sources: Sources) -> list[Column[SourceRow]]:
    """As many as there are heads, and what each row adds where rows are not just counted."""
    found = [_column(sources, at, head) for at, head in enumerate(sources.heads)]
    if sources.what.parts != 1:
        head = f"计入（{sources.what.unit}）"
        weight: Column[SourceRow] = Column(
            head,
            lambda row: f"{sources.what.said(row.weight):,}",
            lambda row: row.weight,
            RIGHT,
            width=_room(head),
        )
        found.insert(0, weight)
    return found


def _column(sources: Sources, at: int, head: str) -> Column[SourceRow]:
    some = [row.cells[at] for row in sources.rows[:_LOOKED_AT]]
    cell = _cell(at)
    numbers = bool(some) and all(map(_number, some))
    return Column(
        head,
        cell,
        (lambda row: _amount(cell(row))) if numbers else None,
        RIGHT if numbers else Qt.AlignmentFlag.AlignLeft,
        width=max(map(_room, (head, *some))),
        tip=cell,
    )


def _room(text: str) -> int:
    """Pixels a text takes, within reason; digits and letters are half as wide."""
    signs = sum(1 if ord(sign) > _HALF_WIDE else 0.6 for sign in text)
    return max(_LEAST, min(_MOST, int(signs * _A_SIGN) + _ROUND_IT))


def _cell(at: int) -> Callable[[SourceRow], str]:
    def text(row: SourceRow) -> str:
        return row.cells[at]

    return text


def _number(text: str) -> bool:
    return text.replace(",", "").replace(".", "", 1).isdecimal()


def _amount(text: str) -> float | None:
    """What a cell is sorted by; what is no number after all comes last."""
    return float(text.replace(",", "")) if _number(text) else None


def _page_title(name: str) -> str:
    return next((title for key, title, *_ in PAGES if key == name), "")


def open_sources(
    page: Page,
    desk: Desk,
    app: Application,
    figure: Figure,
    read: Callable[[], Sources] | None = None,
) -> None:
    """Open the rows behind a number over a page.

    Args:
        page: On which it is shown.
        desk: Reads them.
        app: Where they are.
        figure: The number.
        read: Gives the rows where the number is none of `app.report_figures`.
    """
    dialog = SourcesDialog(page, desk, app, figure, read)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
