"""The bars above and below an item: who sits what and how long, and the ways to go."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from jyguide.exam.row import Sitting
from jyguide.exam.sitting import clock_text
from ui.exam.sitting.timekeeper import WARN_AT
from ui.theme import SPACE, Tone, restyle
from ui.widgets import Kind, make_button, make_label


class _TitleLabel(QLabel):
    """A title that gives way: a long one is cut with an ellipsis, and never widens the window."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "exam-title")
        self._title = title

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(0, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance(self._title)
        return QSize(width + SPACE.xs, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fitting = self.fontMetrics().elidedText(
            self._title, Qt.TextElideMode.ElideRight, self.width()
        )
        if fitting != self.text():
            self.setText(fitting)


class HeadBar(QFrame):
    """Title, name, countdown; object names `exam_head` and `countdown`."""

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self.setObjectName("exam_head")
        self._left = make_label("", "countdown", "countdown")
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE.l, SPACE.s, SPACE.l, SPACE.s)
        row.setSpacing(SPACE.m)
        row.addWidget(_TitleLabel(sitting.title))
        row.addWidget(make_label(f"考生：{sitting.candidate}", "exam-soft", "candidate"))
        row.addStretch(1)
        row.addWidget(make_label("剩余时间", "exam-soft"))
        row.addWidget(self._left)

    @Slot(int)
    def show_left(self, seconds: int) -> None:
        """Show minutes and seconds; the colour follows the two warnings."""
        self._left.setText(clock_text(seconds))
        early, late = WARN_AT
        tone = Tone.BAD if seconds <= late else Tone.WARN if seconds <= early else Tone.NEUTRAL
        if self._left.property("tone") != tone.value:
            restyle(self._left, tone=tone.value)


class FootBar(QFrame):
    """Object names `back`, `later`, `onward`, `hand_in`; the mouse never moves the focus here."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("exam_foot")
        self._typing = False
        self.back = make_button("", name="back")
        self.later = make_button("", name="later")
        self.onward = make_button("", name="onward")
        self.hand_in = make_button("交卷", Kind.PRIMARY, name="hand_in")
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE.l, SPACE.s, SPACE.l, SPACE.s)
        row.setSpacing(SPACE.m)
        for button in self._buttons():
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
        row.insertStretch(3)
        self.show_later(marked=False)

    def show_later(self, *, marked: bool) -> None:
        """Name what the key M would do now."""
        said = "取消标记" if marked else "稍后再答"
        self.later.setText(f"{said}（{'Ctrl+M' if self._typing else 'M'}）")

    def show_ends(self, *, first: bool, last: bool, typing: bool) -> None:
        """Nothing lies before the first item, and after the last comes handing in.

        Args:
            first: Whether the first item is on screen.
            last: Whether the last one is.
            typing: Whether arrows and letters go into a field there.
        """
        self._typing = typing
        back, onward = ("PgUp", "PgDn") if typing else ("←", "→")
        self.back.setEnabled(not first)
        self.back.setText(f"上一题（{back}）")
        self.onward.setText("答完，去交卷" if last else f"下一题（{onward}）")

    def _buttons(self) -> tuple[QPushButton, ...]:
        return self.back, self.later, self.onward, self.hand_in
