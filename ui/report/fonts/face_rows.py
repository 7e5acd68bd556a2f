"""One line a typeface: a sample drawn in it, how it stands with it, what that means."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from jyguide.documents.font_check import ROLE_NAMES, USES, FaceState
from jyguide.documents.font_sample import SENTENCE
from jyguide.documents.page import Style
from ui.printing.fonts import qt_font
from ui.theme import PALETTE, SPACE, Tone
from ui.widgets.labels import Badge, make_label

_PIXELS = 24


class Sample(QWidget):
    """A line of text in the typeface of a role, as documents show it."""

    def __init__(self, style: Style, text: str) -> None:
        super().__init__()
        self._text = text
        self._font = QFont(qt_font(style))  # its own: documents are set in the other one
        self._font.setPixelSize(_PIXELS)
        self.setAccessibleName(text)

    def sizeHint(self) -> QSize:
        return QFontMetrics(self._font).size(0, self._text) + QSize(2, SPACE.s)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._font)
        painter.setPen(PALETTE.ink)
        place = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect(), place, self._text)
        painter.end()


class FaceRows(QWidget):
    """Object names: `face_<role>` is the word on each, `means_<role>` the sentence under it."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE.l)
        self._grid.setVerticalSpacing(SPACE.xs)
        self._grid.setColumnStretch(2, 1)

    def show_states(self, states: tuple[FaceState, ...]) -> None:
        """Replace what is shown."""
        while item := self._grid.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for at, one in enumerate(states):
            self._put(2 * at, one)

    def _put(self, row: int, one: FaceState) -> None:
        badge = Badge(one.state, Tone.GOOD if one.sound else Tone.WARN)
        badge.setObjectName(f"face_{one.role}")
        said = f"用于{USES[one.role]}。{one.advice}"
        means = make_label(said, "small", f"means_{one.role}", wrap=True)
        means.setContentsMargins(0, 0, 0, SPACE.xs)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self._grid.addWidget(make_label(ROLE_NAMES[one.role], "section"), row, 0)
        self._grid.addWidget(Sample(Style(one.role), SENTENCE), row, 1)
        self._grid.addWidget(badge, row, 2, left)
        self._grid.addWidget(means, row + 1, 1, 1, 2)
