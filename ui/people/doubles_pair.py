"""Two people side by side; for each field that differs, whose value stays is chosen."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from jyguide.people.merging import (
    CHOICES,
    LEFT,
    RIGHT,
    differing,
    masked_text,
    suggested,
    value_text,
)
from jyguide.people.row import PersonRow
from ui.people.doubles_rows import PairRow
from ui.theme import SPACE, Tone
from ui.widgets import Badge, Card, Kind, make_button, make_label, scrolling

_KEY_WIDTH = 88
_WHICH = {LEFT: "左", RIGHT: "右"}


class DoublesPair(Card):
    """A choice a field, and what to do with the pair.

    Object names: `why`, `side_left`, `side_right`, `take_<field>_left`, `take_<field>_right`,
    `full_pair`, `merge`, `apart`, `later`.
    """

    merge_wanted = Signal(object)
    """For each field whose value stays: LEFT or RIGHT."""
    apart_wanted = Signal()
    later_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._row: PairRow | None = None
        self._full = False
        self._groups: dict[str, QButtonGroup] = {}
        self._why = make_label("", "section", "why", wrap=True)
        self._hint = make_label("", "hint", "pair_hint", wrap=True)
        self._place = QVBoxLayout()
        self._place.setContentsMargins(0, 0, 0, 0)
        holder = QWidget()
        holder.setLayout(self._place)
        self._sheet: QWidget | None = None
        self.full = make_button("显示号码", Kind.QUIET, name="full_pair")
        self.full.setCheckable(True)
        head = QHBoxLayout()
        head.addWidget(self._why, 1)
        head.addWidget(self.full, alignment=Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(head)
        self.body.addWidget(self._hint)
        self.body.addWidget(scrolling(holder), 1)
        self.body.addLayout(self._make_buttons())

    def show_pair(self, row: PairRow) -> None:
        """Show a pair with what is suggested; the choices begin anew."""
        self._row = row
        self._full = False
        self._show(suggested(row.pair.first, row.pair.second))

    def chosen(self) -> dict[str, int]:
        """Whose value stays, of the fields that differ."""
        return {name: group.checkedId() for name, group in self._groups.items()}

    def _make_buttons(self) -> QHBoxLayout:
        self.merge = make_button("合并", Kind.PRIMARY, name="merge")
        self.apart = make_button("不是同一人", name="apart")
        self.later = make_button("以后再说", name="later")
        self.merge.setToolTip("合并成一个人，左右所选的内容留下（Ctrl+1）")
        self.apart.setToolTip("记住他们是两个人，以后不再提示（Ctrl+3）")
        self.later.setToolTip("先看下一对（Ctrl+2）")
        self.merge.clicked.connect(lambda: self.merge_wanted.emit(self.chosen()))
        self.apart.clicked.connect(self.apart_wanted)
        self.later.clicked.connect(self.later_wanted)
        row = QHBoxLayout()
        row.setSpacing(SPACE.s)
        row.addStretch()
        for button in (self.later, self.apart, self.merge):
            row.addWidget(button)
        return row

    @property
    def row(self) -> PairRow | None:
        """The pair that is shown."""
        return self._row

    def show_numbers(self, full: bool) -> None:  # noqa: FBT001 - `Unmasking` calls it
        """Show numbers in full, or hide them; the choices stay."""
        self._full = full
        self.full.setText("隐去号码" if full else "显示号码")
        if self._row is not None:
            self._show(suggested(self._row.pair.first, self._row.pair.second) | self.chosen())

    def _show(self, sides: dict[str, int]) -> None:
        assert self._row is not None  # noqa: S101 - called with a pair shown
        pair = self._row.pair
        self._why.setText(pair.why)
        differs = differing(pair.first, pair.second)
        self._hint.setText(
            f"有 {len(differs)} 项不同，请逐项选择留下哪一边；已按内容较全的一边预选。"
            if differs
            else "两边内容完全相同，可以直接合并。"
        )
        sheet = self._make_sheet(differs, sides)
        if self._sheet is not None:
            self._place.removeWidget(self._sheet)
            self._sheet.hide()
            self._sheet.deleteLater()
        self._sheet = sheet
        self._place.insertWidget(0, sheet)

    def _make_sheet(self, differs: tuple[str, ...], sides: dict[str, int]) -> QWidget:
        assert self._row is not None  # noqa: S101 - as above
        self._groups = {}
        sheet = QWidget()
        grid = QGridLayout(sheet)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE.m)
        grid.setVerticalSpacing(SPACE.s)
        grid.setColumnMinimumWidth(0, _KEY_WIDTH)
        for column in (1, 2):
            grid.setColumnStretch(column, 1)
        row, pair = self._row, self._row.pair
        for column, side, tally in ((1, pair.first, row.left), (2, pair.second, row.right)):
            grid.addWidget(_side_head(side, tally.text, column), 0, column)
        told = [(name, title) for name, title in CHOICES if self._said(name)]
        for at, (name, title) in enumerate(told, start=1):
            grid.addWidget(make_label(title, "key"), at, 0)
            if name in differs:
                self._add_choice(grid, at, name, title, sides[name])
            else:
                text = self._text(pair.first, name)
                grid.addWidget(make_label(text or "—", "hint", wrap=True), at, 1, 1, 2)
        grid.setRowStretch(len(told) + 1, 1)
        return sheet

    def _said(self, name: str) -> bool:
        """Whether either of the two has anything there."""
        assert self._row is not None  # noqa: S101 - as above
        pair = self._row.pair
        return bool(value_text(pair.first, name) or value_text(pair.second, name))

    def _add_choice(self, grid: QGridLayout, at: int, name: str, title: str, side: int) -> None:
        assert self._row is not None  # noqa: S101 - as above
        group = QButtonGroup(grid.parentWidget())
        pair = self._row.pair
        for column, which, person in ((1, LEFT, pair.first), (2, RIGHT, pair.second)):
            text = self._text(person, name)
            button = QRadioButton(text.replace("&", "&&") or "（空）")
            button.setObjectName(f"take_{name}_{'right' if which == RIGHT else 'left'}")
            button.setAccessibleName(f"{title}留下{_WHICH[which]}边：{text or '空'}")
            button.setToolTip(text)
            group.addButton(button, which)
            grid.addWidget(button, at, column)
        group.button(side).setChecked(True)
        self._groups[name] = group

    def _text(self, person: PersonRow, name: str) -> str:
        say = value_text if self._full else masked_text
        return say(person, name)


def _side_head(person: PersonRow, tally: str, column: int) -> QWidget:
    whole = QWidget()
    whole.setObjectName("side_left" if column == 1 else "side_right")
    box = QVBoxLayout(whole)
    box.setContentsMargins(0, 0, 0, SPACE.s)
    box.setSpacing(SPACE.xs)
    name = QHBoxLayout()
    name.setSpacing(SPACE.s)
    name.addWidget(make_label(person.name, "section"))
    name.addWidget(Badge(person.station, Tone.NEUTRAL))
    name.addStretch()
    box.addLayout(name)
    box.addWidget(make_label(tally, "hint", wrap=True))
    return whole
