"""The one place where the program speaks to the person at the desk, asks, or wants a file."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QFileDialog, QWidget

from jyguide.clock import Clock, system_clock
from jyguide.errors import EXPLAINED, Cancelled
from jyguide.faceless import faceless_traceback
from ui.documents_folder import documents_folder
from ui.error_report import error_report
from ui.theme import Tone
from ui.widgets.buttons import Kind
from ui.widgets.sentence_dialog import SentenceDialog

if TYPE_CHECKING:
    from ui.crash.reports import Reports

_LOG = logging.getLogger(__name__)

UNEXPECTED = "程序遇到了没有预料到的情况，刚才的操作没有完成。"
UNEXPECTED_HINT = (
    "此前已保存的内容不受影响。请再试一次；如果仍然出现，请把错误报告"
    "交给市级维护人员。报告中不含姓名、身份证号和电话。"
)
_KEPT = "报告已自动保存为“{}”，在 {}。"
REPORT_NAME = "暨阳指导错误报告_{:%Y%m%d_%H%M%S}.txt"


class Alerts(Protocol):
    """What pages may say and ask; they never open a dialog of their own for it."""

    def report(self, error: BaseException) -> None:
        """Tell of a failure; `Cancelled` is passed over in silence."""
        ...

    def inform(self, sentence: str, hint: str = "") -> None:
        """Say something that must be read before going on; else use a page's notice."""
        ...

    def ask(
        self, question: str, yes_label: str = "确定", *, hint: str = "", danger: bool = False
    ) -> bool:
        """Whether the user agrees; `danger` marks what cannot simply be undone."""
        ...

    def choose_open_file(self, title: str, patterns: str = "") -> Path | None:
        """An existing file, or None; patterns as "花名册 (*.xlsx *.xls);;所有文件 (*)"."""
        ...

    def choose_open_files(self, title: str, patterns: str = "") -> list[Path]:
        """Existing files; none where the user thinks better of it."""
        ...

    def choose_save_file(self, title: str, suggested: str, patterns: str = "") -> Path | None:
        """Where to write, replacing already agreed to; `suggested` is a name with its ending."""
        ...

    def choose_folder(self, title: str) -> Path | None:
        """An existing folder, or None."""
        ...


class DialogAlerts:
    """Speaks through dialogs over the window it was given by `adopt`.

    While one dialog about an unexpected fault is open, further ones are only logged: a fault in
    a paint event would otherwise cover the screen with dialogs.
    """

    def __init__(self, clock: Clock = system_clock) -> None:
        self._clock = clock
        self._window: QWidget | None = None
        self._telling = False
        self._folder = documents_folder()
        self._logs: Path | None = None
        self._reports: Reports | None = None

    def adopt(self, window: QWidget) -> None:
        """Dialogs belong to `window` from now on."""
        self._window = window

    def report(self, error: BaseException) -> None:
        if isinstance(error, Cancelled):
            return
        if isinstance(error, EXPLAINED):
            _LOG.info("Refused: %s", type(error).__name__)
            self._say(error.message, error.hint, Tone.BAD)
            return
        _LOG.error("Unexpected %s\n%s", type(error).__name__, faceless_traceback(error))
        kept = self.keep_report(error)
        self._tell_unexpected(error, kept)

    def keep_reports_in(self, logs: Path) -> None:
        """Write the reports of faults there from now on; before, this PC's own state has them."""
        self._logs, self._reports = logs, None

    def keep_report(self, error: BaseException) -> Path | None:
        """Write the report of a fault at once: the program may not live until somebody asks.

        Returns where it is, or None for what was foreseen, and where it cannot be written.
        """
        if isinstance(error, (*EXPLAINED, Cancelled)):
            return None
        from ui.crash.reports import Reports  # noqa: PLC0415 - most runs have no fault

        if self._reports is None:
            self._reports = Reports(self._logs)
        return self._reports.keep(error, self._clock())

    def inform(self, sentence: str, hint: str = "") -> None:
        self._say(sentence, hint, Tone.INFO)

    def ask(
        self, question: str, yes_label: str = "确定", *, hint: str = "", danger: bool = False
    ) -> bool:
        tone, kind = (Tone.WARN, Kind.DANGER) if danger else (Tone.INFO, Kind.PRIMARY)
        mark = "warning" if danger else "question"
        dialog = SentenceDialog(question, hint, tone=tone, icon_name=mark, parent=self._window)
        dialog.add_choice(yes_label, "yes", kind, default=not danger)
        dialog.add_choice("取消", "no", default=danger)
        return dialog.ask() == "yes"

    def choose_open_file(self, title: str, patterns: str = "") -> Path | None:
        name, _ = QFileDialog.getOpenFileName(self._window, title, str(self._folder), patterns)
        return self._chosen(name, is_folder=False)

    def choose_open_files(self, title: str, patterns: str = "") -> list[Path]:
        names, _ = QFileDialog.getOpenFileNames(self._window, title, str(self._folder), patterns)
        return [path for name in names if (path := self._chosen(name, is_folder=False))]

    def choose_save_file(self, title: str, suggested: str, patterns: str = "") -> Path | None:
        dialog = QFileDialog(self._window, title, str(self._folder), patterns)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(Path(suggested).suffix)
        dialog.selectFile(suggested)
        agreed = bool(dialog.exec())
        dialog.deleteLater()
        return self._chosen(dialog.selectedFiles()[0] if agreed else "", is_folder=False)

    def choose_folder(self, title: str) -> Path | None:
        name = QFileDialog.getExistingDirectory(self._window, title, str(self._folder))
        return self._chosen(name, is_folder=True)

    def _chosen(self, name: str, *, is_folder: bool) -> Path | None:
        if not name:
            return None
        chosen = Path(name)
        self._folder = chosen if is_folder else chosen.parent
        return chosen

    def _say(self, sentence: str, hint: str, tone: Tone) -> None:
        dialog = SentenceDialog(sentence, hint, tone=tone, parent=self._window)
        dialog.add_choice("知道了", "yes", default=True)
        dialog.ask()

    def _tell_unexpected(self, error: BaseException, kept: Path | None) -> None:
        if self._telling:
            return
        self._telling = True
        try:
            self._offer_report(error, kept)
        finally:
            self._telling = False

    def _offer_report(self, error: BaseException, kept: Path | None) -> None:
        from jyguide.self_test.lacking import lacking  # noqa: PLC0415 - most runs have no fault

        where = f"\n{_KEPT.format(kept.name, kept.parent)}" if kept else ""
        cause = lacking()
        hint = (f"{cause.sentence}\n{cause.hint}" if cause else UNEXPECTED_HINT) + where
        dialog = SentenceDialog(UNEXPECTED, hint, tone=Tone.BAD, parent=self._window)
        dialog.add_choice("保存错误报告…", "save_report")
        dialog.add_choice("知道了", "yes", default=True)
        if dialog.ask() == "save_report":
            self._save_report(error)

    def _save_report(self, error: BaseException) -> None:
        moment = self._clock()
        target = self.choose_save_file("保存错误报告", REPORT_NAME.format(moment), "文本 (*.txt)")
        if target is None:
            return
        try:
            target.write_text(error_report(error, moment), "utf-8")
        except OSError as refusal:
            _LOG.info("Report not written: %s", type(refusal).__name__)
            self._say("错误报告没有保存成功。", "请换一个文件夹，或检查磁盘是否已满。", Tone.BAD)
