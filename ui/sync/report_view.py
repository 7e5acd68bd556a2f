"""What a file does, or has done: whose it is, what to know, figures, and the lists behind them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from jyguide.sync.report import KindLine, kind_lines
from jyguide.sync.row import ConflictRow, HeldRow, ImportReport
from ui.history.columns import share_width
from ui.sync.columns import (
    CONFLICT_VALUES,
    conflict_columns,
    held_in_report_columns,
    kind_columns,
    whose,
)
from ui.sync.entry import Entry
from ui.sync.words import moment_text
from ui.theme import SPACE, Tone, restyle
from ui.widgets import Badge, Banner, EmptyState, EmptyText, RowTable, make_label
from ui.widgets.surfaces import on_card

_NOTHING_CHANGED = EmptyText("没有改动", "文件里没有本机还没有的内容。", icon_name="good")
_NO_CONFLICT = EmptyText("没有需要您看的", "两边没有在互不知情时改过同一处。", icon_name="good")
_NONE_REFUSED = EmptyText("没有不予采纳的", "文件里的改动都在对方的权限之内。", icon_name="good")
_NONE_WAITING = EmptyText("没有暂存的", "文件里的改动都能马上用上。", icon_name="good")
_NOTHING_NEW = "文件里的内容本机都已经有了，没有新的改动；导入只更新收件情况。"
_UNDONE = "本次导入已撤销，数据恢复到导入之前的样子。"
_LEAST_HEIGHT = 160
_WORDS = ("新增", "修改", "删除", "需要您看", "不予采纳", "暂存")


class Figures(QFrame):
    """Six counts in a line, each under its own colour; object names `figure_<n>`."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE.m, SPACE.xs, SPACE.m, SPACE.xs)
        row.setSpacing(SPACE.s)
        self._values = [make_label("", "figure", f"figure_{at}") for at in range(len(_WORDS))]
        for word, value in zip(_WORDS, self._values, strict=True):
            row.addWidget(make_label(word, "hint"))
            row.addWidget(value, 1)

    def show_figures(self, figures: Iterable[tuple[int, Tone]]) -> None:
        """Show the counts; a nought has no colour."""
        for value, (count, tone) in zip(self._values, figures, strict=True):
            value.setText(str(count))
            restyle(value, tone=(tone if count else Tone.NEUTRAL).value)


