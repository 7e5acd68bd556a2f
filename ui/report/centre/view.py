"""The report on screen: read, copied, and each number opened by click or keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QTextBrowser, QWidget

from jyguide.report.layout import PeriodReport
from ui.report.centre.page_html import CHART, ReportHtml
from ui.widgets.charts.pictures import picture

_CHART_WIDTH = 760.0


class ReportView(QTextBrowser):
    """Object name `report_text`. Tab goes from number to number, Enter opens one."""

    figure_wanted = Signal(object)
    """A number was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("report_text")
        self.setAccessibleName("报表内容，按 Tab 逐个走到数字，回车看依据")
        self.setProperty("role", "sheet")  # the card has the border
        self.setOpenLinks(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._html: ReportHtml | None = None
        self._shown: PeriodReport | None = None
        self.anchorClicked.connect(self._open)

    def show_report(self, report: PeriodReport) -> None:
        """Show it; the place that was read stays where the same report comes anew."""
        same = self._shown is not None and self._shown.title == report.title
        place = self.verticalScrollBar().value() if same else 0
        self._shown = report
        self._html = ReportHtml(report)
        document = self.document()
        for at, chart in enumerate(report.charts):
            image = picture(chart, _CHART_WIDTH, titled=False)
            name = QUrl(CHART.format(at))
            document.addResource(QTextDocument.ResourceType.ImageResource.value, name, image)
        self.setHtml(self._html.text)
        self.verticalScrollBar().setValue(place)

    @Slot(QUrl)
    def _open(self, link: QUrl) -> None:
        if self._html is not None and link.fragment().isdigit():
            self.figure_wanted.emit(self._html.figures[int(link.fragment())])
