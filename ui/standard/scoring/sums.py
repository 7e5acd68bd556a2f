"""The total so far, how many are dealt with, what is still open; under it the criteria."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from jyguide.documents.dates import tenths_text
from ui.standard.scoring.criteria_list import CriteriaList
from ui.standard.scoring.entries import Entries
from ui.theme import PALETTE, SPACE, Tone, scaled
from ui.widgets import Banner, make_label

_WIDTH, _MOST = 344, 360
"""Pixels, and with large type: the answers beside it need the rest of a small screen."""


class Sums(QFrame):
    """Object names: `total`, `dealt_with`, `lost`, `veto`, `criteria`."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setFixedWidth(min(scaled(_WIDTH), _MOST))
        self.criteria = CriteriaList()
        self._total = make_label("", "total", "total")
        self._unit = make_label("", "hint")
        self._count = make_label("", "section", "dealt_with")
        self._lost = make_label("", "small", "lost")
        self._bar = _Bar()
        self._vetoes = ""
        self._veto = Banner("", Tone.WARN)
        self._veto.setObjectName("veto")
        top = QVBoxLayout()
        top.setContentsMargins(SPACE.m, SPACE.s, SPACE.m, SPACE.s)
        top.setSpacing(SPACE.xs)
        top.addLayout(self._make_figures())
        top.addWidget(self._bar)
        top.addWidget(self._lost)
        top.addWidget(self._veto)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(self.criteria, 1)

    def _make_figures(self) -> QHBoxLayout:
        figures = QHBoxLayout()
        figures.setSpacing(SPACE.s)
        figures.addWidget(self._total)
        figures.addWidget(self._unit)
        figures.addStretch(1)
        figures.addWidget(self._count)
        return figures

    def show_entries(self, entries: Entries) -> None:
        """Show another inspection."""
        self.criteria.show_entries(entries)
        self.show_sums(entries)

    def show_sums(self, entries: Entries) -> None:
        """Add up again."""
        found = entries.tally
        self._total.setText(tenths_text(entries.total))
        begun = "上次的分" if entries.sheet.earlier else "分（还没有评）"
        self._unit.setText("分" if entries.dealt_with else begun)
        self._count.setText(f"已评 {entries.dealt_with}/{len(entries.criteria)}")
        self._bar.show_share(entries.dealt_with / max(len(entries.criteria), 1))
        self._lost.setText(_lost_text(entries))
        named = "、".join(found.vetoes)
        if named != self._vetoes:
            said = f"一票否决项 {named} 未做到，评定时列为不合格。" if named else ""
            self._veto.say(said, Tone.WARN)
            self._vetoes = named
        self.criteria.lines.refresh()


class _Bar(QWidget):
    """How much is dealt with; a QProgressBar would draw itself at once, before all the others."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(6)
        self._share = 0.0

    def show_share(self, share: float) -> None:
        self._share = share
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for share, colour in ((1.0, PALETTE.line), (self._share, PALETTE.red)):
            painter.setBrush(QColor(colour))
            painter.drawRoundedRect(QRectF(0, 0, self.width() * share, self.height()), 3, 3)
        painter.end()


def _lost_text(entries: Entries) -> str:
    found = entries.tally
    aside = sum(not said.applies for said in entries.scores.values())
    if not entries.dealt_with:
        return f"共 {len(entries.criteria)} 条"
    parts = [
        f"失分 {len(found.lost)} 条" if found.lost else "",
        f"待写问题 {len(found.unexplained)} 条" if found.unexplained else "",
        f"不适用 {aside} 条，已折算" if aside else "",
    ]
    return "　".join(filter(None, parts)) or "没有失分"
