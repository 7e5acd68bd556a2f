"""The report “标准化建设情况”: shown as printed, or all its figures as a workbook."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from jyguide.app import Application
from jyguide.documents.page import Document
from jyguide.ids import RoundId
from jyguide.standard.insight import Grouping, Scope, View
from ui.desk import Desk
from ui.file_name import file_name
from ui.file_written import tell_written
from ui.printing.preview import PrintPreview
from ui.theme import PALETTE, icon
from ui.widgets.charts.pictures import drawn_for_page


@dataclass(frozen=True, slots=True)
class _What:
    round_id: RoundId
    view: View
    scope: Scope
    grouping: Grouping


class ReportButton(QPushButton):
    """Object names: `insight_report`, in its menu `show_report`, `export_figures`."""

    said = Signal(str)

    def __init__(self, desk: Desk, app: Application, window: QWidget) -> None:
        super().__init__("报告")
        self.setObjectName("insight_report")
        self.setProperty("kind", "plain")
        self.setAutoDefault(False)
        self.setIcon(icon("report", PALETTE.ink_soft))
        self._desk, self._app, self._window = desk, app, window
        self._what: _What | None = None
        menu = QMenu(self)
        show = menu.addAction(icon("print"), "标准化建设情况（打印、Word、PDF）…", self._show)
        show.setObjectName("show_report")
        export = menu.addAction(icon("export"), "全部数字存为 Excel…", self._export)
        export.setObjectName("export_figures")
        self.setMenu(menu)

    def show_what(self, round_id: RoundId, view: View, scope: Scope, grouping: Grouping) -> None:
        """From now on report on this."""
        self._what = _What(round_id, view, scope, grouping)

    @Slot()
    def _show(self) -> None:
        what, service = self._what, self._app.insights
        if what is None:
            return

        def work() -> Document:
            said = service.report(what.round_id, what.view, what.scope, what.grouping)
            return service.document(said, drawn_for_page)

        self._desk.load(self, work, self._preview)

    @Slot(object)
    def _preview(self, document: Document) -> None:
        desk, name = self._desk, file_name(document.title)
        preview = PrintPreview([document], desk.jobs, desk.alerts, name, self._window)
        preview.finished.connect(preview.deleteLater)
        preview.open()

    @Slot()
    def _export(self) -> None:
        what = self._what
        target = self._desk.alerts.choose_save_file(
            "保存数字", "标准化建设情况.xlsx", "Excel 工作簿 (*.xlsx)"
        )
        if what is None or target is None:
            return
        app = self._app
        self._desk.act(
            self,
            lambda *_: write(app, what, target),
            partial(self._saved, target),
            title="正在写 Excel",
        )

    def _saved(self, target: Path, _nothing: object) -> None:
        tell_written(self, target, f"已保存“{target.name}”")


def write(app: Application, what: _What, target: Path) -> None:
    """All figures as a workbook.

    Raises:
        FileError: the target cannot be written; it is then as it was before.
    """
    said = app.insights.report(what.round_id, what.view, what.scope, what.grouping)
    app.insights.write_workbook(said, target)
