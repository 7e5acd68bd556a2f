"""The print preview: real pages at any size, and from here to printer, PDF or Word."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from jyguide.documents.page import Document
from jyguide.documents.rare import rare_sentence
from jyguide.documents.word import write_word
from jyguide.errors import FileError
from jyguide.progress import CancelToken, Progress
from ui.alerts import Alerts
from ui.file_written import open_path
from ui.help.topic import HELP_TOPIC
from ui.jobs import Job, JobRunner, Work
from ui.printing.layout import LaidOut
from ui.printing.paper import Fit, is_cut
from ui.printing.pdf import write_laid_out
from ui.printing.preview_bar import PreviewBar, WorkBar
from ui.printing.printer import chosen_pages, no_printer, prepared_printer, print_pages, printers
from ui.printing.shapes import Page
from ui.printing.sheet_view import SheetView

ChoosePrinter = Callable[[QWidget, QPrinter, int], bool]
"""Lets the user set up a printer for so many pages; False when he thinks better of it."""

ForPrinter = Callable[[str], Sequence[Document] | None]
"""What is printed on a printer of this name, page for page, instead of what is shown; None: what
is shown. Asked on the worker, once the printer is chosen."""


def choose_printer(parent: QWidget, printer: QPrinter, pages: int) -> bool:
    """Qt's own dialog, or the system's where there is one: printer, copies, pages, both sides.

    Raises:
        FileError: This PC has no printer.
    """
    if not printers():
        raise no_printer()
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle("打印")
    dialog.setMinMax(1, max(1, pages))
    option = QPrintDialog.PrintDialogOption
    dialog.setOptions(option.PrintPageRange | option.PrintCurrentPage)
    agreed = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return agreed


_LAYING_OUT = "正在排版"
_PRINTING = "正在打印"
_MANY = 300
"""A print of more pages is asked about: a matrix of a large city has thousands."""
_AT_ONCE = 2
"""Pages laid out before the first is shown: as many as are seen at the whole-page size."""
_WANTED = QSize(1100, 760)
_FRAME = QSize(16, 48)
"""What the system puts around a window, its title among it."""


class PrintPreview(QDialog):
    """Shows documents as they will be printed.

    Laying out, printing and saving run as jobs, one after another; the dialog stays alive and can
    stop them. What is asked for while pages are still being laid out waits until all are.

    Args:
        documents: Shown one after another; asked for one at a time.
        jobs: Runs work off the interface thread.
        alerts: Asks for file names and tells of failures.
        name: Suggested file name without ending, also in the window's title.
        choose: Sets up the printer; tests put their own in.

    `for_printer` may be set to what is to be printed where printers differ.
    """

    left = Signal()
    """It went to a printer or into a file; a mere look is none."""

    def __init__(
        self,
        documents: Sequence[Document],
        jobs: JobRunner,
        alerts: Alerts,
        name: str,
        parent: QWidget | None = None,
        choose: ChoosePrinter = choose_printer,
    ) -> None:
        super().__init__(parent)
        self._documents = documents
        self._jobs = jobs
        self._alerts = alerts
        self._name = name
        self._choose = choose
        self._pages = LaidOut(documents)
        self.for_printer: ForPrinter | None = None
        self._running: list[Job] = []
        self._asked = False
        self._target = Path()
        self._build()
        self._connect()
        self._start(_LAYING_OUT, partial(self._pages.more, least=_AT_ONCE), self._show_first)

    @property
    def pages(self) -> Sequence[Page]:
        """The laid-out pages; empty until all are, though the first are shown before."""
        return self._pages if self._pages.complete else ()

    def done(self, result: int) -> None:
        """Close; what is still running is asked to stop first."""
        self._stop()
        super().done(result)

    def _build(self) -> None:
        self.setWindowTitle(f"打印预览 — {self._name}")
        self.setProperty(HELP_TOPIC, "printing:预览")
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        free = self.screen().availableSize() - _FRAME
        self.resize(_WANTED.boundedTo(free))
        self._bar = PreviewBar(self)
        self._view = SheetView(self)
        self._work = WorkBar(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._bar.set_fit(self._usual_fit())
        self._view.set_paper(self._bar.paper, self._bar.fit)
        for widget in (self._bar, self._view, self._work):
            layout.addWidget(widget, stretch=1 if widget is self._view else 0)
        self._view.setFocus()  # keys look through the pages, and change no paper

    def _usual_fit(self) -> Fit:
        """What stands at fixed places is measured on a bought blank: nothing may move."""
        measured = bool(self._documents) and bool(self._documents[0].placed)
        return Fit.ACTUAL if measured else Fit.SCALED

    def _connect(self) -> None:
        self._bar.page_asked.connect(self._view.show_page)
        self._bar.zoom_asked.connect(self._view.set_zoom)
        self._bar.paper_asked.connect(self._show_paper)
        self._view.page_changed.connect(self._bar.show_page)
        self._view.zoom_turned.connect(self._zoom)
        self._bar.print_button.clicked.connect(self._print)
        self._bar.pdf_button.clicked.connect(self._save_pdf)
        self._bar.word_button.clicked.connect(self._save_word)
        self._bar.close_button.clicked.connect(self.reject)
        self._work.stop_button.clicked.connect(self._stop)
        self._work.folder_button.clicked.connect(self._open_folder)
        for key, slot in (
            ("PgDown", self._bar.next_page),
            ("PgUp", self._bar.previous_page),
            ("Home", lambda: self._view.show_page(1)),
            ("End", lambda: self._view.show_page(len(self._pages))),
            ("Ctrl++", lambda: self._zoom(True)),  # noqa: FBT003 - as the wheel tells it
            ("Ctrl+=", lambda: self._zoom(True)),  # noqa: FBT003 - as the wheel tells it
            ("Ctrl+-", lambda: self._zoom(False)),  # noqa: FBT003 - as the wheel tells it
            ("Ctrl+0", self._bar.show_whole_page),
            ("Ctrl+P", self._print),
        ):
            QShortcut(QKeySequence(key), self).activated.connect(slot)

    def _show_first(self, _outcome: object) -> None:
        """Draw what is there before the rest is laid out beside it and slows that down."""
        self._view.set_pages(self._pages)
        self._show_count()
        self._view.viewport().repaint()
        if not self._pages.complete:
            job = self._start(_LAYING_OUT, self._pages.more, self._show_count)
            job.progressed.connect(self._show_count)

    def _show_count(self, *_: object) -> None:
        count = len(self._pages)
        self._bar.set_page_count(count, complete=self._pages.complete)
        self._view.more_pages()
        if self._pages.complete and not self._asked:
            can = f"共 {count} 页，可以打印或导出。" if count else "没有可打印的内容。"
            self._work.say(f"{can}{self._told_cut()}{rare_sentence(self._pages.rare)}")

    def _told_cut(self) -> str:
        """What the preview shows cut off, in words."""
        paper = self._bar.paper
        if paper is None or self._bar.fit is not Fit.ACTUAL:
            return ""
        setups = {self._pages.setup(number) for number in range(len(self._pages))}
        if not any(is_cut(setup, (paper.width, paper.height)) for setup in setups):
            return ""
        return f"{paper.name} 纸比文件小，超出的部分印不出来；可以改选“{Fit.SCALED.value}”。"

    def _show_paper(self) -> None:
        self._view.set_paper(self._bar.paper, self._bar.fit)
        self._show_count()

    def _zoom(self, up: bool) -> None:  # noqa: FBT001 - Qt's signal gives it so
        self._bar.step_zoom(self._view.scale, up=up)

    def _print(self) -> None:
        if not self._bar.print_button.isEnabled():
            return
        if not self._pages.complete:
            self._ask_for(_LAYING_OUT, self._pages.more, self._print_later)
            return
        printer = prepared_printer(self._pages, self._name, self._bar.paper)
        try:
            agreed = self._choose(self, printer, len(self._pages))
        except FileError as problem:
            self._alerts.report(problem)
            self._bar.pdf_button.setFocus()
            return
        current, fit = self._view.current_page, self._bar.fit
        if agreed and self._so_many(len(chosen_pages(printer, self._pages, current))):
            self._ask_for(_PRINTING, partial(self._send, printer, current, fit), self._printed)

    def _so_many(self, pages: int) -> bool:
        """Whether they are meant: paper that has gone out does not come back."""
        if pages <= _MANY:
            return True
        hint = "打印要较长时间，中途可以停下；只要几页时，请在打印机窗口里选页码。"
        return self._alerts.ask(f"共 {pages} 页，要打印吗？", "打印", hint=hint)

    def _send(
        self, printer: QPrinter, current: int, fit: Fit, progress: Progress, cancel: CancelToken
    ) -> int:
        """Works on the worker; touches nothing that is on the screen."""
        pages = self._pages
        moved = self.for_printer(printer.printerName()) if self.for_printer is not None else None
        if moved is not None:
            pages = LaidOut(moved)
            pages.more(progress, cancel)
        chosen = chosen_pages(printer, pages, current)
        return print_pages(printer, chosen, fit, progress, cancel)

    def _print_later(self, _outcome: object) -> None:
        """Once the job that laid the pages out is over: its dialog stays open for long."""
        self._show_count()
        QTimer.singleShot(0, self, self._print_if_open)

    def _print_if_open(self) -> None:
        if self.isVisible():
            self._print()

    def _save_pdf(self) -> None:
        target = self._alerts.choose_save_file("导出 PDF", f"{self._name}.pdf", "PDF 文件 (*.pdf)")
        if target is not None:
            work = partial(_write_all, self._pages, target, self._name)
            self._save("正在导出 PDF", work, target)

    def _save_word(self) -> None:
        target = self._alerts.choose_save_file(
            "导出 Word", f"{self._name}.docx", "Word 文件 (*.docx)"
        )
        if target is not None:
            self._save("正在导出 Word", partial(write_word, self._documents, target), target)

    def _save(self, what: str, work: Work, target: Path) -> None:
        self._target = target
        self._ask_for(what, work, self._saved)

    def _printed(self, pages: object) -> None:
        self.left.emit()
        self._work.say(f"已送往打印机：{pages} 页。")

    def _saved(self, _result: object) -> None:
        self.left.emit()
        self._work.say(f"已保存到 {self._target}")
        self._work.folder_button.show()

    def _open_folder(self) -> None:
        open_path(self._work.say, self._target.parent)

    def _ask_for(self, what: str, work: Work, then: Callable[[object], None]) -> None:
        """Start what the user asked for, behind what is laid out still; one thing at a time."""
        self._asked = True
        self._start(what, work, then)

    def _start(self, what: str, work: Work, then: Callable[[object], None]) -> Job:
        self._bar.set_busy(busy=self._asked or not self._pages)
        self._work.begin(what)
        return self._jobs.start(work, partial(self._watch, then), what)

    def _watch(self, then: Callable[[object], None], job: Job) -> None:
        self._running.append(job)
        job.progressed.connect(self._work.step)
        job.succeeded.connect(then)
        job.cancelled.connect(partial(self._cancelled, job.title))
        job.failed.connect(self._failed)
        job.ended.connect(self._ended)

    def _stop(self) -> None:
        for job in self._running:
            job.cancel()

    def _cancelled(self, what: str) -> None:
        if what == _LAYING_OUT:
            self._work.say(
                f"排版已停下，先看前面的 {len(self._pages)} 页；打印或导出时会接着排完。"
            )
        elif what == _PRINTING:
            self._work.say("已取消；已经送往打印机的页可能还会印出来。")
        else:
            self._work.say("已取消，没有留下任何文件。")

    def _failed(self, problem: object) -> None:
        self._work.say("没有完成。")
        if isinstance(problem, BaseException):
            self._alerts.report(problem)

    def _ended(self, job: object) -> None:
        self._running = [one for one in self._running if one is not job]
        if not self._running:
            self._asked = False
            self._work.finish()
            self._bar.set_busy(busy=not self._pages)


def _write_all(
    pages: LaidOut, target: Path, title: str, progress: Progress, cancel: CancelToken
) -> int:
    """Lay out what is not yet, then write; the disk holds nothing before."""
    pages.more(progress, cancel)
    return write_laid_out(pages, target, title, progress, cancel)
