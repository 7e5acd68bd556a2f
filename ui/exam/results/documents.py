"""What of an exam's results goes on paper: the report on the class, a sheet a person."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from jyguide.app import Application
from jyguide.documents.page import Document
from jyguide.ids import AttemptId, ExamId
from ui.desk import Desk
from ui.file_name import file_name
from ui.printing.preview import PrintPreview
from ui.theme import icon


class ResultDocuments(QObject):
    """The menu of the button 打印: makes documents on the worker and shows them as printed."""

    def __init__(
        self,
        desk: Desk,
        app: Application,
        button: QPushButton,
        chosen: Callable[[], Sequence[AttemptId]],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._desk, self._app, self._window = desk, app, parent
        self._chosen = chosen
        self._exam_id: ExamId | None = None
        self._title = ""
        self._pooled = False
        menu = QMenu(button)
        self.report = menu.addAction(icon("report"), "质量分析报告…", self._open_report)
        self.selected = menu.addAction(icon("file"), "个人答卷分析（选中）…", self._open_selected)
        self.everybody = menu.addAction(icon("people"), "个人答卷分析（全部）…", self._open_all)
        menu.aboutToShow.connect(self._enable)
        button.setMenu(menu)

    def show_exam(self, exam_id: ExamId | None, title: str, *, pooled: bool) -> None:
        """From now on speak of this exam, or of all that sat its paper."""
        self._exam_id, self._title, self._pooled = exam_id, title, pooled

    @Slot()
    def _enable(self) -> None:
        self.selected.setEnabled(bool(self._chosen()))

    @Slot()
    def _open_report(self) -> None:
        app, exam_id = self._app, self._exam_id
        if exam_id is not None:
            pooled = self._pooled
            self._show("质量分析报告", lambda: [app.figures.class_report(exam_id, pooled=pooled)])

    @Slot()
    def _open_selected(self) -> None:
        self._open_sheets(list(self._chosen()))

    @Slot()
    def _open_all(self) -> None:
        self._open_sheets(None)

    def _open_sheets(self, attempts: list[AttemptId] | None) -> None:
        exam_id = self._exam_id
        if exam_id is not None:
            work = partial(self._app.results.personal_sheets, exam_id, attempts)
            self._show("个人答卷分析", work)

    def _show(self, what: str, work: Callable[[], list[Document]]) -> None:
        name = file_name(f"{self._title}{what}")
        self._desk.load(self, work, partial(self._preview, name))

    def _preview(self, name: str, documents: list[Document]) -> None:
        if not documents:
            return
        desk = self._desk
        preview = PrintPreview(documents, desk.jobs, desk.alerts, name, self._window)
        preview.finished.connect(preview.deleteLater)
        preview.open()
