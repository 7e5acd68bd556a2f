"""The second and third step of taking a file in: what was understood, and what was done."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jyguide.bank.import_file import BankPlan
from jyguide.bank.service.files import BankImportResult
from ui.bank.item_view import ItemView
from ui.bank.preview_rows import (
    PREVIEW_COLUMNS,
    REFUSAL_COLUMNS,
    REFUSED,
    VERDICT_TONES,
    PreviewRow,
    plan_sentence,
    preview_rows,
    preview_text,
    verdict_of,
)
from ui.bank.sheet import SheetArea
from ui.theme import SPACE, Tone
from ui.widgets import (
    Badge,
    Banner,
    Card,
    EmptyText,
    RowTable,
    SplitDetail,
    StatTile,
    make_label,
)

_NOTHING_CHOSEN = EmptyText("没有选中", "在左边选一道，这里显示程序的理解。")
_ALL_TAKEN = EmptyText("没有遗漏", "文件里没有看不懂或重复的题。", icon_name="good")
_LEFT_OUT = "这一段不会导入。可以在原文件里改好，文件名不变，再导入一次：已经导入的题不会重复。"
_UNDONE = "本次导入已撤销，题库恢复到导入之前的样子。"


class PreviewPane(QWidget):
    """What the program understood of a file; object names `plan_sentence`, `preview`."""

    def __init__(self) -> None:
        super().__init__()
        self._sentence = Banner()
        self._sentence.setObjectName("plan_sentence")
        self.table: RowTable[PreviewRow] = RowTable(
            PREVIEW_COLUMNS, unit="处", search_hint="在文件里搜索", search_text=preview_text
        )
        self.table.setObjectName("preview")
        self.table.add_choice("verdict", "全部结果", verdict_of)
        self._piece = _Piece()
        self._split = SplitDetail(self.table, _NOTHING_CHOSEN, share=68)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.m)
        column.addWidget(self._sentence)
        column.addWidget(self._split, 1)
        self.table.selection_changed.connect(self._show_selection)

    def show_plan(self, plan: BankPlan) -> None:
        """Show another file, its first piece chosen and every condition lifted."""
        trouble = bool(plan.refused or plan.drafts)
        self._sentence.say(plan_sentence(plan), Tone.WARN if trouble else Tone.INFO)
        self.table.clear_conditions()
        self.table.set_rows(preview_rows(plan))
        self.table.view.select_positions([0])

    @Slot(list)
    def _show_selection(self, selected: list[PreviewRow]) -> None:
        row = self.table.current_row() or next(iter(selected), None)
        if row is None:
            self._split.show_nothing()
            return
        self._piece.show_piece(row)
        self._split.show_detail(self._piece)


class _Piece(Card):
    """One piece of the file as the program understood it; object names `verdict`, `notes`."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("piece")
        self._verdict = Badge()
        self._verdict.setObjectName("verdict")
        self._place = make_label("", "section", "place")
        self._notes = Banner()
        self._notes.setObjectName("notes")
        self._area = SheetArea()
        title = QHBoxLayout()
        title.setSpacing(SPACE.s)
        title.addWidget(self._place)
        title.addWidget(self._verdict, alignment=Qt.AlignmentFlag.AlignVCenter)
        title.addStretch()
        self.body.addLayout(title)
        self.body.addWidget(self._notes)
        self.body.addWidget(self._area, 1)

    def show_piece(self, row: PreviewRow) -> None:
        tone = VERDICT_TONES[row.verdict]
        self._verdict.show_state(row.verdict, tone)
        self._place.setText(row.place)
        self._notes.say("\n".join(row.notes), tone)
        self._area.show_sheet(*_sheet(row))


class DonePane(QWidget):
    """The counts of a finished import; object names `done_sentence`, `refused`."""

    def __init__(self) -> None:
        super().__init__()
        self._sentence = Banner()
        self._sentence.setObjectName("done_sentence")
        self._imported = StatTile("已导入，可以出题")
        self._drafts = StatTile("存为草稿，等补答案")
        self._left_out = StatTile("没有导入")
        self._refused: RowTable[PreviewRow] = RowTable(
            REFUSAL_COLUMNS, unit="处", search_hint="在没有导入的里面搜索", empty=_ALL_TAKEN
        )
        self._refused.setObjectName("refused")
        tiles = QHBoxLayout()
        tiles.setSpacing(SPACE.m)
        for tile, name in (
            (self._imported, "imported"),
            (self._drafts, "drafts"),
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

    def show_result(self, plan: BankPlan, result: BankImportResult) -> None:
        """Say what was written, and list what was not."""
        self._sentence.say(f"“{plan.source.name}”已导入题库。", Tone.GOOD)
        self._imported.show_value(f"{result.imported} 道", tone=Tone.GOOD)
        self._drafts.show_value(f"{result.drafts} 道")
        self._left_out.show_value(f"{len(result.refused)} 处")
        self._refused.set_rows(row for row in preview_rows(plan) if row.verdict == REFUSED)

    def show_undone(self) -> None:
        """Say that everything is as it was before."""
        self._sentence.say(_UNDONE, Tone.INFO)
        self._imported.show_value("0 道")
        self._drafts.show_value("0 道")


def _sheet(row: PreviewRow) -> tuple[QWidget, QVBoxLayout]:
    if row.content is not None:
        view = ItemView(row.content)
        return view, view.column
    sheet = QWidget()
    column = QVBoxLayout(sheet)
    column.addWidget(make_label(_LEFT_OUT, "hint", wrap=True))
    return sheet, column
