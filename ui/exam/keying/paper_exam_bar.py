"""The two buttons of an exam on paper: print for the class, type in what it wrote."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from jyguide.documents.page import Document
from jyguide.exam.keying.rows import Keying
from jyguide.exam.printing.print_job import PrintWanted
from jyguide.exam.row import ExamRow
from jyguide.exam.service.sheets import PaperSheetService
from ui.desk import Desk
from ui.exam.keying.dialog import KeyingDialog
from ui.exam.keying.paper_print_dialog import PaperPrintDialog
from ui.file_name import file_name
from ui.printing.preview import PrintPreview
from ui.theme import SPACE
from ui.widgets import make_button


class PaperExamBar(QWidget):
    """Object names: `print_paper`, `key_in`.

    Args:
        sheets: Gives the service when it is first needed: most exams are sat at the PC.
    """

    said = Signal(str)

    def __init__(self, desk: Desk, sheets: Callable[[], PaperSheetService]) -> None:
        super().__init__()
        self._desk = desk
        self._sheets = sheets
        self._exam: ExamRow | None = None
        self._print = make_button("打印试卷…", icon_name="print", name="print_paper")
        self._key_in = make_button("录入纸质答卷…", icon_name="edit", name="key_in")
        self._print.clicked.connect(self._ask_print)
        self._key_in.clicked.connect(self._open_keying)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.s)
        row.addWidget(self._print)
        row.addWidget(self._key_in)
        row.addStretch()

    def show_exam(self, exam: ExamRow) -> None:
        """Work on another exam from now on."""
        self._exam = exam  # closed or not: sheets are typed in after the exam has ended

    @Slot()
    def _open_keying(self) -> None:
        if self._exam is None:
            return
        dialog = KeyingDialog(self._desk, self._sheets(), self._exam, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.handed_in.connect(self.said)
        dialog.open()

    @Slot()
    def _ask_print(self) -> None:
        if self._exam is not None:
            self._desk.load(self, partial(self._sheets().keying, self._exam.id), self._show_print)

    @Slot(object)
    def _show_print(self, keying: Keying) -> None:
        present = sum(one.present for one in keying.people)
        dialog = PaperPrintDialog(present or 1, len(keying.layouts), self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.wanted.connect(self._make_pages)
        dialog.open()

    @Slot(object)
    def _make_pages(self, wanted: PrintWanted) -> None:
        if self._exam is not None:
            work = partial(self._sheets().print_job, self._exam.paper_id, wanted)
            self._desk.load(self, work, self._preview)

    @Slot(object)
    def _preview(self, documents: list[Document]) -> None:
        title = self._exam.title if self._exam is not None else ""
        name = file_name(f"{title}试卷")
        preview = PrintPreview(documents, self._desk.jobs, self._desk.alerts, name, self)
        preview.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        preview.open()
