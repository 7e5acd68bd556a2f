"""The right side of the bank: the chosen item, what is built on it, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout

from jyguide.bank.row import DIFFICULTY_NAMES, ItemRow, ItemStatus
from ui.bank.columns import STATUS_TONES, kind_name, one_line, status_name
from ui.bank.item_view import ItemView
from ui.bank.link import LinkButton
from ui.bank.sheet import SheetArea
from ui.theme import SPACE
from ui.widgets import Badge, Card, make_button, make_label


@dataclass(frozen=True, slots=True)
class Shown:
    """What the detail shows.

    Attributes:
        row: The item with the cursor.
        selected: All selected items; 启用 and 停用 mean these.
        relatives: Items built on it, or the question it is built on.
    """

    row: ItemRow
    selected: tuple[ItemRow, ...]
    relatives: tuple[ItemRow, ...]


class ItemDetail(Card):
    """Object names: `item_detail`, `status`, `heading`, `about`, `enable`, `withdraw`, `relative`.

    There is a `relative` for each related item.
    """

    enable_wanted = Signal()
    withdraw_wanted = Signal()
    relative_wanted = Signal(object)
    """The `ItemRow` to go to."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("item_detail")
        self._relatives: tuple[ItemRow, ...] = ()
        self._status = Badge()
        self._status.setObjectName("status")
        self._heading = make_label("", "section", "heading")
        self._about = make_label("", "small", "about", wrap=True)
        self._enable = make_button("启用", icon_name="good", name="enable")
        self._withdraw = make_button("停用", icon_name="close", name="withdraw")
        self._area = SheetArea()
        self._build()
        self._enable.clicked.connect(self.enable_wanted)
        self._withdraw.clicked.connect(self.withdraw_wanted)

    def show_item(self, shown: Shown) -> None:
        """Show `shown` instead."""
        row = shown.row
        self._status.show_state(status_name(row), STATUS_TONES[row.status])
        self._heading.setText(f"{row.number}　{kind_name(row)}" if row.number else kind_name(row))
        self._about.setText(_about(row))
        self._offer(shown.selected)
        self._relatives = shown.relatives
        sheet = ItemView(row.content)
        if shown.relatives:
            self._add_relatives(sheet, row)
        self._area.show_sheet(sheet, sheet.column)

    def _build(self) -> None:
        title, foot = QHBoxLayout(), QHBoxLayout()
        for row in (title, foot):
            row.setSpacing(SPACE.s)
        title.addWidget(self._heading)
        title.addWidget(self._status, alignment=Qt.AlignmentFlag.AlignVCenter)
        title.addStretch()
        foot.addStretch()
        foot.addWidget(self._enable)
        foot.addWidget(self._withdraw)
        self.body.addLayout(title)
        self.body.addWidget(self._about)
        self.body.addWidget(self._area, 1)
        self.body.addLayout(foot)

    def _offer(self, selected: Sequence[ItemRow]) -> None:
        """Buttons say how many items they mean, and are grey when nothing would change."""
        enabled = [row for row in selected if row.status is not ItemStatus.IN_FORCE]
        withdrawn = [row for row in selected if row.status is not ItemStatus.WITHDRAWN]
        for button, word, rows in (
            (self._enable, "启用", enabled),
            (self._withdraw, "停用", withdrawn),
        ):
            button.setText(f"{word} {len(rows)} 道" if len(selected) > 1 and rows else word)
            button.setEnabled(bool(rows))

    def _add_relatives(self, sheet: ItemView, row: ItemRow) -> None:
        title = "出自这一问" if row.question_id else "由这一问编出的试题"
        sheet.column.addSpacing(SPACE.s)
        sheet.column.addWidget(make_label(title, "key"))
        links = QButtonGroup(sheet)
        for place, relative in enumerate(self._relatives):
            words = f"{relative.number}　{kind_name(relative)}　{one_line(relative.content.stem)}"
            link = LinkButton(words, relative.content.stem)
            links.addButton(link, place)
            sheet.column.addWidget(link)
        links.idClicked.connect(self._go)

    @Slot(int)
    def _go(self, place: int) -> None:
        self.relative_wanted.emit(self._relatives[place])


def _about(row: ItemRow) -> str:
    said = (
        row.content.category,
        f"难度 {DIFFICULTY_NAMES[row.content.difficulty]}",
        f"考查：{row.content.tests}" if row.content.tests else "",
        f"来源：{row.source_name}",
    )
    return "　·　".join(part for part in said if part)
