"""Things that hold other things: card, list with detail, banner, figures in a row."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.theme import PALETTE, SPACE, Tone, icon, restyle
from ui.widgets.buttons import make_button
from ui.widgets.empty_state import EmptyState, EmptyText
from ui.widgets.labels import make_label, tone_icon, tone_label

_DETAIL_MIN = 304


class Card(QFrame):
    """A white surface; add to `body`, and buttons beside the heading to `head`."""

    def __init__(self, title: str = "") -> None:
        super().__init__()
        self.setProperty("role", "card")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(SPACE.m, SPACE.m, SPACE.m, SPACE.m)
        outer.setSpacing(SPACE.m)
        self.head = QHBoxLayout()
        self.head.setSpacing(SPACE.s)
        self.body = QVBoxLayout()
        self.body.setSpacing(SPACE.s)
        if title:
            self.head.addWidget(make_label(title, "section", "card_title"))
            self.head.addStretch()
            outer.addLayout(self.head)
        outer.addLayout(self.body, 1)


class StatTile(Card):
    """One figure that matters, what it counts, and a remark under it.

    Object names: `value`, `note`; the figure is a button where it can be opened.
    """

    opened = Signal()
    """The figure was asked what lies behind it."""

    def __init__(
        self, label: str, value: str = "—", note: str = "", *, opens: bool = False
    ) -> None:
        """With `opens` the figure is clicked, or reached by Tab, to be opened."""
        super().__init__()
        self._label = label
        self.body.setSpacing(SPACE.xs)
        self._value = _figure_button(value) if opens else make_label(value, "figure", "value")
        if isinstance(self._value, QPushButton):
            self._value.clicked.connect(self.opened)
        self._note = make_label(note, "small", "note")
        self._note.setVisible(bool(note))
        for part in (make_label(label, "hint"), self._value, self._note):
            self.body.addWidget(part)
        self.body.addStretch()
        self.show_value(value, note)

    def show_value(self, value: str, note: str = "", tone: Tone = Tone.NEUTRAL) -> None:
        self._value.setText(value)
        if isinstance(self._value, QPushButton):
            self._value.setAccessibleName(f"{self._label} {value}，看依据")
        restyle(self._value, tone=tone.value)
        self._note.setText(note)
        self._note.setVisible(bool(note))


def _figure_button(text: str) -> QPushButton:
    made = make_button(text, name="value")
    made.setProperty("kind", "figure")
    made.setToolTip("看这个数字的依据")
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    return made


class Banner(QFrame):
    """A sentence across the page that stays until it is no longer true; hidden when empty."""

    def __init__(self, sentence: str = "", tone: Tone = Tone.INFO) -> None:
        super().__init__()
        self.setProperty("role", "banner")
        self._icon = tone_label(tone, 20)
        self._sentence = make_label(sentence, name="sentence", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE.m, SPACE.s, SPACE.m, SPACE.s)
        row.setSpacing(SPACE.s)
        row.addWidget(self._icon, alignment=Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._sentence, 1)
        self._say_words(sentence, tone)
        if not sentence:  # showing it now would open a window of its own
            self.hide()

    def say(self, sentence: str, tone: Tone = Tone.INFO) -> None:
        """Show `sentence`, or hide the banner for an empty one."""
        self._say_words(sentence, tone)
        self.setHidden(not sentence)

    def _say_words(self, sentence: str, tone: Tone) -> None:
        self._sentence.setText(sentence)
        self._icon.setPixmap(icon(tone_icon(tone), PALETTE.of(tone)).pixmap(20, 20))
        restyle(self, tone=tone.value)


class SplitDetail(QSplitter):
    """A list on the left, what is chosen in it on the right; the border can be dragged."""

    def __init__(self, chooser: QWidget, nothing_chosen: EmptyText, *, share: int = 68) -> None:
        """`share` is the chooser's part of the width in per cent."""
        super().__init__(Qt.Orientation.Horizontal)
        self._detail = QStackedWidget()
        self._detail.setMinimumWidth(_DETAIL_MIN)
        self._placeholder = on_card(EmptyState(nothing_chosen))
        self._detail.addWidget(self._placeholder)
        self.addWidget(chooser)
        self.addWidget(self._detail)
        self.setHandleWidth(SPACE.m)
        self.setChildrenCollapsible(False)
        self.setStretchFactor(0, share)
        self.setStretchFactor(1, 100 - share)
        self.setSizes([share * 100, (100 - share) * 100])

    def hold(self, detail: QWidget) -> None:
        """Have `detail` go with this, whether anybody chooses something or not.

        What lies in no window lives on after its page as long as its own buttons call it.
        """
        detail.hide()
        detail.setParent(self._detail)

    def show_detail(self, detail: QWidget) -> None:
        """Show `detail`; it is kept, so a page makes it once and fills it again."""
        if self._detail.indexOf(detail) < 0:
            self._detail.addWidget(detail)
            self._detail.setMinimumWidth(max(_DETAIL_MIN, detail.minimumWidth()))
        self._detail.setCurrentWidget(detail)

    def show_nothing(self) -> None:
        """Show the sentence for nothing chosen."""
        self._detail.setCurrentWidget(self._placeholder)

    @property
    def shown_detail(self) -> QWidget | None:
        """The detail on screen, or None for the sentence."""
        current = self._detail.currentWidget()
        return None if current is self._placeholder else current


def scrolling(content: QWidget) -> QScrollArea:
    """`content` in an area that scrolls up and down when the window is low."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(content)
    area.setAccessibleName("可上下滚动的内容")
    area.viewport().setAutoFillBackground(False)
    content.setAutoFillBackground(False)
    return area


def on_card(content: QWidget) -> Card:
    """`content` alone on a white surface."""
    card = Card()
    card.body.addWidget(content)
    return card


def labelled(text: str, content: QWidget) -> QWidget:
    """`content` under a section heading."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(SPACE.s)
    column.addWidget(make_label(text, "section"))
    column.addWidget(content, 1)
    return whole


def add_state(
    stack: QStackedWidget, text: EmptyText, clicked: Callable[[], object], name: str = "empty"
) -> QWidget:
    """An empty state on a card, put into a stack; `clicked` follows its button."""
    state = EmptyState(text, name)
    state.clicked.connect(clicked)
    page = on_card(state)
    stack.addWidget(page)
    return page
