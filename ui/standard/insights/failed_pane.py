"""The criteria most failed, as a table and as a chart."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jyguide.documents.chart import Bars, figure_text
from jyguide.standard.insight import View, view_name
from jyguide.standard.insight_charts import failed_chart, failed_words
from jyguide.standard.insight_failed import FailedLine
from jyguide.standard.insight_report import FailedFound
from jyguide.standard.kinds import ASPECT_NAMES, BRANCH_KIND_NAMES
from ui.desk import Desk
from ui.theme import SPACE
from ui.widgets import RIGHT, Column, EmptyText, RowTable, make_label
from ui.widgets.charts.actions import ChartActions, Say
from ui.widgets.charts.card import menu_button

_NAME = "failed_criteria"
_NONE = EmptyText("没有失分的检查内容", "所选的支部在这个阶段没有失分，或还没有完成检查。")


class FailedPane(QWidget):
    """Object names: `failed_table`, `failed_note`, `failed_told`, `failed_criteria_menu`."""

    chosen = Signal(object)
    """A `FailedCriterion` whose branches are to be seen."""

    def __init__(self, desk: Desk, say: Say) -> None:
        super().__init__()
        self._title = ""
        self.table: RowTable[FailedLine] = RowTable(
            _columns(),
            unit="条",
            search_hint="检查内容、编号、问题",
            search_text=_findings,
            key=lambda line: (line.now.code, line.now.text),
            empty=_NONE,
        )
        self.table.setObjectName("failed_table")
        self.table.add_choice("aspect", "全部方面", lambda line: ASPECT_NAMES[line.now.aspect])
        self.table.activated.connect(lambda line: self.chosen.emit(line.now))
        self.table.add_action("看是哪些支部", self._open, "people")
        button = menu_button("失分较多的检查内容", _NAME)
        self.charts = ChartActions(desk, self, self.chart, say, _NAME)
        button.setMenu(self.charts.menu)
        self.table.add_tool(button)
        self.table.selection_changed.connect(self._tell)
        self._note = make_label("", "small", "failed_note", wrap=True)
        self._told = make_label("", "small", "failed_told", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.s)
        layout.addWidget(self._note)
        layout.addWidget(self.table, 1)
        layout.addWidget(self._told)

    def show_found(self, found: FailedFound, round_name: str, view: View) -> None:
        """Show criteria, the most often failed first."""
        told = "每个支部最近一次检查" if view is None else view_name(view)
        self._title = f"{round_name}：失分较多的检查内容（{told}）"
        self._note.setText(f"以{told}为准；双击或按回车看是哪些支部。{found.note}")
        self.table.set_rows(found.lines)
        self.table.choose_first()

    def chart(self) -> Bars | None:
        """The criteria shown, as bars."""
        lines = self.table.shown_rows()
        return failed_chart(self._title, lines) if lines else None

    @Slot(object)
    def _tell(self, lines: list[FailedLine]) -> None:
        """What was found most often in the criterion that is chosen."""
        line = lines[0] if lines else None
        said = _findings(line) if line else ""
        self._told.setText(f"{line.now.code} 常见问题：{said}" if line and said else "")

    def _open(self) -> None:
        for line in self.table.selected_rows()[:1]:
            self.chosen.emit(line.now)


def _columns() -> list[Column[FailedLine]]:
    return [
        Column("编号", lambda line: line.now.code, width=52),
        Column(
            "检查内容",
            lambda line: line.now.text,
            width=248,
            tip=lambda line: f"{line.now.text}（{_kinds(line)}）：{failed_words(line)}",
        ),
        Column(
            "失分支部",
            lambda line: f"{len(line.now.misses)}/{line.now.asked}",
            lambda line: len(line.now.misses),
            align=RIGHT,
            width=92,
        ),
        Column(
            "占比",
            lambda line: f"{figure_text(line.now.share)}%",
            lambda line: line.now.share,
            align=RIGHT,
            width=68,
        ),
        Column(
            "平均失分",
            lambda line: f"{figure_text(line.now.mean_loss)}/{figure_text(line.now.points)}",
            lambda line: line.now.mean_loss,
            align=RIGHT,
            width=84,
        ),
        Column(
            "上一轮",
            _before,
            lambda line: None if line.before is None else line.before.share,
            align=RIGHT,
            width=76,
            tip=lambda line: "编号相同，条文有改动" if line.reworded else "",
        ),
    ]


def _before(line: FailedLine) -> str:
    if line.before is None:
        return ""
    return f"{figure_text(line.before.share)}%{'＊' if line.reworded else ''}"


def _findings(line: FailedLine) -> str:
    return "；".join(f"{text.rstrip('。')}（{count}）" for text, count in line.now.findings)


def _kinds(line: FailedLine) -> str:
    return "、".join(BRANCH_KIND_NAMES[kind] for kind in line.now.kinds)
