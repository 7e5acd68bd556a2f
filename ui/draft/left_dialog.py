"""没有保存的内容: what was left in forms, to be read, copied, gone to, or let go."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from jyguide.settings.draft import Draft, moment_word, title_of
from ui.draft.drafts import Drafts
from ui.theme import SPACE, scaled
from ui.widgets import Card, EmptyState, EmptyText, Facts, Kind, make_button, make_label, scrolling
from ui.widgets.button_row import ButtonRow

_WIDTH, _HEIGHT = 680, 480
_NOTHING = EmptyText("没有留下未保存的内容", "填了一半的表意外关掉以后，会列在这里。")
_HINT = (
    "要接着填：点“打开”，在那一页再次打开同一个表，点上面的“填回”。已经保存过的，请选“不要了”。"
)


class LeftDialog(QDialog):
    """Object names: `left_dialog`; of each draft `left_<n>`, in it `go`, `copy`, `drop`."""

    wanted = Signal(object)
    """A `Draft` whose page is to be gone to; the dialog has closed."""

    def __init__(self, drafts: Drafts, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("left_dialog")
        self.setWindowTitle("没有保存的内容")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(scaled(_WIDTH), scaled(_HEIGHT))
        self._drafts = drafts
        inside = QWidget()
        self._cards = QVBoxLayout(inside)
        self._cards.setContentsMargins(0, 0, SPACE.s, 0)
        self._cards.setSpacing(SPACE.s)
        self._empty = EmptyState(_NOTHING)
        close = make_button("关闭", name="close")
        close.clicked.connect(self.accept)
        foot = ButtonRow(leave=close)
        self._hint = make_label(_HINT, "hint", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.m, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.m)
        layout.addWidget(self._hint)
        layout.addWidget(scrolling(inside), 1)
        layout.addLayout(foot)
        for number, (key, draft) in enumerate(drafts.left(), 1):
            card = self._card(key, draft)
            card.setObjectName(f"left_{number}")
            self._cards.addWidget(card)
        self._cards.addWidget(self._empty)
        self._cards.addStretch()
        self._show_state()

    def _card(self, key: str, draft: Draft) -> Card:
        card = Card(f"{title_of(draft)}　{moment_word(draft.kept_at, self._drafts.now())}")
        for text, name, run in (
            ("打开", "go", partial(self._go, draft)),
            ("复制内容", "copy", partial(_copy, draft)),
            ("不要了", "drop", partial(self._let_go, key, card)),
        ):
            button = make_button(text, Kind.QUIET, name=name)
            button.setAccessibleName(f"{text}：{title_of(draft)}")
            button.clicked.connect(run)
            card.head.addWidget(button)
        facts = Facts()
        facts.show_facts([(one.label or "内容", one.said) for one in draft.changed])
        card.body.addWidget(facts)
        return card

    def _go(self, draft: Draft) -> None:
        self.accept()
        self.wanted.emit(draft)

    def _let_go(self, key: str, card: Card) -> None:
        self._drafts.drop(key)
        card.hide()
        self._cards.removeWidget(card)
        card.deleteLater()
        self._show_state()

    def _show_state(self) -> None:
        nothing = not self._drafts.left()
        self._empty.setVisible(nothing)
        self._hint.setHidden(nothing)


def _copy(draft: Draft) -> None:
    """All of it, as lines of label and value."""
    lines = [f"{one.label}：{_whole(one.value)}" for one in draft.changed]
    QGuiApplication.clipboard().setText("\n".join(lines))


def _whole(value: object) -> str:
    if isinstance(value, list):
        return "、".join(name for _, name in value)
    return ("是" if value else "否") if isinstance(value, bool) else str(value)
