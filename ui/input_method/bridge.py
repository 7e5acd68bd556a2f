"""Between the fields of this program and an input method for which Qt has no plugin.

Keys are seen before shortcuts and fields are asked about them: what the input method takes
reaches neither. Fields hear of what is composed by the events they hear of it by from Qt.
"""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QObject,
    QPoint,
    QRect,
    QSize,
    Qt,
    SignalInstance,
)
from PySide6.QtGui import (
    QGuiApplication,
    QInputMethodEvent,
    QInputMethodQueryEvent,
    QKeyEvent,
    QTextCharFormat,
    QWindow,
)
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from ui.input_method.keys import PressedKey, key_event, pressed_key
from ui.input_method.watching import FocusWatch

_KEYS = frozenset({QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease})


class Context(Protocol):
    """What is asked of an input method: `ui.input_method.context.FcitxContext`."""

    committed: SignalInstance
    composed: SignalInstance
    forwarded: SignalInstance
    dropped: SignalInstance

    @property
    def connected(self) -> bool: ...

    def take(self, key: PressedKey) -> bool: ...

    def focus(self, *, inside: bool) -> None: ...

    def reset(self) -> None: ...

    def place(self, cursor: QRect) -> None: ...


class Bridge(FocusWatch):
    """Lives as long as the application; keys of fields that take no composed text pass by."""

    def __init__(self, application: QApplication, context: Context) -> None:
        super().__init__(application)
        self.context = context
        self._composed = ""
        self._field: QObject | None = None
        """Where something is being composed."""
        self._inside = False
        self._asked: tuple[int, int, bool] | None = None
        context.committed.connect(self._commit)
        context.composed.connect(self._compose)
        context.forwarded.connect(self._hand_back)
        context.dropped.connect(self._drop)
        application.focusObjectChanged.connect(self._move)
        QGuiApplication.inputMethod().cursorRectangleChanged.connect(self._place)

    # -- keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        kind = event.type()
        if kind in _KEYS and isinstance(event, QKeyEvent):
            return self._taken(event)
        if kind is QEvent.Type.MouseButtonPress and self._composed:
            self._settle()
        return super().eventFilter(watched, event)

    def _taken(self, event: QKeyEvent) -> bool:
        """Each key is asked about once: as a shortcut, or where that was skipped, as a key."""
        key = pressed_key(event)
        if key is None:
            return False
        if event.type() is QEvent.Type.ShortcutOverride:
            taken = self._ask(key)
            self._asked = (key.time, key.code, taken)
            if taken:
                event.accept()  # else it would set off the shortcut all the same
            return taken
        asked, self._asked = self._asked, None
        if not key.released and asked is not None:
            at, code, taken = asked
            if (at, code) == (key.time, key.code):
                return taken
        return self._ask(key)

    def _ask(self, key: PressedKey) -> bool:
        self._enter(_field() is not None)
        return self._inside and self.context.take(key)

    def _hand_back(self, symbol: int, state: int, released: int) -> None:
        event, field = key_event(symbol, state, released=bool(released)), _field()
        if event is not None and field is not None:
            QCoreApplication.sendEvent(field, event)

    # -- focus

    def _move(self, now: QObject | None) -> None:
        if self._composed and now is not self._field:
            self._settle()
        self._enter(_field() is not None)

    def _enter(self, inside: bool) -> None:  # noqa: FBT001 - which side of the border
        if inside is not self._inside:
            self._inside = inside
            self.context.focus(inside=inside)
            if inside:
                self._place()

    def _place(self) -> None:
        window = QGuiApplication.focusWindow()
        if self._inside and window is not None:
            self.context.place(_on_screen(window))

    # -- text

    def _commit(self, text: str) -> None:
        self._composed = ""  # before the field hears of it, which may move the focus
        event = QInputMethodEvent()
        event.setCommitString(text)
        self._tell(event)

    def _compose(self, text: str, cursor: int) -> None:
        if not text and not self._composed:
            return
        self._composed, self._field = text, _field()
        self._tell(QInputMethodEvent(text, _attributes(text, cursor)))

    def _tell(self, event: QInputMethodEvent) -> None:
        field = _field()
        if field is not None:
            QCoreApplication.sendEvent(field, event)

    def _settle(self) -> None:
        """Leave what is being composed in its field, and let the input method forget it."""
        text, self._composed = self._composed, ""
        self.context.reset()
        if self._field is not None and isValid(self._field):
            event = QInputMethodEvent()
            event.setCommitString(text)
            QCoreApplication.sendEvent(self._field, event)

    def _drop(self) -> None:
        """Nothing will come of it: take it out of the field."""
        if self._composed and self._field is not None and isValid(self._field):
            QCoreApplication.sendEvent(self._field, QInputMethodEvent())
        self._composed = ""


def _field() -> QObject | None:
    """What has the focus, if it takes composed text: in a popup, its own field."""
    popup = QApplication.activePopupWidget()
    target = (popup.focusWidget() or popup) if popup else QGuiApplication.focusObject()
    if target is None:
        return None
    return target if _takes_composed(target) else None


def _takes_composed(target: QObject) -> bool:
    """Secrets are typed as they are, and shown to no other program."""
    query = QInputMethodQueryEvent(Qt.InputMethodQuery.ImEnabled | Qt.InputMethodQuery.ImHints)
    QCoreApplication.sendEvent(target, query)
    hints = query.value(Qt.InputMethodQuery.ImHints)
    hidden = isinstance(hints, int) and hints & Qt.InputMethodHint.ImhHiddenText.value
    return bool(query.value(Qt.InputMethodQuery.ImEnabled)) and not hidden


def _attributes(text: str, cursor: int) -> list[QInputMethodEvent.Attribute]:
    """Underlined, with the cursor where the input method has it; -1 is nowhere."""
    line = QTextCharFormat()
    line.setFontUnderline(True)
    made = [_attribute(QInputMethodEvent.AttributeType.TextFormat, 0, _units(text), line)]
    if cursor >= 0:
        before = text.encode()[:cursor].decode(errors="ignore")
        made.append(_attribute(QInputMethodEvent.AttributeType.Cursor, _units(before), 1, None))
    return made


def _attribute(
    kind: QInputMethodEvent.AttributeType, start: int, length: int, value: object
) -> QInputMethodEvent.Attribute:
    return QInputMethodEvent.Attribute(kind, start, length, value)


def _units(text: str) -> int:
    """How long it is as Qt counts: in units of UTF-16."""
    return len(text.encode("utf-16-le")) // 2


def _on_screen(window: QWindow) -> QRect:
    """The cursor in pixels of the X screen, whatever the scale of the window."""
    cursor = QGuiApplication.inputMethod().cursorRectangle().toRect()
    scale, origin = window.devicePixelRatio(), window.screen().geometry().topLeft()
    away = window.mapToGlobal(cursor.topLeft()) - origin
    corner = origin + QPoint(round(away.x() * scale), round(away.y() * scale))
    size = QSize(max(1, round(cursor.width() * scale)), round(cursor.height() * scale))
    return QRect(corner, size)
