"""Two items side by side on one sheet, with what differs marked in both."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QTextCharFormat,
    QTextCursor,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
    QTextTableFormat,
)
from PySide6.QtWidgets import QTextBrowser

from jyguide.bank.item import ItemContent
from jyguide.bank.side_by_side import PairedPart, Pieces, side_by_side
from ui.theme import PALETTE, SPACE

_NAME_SHARE, _SIDE_SHARE = 10, 45
_ANSWER = "答案"


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: what it is called, and what it says."""

    title: str
    content: ItemContent


class SimilarView(QTextBrowser):
    """Object name `similar_view`; its plain text can be read by tests."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("similar_view")
        self.setProperty("role", "sheet")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_pair(self, left: Side, right: Side) -> None:
        """Show two items, part beside part."""
        parts = side_by_side(left.content, right.content)
        self.clear()
        cursor = QTextCursor(self.document())
        table = cursor.insertTable(len(parts) + 1, 3, _table_format())
        for column, title in enumerate((left.title, right.title), start=1):
            _write(table, 0, column, ((False, title),), _heading())
        for row, part in enumerate(parts, start=1):
            _write_part(table, row, part)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def marked_texts(self) -> list[str]:
        """The stretches that are marked, in the order of the sheet."""
        found = []
        block = self.document().begin()
        while block.isValid():
            pieces = block.begin()
            while not pieces.atEnd():
                piece = pieces.fragment()
                if piece.charFormat().fontUnderline():
                    found.append(piece.text())
                pieces += 1
            block = block.next()
        return found


def _table_format() -> QTextTableFormat:
    layout = QTextTableFormat()
    layout.setBorder(0)
    layout.setCellPadding(SPACE.xs)
    layout.setCellSpacing(0)
    layout.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_None)
    layout.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    layout.setColumnWidthConstraints(
        [
            QTextLength(QTextLength.Type.PercentageLength, share)
            for share in (_NAME_SHARE, _SIDE_SHARE, _SIDE_SHARE)
        ]
    )
    return layout


def _write_part(table: QTextTable, row: int, part: PairedPart) -> None:
    name = QTextCharFormat()
    name.setForeground(QColor(PALETTE.ink_soft))
    _write(table, row, 0, ((False, part.name),), name)
    words = QTextCharFormat()
    words.setForeground(QColor(PALETTE.ink))
    if part.name == _ANSWER:
        words.setFontWeight(QFont.Weight.DemiBold)
    for column, pieces in ((1, part.left), (2, part.right)):
        _write(table, row, column, pieces, words)


def _write(
    table: QTextTable, row: int, column: int, pieces: Pieces, words: QTextCharFormat
) -> None:
    cursor = table.cellAt(row, column).firstCursorPosition()
    for own, text in pieces:
        cursor.insertText(text, _marked(words) if own else words)


def _heading() -> QTextCharFormat:
    made = QTextCharFormat()
    made.setForeground(QColor(PALETTE.ink_soft))
    made.setFontWeight(QFont.Weight.DemiBold)
    return made


def _marked(words: QTextCharFormat) -> QTextCharFormat:
    """On a ground and underlined, for those who do not see the colour."""
    made = QTextCharFormat(words)
    made.setBackground(QColor(PALETTE.warn_soft))
    made.setForeground(QColor(PALETTE.warn))
    made.setFontUnderline(True)
    return made
