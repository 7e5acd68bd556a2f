"""One session opened: its facts, enrolment and signing in."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from jyguide.app import Application
from jyguide.documents.dates import tenths_text
from jyguide.documents.page import Document
from jyguide.documents.word import write_word
from jyguide.ids import SessionId
from jyguide.progress import CancelToken, Progress
from jyguide.training.service import TrainingService
from jyguide.training.session import EnrolmentRow, SessionRow
from jyguide.training.session_time import when_text
from ui.desk import Desk
from ui.file_name import file_name
from ui.file_written import tell_written
from ui.page import Page
from ui.printing.preview import PrintPreview
from ui.theme import SPACE, Tone
from ui.training.columns import kind_text, level_text
from ui.training.enrol_tab import EnrolTab
from ui.training.sign_in_tab import SignInTab
from ui.training.tab import SessionTab
from ui.training.tabs import SESSION_TABS, MakeSessionTab
from ui.widgets import Badge, ElidedLabel, Kind, make_button
from ui.widgets.keys import bind_key
from ui.widgets.lazy_tabs import LazyTabs

MakeSheet = Callable[[SessionId], Document]


class SessionDetail(QWidget):
    """Heading with the sheet's buttons over the tabs 报名 and 签到.

    Object names: `back`, `detail_title`, `detail_facts`, `edit_session`, `print_sheet`,
    `print_codes`, `export_sheet`, `tabs`.
    """

    closed = Signal()
    edit = Signal(object)
    said = Signal(str)
    """A sentence for the page's notice."""
    people_wanted = Signal()

    def __init__(self, desk: Desk, app: Application, page: Page) -> None:
        super().__init__()
        self._desk = desk
        self._app = app
        self._page = page
        self._training = app.training
        self.session: SessionRow | None = None
        self.enrol_tab = EnrolTab(desk, app, page)
        self.sign_in_tab = SignInTab(desk, app, page)
        self._build()
        self._connect()

    def show_session(self, row: SessionRow) -> None:
        """Show a session anew; the tabs follow when its people have come."""
        if self.session is None or row.id != self.session.id:
            self.tabs.setCurrentWidget(self.sign_in_tab if row.enrolled else self.enrol_tab)
        self.session = row
        self._title.setText(row.plan.title)
        self._kind.show_state(kind_text(row), Tone.GOLD)
        self._level.show_state(level_text(row), Tone.NEUTRAL)
        self._facts.setText(facts_text(row))
        self._desk.load(self, partial(self._training.enrolments, row.id), partial(self._fill, row))
        self._show_on(self.tabs.shown())

    def _fill(self, session: SessionRow, rows: list[EnrolmentRow]) -> None:
        """Another session may have been opened while this one was fetched."""
        if self.session is None or session.id != self.session.id:
            return
        self.enrol_tab.show_session(session.id, rows)
        self.sign_in_tab.show_session(session, rows)
        self.tabs.setTabText(0, f"报名（{len(rows)}）")
        self._print.setEnabled(bool(rows))
        self._codes.setEnabled(bool(rows))
        self._export.setEnabled(bool(rows))

    def _build(self) -> None:
        self._back = make_button("返回列表", Kind.QUIET, "back", "back")
        self._title = ElidedLabel("section", "detail_title")
        self._kind, self._level = Badge(), Badge()
        self._facts = ElidedLabel("hint", "detail_facts")
        self._edit = make_button("修改…", Kind.PLAIN, "edit", "edit_session")
        self._print = make_button("打印签到表…", Kind.PLAIN, "print", "print_sheet")
        self._codes = make_button("二维码", Kind.PLAIN, "print", "print_codes")
        self._codes.setToolTip("打印带二维码的签到表，或每人一张的签到条，供扫码枪签到")
        self._codes.setMenu(self._code_menu())
        self._export = make_button("导出 Word", Kind.PLAIN, "export", "export_sheet")
        self.tabs = LazyTabs("tabs")
        self.tabs.addTab(self.enrol_tab, "报名")
        self.tabs.addTab(self.sign_in_tab, "签到")
        for entry in SESSION_TABS:
            self.tabs.offer(entry.name, entry.title, partial(self._make_tab, entry.make))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.s)
        layout.addLayout(self._head())
        layout.addWidget(self.tabs, 1)

    def _head(self) -> QHBoxLayout:
        name = QHBoxLayout()
        name.setSpacing(SPACE.s)
        name.addWidget(self._title)
        for badge in (self._kind, self._level):
            name.addWidget(badge, alignment=Qt.AlignmentFlag.AlignVCenter)
        name.addStretch()
        words = QVBoxLayout()
        words.setSpacing(SPACE.xs)
        words.addLayout(name)
        words.addWidget(self._facts)
        head = QHBoxLayout()
        head.setSpacing(SPACE.s)
        head.addWidget(self._back, alignment=Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        for button in (self._edit, self._print, self._codes, self._export):
            head.addWidget(button, alignment=Qt.AlignmentFlag.AlignTop)
        return head

    def _make_tab(self, make: MakeSessionTab) -> SessionTab:
        tab = make(self._desk, self._app, self._page)
        tab.said.connect(self.said)
        return tab

    @Slot(object)
    def _show_on(self, tab: QWidget | None) -> None:
        if isinstance(tab, SessionTab) and self.session is not None:
            tab.show_session(self.session)

    def _connect(self) -> None:
        self.tabs.filled.connect(self._show_on)
        self._back.clicked.connect(self.closed)
        self._edit.clicked.connect(self._ask_edit)
        self._print.clicked.connect(self._print_plain)
        self._export.clicked.connect(self._export_sheet)
        self.enrol_tab.people_wanted.connect(self.people_wanted)
        self.sign_in_tab.enrol.connect(self._enrol_by_name)
        for keys, slot in (
            ("Alt+Left", self._ask_close),
            ("Ctrl+P", self._print_plain),
        ):
            bind_key(keys, self, slot)

    @Slot()
    def _ask_close(self) -> None:
        self.closed.emit()

    @Slot()
    def _ask_edit(self) -> None:
        self.edit.emit(self.session)

    @Slot(str)
    def _enrol_by_name(self, typed: str) -> None:
        self.tabs.setCurrentWidget(self.enrol_tab)
        self.enrol_tab.look_for(typed)

    @Slot()
    def _print_plain(self) -> None:
        self._load_sheet(self._training.sign_in_sheet)

    def _load_sheet(self, make: MakeSheet) -> None:
        if self.session is not None and self._print.isEnabled():
            self._desk.load(self, partial(make, self.session.id), self._preview_sheet)

    def _code_menu(self) -> QMenu:
        menu = QMenu(self)
        coded = partial(self._training.sign_in_sheet, with_codes=True)
        menu.addAction("签到表（带二维码）", partial(self._load_sheet, coded))
        menu.addAction(
            "签到条（每人一张）", partial(self._load_sheet, self._training.sign_in_slips)
        )
        return menu

    @Slot(object)
    def _preview_sheet(self, sheet: Document) -> None:
        preview = PrintPreview([sheet], self._desk.jobs, self._desk.alerts, self._name(), self)
        preview.finished.connect(preview.deleteLater)
        preview.open()

    @Slot()
    def _export_sheet(self) -> None:
        if self.session is None:
            return
        alerts = self._desk.alerts
        target = alerts.choose_save_file(
            "导出签到表", f"{self._name()}.docx", "Word 文件 (*.docx)"
        )
        if target is not None:
            self._desk.act(
                self,
                partial(_write_sheet, self._training, self.session.id, target),
                partial(self._tell_sheet, target),
                title="正在导出签到表",
            )

    def _tell_sheet(self, target: Path, _result: object) -> None:
        tell_written(self, target, f"签到表已保存到 {target}")

    def _name(self) -> str:
        return file_name("签到表", self.session.plan.title if self.session else "")


def _write_sheet(
    training: TrainingService,
    session_id: SessionId,
    target: Path,
    progress: Progress,
    cancel: CancelToken,
) -> None:
    write_word(training.sign_in_sheet(session_id), target, progress, cancel)


def facts_text(row: SessionRow) -> str:
    """When, for how much, where and by whom: one line, its end cut off where there is no room."""
    plan = row.plan
    credit = [
        f"{tenths_text(plan.training_days)} 天" if plan.training_days else "",
        f"{tenths_text(plan.credit_hours)} 学时" if plan.credit_hours else "",
    ]
    lecturer = f"授课：{plan.lecturer}" if plan.lecturer else ""
    parts = [when_text(plan), *credit, plan.place, lecturer]
    return " · ".join(part for part in parts if part)
