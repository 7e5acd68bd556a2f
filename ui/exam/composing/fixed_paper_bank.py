"""The bank beside a paper that is made by hand: found, narrowed, read, taken."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QSplitter, QVBoxLayout, QWidget

from jyguide.bank.item import OPTION_LETTERS, ItemContent
from jyguide.bank.row import DIFFICULTY_NAMES, KIND_NAMES, ItemRow, answer_text
from jyguide.bank.service import BankService
from jyguide.ids import ItemId
from ui.desk import Desk
from ui.theme import SPACE
from ui.widgets import CENTRE, Column, EmptyText, RowTable, make_button, make_label, scrolling

_EMPTY = EmptyText("题库里没有可用的题", "在用、不需复核、有答案的题才能上卷。", icon_name="bank")
_ON_PAPER = "on_paper"
_CHOICE_WIDTH = 104


def one_line(text: str) -> str:
    """`text` without line breaks, as a cell of a table needs it."""
    return " ".join(text.split())


_COLUMNS = [
    Column[ItemRow]("题号", lambda row: row.short_name, width=72),
    Column[ItemRow]("题型", lambda row: KIND_NAMES[row.content.kind], width=64),
    Column[ItemRow](
        "难",
        lambda row: DIFFICULTY_NAMES[row.content.difficulty],
        lambda row: row.content.difficulty,
        align=CENTRE,
        width=48,
    ),
    Column[ItemRow]("题干", lambda row: one_line(row.content.stem), width=240),
]


_NOTHING_TO_READ = "选中一道题，这里显示它的选项、答案和依据。"


class FixedPaperBank(QWidget):
    """Object names: `bank`, `take`, `reading`."""

    taken = Signal(object)
    """The list of `ItemRow` to put on the paper."""

    def __init__(self, desk: Desk, bank: BankService, rows: Sequence[ItemRow]) -> None:
        super().__init__()
        self._desk = desk
        self._bank = bank
        self.table: RowTable[ItemRow] = RowTable(
            _COLUMNS,
            unit="道",
            search_hint="搜索题干、选项、依据",
            key=lambda row: row.id,
            empty=_EMPTY,
        )
        self.table.setObjectName("bank")
        self.table.ask_elsewhere()
        for name, label, value_of in (
            ("kind", "题型", lambda row: KIND_NAMES[row.content.kind]),
            ("category", "类别", lambda row: row.content.category),
            ("difficulty", "难度", lambda row: DIFFICULTY_NAMES[row.content.difficulty]),
        ):
            self.table.add_choice(name, label, value_of)
        for choice in self.table.bar.findChildren(QComboBox):
            choice.setMaximumWidth(_CHOICE_WIDTH)
        self._take = make_button("加入试卷", icon_name="add", name="take")
        self._reading = make_label("", name="reading", wrap=True)
        self._lay_out()
        self._connect()
        self.table.set_rows(rows)

    def hide_items(self, present: Collection[ItemId]) -> None:
        """Leave out what stands on the paper already."""
        gone = frozenset(present)
        self.table.set_condition(_ON_PAPER, lambda row: row.id not in gone)

    def _lay_out(self) -> None:
        self._reading.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._reading.setAlignment(Qt.AlignmentFlag.AlignTop)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(self.table)
        split.addWidget(scrolling(self._reading))
        split.setSizes([360, 150])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.s)
        layout.addWidget(split, 1)
        layout.addWidget(self._take, alignment=Qt.AlignmentFlag.AlignRight)

    def _connect(self) -> None:
        self.table.search_wanted.connect(self._look_for)
        self.table.activated.connect(self._take_selected)
        self.table.selection_changed.connect(self._read)
        self.table.add_action("加入试卷", self._take_selected, "add")
        self._take.clicked.connect(self._take_selected)

    @Slot(str)
    def _look_for(self, words: str) -> None:
        self._desk.load(self, partial(_found, self._bank, words), self._show_found)

    @Slot(object)
    def _show_found(self, found: tuple[str, list[ItemId]]) -> None:
        self.table.show_found(*found)

    @Slot()
    def _take_selected(self) -> None:
        if rows := self.table.selected_rows():
            self.taken.emit(rows)

    @Slot(object)
    def _read(self, rows: list[ItemRow]) -> None:
        self._take.setEnabled(bool(rows))
        self._reading.setText(reading(rows[0].content) if len(rows) == 1 else _NOTHING_TO_READ)


def reading(content: ItemContent) -> str:
    """A question with its options and key, to be read before it is taken."""
    options = [
        f"{letter}. {text}" for letter, text in zip(OPTION_LETTERS, content.options, strict=False)
    ]
    key = f"答案：{answer_text(content.kind, content.answer)}"
    basis = f"依据：《{content.regulation}》{content.article}" if content.regulation else ""
    return "\n".join(filter(None, [content.stem, *options, key, basis]))


def _found(bank: BankService, words: str) -> tuple[str, list[ItemId]]:
    return words, bank.find(words)
