"""The field that opens over everything, and what it finds under it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from jyguide.search.hit import Hit
from ui.search.hit_list import HitList
from ui.theme import SPACE, icon, scaled
from ui.widgets.labels import make_label

_WIDTH, _HEIGHT = 720, 460
_TOP = 72
_DELAY_MS = 40
_LONGEST = 40
_HINT = "姓名、组织、培训、支部、题目、功能；拼音或首字母也行"
_KEYS = "↑↓ 选择　Enter 打开　Esc 关闭"
_WAITING = "前面的任务完成后显示全部结果。"
_NOTHING = "没有找到“{}”。换一个词，或只输入前几个字。"
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 6,
    Qt.Key.Key_PageUp: -6,
}


class Palette(QDialog):
    """Asks for words and shows hits; somebody else looks and opens.

    Object names: `palette`, `palette_search`, `palette_line`, and that of `HitList`.
    """

    words_changed = Signal(str)
    """Answer with `show_hits`."""
    picked = Signal(object)
    """A `Hit`."""

    def __init__(self, usual: Sequence[Hit], parent: QWidget) -> None:
        """`usual` is shown while nothing is typed."""
        super().__init__(parent)
        self.setObjectName("palette")
        self.setWindowTitle("搜索")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._usual = usual
        self._answered = self._early = ""
        self._entering = False
        self._build()
        self._delay = QTimer(self, singleShot=True, interval=_DELAY_MS)
        self._delay.timeout.connect(self._ask)
        self.field.textChanged.connect(self._delay.start)
        self.list.clicked.connect(self._pick)
        self.show_hits("", [])
        self._stand(parent)

    def show_hits(self, words: str, hits: Sequence[Hit]) -> None:
        """What the words mean, unless others are typed by now."""
        if words != self.field.text().strip():
            return
        shown = hits if words else self._usual
        self._list(shown, words)
        self.line.setText(_KEYS if shown or not words else _NOTHING.format(_short(words)))
        self._answered = words
        if self._entering:
            self._entering = False
            self._pick()

    def show_at_once(self, words: str, hits: Sequence[Hit], *, waiting: bool) -> None:
        """What is known of the answer before somebody has looked.

        Args:
            words: As for `show_hits`, which follows.
            hits: The first of them.
            waiting: Whether something long is done before anybody looks.
        """
        if not hits and not waiting:
            return  # the answer is near: nothing flickers
        self._list(hits, "")
        self._early = words if hits else ""
        self.line.setText(_WAITING if waiting else _KEYS)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            by = _STEPS.get(Qt.Key(event.key()))
            if by is not None:
                self.list.step(by)
                return True
        return super().eventFilter(watched, event)

    def accept(self) -> None:
        """Enter: open what is marked, once what is typed has been looked for."""
        if self._delay.isActive():
            self._ask()
        if self.field.text().strip() in (self._answered, self._early):
            self._pick()
        else:
            self._entering = True  # what is shown answers other words

    def _list(self, hits: Sequence[Hit], words: str) -> None:
        """`words` are those that some of it may be marked for already."""
        self.list.show_hits(hits, stay=bool(words) and words == self._early)
        self.list.setVisible(bool(hits))

    @Slot()
    def _ask(self) -> None:
        self._delay.stop()
        self._early = ""
        words = self.field.text().strip()
        if words:
            self.words_changed.emit(words)
        else:
            self.show_hits("", [])

    @Slot(QModelIndex)
    def _pick(self, *_: object) -> None:
        hit = self.list.chosen()
        if hit is not None:
            self.close()
            self.picked.emit(hit)

    def _build(self) -> None:
        self.field = QLineEdit(placeholderText=_HINT)
        self.field.setObjectName("palette_search")
        self.field.setAccessibleName("搜索")
        self.field.setClearButtonEnabled(True)
        self.field.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.field.installEventFilter(self)
        self.field.returnPressed.connect(self.accept)
        self.list = HitList()
        self.line = make_label(_KEYS, "small", "palette_line", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.m, SPACE.m, SPACE.m, SPACE.s)
        layout.setSpacing(SPACE.s)
        layout.addWidget(self.field)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.line, alignment=Qt.AlignmentFlag.AlignBottom)

    def _stand(self, over: QWidget) -> None:
        """Near the top of the window, in its middle."""
        window = over.window()
        room = window.size()
        self.resize(
            min(scaled(_WIDTH), room.width() - 2 * SPACE.l),
            min(scaled(_HEIGHT), room.height() - _TOP - SPACE.l),
        )
        corner = window.mapToGlobal(window.rect().topLeft())
        self.move(corner.x() + (room.width() - self.width()) // 2, corner.y() + _TOP)


def _short(words: str) -> str:
    """Whole pages are pasted, too."""
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
