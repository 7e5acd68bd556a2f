"""What came of a check, large and calm."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jyguide.certificate.verify import VERDICT_NAMES, Check, Verdict
from ui.theme import PALETTE, SPACE, Tone, icon, restyle
from ui.widgets import make_label
from ui.widgets.empty_state import EmptyState, EmptyText
from ui.widgets.labels import Facts, tone_icon
from ui.widgets.surfaces import Card, scrolling

_WAITING = EmptyText(
    "等待核验",
    "扫描、输入或选择图片后，这里显示证书是谁的、是否有效。不联网，不留记录。",
    icon_name="certificate",
)
VERDICT_TONES = {
    Verdict.VALID: Tone.GOOD,
    Verdict.REVOKED: Tone.BAD,
    Verdict.FORGED: Tone.BAD,
    Verdict.STOPPED: Tone.BAD,
    Verdict.UNKNOWN: Tone.WARN,
    Verdict.NEWER: Tone.WARN,
    Verdict.NOT_OURS: Tone.WARN,
}
_ICON = 48


class OutcomeCard(Card):
    """Object names: `verdict`, `outcome`, `outcome_hint`, `cautions`."""

    def __init__(self) -> None:
        super().__init__()
        self._sign = make_label("")
        self._verdict = make_label("", "figure", "verdict", wrap=True)
        self._sentence = make_label("", "sentence", "outcome", wrap=True)
        self._hint = make_label("", "hint", "outcome_hint", wrap=True)
        self._cautions = make_label("", "body", "cautions", wrap=True)
        self._facts = Facts()
        self._waiting = EmptyState(_WAITING, "outcome_empty")
        self._shown = self._laid_out()
        self.body.addWidget(self._waiting, 1)
        self.body.addWidget(self._shown, 1)
        self._shown.hide()

    def show_check(self, check: Check) -> None:
        tone = VERDICT_TONES[check.verdict]
        self._sign.setPixmap(icon(tone_icon(tone), PALETTE.of(tone)).pixmap(_ICON, _ICON))
        self._verdict.setText(VERDICT_NAMES[check.verdict])
        restyle(self._verdict, tone=tone.value)
        self._sentence.setText(check.sentence)
        for label, text in (
            (self._hint, check.hint),
            (self._cautions, "\n".join(f"· {said}" for said in check.cautions)),
        ):
            label.setText(text)
            label.setVisible(bool(text))
        self._facts.show_facts(check.facts)
        self._facts.setVisible(bool(check.facts))
        self._waiting.hide()
        self._shown.show()

    def _laid_out(self) -> QWidget:
        words = QVBoxLayout()
        words.setSpacing(SPACE.xs)
        words.addWidget(self._verdict)
        words.addWidget(self._sentence)
        head = QHBoxLayout()
        head.setSpacing(SPACE.m)
        head.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(SPACE.m, SPACE.m, SPACE.m, SPACE.m)
        layout.setSpacing(SPACE.m)
        layout.addLayout(head)
        layout.addWidget(self._hint)
        layout.addWidget(self._cautions)  # above the facts: nobody scrolls down to a warning
        layout.addWidget(self._facts)
        layout.addStretch()
        return scrolling(inside)
