"""Labels with a role the style sheet knows, badges, and a list of facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QContextMenuEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from ui.theme import PALETTE, SPACE, Tone, icon, restyle


def make_label(text: str, role: str = "body", name: str = "", *, wrap: bool = False) -> QLabel:
    """A label.

    Args:
        text: Shown as plain text, never as markup: it may come from a file.
        role: body, hint, small, key, section, sentence, figure, page-title, problem.
        name: Object name.
        wrap: Break long text into lines.
    """
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    made.setWordWrap(wrap)
    if name:
        made.setObjectName(name)
    return made


def in_short(sentence: str, longest: int = 120) -> str:
    """A sentence without the middle of what it quotes: whole pages are pasted into fields."""
    half = longest // 2
    return sentence if len(sentence) <= longest else f"{sentence[:half]}…{sentence[-half:]}"


def icon_label(icon_name: str, color: str, size: int = 24) -> QLabel:
    """A label showing one line icon, `size` device-independent pixels wide."""
    made = QLabel()
    pixmap: QPixmap = icon(icon_name, color).pixmap(size, size)
    made.setPixmap(pixmap)
    made.setFixedSize(size, size)
    return made


class Badge(QLabel):
    """A short word about a state, on a ground of its tone: 已签到, 待批复, 不合格."""

    def __init__(self, text: str = "", tone: Tone = Tone.NEUTRAL) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "badge")
        self.setProperty("tone", tone.value)

    def show_state(self, text: str, tone: Tone) -> None:
        self.setText(text)
        restyle(self, tone=tone.value)


class ElidedLabel(QLabel):
    """One line that ends in an ellipsis where it has no room; the tip then says all of it."""

    def __init__(self, role: str, name: str) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setObjectName(name)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(4 * self.fontMetrics().averageCharWidth(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell()

    def setText(self, text: str) -> None:  # noqa: N802 - Qt's name
        super().setText(text)
        self._tell()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = self.contentsRect()
        metrics = self.fontMetrics()
        shown = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, rect.width())
        self.style().drawItemText(
            painter,
            rect,
            int(self.alignment()),
            self.palette(),
            self.isEnabled(),
            shown,
            self.foregroundRole(),
        )

    def _tell(self) -> None:
        cut = self.fontMetrics().horizontalAdvance(self.text()) > self.contentsRect().width()
        self.setToolTip(self.text() if cut else "")


class Facts(QWidget):
    """Pairs of label and value that can be selected and copied, as in a person's file.

    In a grid: a QFormLayout whose rows are replaced counts too few lines for long values, and
    cuts them off.
    """

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE.m)
        self._grid.setVerticalSpacing(SPACE.s)
        self._grid.setColumnStretch(1, 1)
        self._last = 0
        self._ask: Callable[[str], object] | None = None

    def tell_history(self, ask: Callable[[str], object]) -> None:
        """Offer by right click what became of a fact; `ask` is told which, by its label."""
        self._ask = ask

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        from ui.widgets.field_menu import open_value_menu  # noqa: PLC0415 - when first asked for

        at = self._grid.indexOf(self.childAt(event.pos()) or self)
        key = self._grid.itemAtPosition(at // 2, 0) if at >= 0 else None
        value = self._grid.itemAtPosition(at // 2, 1) if at >= 0 else None
        if self._ask is None or key is None or value is None:
            super().contextMenuEvent(event)
            return
        name, shown = key.widget(), value.widget()
        assert isinstance(name, QLabel) and isinstance(shown, QLabel)  # noqa: S101, PT018
        open_value_menu(shown, event.globalPos(), partial(self._ask, name.text()))

    def show_facts(self, facts: Iterable[tuple[str, str]]) -> None:
        """Replace what is shown; an empty value is drawn as a dash."""
        while item := self._grid.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._grid.setRowStretch(self._last, 0)
        self._last = 0
        for key, value in facts:
            top = Qt.AlignmentFlag.AlignTop
            self._grid.addWidget(make_label(key, "key"), self._last, 0, top)
            shown = _value_label(value)
            if self._ask is not None:
                shown.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)  # `Facts` has one
            self._grid.addWidget(shown, self._last, 1)
            self._last += 1
        self._grid.setRowStretch(self._last, 1)  # room that is left over stays below


def _value_label(value: str) -> QLabel:
    made = make_label(value or "—", wrap=True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def tone_icon(tone: Tone) -> str:
    """The icon that says the same as the tone, for people who do not see the colour."""
    return {
        Tone.GOOD: "good",
        Tone.WARN: "warning",
        Tone.BAD: "bad",
        Tone.GOLD: "certificate",
    }.get(tone, "info")


def tone_label(tone: Tone, size: int = 24) -> QLabel:
    """The icon of a tone in its colour."""
    return icon_label(tone_icon(tone), PALETTE.of(tone), size)
