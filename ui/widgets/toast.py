"""A message that passes by itself: what was done, and perhaps a way to take it back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from jyguide.settings.pc import pc_settings
from ui.theme import SPACE
from ui.widgets.labels import in_short, make_label

_WITH_ACTION = 2.5
"""How much longer a notice stays that has something to press."""
_LONGEST = 200
_LOOKED_AT = Qt.ApplicationState.ApplicationActive


@dataclass(frozen=True, slots=True)
class Link:
    """A further button of a notice."""

    label: str
    run: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence for the toast; `action` runs when the button `action_label` is pressed.

    Attributes:
        more: Further buttons behind the first one.
        stays: Whether it is there until somebody has pressed something.
        made: Whether its buttons lead to something that was made, and so are of use later.
    """

    sentence: str
    action_label: str = ""
    action: Callable[[], object] | None = None
    more: tuple[Link, ...] = ()
    stays: bool = False
    made: bool = False

    @property
    def links(self) -> tuple[Link, ...]:
        """All its buttons, the first one first."""
        first = () if self.action is None else (Link(self.action_label, self.action),)
        return first + self.more


class Toast(QFrame):
    """Floats over the lower edge of `over`, and does not pass while nobody can see it.

    Object names: `toast`, `toast_text`, `toast_action` the first button, `toast_more_1` … the
    others, `toast_close` where it stays.
    """

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self._notice = Notice("")
        self._buttons: list[QPushButton] = []
        self.setObjectName("toast")
        self.setProperty("role", "toast")
        self._text = make_label("", name="toast_text")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(SPACE.m, SPACE.s, SPACE.s, SPACE.s)
        self._row.addWidget(self._text)
        self._first = self._add_button("toast_action")
        self._first.clicked.connect(self._act_first)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._pass)
        over.installEventFilter(self)
        self.hide()

    def tell(self, notice: Notice) -> None:
        """Show `notice` for some seconds, longer when there is something to press."""
        self._notice = notice
        self._text.setText(in_short(notice.sentence, _LONGEST))
        self._set_buttons(notice)
        self._place()
        self.show()
        self.raise_()
        self._wait()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _set_buttons(self, notice: Notice) -> None:
        for button in self._buttons:
            self._row.removeWidget(button)
            button.hide()
            button.setObjectName("")
            button.deleteLater()
        self._first.setText(notice.action_label)
        self._first.setVisible(notice.action is not None)
        self._buttons = [
            self._further(f"toast_more_{at}", link) for at, link in enumerate(notice.more, 1)
        ]
        if notice.stays:
            self._buttons.append(self._further("toast_close", Link("关闭", _nothing)))

    def _further(self, name: str, link: Link) -> QPushButton:
        button = self._add_button(name)
        button.setText(link.label)
        button.clicked.connect(partial(self._act, link.run))
        button.show()
        return button

    def _add_button(self, name: str) -> QPushButton:
        button = QPushButton(self)
        button.setObjectName(name)
        self._row.addWidget(button)
        return button

    def _wait(self) -> None:
        if self._notice.stays:
            self._timer.stop()
        else:
            plain = 1000 * pc_settings().notice_seconds
            self._timer.start(round(plain * _WITH_ACTION) if self._notice.links else plain)

    @Slot()
    def _pass(self) -> None:
        """Its time is over, but what nobody could see begins its time anew."""
        if QGuiApplication.applicationState() is _LOOKED_AT and not self.window().isMinimized():
            self.hide()
        else:
            self._wait()

    def _place(self) -> None:
        self._fit()
        self.adjustSize()
        left = (self._over.width() - self.width()) // 2
        # as low as can be: above it is the end of a list, and there the row just written
        self.move(left, self._over.height() - self.height() - SPACE.xs)

    def _fit(self) -> None:
        """A sentence wider than the window takes several lines."""
        shown = [self._first, *self._buttons]
        buttons = sum(one.sizeHint().width() + SPACE.s for one in shown if not one.isHidden())
        room = self._over.width() - 2 * SPACE.l - SPACE.m - buttons
        wide = self._text.fontMetrics().horizontalAdvance(self._notice.sentence) > room
        self._text.setWordWrap(wide)
        self._text.setMinimumWidth(room if wide else 0)

    @Slot()
    def _act_first(self) -> None:
        action = self._notice.action
        self.hide()
        if action is not None:
            action()

    def _act(self, run: Callable[[], object], *_: object) -> None:
        self.hide()
        run()


def _nothing() -> None:
    """What is only closed has nothing to do."""
