"""What came of the slips: figures a question, remarks, and the slips themselves."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QTabWidget, QVBoxLayout, QWidget

from jyguide.training.feedback import (
    FEW,
    FEWEST,
    QUESTION_NAMES,
    RATINGS,
    FeedbackReport,
    QuestionFigure,
    SlipRow,
    mean_text,
    ratings_text,
    report,
    satisfied_text,
)
from ui.theme import SPACE
from ui.widgets import (
    RIGHT,
    Column,
    EmptyText,
    Kind,
    RowTable,
    RowTableModel,
    make_button,
    make_label,
)
from ui.widgets.row_view import RowView

_NO_SLIPS = EmptyText("还没有录入反馈表", "在左边键入纸上的五个数字，回车。", icon_name="report")

_WIDTHS = dict.fromkeys(RATINGS.values(), 66) | {"不太满意": 84, "一般": 54}


class FeedbackReportPane(QWidget):
    """Figures over the slips and the remarks.

    Object names: `feedback_sum`, `feedback_tabs`, `figures` and `slips` (tables), `praise`,
    `wishes`, `correct_slip`, `remove_slips`.
    """

    correct_wanted = Signal(object)
    """A `SlipRow`."""
    remove_wanted = Signal(object)
    """Numbers of slips."""

    def __init__(self) -> None:
        super().__init__()
        self._build()
        self._connect()
        self._allow()

    def show_slips(self, rows: Sequence[SlipRow]) -> None:
        """Show these slips and what comes of them."""
        found = report([row.slip for row in rows])
        self._sum.setText(_sum_text(found))
        self.figures.set_rows(found.figures)
        self.slips.set_rows(rows)
        for listed, remarks in ((self._praise, found.praise), (self._wishes, found.wishes)):
            listed.clear()
            listed.addItems(list(remarks))
        self._tabs.setTabText(1, f"已录入（{found.slips}）")
        self._tabs.setTabText(2, f"满意之处（{len(found.praise)}）")
        self._tabs.setTabText(3, f"意见建议（{len(found.wishes)}）")
        self._allow()

    def _build(self) -> None:
        self._sum = make_label("", "hint", "feedback_sum", wrap=True)
        self.figures: RowTableModel[QuestionFigure] = RowTableModel(_figure_columns(), self)
        self._view = RowView(self.figures)
        self._view.setObjectName("figures")
        self._view.setAccessibleName("反馈统计")
        self.slips: RowTable[SlipRow] = RowTable(
            _slip_columns(), unit="份", search_hint="搜索编号、意见", key=_number, empty=_NO_SLIPS
        )
        self.slips.setObjectName("slips")
        self._correct = make_button("更正", Kind.PLAIN, "edit", "correct_slip")
        self._remove = make_button("删除", Kind.PLAIN, "delete", "remove_slips")
        for button in (self._correct, self._remove):
            self.slips.add_tool(button)
        self._praise, self._wishes = _remarks("praise", "满意之处"), _remarks("wishes", "意见建议")
        self._tabs = QTabWidget()
        self._tabs.setObjectName("feedback_tabs")
        for part, title in (
            (self._view, "统计"),
            (self.slips, "已录入"),
            (self._praise, "满意之处"),
            (self._wishes, "意见建议"),
        ):
            self._tabs.addTab(_spaced(part), title)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.s)
        layout.addWidget(self._sum)
        layout.addWidget(self._tabs, 1)

    def _connect(self) -> None:
        self.slips.selection_changed.connect(self._allow)
        self.slips.activated.connect(self._ask_correct)
        self._correct.clicked.connect(self._ask_correct)
        self._remove.clicked.connect(self._ask_remove)
        self.slips.add_action("更正", self._ask_correct, "edit")
        self.slips.add_action("删除", self._ask_remove, "delete")

    @Slot()
    def _allow(self, *_: object) -> None:
        chosen = len(self.slips.selected_rows())
        self._correct.setEnabled(chosen == 1)
        self._remove.setEnabled(chosen > 0)

    @Slot()
    def _ask_correct(self, *_: object) -> None:
        for row in self.slips.selected_rows()[:1]:
            self.correct_wanted.emit(row)

    @Slot()
    def _ask_remove(self) -> None:
        if numbers := [row.slip.number for row in self.slips.selected_rows()]:
            self.remove_wanted.emit(numbers)


def _sum_text(found: FeedbackReport) -> str:
    if not found.slips:
        return "反馈表不写姓名；五份以上才作统计，意见只列内容、不列编号。"
    if not found.enough:
        return f"已录入 {found.slips} 份，{FEW}（{FEWEST} 份以上才显示）。"
    left_out = sum(figure.left_out for figure in found.figures)
    more = f"没有填的 {left_out} 处不计入平均。" if left_out else "每题都有人填。"
    return f"已录入 {found.slips} 份。平均分以 5 分为满分；满意率是评“很满意”“满意”的占比；{more}"


def _figure_columns() -> list[Column[QuestionFigure]]:
    ratings = [
        Column[QuestionFigure](name, partial(_count_text, at), align=RIGHT, width=_WIDTHS[name])
        for at, name in enumerate(RATINGS.values())
    ]
    return [
        Column("项目", lambda row: QUESTION_NAMES[row.question], width=88),
        Column("平均", _mean_text, lambda row: row.mean, RIGHT, 66, tip=mean_text),
        Column("满意率", satisfied_text, lambda row: row.satisfied, RIGHT, 80),
        *ratings,
        Column("作答", lambda row: str(row.answered), align=RIGHT, width=52),
        Column("没有填", lambda row: str(row.left_out), align=RIGHT, width=64),
    ]


def _mean_text(row: QuestionFigure) -> str:
    if not row.answered:
        return "—"
    return "份数少" if row.mean is None else mean_text(row)


def _count_text(at: int, row: QuestionFigure) -> str:
    return str(row.counts[at]) if row.counts else ""


def _slip_columns() -> list[Column[SlipRow]]:
    return [
        Column("编号", lambda row: str(row.slip.number), _number, RIGHT, 60),
        Column("评分", lambda row: ratings_text(row.slip.ratings), width=80, mono=True),
        Column("满意之处", lambda row: row.slip.praise, width=200),
        Column("意见建议", lambda row: row.slip.wishes, width=200),
    ]


def _number(row: SlipRow) -> int:
    return row.slip.number


def _remarks(name: str, label: str) -> QListWidget:
    made = QListWidget()
    made.setObjectName(name)
    made.setAccessibleName(label)
    made.setWordWrap(True)
    return made


def _spaced(part: QWidget) -> QWidget:
    made = QWidget()
    layout = QHBoxLayout(made)
    layout.setContentsMargins(0, SPACE.s, 0, 0)
    layout.addWidget(part)
    return made
