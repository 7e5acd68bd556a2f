"""The record of a session: what was said, and the whole of it on paper."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout

from jyguide.app import Application
from jyguide.changes import Changed
from jyguide.documents.page import Document
from jyguide.documents.word import write_word
from jyguide.ids import SessionId
from jyguide.progress import CancelToken, Progress
from jyguide.training.service.records import Summary
from jyguide.training.session import SessionRow
from ui.desk import Desk
from ui.file_name import file_name
from ui.file_written import tell_written
from ui.page import Page
from ui.printing.preview import PrintPreview
from ui.theme import SPACE
from ui.training.tab import SessionTab
from ui.undoing import Done, Undoing, noted
from ui.widgets import Card, Kind, make_button, make_label

_HELP = (
    "这里写讲了什么、讨论了什么、有什么要求，一段一行。培训记录里还会自动放进："
    "基本情况、授课、出席人数和请假缺席名单、反馈结果、现场照片。"
)


class RecordTab(SessionTab):
    """What is typed survives news from elsewhere, and is kept before it is printed.

    Object names: `summary`, `save_summary`, `preview_record`, `export_record`.
    """

    def __init__(self, desk: Desk, app: Application, page: Page) -> None:
        super().__init__()
        self._desk = desk
        self._app = app
        self._undoing = Undoing(page, desk, app.history, Changed.SESSIONS)
        self._session: SessionRow | None = None
        self._found = Summary("")
        self._build()
        self._connect()

    def show_session(self, row: SessionRow) -> None:
        if self._session is None or row.id != self._session.id:
            self.summary.document().setModified(False)
        self._session = row
        work = partial(self._app.records.summary, row.id)
        self._desk.load(self, work, partial(self._show, row.id))

    def _show(self, session_id: SessionId, found: Summary) -> None:
        other = self._session is None or session_id != self._session.id
        if other or self.summary.document().isModified():
            return
        self._found = found
        if self.summary.toPlainText() != found.text:
            self.summary.setPlainText(found.text)
        self._allow()

    def _build(self) -> None:
        self.summary = QPlainTextEdit()
        self.summary.setObjectName("summary")
        self.summary.setAccessibleName("培训纪要")
        self.summary.setTabChangesFocus(True)
        self.summary.setPlaceholderText("例如：上午由党校王老师讲授党章修正案的主要内容……")
        self._save = make_button("保存纪要", Kind.PLAIN, "save", "save_summary")
        self._save.setShortcut("Ctrl+S")
        self._save.setToolTip("保存（Ctrl+S）")
        self._preview = make_button("打印预览", Kind.PRIMARY, "print", "preview_record")
        self._export = make_button("导出 Word", Kind.PLAIN, "export", "export_record")
        foot = QHBoxLayout()
        foot.setSpacing(SPACE.s)
        foot.addWidget(make_label(_HELP, "small", "record_help", wrap=True), 1)
        for button in (self._save, self._export, self._preview):
            foot.addWidget(button)
        card = Card("培训纪要")
        card.body.addWidget(self.summary, 1)
        card.body.addLayout(foot)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card)

    def _connect(self) -> None:
        self.summary.document().modificationChanged.connect(self._allow)
        self._save.clicked.connect(self._write)
        self._preview.clicked.connect(self._ask_preview)
        self._export.clicked.connect(self._ask_export)

    @Slot()
    def _allow(self, *_: object) -> None:
        self._save.setEnabled(self.summary.document().isModified())

    @Slot()
    def _write(self) -> None:
        if self._session is None or not self.summary.document().isModified():
            return
        text, found = self.summary.toPlainText(), self._found
        self.summary.document().setModified(False)
        job = self._desk.act(
            self,
            partial(_written, self._app, self._session.id, text, found),
            self._tell,
            title="正在保存纪要",
            changed=Changed.SESSIONS,
        )
        job.failed.connect(self._resume)

    def _tell(self, done: Done[Summary]) -> None:
        self._found = done.result
        self._undoing.tell("已保存培训纪要。", done.action)

    @Slot(object)
    def _resume(self, _error: BaseException) -> None:
        self.summary.document().setModified(True)

    @Slot()
    def _ask_preview(self) -> None:
        """The worker takes one thing after another: what was typed is kept by then."""
        self._write()
        if self._session is not None:
            work = partial(self._app.records.record, self._session.id)
            self._desk.load(self, work, self._show_preview)

    def _show_preview(self, record: Document) -> None:
        preview = PrintPreview([record], self._desk.jobs, self._desk.alerts, self._name(), self)
        preview.finished.connect(preview.deleteLater)
        preview.open()

    @Slot()
    def _ask_export(self) -> None:
        if self._session is None:
            return
        target = self._desk.alerts.choose_save_file(
            "导出培训记录", f"{self._name()}.docx", "Word 文件 (*.docx)"
        )
        if target is not None:
            self._write()
            self._desk.act(
                self,
                partial(_export, self._app, self._session.id, target),
                partial(self._tell_exported, target),
                title="正在导出培训记录",
            )

    def _tell_exported(self, target: Path, _result: object) -> None:
        tell_written(self, target, f"培训记录已保存到 {target}")

    def _name(self) -> str:
        return file_name("培训记录", self._session.plan.title if self._session else "")


def _written(
    app: Application,
    session_id: SessionId,
    text: str,
    found: Summary,
    _progress: Progress,
    _cancel: CancelToken,
) -> Done[Summary]:
    write = partial(app.records.write_summary, session_id, text, found.version)
    done = noted(app.history, write)
    return Done(app.records.summary(session_id), done.action)


def _export(
    app: Application, session_id: SessionId, target: Path, progress: Progress, cancel: CancelToken
) -> None:
    write_word(app.records.record(session_id), target, progress, cancel)
