"""The window of practice without its rules: head, card, foot."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.drill.choices import GradeBar
from ui.exam.sitting.item_view import ItemScroll
from ui.theme import SPACE, Tone
from ui.widgets import Banner, Kind, make_button, make_label

_CARD_WIDTH = 1180
_FOOT_HEIGHT = 92


class DrillFrame(QWidget):
    """What stands around a card.

    Object names: `drill_title`, `place`, `countdown`, `turn`, `favourite`, `undo`, `before`,
    `leave`, `keys`, `trouble`, `retry` and those of the parts in it.
    """

    def __init__(self, title: str, clock: QLabel) -> None:
        super().__init__()
        self.place = make_label("", "drill-head", "place")
        self.clock = clock
        self.favourite = self._quiet("收藏（F）", "favourite")
        self.undo = self._quiet("撤销评分（Ctrl+Z）", "undo")
        self.before = self._quiet("上一题（PgUp）", "before")
        self.leave = self._quiet("离开（Esc）", "leave")
        self.turn_button = make_button("看答案（空格）", Kind.PRIMARY, name="turn")
        self.turn_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.grades = GradeBar()
        self.keys = make_label("", "drill-small", "keys")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._make_head(title))
        layout.addLayout(self._make_trouble())
        self._middle = QVBoxLayout()
        self._middle.setContentsMargins(SPACE.xl, SPACE.l, SPACE.xl, SPACE.m)
        layout.addLayout(self._middle, 1)
        layout.addWidget(self._make_foot())

    def show_card(self, card: QWidget) -> None:
        """Put a card, or the words at the end, in the middle; the one before is gone."""
        while self._middle.count():
            taken = self._middle.takeAt(0)
            if taken is not None and (old := taken.widget()) is not None:
                old.hide()
                old.deleteLater()
        card.setMaximumWidth(_CARD_WIDTH)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(card, 100)
        row.addStretch(1)
        self._scroll = ItemScroll(holder)
        self._middle.addWidget(self._scroll)

    def say_trouble(self, said: str) -> None:
        """Say what could not be stored, with the button to try again; nothing hides both."""
        self._trouble.say(said, Tone.BAD)
        self.retry.setVisible(bool(said))

    def scroll_to(self, part: QWidget) -> None:
        """Bring a part of the card into sight."""
        self._scroll.ensureWidgetVisible(part, 0, SPACE.l)

    def scroll_by(self, steps: int) -> None:
        """Move a long card up or down."""
        bar = self._scroll.verticalScrollBar()
        bar.setValue(bar.value() + steps * bar.singleStep() * 4)

    def _make_head(self, title: str) -> QFrame:
        head = QFrame()
        head.setObjectName("drill_head")
        row = QHBoxLayout(head)
        row.setContentsMargins(SPACE.l, SPACE.s, SPACE.l, SPACE.s)
        row.setSpacing(SPACE.m)
        row.addWidget(make_label(title, "drill-head", "drill_title"))
        row.addWidget(self.place)
        row.addStretch()
        row.addWidget(self.clock)
        row.addStretch()
        for button in (self.favourite, self.before, self.undo, self.leave):
            row.addWidget(button)
        return head

    def _make_trouble(self) -> QHBoxLayout:
        self._trouble = Banner()
        self._trouble.setObjectName("trouble")
        self.retry = make_button("重新存入（F5）", name="retry")
        self.retry.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.retry.hide()
        row = QHBoxLayout()
        row.setContentsMargins(SPACE.xl, SPACE.s, SPACE.xl, 0)
        row.setSpacing(SPACE.s)
        row.addWidget(self._trouble, 1)
        row.addWidget(self.retry)
        return row

    def _make_foot(self) -> QFrame:
        foot = QFrame()
        foot.setObjectName("drill_foot")
        rows = QVBoxLayout(foot)
        rows.setContentsMargins(SPACE.xl, SPACE.m, SPACE.xl, SPACE.s)
        rows.setSpacing(SPACE.s)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self.turn_button)
        middle.addWidget(self.grades, 20)
        middle.addStretch(1)
        self.grades.setMaximumWidth(_CARD_WIDTH)
        rows.addLayout(middle)
        self.keys.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        rows.addWidget(self.keys)
        foot.setMinimumHeight(_FOOT_HEIGHT)
        return foot

    def _quiet(self, text: str, name: str) -> QPushButton:
        button = make_button(text, Kind.QUIET, name=name)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return button
