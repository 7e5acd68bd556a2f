"""The second and third step of taking questions in: what was understood, and what was done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from jyguide.bank.formats import FORMAT_NAMES, READABLE, BankFormat
from jyguide.bank.import_file import BankPlan
from jyguide.bank.service.files import BankImportResult
from ui.bank.import_piece import Piece
from ui.bank.import_table import PreviewTable
from ui.bank.preview_rows import (
    REFUSAL_COLUMNS,
    PreviewRow,
    plan_sentence,
    preview_rows,
)
from ui.theme import SPACE, Tone
from ui.widgets import Banner, EmptyText, RowTable, SplitDetail, StatTile, make_label

_NOTHING_CHOSEN = EmptyText("没有选中", "在左边选一道，这里显示程序的理解。")
_ALL_TAKEN = EmptyText("没有遗漏", "文件里没有看不懂或重复的题。", icon_name="good")
_HOW_TO_MEND = "可以在原文件里改好，文件名不变，再导入一次：已经导入的题不会重复。"
_UNDONE = "本次导入已撤销，题库恢复到导入之前的样子。"
_LIST_SHARE, _PAIR_SHARE = (64, 36), (46, 54)


class PreviewPane(QWidget):
    """What the program understood of a file.

    Object names: `plan_sentence`, `format`, and those of the table and the piece.
    """

    choice_changed = Signal()
    format_wanted = Signal(object)
    """Read the file as this `BankFormat` instead."""

    def __init__(self) -> None:
        super().__init__()
        self._plan: BankPlan | None = None
        self._row: PreviewRow | None = None
        self._sentence = Banner()
        self._sentence.setObjectName("plan_sentence")
        self._format = QComboBox()
        self._format.setObjectName("format")
        for told in READABLE:
            self._format.addItem(FORMAT_NAMES[told], told.value)
        self.preview = PreviewTable()
        self._piece = Piece(_HOW_TO_MEND)
        self._split = SplitDetail(self.preview, _NOTHING_CHOSEN, share=_LIST_SHARE[0])
        self._shares = _LIST_SHARE
        self._build()
        self.preview.shown.connect(self._show_piece)
        self.preview.choice_changed.connect(self._tell_choice)
        self._piece.take_changed.connect(self._take)
        self._format.activated.connect(self._want_format)

    def show_plan(self, plan: BankPlan, rows: Sequence[PreviewRow]) -> None:
        """Show another file, its first piece chosen and every condition lifted."""
        self._plan = plan
        self.show_format()
        self.preview.show_rows(rows, anew=True)
        self._say_plan()

    def show_format(self) -> None:
        """Name the format that what is shown was read as, whatever was asked for since."""
        if self._plan is not None:
            self._format.setCurrentIndex(self._format.findData(self._plan.format.value))

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE.s)
        head.addWidget(self._sentence, 1)
        head.addWidget(make_label("格式", "key"), alignment=Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self._format, alignment=Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.s)
        column.addLayout(head)
        column.addWidget(self._split, 1)

    def _say_plan(self) -> None:
        plan = self._plan
        if plan is None:
            return
        contradicting = sum(not twin.same_answer for twin in plan.twins)
        said = [plan_sentence(plan, self.preview.left_out), *plan.notices]
        if contradicting:
            said.append(f"有 {contradicting} 道与已有的题相近而答案不同，请先核对。")
        trouble = bool(plan.refused or plan.drafts or plan.twins or plan.notices)
        self._sentence.say("".join(said), Tone.WARN if trouble else Tone.INFO)

    @Slot(object)
    def _show_piece(self, row: PreviewRow | None) -> None:
        self._row = row
        if row is None:
            self._split.show_nothing()
            return
        self._piece.show_piece(row, left_out=row.at in self.preview.left_out)
        self._split.show_detail(self._piece)
        self._share(_LIST_SHARE if row.twin is None else _PAIR_SHARE)

    def _share(self, shares: tuple[int, int]) -> None:
        """Two items side by side need more room; where a person has put the border it stays."""
        if shares != self._shares:
            self._shares = shares
            width = sum(self._split.sizes())
            self._split.setSizes([width * share // 100 for share in shares])

    @Slot()
    def _tell_choice(self) -> None:
        if self._row is not None:
            self._piece.show_choice(self._row, left_out=self._row.at in self.preview.left_out)
        self._say_plan()
        self.choice_changed.emit()

    @Slot(bool)
    def _take(self, wanted: bool) -> None:  # noqa: FBT001 - Qt's signal
        if self._row is not None:
            self.preview.leave_out([self._row], left_out=not wanted)

    @Slot(int)
    def _want_format(self, at: int) -> None:
        wanted = BankFormat(self._format.itemData(at))
        if self._plan is not None and wanted is not self._plan.format:
            self.format_wanted.emit(wanted)


class DonePane(QWidget):
    """The counts of a finished import.

    Object names: `done_sentence`, `imported`, `drafts`, `chosen_out`, `left_out`, `refused`.
    """

    def __init__(self) -> None:
        super().__init__()
        self._sentence = Banner()
        self._sentence.setObjectName("done_sentence")
        self._imported = StatTile("已导入")
        self._drafts = StatTile("存为草稿，等补答案")
        self._chosen_out = StatTile("勾去的，没有导入")
        self._left_out = StatTile("看不懂或重复，没有导入")
        self._refused: RowTable[PreviewRow] = RowTable(
            REFUSAL_COLUMNS, unit="处", search_hint="在没有导入的里面搜索", empty=_ALL_TAKEN
        )
        self._refused.setObjectName("refused")
        tiles = QHBoxLayout()
        tiles.setSpacing(SPACE.m)
        for tile, name in (
            (self._imported, "imported"),
            (self._drafts, "drafts"),
            (self._chosen_out, "chosen_out"),
            (self._left_out, "left_out"),
        ):
            tile.setObjectName(name)
            tiles.addWidget(tile, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.m)
        column.addWidget(self._sentence)
        column.addLayout(tiles)
        column.addWidget(self._refused, 1)

    def show_result(self, plan: BankPlan, result: BankImportResult, *, to_review: bool) -> None:
        """Say what was written, and list what was not."""
        state = "等待审核，启用之后才会出题" if to_review else _ready(result)
        self._sentence.say(f"“{plan.source.name}”已导入题库，{state}。", Tone.GOOD)
        chosen_out = len(plan.items) - result.imported - result.drafts
        self._imported.show_value(f"{result.imported} 道", tone=Tone.GOOD)
        self._drafts.show_value(f"{result.drafts} 道")
        self._chosen_out.show_value(f"{chosen_out} 道")
        self._left_out.show_value(f"{len(result.refused)} 处")
        self._refused.set_rows(row for row in preview_rows(plan) if row.at < 0)

    def show_undone(self) -> None:
        """Say that everything is as it was before."""
        self._sentence.say(_UNDONE, Tone.INFO)
        self._imported.show_value("0 道")
        self._drafts.show_value("0 道")


def _ready(result: BankImportResult) -> str:
    """What becomes of items that were to be put in force at once."""
    if not result.to_check:
        return "可以出题"
    if result.to_check == result.imported:
        return f"请核对的 {result.to_check} 道先送审，启用之后才会出题"
    return f"可以出题；请核对的 {result.to_check} 道先送审，启用之后才会出题"
