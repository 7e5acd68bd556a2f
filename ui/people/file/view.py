"""One person's file in place of the list."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from jyguide.ids import PersonId
from jyguide.people.row import PersonRow
from ui.access.unmask import Numbers, Unmasking, export_agreed
from ui.desk import Desk
from ui.file_name import file_name
from ui.people.file.basics_tab import BasicsTab
from ui.people.file.facts import PersonFacts, read_facts
from ui.people.file.head import FileHead
from ui.people.file.history_tab import HistoryTab
from ui.people.file.lists import GatesTab, certificates_tab, exams_tab, trainings_tab
from ui.people.file.postings_tab import PostingsTab
from ui.people.file.printing import file_document
from ui.people.file.services import FileServices
from ui.people.file.tab import FileTab
from ui.people.transferring import Transferring
from ui.printing.preview import PrintPreview
from ui.theme import SPACE
from ui.widgets.keys import bind_key


class PersonFile(QWidget):
    """Head over tabs; each tab fetches when it is first shown for somebody.

    Object names: `person_file`, `file_tabs`, and those of `FileHead` and the tabs.
    """

    closed = Signal()
    edit_wanted = Signal(object)
    """The `PersonRow` to be corrected."""
    portrait_wanted = Signal(object)
    """The `PersonRow` that wants a photo."""
    done = Signal(str, object)
    """A sentence, and the action that can be undone or None."""

    def __init__(self, desk: Desk, services: FileServices) -> None:
        super().__init__()
        self.setObjectName("person_file")
        self._desk = desk
        self._services = services
        self._facts: PersonFacts | None = None
        self._wanted: PersonId | None = None
        self.head = FileHead()
        self.tabs = QTabWidget()
        self.tabs.setObjectName("file_tabs")
        self._transferring = Transferring(self, desk, services, self.done.emit)
        self._numbers = Unmasking(
            self, desk, self.head.eye, self._about_numbers, self.head.show_numbers
        )
        self._numbers.record_by(services.app.disclosures)
        self._build()
        self._connect()

    @property
    def person(self) -> PersonRow | None:
        """Whose file is open."""
        return self._facts.row if self._facts else None

    def open_file(self, person_id: PersonId) -> None:
        """Show somebody; also to show him anew."""
        if self._facts is None or self._facts.row.id != person_id:
            self.tabs.setCurrentIndex(0)
        self._wanted = person_id
        self._numbers.mask()
        job = self._desk.load(self, partial(read_facts, self._services, person_id), self._show)
        job.failed.connect(self._give_up)

    def enter(self) -> None:
        """Give the keyboard to the tabs."""
        self.tabs.tabBar().setFocus()

    def _build(self) -> None:
        postings = PostingsTab(self._desk, self._services)
        postings.done.connect(self.done)
        for tab, title in (
            (BasicsTab(), "基本情况"),
            (postings, "任职经历"),
            (trainings_tab(self._desk, self._services), "培训"),
            (exams_tab(self._desk, self._services), "考试"),
            (certificates_tab(self._desk, self._services), "证书"),
            (GatesTab(), "上岗"),
            (HistoryTab(self._desk, self._services), "修改记录"),
        ):
            self.tabs.addTab(tab, title)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.m)
        layout.addWidget(self.head)
        layout.addWidget(self.tabs, 1)

    def _connect(self) -> None:
        self.head.back.connect(self.closed)
        self.head.edit_wanted.connect(self._ask_edit)
        self.head.transfer_wanted.connect(self._ask_transfer)
        self.head.print_wanted.connect(self._print)
        self.head.portrait_wanted.connect(self._ask_portrait)
        self.tabs.currentChanged.connect(self._fill_tab)
        for keys, slot in (("Alt+Left", self._ask_close), ("Ctrl+P", self._print_masked)):
            bind_key(keys, self, slot)

    def _show(self, facts: PersonFacts) -> None:
        if self._wanted not in (None, facts.row.id):
            return  # somebody else has been opened meanwhile
        self._facts = facts
        self.head.show_facts(facts)
        self._fill_tab()

    @Slot(object)
    def _give_up(self, _error: object) -> None:
        self.closed.emit()

    @Slot()
    def _fill_tab(self) -> None:
        tab = self.tabs.currentWidget()
        if self._facts is not None and isinstance(tab, FileTab):
            tab.show_person(self._facts)

    @Slot()
    def _ask_close(self) -> None:
        self.closed.emit()

    @Slot()
    def _ask_edit(self) -> None:
        if self._facts is not None:
            self.edit_wanted.emit(self._facts.row)

    @Slot()
    def _ask_portrait(self) -> None:
        if self._facts is not None:
            self.portrait_wanted.emit(self._facts.row)

    @Slot()
    def _ask_transfer(self) -> None:
        if self._facts is not None:
            self._transferring.ask([self._facts.row])

    def _about_numbers(self) -> Numbers | None:
        row = self.person
        return Numbers(f"“{row.name}”", "人员档案", 1, row.id) if row else None

    @Slot()
    def _print_masked(self) -> None:
        self._print(full=False)

    @Slot(bool)
    def _print(self, full: bool) -> None:  # noqa: FBT001 - a signal's
        if self._facts is None:
            return
        told = self._services.app.disclosures
        if full and not export_agreed(self._desk.alerts, told, f"“{self._facts.row.name}”"):
            return
        work = partial(file_document, self._services, self._facts, full=full)
        self._desk.load(self, work, self._preview)

    def _preview(self, document: object) -> None:
        assert self._facts is not None  # noqa: S101 - somebody is shown
        name = file_name("人员档案", self._facts.row.name)
        preview = PrintPreview([document], self._desk.jobs, self._desk.alerts, name, self)  # type: ignore[list-item]
        preview.finished.connect(preview.deleteLater)
        preview.open()
