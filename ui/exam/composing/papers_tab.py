"""Blueprints on the left, papers on the right."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from jyguide.bank.service import BankService
from jyguide.exam.service import PaperService
from ui.desk import Desk
from ui.exam.composing.blueprint_pane import BlueprintPane
from ui.exam.composing.papers_pane import PapersPane
from ui.theme import SPACE
from ui.widgets.surfaces import labelled


class PapersTab(QWidget):
    """Object names inside are those of `BlueprintPane` and `PapersPane`."""

    said = Signal(str)

    def __init__(self, desk: Desk, papers: PaperService, bank: BankService) -> None:
        super().__init__()
        self.blueprints = BlueprintPane(desk, papers)
        self.papers = PapersPane(desk, papers, bank)
        for pane in (self.blueprints, self.papers):
            pane.said.connect(self.said)
        self.blueprints.draw_wanted.connect(self.papers.draw_from)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(SPACE.m)
        split.setChildrenCollapsible(False)
        split.addWidget(labelled("组卷蓝图", self.blueprints))
        split.addWidget(labelled("试卷", self.papers))
        split.setSizes([440, 600])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(split)

    def reload(self) -> None:
        """Fetch blueprints and papers."""
        self.blueprints.reload()
        self.papers.reload()