class ReportView(QWidget):
    """The same view before and after: what was promised can be compared with what came.

    Object names: `report_from`, `report_facts`, `report_state`, `report_notes`, `report_tabs`,
    `kinds`, `report_conflicts`, `report_refused`, `report_waiting`, `report_line`, `figure_<n>`,
    `report_trouble`.
    """

    def __init__(self) -> None:
        super().__init__()
        self._make_tables()
        self._build()

    def show_entry(self, entry: Entry) -> None:
        """Show a file: its report, or why it is not accepted."""
        if entry.report is None or entry.trouble:
            self._trouble.say(entry.trouble or "还没有预演。", Tone.BAD)
            self._file.setText(entry.path.name)
            self._stack.setCurrentIndex(1)
            return
        self._stack.setCurrentIndex(0)
        self._show_head(entry, entry.report)
        self._show_figures(entry.report)
        self._show_tables(entry.report)

    def _make_tables(self) -> None:
        self.kinds: RowTable[KindLine] = _table("kinds", kind_columns(), _NOTHING_CHANGED, "类")
        self.conflicts: RowTable[ConflictRow] = _table(
            "report_conflicts", conflict_columns("采用", "不采用"), _NO_CONFLICT, "处"
        )
        share_width(self.conflicts.view, *CONFLICT_VALUES)
        held = held_in_report_columns
        self.refused: RowTable[HeldRow] = _table("report_refused", held(), _NONE_REFUSED, "处")
        self.waiting: RowTable[HeldRow] = _table("report_waiting", held(), _NONE_WAITING, "处")
        self.conflicts.selection_changed.connect(self._show_line)

    def _build(self) -> None:
        self._from = make_label("", "section", "report_from", wrap=True)
        self._facts = make_label("", "hint", "report_facts", wrap=True)
        self._state = Badge()
        self._state.setObjectName("report_state")
        self._notes = Banner()
        self._notes.setObjectName("report_notes")
        self._figures = Figures()
        self._line = make_label("", "hint", "report_line", wrap=True)
        self._line.hide()
        self._tabs = QTabWidget()
        self._tabs.setObjectName("report_tabs")
        for table in self._tables():
            self._tabs.addTab(_padded(table, self._line if table is self.conflicts else None), "")
        self._stack = QStackedWidget()
        self._stack.addWidget(self._report())
        self._stack.addWidget(self._refusal())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    def _tables(self) -> tuple[RowTable[Any], ...]:
        return self.kinds, self.conflicts, self.refused, self.waiting

    def _report(self) -> QWidget:
        head = QHBoxLayout()
        head.setSpacing(SPACE.s)
        head.addWidget(self._from, 1)
        head.addWidget(self._state)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.s)
        column.addLayout(head)
        column.addWidget(self._facts)
        column.addWidget(self._notes)
        column.addWidget(self._figures)
        column.addWidget(self._tabs, 1)
        return page

    def _refusal(self) -> QWidget:
        page = QWidget()
        self._trouble = Banner()
        self._trouble.setObjectName("report_trouble")
        self._file = make_label("", "section", "refused_file", wrap=True)
        nothing = EmptyText("没有导入这个文件", "本机的数据没有任何改动。", icon_name="bad")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.s)
        column.addWidget(self._file)
        column.addWidget(self._trouble)
        column.addWidget(on_card(EmptyState(nothing, "refused_file")), 1)
        return page

    def _show_head(self, entry: Entry, report: ImportReport) -> None:
        self._from.setText(f"{report.sender}　第{report.number}号")
        written = moment_text(report.written_at)
        known = f"　·　重复内容 {report.known} 段，已有，跳过" if report.known else ""
        self._facts.setText(f"导出于 {written}　·　{entry.path.name}{known}")
        self._state.show_state(*entry.state)
        notes = [*report.notes, *([_NOTHING_NEW] if report.brings_nothing else [])]
        if entry.undone:
            notes = [_UNDONE]
        self._notes.say("\n".join(notes), Tone.WARN if report.notes else Tone.INFO)

    def _show_figures(self, report: ImportReport) -> None:
        new, changed, deleted = (
            sum(one.count for one in counts)
            for counts in (report.new, report.changed, report.deleted)
        )
        figures = (
            (new, Tone.GOOD),
            (changed, Tone.INFO),
            (deleted, Tone.WARN),
            (report.conflict_count, Tone.WARN),
            (report.refused_count, Tone.BAD),
            (len(report.waiting), Tone.INFO),
        )
        self._figures.show_figures(figures)

    def _show_tables(self, report: ImportReport) -> None:
        self.kinds.set_rows(kind_lines(report))
        self.kinds.bar.forgo()  # eight lines need no search
        self.conflicts.set_rows(report.conflicts)
        self.refused.set_rows(report.refused)
        self.waiting.set_rows(report.waiting)
        counts = (None, report.conflict_count, report.refused_count, len(report.waiting))
        titles = ("改动与合计", "需要您看一下", "不予采纳", "暂存")
        for at, (title, count) in enumerate(zip(titles, counts, strict=True)):
            self._tabs.setTabText(at, f"{title}（{count}）" if count else title)
        self._tabs.setCurrentIndex(0)
        self._line.hide()

    @Slot(object)
    def _show_line(self, rows: list[ConflictRow]) -> None:
        """The one conflict chosen in full: a table has no room for both values."""
        self._line.setVisible(len(rows) == 1)
        if len(rows) == 1:
            row = rows[0]
            self._line.setText(
                f"{row.what}\n采用：{row.kept.text}　{whose(row.kept)}\n"
                f"不采用：{row.lost.text}　{whose(row.lost)}"
            )


def _table(name: str, columns: list[Any], empty: EmptyText, unit: str) -> RowTable[Any]:
    made: RowTable[Any] = RowTable(columns, unit=unit, search_hint="搜索", empty=empty)
    made.setObjectName(name)
    made.setMinimumHeight(_LEAST_HEIGHT)  # its empty state would ask for more than a screen has
    return made


def _padded(content: QWidget, foot: QWidget | None = None) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, SPACE.s, 0, 0)
    column.setSpacing(SPACE.s)
    column.addWidget(content, 1)
    if foot is not None:
        column.addWidget(foot)
    return page
