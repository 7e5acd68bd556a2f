"""One finding in full, with a button for each item it is about."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from jyguide.bank.audit import FINDING_NAMES, SEVERITY_NAMES, Finding
from ui.bank.link import LinkButton
from ui.bank.sheet import SheetArea
from ui.theme import SPACE, Tone
from ui.widgets import Badge, Card, make_label

_MOST = 60
"""Buttons that are worth making; nobody walks through more."""


class FindingDetail(Card):
    """Object names: `finding_detail`, `finding`, `severity`, `sentence`, `advice`, `relative`.

    There is a `relative` for each item.
    """

    item_wanted = Signal(object)
    """The `ItemId` to go to."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("finding_detail")
        self._finding: Finding | None = None
        self._area = SheetArea()
        self.body.addWidget(self._area, 1)

    def show_finding(self, finding: Finding, tone: Tone) -> None:
        """Show `finding` instead."""
        self._finding = finding
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setSpacing(SPACE.s)
        severity = Badge(SEVERITY_NAMES[finding.severity], tone)
        severity.setObjectName("severity")
        column.addWidget(make_label(FINDING_NAMES[finding.kind], "section", "finding"))
        column.addWidget(severity)
        column.addSpacing(SPACE.s)
        column.addWidget(make_label(finding.sentence, "sentence", "sentence", wrap=True))
        column.addWidget(make_label("怎么办", "key"))
        column.addWidget(make_label(finding.advice, "body", "advice", wrap=True))
        if finding.items:
            self._add_links(sheet, column, finding)
        self._area.show_sheet(sheet, column)

    def _add_links(self, sheet: QWidget, column: QVBoxLayout, finding: Finding) -> None:
        column.addSpacing(SPACE.s)
        column.addWidget(make_label("去看这些题" if len(finding.items) > 1 else "去看", "key"))
        links = QButtonGroup(sheet)
        for place, name in enumerate(finding.names[:_MOST]):
            link = LinkButton(name, f"关闭体检，转到{name}")
            links.addButton(link, place)
            column.addWidget(link)
        links.idClicked.connect(self._go)

    @Slot(int)
    def _go(self, place: int) -> None:
        if self._finding is not None:
            self.item_wanted.emit(self._finding.items[place])
