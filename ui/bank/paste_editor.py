"""The text that questions are pasted into: numbered lines, doubtful ones marked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from PySide6.QtCore import QMimeData, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QFont,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from ui.theme import PALETTE, SPACE, Tone, mono_font

_BAR = 4
_SIGNS = {Tone.BAD: "×", Tone.WARN: "!", Tone.INFO: "?"}
"""Before the number of a marked line: the colour of its ground is not all that marks it."""
"""Width of the mark beside a line, for those who do not see its ground."""

_BESIDE = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter

EXAMPLE = """可以粘贴各种写法，例如：

一、单项选择题
1. 预备党员的预备期为（   ）。
A、半年  B、一年  C、两年
答案：B
解析：见《中国共产党发展党员工作细则》。

二、判断题
2. 党费应当由党员本人按时足额交纳。（√）

三、填空题
3. 凡是有____正式党员三人以上的，都应当成立党的基层组织。
答案：____
"""


class PasteEditor(QPlainTextEdit):
    """Object name `paste_text`."""

    file_dropped = Signal(Path)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("paste_text")
        self.setFont(self._letters())
        self.setPlaceholderText(EXAMPLE)
        self.setTabChangesFocus(True)
        self._marks: dict[int, Tone] = {}
        self._numbers = _LineNumbers(self)
        self.blockCountChanged.connect(self._make_room)
        self.updateRequest.connect(self._follow)
        self.cursorPositionChanged.connect(self._show_line)
        self._make_room()
        self._show_line()

    @property
    def line(self) -> int:
        """The line of the cursor, from 1."""
        return self.textCursor().blockNumber() + 1

    @property
    def marks(self) -> Mapping[int, Tone]:
        """Lines that are marked, and in which tone."""
        return self._marks

    def show_marks(self, marks: Mapping[int, Tone]) -> None:
        """Mark these lines instead, counted from 1."""
        self._marks = dict(marks)
        self.viewport().update()
        self._numbers.update()

    def go_to(self, line: int) -> None:
        """Put the cursor on a line and show it in the middle."""
        block = self.document().findBlockByNumber(line - 1)
        if line > 0 and block.isValid():
            self.setTextCursor(QTextCursor(block))
            self.centerCursor()

    def add_text(self, text: str) -> None:
        """Put text after what is there; Ctrl+Z takes it back."""
        cursor = self.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        between = "\n\n" if self.toPlainText().strip() else ""
        cursor.insertText(between + text)
        self.setTextCursor(cursor)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802 - Qt's name
        return source.hasUrls() or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - Qt's name
        files = [Path(url.toLocalFile()) for url in source.urls() if url.isLocalFile()]
        if len(files) == 1:
            self.file_dropped.emit(files[0])
        elif not files:
            super().insertFromMimeData(source)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        for number, rect in self.visible_lines():
            if tone := self._marks.get(number):
                painter.fillRect(rect, QColor(PALETTE.soft(tone)))
        painter.end()
        super().paintEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        inside = self.contentsRect()
        self._numbers.setGeometry(
            QRect(inside.left(), inside.top(), self._numbers.sizeHint().width(), inside.height())
        )

    def visible_lines(self) -> Iterator[tuple[int, QRect]]:
        """Number, and place in the viewport, of every line on screen."""
        block: QTextBlock = self.firstVisibleBlock()
        bottom = self.viewport().height()
        while block.isValid():
            rect = self.blockBoundingGeometry(block).translated(self.contentOffset()).toRect()
            if rect.top() > bottom:
                return
            yield block.blockNumber() + 1, rect
            block = block.next()

    def _letters(self) -> QFont:
        font = QFont(mono_font())
        font.setPointSizeF(self.font().pointSizeF())
        return font

    @Slot()
    def _make_room(self) -> None:
        self.setViewportMargins(self._numbers.sizeHint().width(), 0, 0, 0)

    @Slot(QRect, int)
    def _follow(self, rect: QRect, moved: int) -> None:
        if moved:
            self._numbers.scroll(0, moved)
        else:
            self._numbers.update(0, rect.y(), self._numbers.width(), rect.height())

    @Slot()
    def _show_line(self) -> None:
        """The line of the cursor stands out, also while the list has the keyboard."""
        here = QTextEdit.ExtraSelection()
        here.format.setBackground(QColor(PALETTE.sunken))  # type: ignore[attr-defined]
        here.format.setProperty(  # type: ignore[attr-defined]
            QTextFormat.Property.FullWidthSelection,
            True,  # noqa: FBT003 - Qt's
        )
        here.cursor = self.textCursor()  # type: ignore[attr-defined]
        here.cursor.clearSelection()  # type: ignore[attr-defined]
        self.setExtraSelections([here] if self.toPlainText() else [])
        self._numbers.update()


class _LineNumbers(QWidget):
    """Beside the text; a marked line has a bar in the colour of its mark."""

    def __init__(self, editor: PasteEditor) -> None:
        super().__init__(editor)
        self._editor = editor

    def sizeHint(self) -> QSize:
        digits = max(3, len(str(self._editor.blockCount())))
        width = self._editor.fontMetrics().horizontalAdvance(_SIGNS[Tone.WARN] + "9" * digits)
        return QSize(width + 2 * SPACE.s + _BAR, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(PALETTE.sunken))
        painter.setFont(self._editor.font())
        marks = self._editor.marks
        for number, rect in self._editor.visible_lines():
            tone = marks.get(number)
            painter.setPen(QColor(PALETTE.of(tone) if tone else PALETTE.ink_faint))
            if tone:
                bar = QRect(self.width() - _BAR, rect.top(), _BAR, rect.height())
                painter.fillRect(bar, QColor(PALETTE.of(tone)))
            line = QRect(0, rect.top(), self.width() - SPACE.s - _BAR, self._height(number))
            sign = _SIGNS.get(tone, "") if tone else ""
            painter.drawText(line, _BESIDE, f"{sign}{number}")
        painter.end()

    def _height(self, number: int) -> int:
        """Of the first row of a line: a long line is broken into several."""
        first = self._editor.document().findBlockByNumber(number - 1).layout().lineAt(0)
        return round(first.height()) if first.isValid() else self._editor.fontMetrics().height()
