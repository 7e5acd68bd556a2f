"""The card of one training session: the next, or the one that was held last."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from jyguide.documents.dates import span_text
from jyguide.training.session import SessionRow
from ui.theme import Tone
from ui.widgets import Badge, Card, Facts, make_button, make_label


class SessionCard(Card):
    """Object names: `session_title`, `session_state`, `session_nothing`, `open_training`."""

    open_wanted = Signal()

    def __init__(self, title: str, nothing: str, button: str) -> None:
        """`nothing` is said while there is no such session; `button` leads to the trainings."""
        super().__init__(title)
        self._badge = Badge()
        self._badge.setObjectName("session_state")
        self._title = make_label("", "sentence", "session_title", wrap=True)
        self._nothing = make_label(nothing, "hint", "session_nothing", wrap=True)
        self._facts = Facts()
        open_button = make_button(button, name="open_training")
        open_button.clicked.connect(self.open_wanted)
        self.head.addWidget(self._badge, alignment=Qt.AlignmentFlag.AlignVCenter)
        self.head.addWidget(open_button)
        for part in (self._title, self._facts, self._nothing):
            self.body.addWidget(part)
        self.body.addStretch()
        self.show_session(None)

    def show_session(
        self, row: SessionRow | None, state: str = "", tone: Tone = Tone.INFO
    ) -> None:
        """Show `row` with a badge saying `state`, or the sentence for none."""
        self._badge.setVisible(row is not None and bool(state))
        self._badge.show_state(state, tone)
        self._title.setVisible(row is not None)
        self._facts.setVisible(row is not None)
        self._nothing.setVisible(row is None)
        if row is not None:
            self._title.setText(row.plan.title)
            self._facts.show_facts(_facts(row))


def _facts(row: SessionRow) -> list[tuple[str, str]]:
    plan = row.plan
    people = f"报名 {row.enrolled} 人"
    if row.attended:
        people += f"，到场 {row.attended} 人"
    return [
        ("时间", span_text(plan.starts_on, plan.ends_on)),
        ("地点", "，".join(part for part in (plan.place, _by(plan.lecturer)) if part)),
        ("人员", people),
    ]


def _by(lecturer: str) -> str:
    return f"{lecturer}主讲" if lecturer else ""
