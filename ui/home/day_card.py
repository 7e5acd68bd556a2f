"""The card 今天和本周: what waits, in words, each line with the one button that leads to it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from jyguide.report.day_due import NOTHING, WHEN_NAMES, DayList, Due, When
from ui.theme import PALETTE, SPACE
from ui.widgets import Card, Kind, icon_label, make_button, make_label

_SHOWN = 9
"""Lines that are shown at first: who has more to do than fits reads the most urgent ones."""
_LOOKING = "正在看今天和本周有什么要办……"
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_TONES = {When.TODAY: PALETTE.red, When.WEEK: PALETTE.gold, When.LATER: PALETTE.ink_soft}


class DayCard(Card):
    """Object names: `day_list`, `day_sentence`, `day_nothing`, `day_more`.

    Of each line `due_<key>` the sentence and `open_<key>` the button; of a group `when_<name>`.
    """

    wanted = Signal(str)
    """The place where a line is dealt with, as of `Page.wanted`."""

    def __init__(self) -> None:
        super().__init__("今天和本周")
        self.setObjectName("day_list")
        self._shown: DayList | None = None
        self._lines: tuple[Due, ...] = ()
        self._most = _SHOWN
        self._all = False
        self._sentence = make_label("", "hint", "day_sentence")
        self.head.addWidget(self._sentence)
        self._nothing = _nothing()
        self._looking = make_label(_LOOKING, "hint", "day_looking")
        self._more = make_button("", Kind.QUIET, "down", "day_more")
        self._more.clicked.connect(self._show_all)
        self._rows = QWidget()
        self._grid = QGridLayout(self._rows)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE.m)
        self._grid.setVerticalSpacing(SPACE.xs)
        self._grid.setColumnStretch(2, 1)
        for part in (self._looking, self._nothing, self._rows):
            self.body.addWidget(part)
        self.body.addWidget(self._more, alignment=Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch()
        for part in (self._nothing, self._rows, self._more):
            part.hide()

    def show_day(self, found: DayList) -> None:
        """Show what waits, or the friendly sentence."""
        self._looking.hide()
        if found == self._shown:
            return  # the keyboard stays where it is
        self._shown = found
        self._lines = found.lines
        self._sentence.setText(found.sentence if found.lines else "")
        self._nothing.setHidden(bool(found.lines))
        self._fill()

    def show_at_most(self, lines: int) -> None:
        """Begin with so many lines; the others one button away."""
        if lines != self._most:
            self._most = lines
            self._fill()

    def _fill(self) -> None:
        """Lines that are there keep the keyboard where it was."""
        focused = self.focusWidget()
        name = focused.objectName() if isinstance(focused, QPushButton) else ""
        self._clear()
        shown = self._lines if self._all else self._lines[: self._most]
        row = 0
        for when in When:
            if group := [one for one in shown if one.when is when]:
                row = self._add_group(when, group, row)
        left = len(self._lines) - len(shown)
        self._more.setText(f"另有 {left} 项")
        self._more.setVisible(left > 0)
        self._rows.setVisible(bool(shown))
        self._order_tabs()
        if name and (again := self._rows.findChild(QPushButton, name)):
            again.setFocus()

    def _order_tabs(self) -> None:
        """What is made later comes last for Tab, after the cards beside and below."""
        ways = [one for one in self._rows.findChildren(QPushButton) if not one.isHidden()]
        for before, after in pairwise([self._more, *ways, self._more] if ways else ()):
            QWidget.setTabOrder(before, after)

    def _clear(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()

    def _add_group(self, when: When, group: Sequence[Due], row: int) -> int:
        """Returns the row after it."""
        head = make_label(WHEN_NAMES[when], "key", f"when_{when.name.lower()}")
        head.setStyleSheet(f"color: {_TONES[when]}; font-weight: 600;")
        self._grid.addWidget(head, row, 0, Qt.AlignmentFlag.AlignVCenter)
        for at, one in enumerate(group, start=row):
            area, sentence, way = self._line(one)
            self._grid.addWidget(area, at, 1, Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(sentence, at, 2)
            self._grid.addWidget(way, at, 3, _LEFT)
        return row + len(group)

    def _line(self, one: Due) -> tuple[QLabel, QLabel, QPushButton]:
        area = make_label(one.area, "hint")
        sentence = make_label(one.sentence, "body", f"due_{one.key}", wrap=True)
        way = make_button(one.button, Kind.QUIET, "next", f"open_{one.key}")
        way.setAccessibleName(f"{one.button}：{one.sentence}")
        way.clicked.connect(partial(self.wanted.emit, one.place))
        return area, sentence, way

    @Slot()
    def _show_all(self) -> None:
        self._all = True
        self._fill()


def _nothing() -> QWidget:
    """The friendly sentence beside its mark."""
    whole = QWidget()
    row = QGridLayout(whole)
    row.setContentsMargins(0, SPACE.s, 0, SPACE.s)
    row.setHorizontalSpacing(SPACE.s)
    row.addWidget(icon_label("good", PALETTE.good, 24), 0, 0)
    row.addWidget(make_label(NOTHING, "sentence", "day_nothing", wrap=True), 0, 1)
    row.setColumnStretch(1, 1)
    return whole
