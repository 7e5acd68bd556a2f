"""Why whoever is chosen stands on a list, sentence by sentence, and how far it is to the next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.theme import SPACE, Tone
from ui.widgets import Badge, Banner, Card, EmptyState, EmptyText, make_label, scrolling
from ui.widgets.flow_layout import FlowLayout


class StandingCard(QWidget):
    """The sentences can be selected and copied.

    Object names: `<whose>_name`, `<whose>_facts`, that of the badge, `why`, `way_up`.
    """

    def __init__(self, whose: str, badge: str, nothing: EmptyText) -> None:
        """`badge` is its object name; `nothing` is said while nobody is chosen."""
        super().__init__()
        self._nothing = EmptyState(nothing, "detail_empty")
        self._name = make_label("", "section", f"{whose}_name", wrap=True)
        self._facts = make_label("", "small", f"{whose}_facts", wrap=True)
        self._badge = Badge()
        self._badge.setObjectName(badge)
        self._way = Banner()
        self._way.setObjectName("way_up")
        self._why = _selectable()
        self._whole = QWidget()

    def show_nothing(self) -> None:
        """Nobody is chosen."""
        self._whole.hide()
        self._nothing.show()

    def _show_whole(self) -> None:
        self._nothing.hide()
        self._whole.show()

    def _show_head(self, name: str, facts: Sequence[str], state: str, tone: Tone) -> None:
        """`facts` that are empty are left away; `state` is the list."""
        self._name.setText(name)
        self._facts.setText("　".join(filter(None, facts)))
        self._badge.show_state(state, tone)

    def _show_why(self, sentences: Sequence[str], way: str) -> None:
        """`way` is the way to the next better list; empty on the best."""
        self._way.say(f"上一档：{way}" if way else "", Tone.INFO)
        self._why.setText("\n".join(sentences))

    def _arrange(self, buttons: Sequence[QPushButton]) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE.s)
        head.addWidget(self._name, 1)
        head.addWidget(self._badge, alignment=Qt.AlignmentFlag.AlignTop)
        said = QWidget()
        column = QVBoxLayout(said)
        column.setContentsMargins(0, 0, SPACE.s, 0)
        column.setSpacing(SPACE.s)
        column.addWidget(self._way)
        column.addWidget(self._why)
        column.addStretch()
        foot = QWidget()
        row = FlowLayout(SPACE.s, foot)
        for button in buttons:
            row.addWidget(button)
        whole = QVBoxLayout(self._whole)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(SPACE.s)
        whole.addLayout(head)
        whole.addWidget(self._facts)
        whole.addWidget(scrolling(said), 1)
        whole.addWidget(foot)
        card = Card()
        card.body.addWidget(self._nothing)
        card.body.addWidget(self._whole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card)


def _selectable() -> QLabel:
    made = make_label("", name="why", wrap=True)
    made.setAlignment(Qt.AlignmentFlag.AlignTop)
    made.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    made.setAccessibleName("逐项说明")
    return made
