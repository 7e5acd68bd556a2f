"""The four phases of a round beside each other: where each stands, and closing it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from jyguide.standard.kinds import PHASE_NAMES, Phase
from jyguide.standard.overview import PhaseProgress, RoundOverview
from jyguide.standard.phases import open_before
from jyguide.standard.round import PhaseState
from ui.theme import SPACE, Tone
from ui.widgets import Badge, Card, ElidedLabel, Kind, make_button, make_label

_TONES = {
    PhaseState.AHEAD: Tone.NEUTRAL,
    PhaseState.RUNNING: Tone.INFO,
    PhaseState.OVERDUE: Tone.WARN,
    PhaseState.CLOSED: Tone.GOOD,
}


class PhaseStrip(QWidget):
    """Object names: `phase_<phase>` (the card), `close_<phase>` (its button)."""

    close_wanted = Signal(object)
    """A `Phase` to close."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.s)
        self.cards = {phase: _PhaseCard(phase) for phase in Phase}
        for phase, card in self.cards.items():
            card.close_button.clicked.connect(partial(self.close_wanted.emit, phase))
            row.addWidget(card, 1)

    def show_phases(self, now: RoundOverview) -> None:
        """Show the phases; only the first that is open can be closed, by whoever leads."""
        for one in now.phases:
            first = open_before(one.phase, now.round.closed) is None
            self.cards[one.phase].show_phase(one, closable=first and now.may_lead)


class _PhaseCard(Card):
    """Three lines: name and button; state and count; days."""

    def __init__(self, phase: Phase) -> None:
        super().__init__()
        self.setObjectName(f"phase_{phase}")
        self.layout().setContentsMargins(SPACE.m, SPACE.s, SPACE.s, SPACE.s)  # type: ignore[union-attr]
        self._badge = Badge()
        self.close_button = make_button("关闭…", Kind.QUIET, name=f"close_{phase}")
        self.close_button.setAccessibleName(f"关闭{PHASE_NAMES[phase]}阶段")
        self.close_button.setToolTip("关闭后本阶段不能再写入；关闭前会列出还没有办完的")
        kept = self.close_button.sizePolicy()
        kept.setRetainSizeWhenHidden(True)  # the four cards stay level
        self.close_button.setSizePolicy(kept)
        top = QHBoxLayout()
        top.setSpacing(SPACE.s)
        top.addWidget(make_label(PHASE_NAMES[phase], "section"))
        top.addStretch()
        top.addWidget(self.close_button)
        self._count = ElidedLabel("body", "count")
        self._days = ElidedLabel("small", "days")
        self.body.setSpacing(SPACE.xs)
        self.body.addLayout(top)
        middle = QHBoxLayout()
        middle.setSpacing(SPACE.s)
        middle.addWidget(self._badge)
        middle.addWidget(self._count, 1)
        self.body.addLayout(middle)
        self.body.addWidget(self._days)

    def show_phase(self, one: PhaseProgress, *, closable: bool) -> None:
        self._badge.show_state(one.state_text, _TONES[one.state])
        self._count.setText(one.count_text)
        self._days.setText(one.late or one.days_text)
        shut = one.state is PhaseState.CLOSED
        self.close_button.setVisible(closable and not shut)
