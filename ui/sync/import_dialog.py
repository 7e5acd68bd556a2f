"""Bringing files in: choose them, see what each would do, take them in, or take that back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget

from jyguide.changes import Changed
from jyguide.documents.page import Document
from jyguide.sync.report import report_document
from jyguide.sync.row import ImportReport
from jyguide.sync.stick import FindSticks, Stick
from ui.brief import brief
from ui.file_name import file_name
from ui.import_steps import ImportSteps
from ui.jobs import Job
from ui.printing.preview import PrintPreview
from ui.sync.choose_pane import ChoosePane
from ui.sync.entry import Entry, FoundFile, Reader, find_files, in_order
from ui.sync.import_foot import FilesFoot
from ui.sync.reports_pane import ReportsPane
from ui.sync.standing import Tools
from ui.theme import Tone
from ui.trouble import Trouble

T = TypeVar("T")
_STEPS = ("选择文件", "预演", "完成")
_PATTERNS = "同步文件 (*.jysync);;所有文件 (*)"
_LOOK_MS = 2_000
"""How often the sticks are looked at while somebody may be plugging one in."""
CHOOSE, CHECK, DONE = range(3)


class ImportDialog(ImportSteps[FilesFoot]):
    """Files of other offices, one or several at once.

    Each file is rehearsed and taken in by a job of its own, one after another, so that what is
    cancelled is the rest of them.

    Object names: those of the steps, the panes and the foot.
    """

    _CANCELLED = "已取消，没有导入的文件没有改动任何数据。"

    def __init__(
        self, tools: Tools, reader: Reader, find_sticks: FindSticks, parent: QWidget
    ) -> None:
        super().__init__(tools.desk, _STEPS, FilesFoot(), parent)
        self._tools = tools
        self._reader = reader
        self._find_sticks = find_sticks
        self._looking = False
        self._line: list[int] = []
        self._at: int | None = None
        """The file that the work is about, if about one."""
        self.setWindowTitle("导入同步文件")
        self.resize(1160, 680)
        self._build()
        self._connect()
        self._show_step()
        self._look()

    @property
    def done_entries(self) -> list[Entry]:
        """What was taken in and not taken back."""
        return [entry for entry in self.reports.entries if entry.done]

    @Slot(object)
    def read(self, paths: Sequence[Path]) -> None:
        """Rehearse these files, in the order in which they were written."""
        self._run("正在查看文件", brief(partial(in_order, list(paths))), self._begin)

    def show_done(self, entries: Sequence[Entry]) -> None:
        """Show again what was done before."""
        self.reports.show_entries(entries)
        self._go(DONE)

    def reject(self) -> None:
        self._line.clear()
        super().reject()

    def done(self, result: int) -> None:
        self._timer.stop()
        super().done(result)

    def _build(self) -> None:
        self.choose, self.reports = ChoosePane(), ReportsPane()
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._lay_out(self.choose, self.reports)

    def _connect(self) -> None:
        self._timer.timeout.connect(self._look)
        self.choose.chosen_changed.connect(self._allow)
        self.choose.agreed.connect(self._rehearse_chosen)
        self.choose.drop.choose.connect(self._ask_file)
        self.choose.drop.dropped.connect(self.read)
        self.reports.shown.connect(self._offer_buttons)
        self._foot.back.clicked.connect(self._start_over)
        self._foot.other.clicked.connect(self._start_over)
        self._foot.go_on.clicked.connect(self._rehearse_chosen)
        self._foot.write.clicked.connect(self._take_in)
        self._foot.undo.clicked.connect(self._undo)
        self._foot.report.clicked.connect(self._print)
        QShortcut(QKeySequence.StandardKey.Print, self, self._foot.report.click)

    @Slot()
    def _look(self) -> None:
        if self._looking or self._job is not None or self._step != CHOOSE:
            return
        self._looking = True
        work = partial(_look_around, self._find_sticks, self._reader)
        job = self._desk.load(self, work, self._show_found)
        job.ended.connect(self._rest_eyes)

    @Slot(object)
    def _rest_eyes(self, _job: Job) -> None:
        self._looking = False

    def _show_found(self, found: tuple[list[Stick], list[FoundFile]]) -> None:
        sticks, files = found
        empty = not self.choose.table.rows()
        self.choose.show_found([stick.name for stick in sticks], files)
        if self._step == CHOOSE and self._job is None:
            self._allow()
            if empty and files:
                self._enter()

    @Slot()
    def _allow(self) -> None:
        self._foot.go_on.setEnabled(bool(self.choose.chosen()) and self._job is None)

    @Slot()
    def _ask_file(self) -> None:
        file = self._desk.alerts.choose_open_file("选择同步文件", _PATTERNS)
        if file is not None:
            self.read([file])

    @Slot()
    def _rehearse_chosen(self) -> None:
        chosen = self.choose.chosen()
        if chosen:
            self.read([row.found.path for row in chosen])

    @Slot()
    def _start_over(self) -> None:
        self._go(CHOOSE)
        self._look()

    def _begin(self, paths: list[Path]) -> None:
        self.reports.show_entries([Entry(path) for path in paths])
        self._line = list(range(len(paths)))
        self._step = CHECK

    @Slot()
    def _take_in(self) -> None:
        self._trouble.say("")
        self._line = [at for at, entry in enumerate(self.reports.entries) if entry.ready]
        self._step = DONE
        self._next()

    def _next(self) -> None:
        """The file that is next in line, if one is."""
        if not self._line:
            return
        at = self._line.pop(0)
        entry, sync = self.reports.entries[at], self._tools.sync
        keep = self._step == DONE
        work = partial(sync.take_in if keep else sync.rehearse, entry.path)
        title = f"正在{'导入' if keep else '预演'}{self._which(at)}"
        self._run(title, work, partial(self._note, at), Changed.EVERYTHING if keep else Changed(0))
        self._at = at

    def _which(self, at: int) -> str:
        count = len(self.reports.entries)
        return f"第 {at + 1} 个文件，共 {count} 个" if count > 1 else "文件"

    def _note(self, at: int, report: ImportReport) -> None:
        self.reports.put(at, Entry(self.reports.entries[at].path, report))

    @Slot()
    def _undo(self) -> None:
        at, entry = self.reports.current
        if entry.action is not None:
            work = brief(partial(self._tools.history.undo, entry.action))
            self._run("正在撤销导入", work, partial(self._note_undone, at), Changed.EVERYTHING)

    def _note_undone(self, at: int, _count: int) -> None:
        self.reports.put(at, replace(self.reports.entries[at], undone=True))

    @Slot()
    def _print(self) -> None:
        _, entry = self.reports.current
        if entry.report is not None:
            office, now = self._tools.place.office, self._tools.clock()
            work = brief(partial(report_document, entry.report, office, now))
            name = file_name(f"{entry.report.sender} 第{entry.report.number}号 导入报告")
            self._run("正在排版报告", work, partial(self._preview, name))

    def _preview(self, name: str, document: Document) -> None:
        preview = PrintPreview([document], self._desk.jobs, self._desk.alerts, name, self)
        preview.finished.connect(preview.deleteLater)
        preview.open()

    def _show_step(self) -> None:
        super()._show_step()
        self._offer_buttons()
        self._enter()
        if self._step == CHOOSE:
            self._timer.start()
        else:
            self._timer.stop()

    @Slot()
    def _offer_buttons(self) -> None:
        if self._job is not None:
            return
        foot = self._foot
        ready = sum(entry.ready for entry in self.reports.entries)
        foot.write.setText(f"导入 {ready} 个文件" if ready > 1 else "导入")
        foot.write.setEnabled(bool(ready))
        foot.offer(
            *self._fitting(), leave="完成" if self._step == DONE or self.done_entries else "取消"
        )
        foot.enter()
        self._allow()

    def _fitting(self) -> list[QPushButton]:
        foot = self._foot
        if self._step == CHOOSE:
            return [foot.go_on]
        entry = self.reports.current[1]
        report = [foot.report] if entry.report is not None and not entry.trouble else []
        undo = [foot.undo] if entry.action is not None else []
        if self._step == CHECK:
            return [foot.back, *report, *undo, foot.write]
        return [foot.other, *report, *undo]

    def _enter(self) -> None:
        if self._step == CHOOSE and self._job is None:
            self.choose.enter()

    def _refuse(self, trouble: Trouble) -> None:
        if self._at is None:
            super()._refuse(trouble)
        else:
            entry = self.reports.entries[self._at]
            self.reports.put(self._at, replace(entry, trouble=trouble.sentence))

    @Slot()
    def _say_cancelled(self) -> None:
        """What was done before stays done, and can be gone on with."""
        self._line.clear()
        some = any(entry.report for entry in self.reports.entries)
        self._step = CHECK if self._step != CHOOSE and some else CHOOSE
        super()._say_cancelled()

    @Slot(object)
    def _rest(self, job: Job) -> None:
        self._at = None
        super()._rest(job)
        if self._line:
            self._next()
        else:
            self._say_done()

    def _say_done(self) -> None:
        """What has come of it, in a sentence over the report."""
        done = [entry.report for entry in self.done_entries if entry.report is not None]
        if self._step != DONE or not done or not self._trouble.isHidden():
            return
        conflicts = sum(report.conflict_count for report in done)
        look = f"有 {conflicts} 处需要您看一下，关闭本窗口后处理。" if conflicts else ""
        what = f"已导入 {len(done)} 个文件" if len(done) > 1 else "已导入"
        self._trouble.say(f"{what}，数据已保存。{look}", Tone.GOOD)


def _look_around(find_sticks: FindSticks, reader: Reader) -> tuple[list[Stick], list[FoundFile]]:
    sticks = find_sticks()
    return sticks, find_files([stick.folder for stick in sticks], reader)
