"""One secretary: head, 全程纪实, 事前备案; what a line opens."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from jyguide.app import Application
from jyguide.errors import RuleError
from jyguide.ids import FilingId, PersonId
from jyguide.people.secretary import SecretaryRow
from jyguide.secretary.filing import FilingRow
from jyguide.secretary.timeline import LineKind, TimelineLine, timeline
from ui.attachment.subject_pane import SubjectPane
from ui.desk import Desk
from ui.page import Page
from ui.secretary.dossier.deeds import DossierDeeds
from ui.secretary.dossier.filings_pane import FilingsPane
from ui.secretary.dossier.person_head import PersonHead, Shown
from ui.secretary.dossier.timeline_pane import TimelinePane
from ui.theme import SPACE
from ui.widgets.keys import bind_key

_TABS = {
    LineKind.APPRAISAL: "secretary_appraisal",
    LineKind.MEASURE: "secretary_ledger",
    LineKind.TALK: "secretary_ledger",
    LineKind.ADJUSTMENT: "secretary_ledger",
    LineKind.MENTOR: "secretary_mentors",
}
"""Where on this page a line opens."""
_PAGES = {
    LineKind.TRAINING: "training",
    LineKind.EXAM: "exam",
    LineKind.CERTIFICATE: "certificate",
}
"""On which other page."""


class PersonPane(QWidget):
    """Object names: `dossier_tabs`, and those of its parts."""

    tab_wanted = Signal(str)
    page_wanted = Signal(str)
    gone = Signal()
    """Who was shown has been removed."""

    def __init__(self, desk: Desk, app: Application, page: Page, deeds: DossierDeeds) -> None:
        super().__init__()
        self._desk = desk
        self._app = app
        self._deeds = deeds
        self._person: PersonId | None = None
        self._shown: Shown | None = None
        self._wanted: FilingId | None = None
        self.head = PersonHead()
        self.lines = TimelinePane(SubjectPane(desk, app, page))
        self.filings = FilingsPane(desk, app, page)
        self.tabs = QTabWidget()
        self.tabs.setObjectName("dossier_tabs")
        self._build()
        self._connect()

    def show_person(self, person_id: PersonId) -> None:
        """Fetch and show somebody, or show him anew."""
        self._person = person_id
        self._desk.load(self, partial(_fetch, self._app, person_id), self._show)

    @property
    def person(self) -> PersonId | None:
        """Who is shown, or asked for."""
        return self._person

    def refresh(self) -> bool:
        """Fetch anew who is shown; False where nobody is."""
        if self._person is not None:
            self.show_person(self._person)
        return self._person is not None

    def forget(self) -> None:
        """Nobody is shown any more; what was asked for meanwhile is dropped."""
        self._person = self._shown = None

    def show_filing(self, filing: FilingRow) -> None:
        """Fetch and show whom a filing is about, secretary or not, with the filing chosen."""
        self._wanted = filing.id
        self._person = filing.person_id
        work = partial(_fetch, self._app, filing.person_id)
        self._desk.load(self, work, self._show)
        self.show_filings()

    def show_filings(self) -> None:
        """Bring the filings to the front."""
        self.tabs.setCurrentWidget(self.filings)

    def _build(self) -> None:
        self.tabs.addTab(self.lines, "全程纪实")
        self.tabs.addTab(self.filings, "事前备案")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.s)
        layout.addWidget(self.head)
        layout.addWidget(self.head.faults)
        layout.addWidget(self.tabs, 1)

    def _connect(self) -> None:
        self.head.print_wanted.connect(self._print)
        self.head.people_wanted.connect(partial(self.page_wanted.emit, "people"))
        self.lines.note_wanted.connect(self._note)
        self.lines.post_wanted.connect(self._post)
        self.lines.opened.connect(self._open)
        self.lines.remove_wanted.connect(self._remove_note)
        self.filings.propose_wanted.connect(self._propose)
        self.filings.next_wanted.connect(self._deeds.next_step)
        self.filings.correct_wanted.connect(self._deeds.correct)
        self.filings.remove_wanted.connect(self._remove_filings)
        bind_key("Ctrl+P", self, self._print)

    def _show(self, shown: Shown | None) -> None:
        if shown is None:
            self.forget()
            self.gone.emit()
            return
        if shown.asked != self._person:
            return  # somebody else has been chosen meanwhile
        self._shown = shown
        today = self._deeds.today
        self.head.show_person(shown, today)
        self.lines.show_lines(timeline(shown.dossier, today))
        self.filings.show_rows(shown.dossier.filings, self._wanted)
        self._wanted = None
        waiting = sum(one.open for one in shown.dossier.filings)
        at = self.tabs.indexOf(self.filings)
        self.tabs.setTabText(at, f"事前备案（{waiting} 件待办）" if waiting else "事前备案")

    @property
    def _row(self) -> SecretaryRow | None:
        """Who is on screen."""
        return self._shown.row if self._shown else None

    @Slot()
    def _print(self) -> None:
        if (row := self._row) is not None:
            self._deeds.print_portraits([row])

    @Slot()
    def _note(self) -> None:
        if (row := self._row) is not None:
            self._deeds.note(row.person_id, row.name)

    @Slot()
    def _post(self) -> None:
        if (row := self._row) is not None:
            self._deeds.add_posting(row.person_id)

    @Slot()
    def _propose(self) -> None:
        if (row := self._row) is not None:
            self._deeds.propose_for(row)

    @Slot(object)
    def _remove_filings(self, rows: list[FilingRow]) -> None:
        self._deeds.remove_filings([row.id for row in rows])

    @Slot(object)
    def _open(self, line: TimelineLine) -> None:
        """Open a line where it comes from."""
        if line.kind in _TABS:
            self.tab_wanted.emit(_TABS[line.kind])
        elif line.kind in _PAGES:
            self.page_wanted.emit(_PAGES[line.kind])
        elif line.kind is LineKind.FILING:
            self.filings.table.select_rows(lambda row: row.id == line.key)
            self.show_filings()
        else:
            self._open_own(line)

    def _open_own(self, line: TimelineLine) -> None:
        if self._shown is None:
            return
        for term in self._shown.dossier.postings:
            if line.kind is LineKind.POST and term.id == line.key:
                self._deeds.correct_posting(term)
        for entry in self._shown.dossier.entries:
            if line.kind is LineKind.NOTE and entry.id == line.key:
                self._deeds.change_note(entry, self._shown.row.name)

    @Slot(object)
    def _remove_note(self, line: TimelineLine) -> None:
        entries = self._shown.dossier.entries if self._shown else ()
        for entry in entries:
            if entry.id == line.key:
                self._deeds.remove_note(entry)


def _fetch(app: Application, person_id: PersonId) -> Shown | None:
    """Everything of one person, None where he has been removed; called on the worker."""
    try:
        row = app.secretaries.anybody(person_id)
    except RuleError:
        return None
    photo = app.attachments.portrait_picture(row.person_id)
    return Shown(person_id, row, app.dossiers.dossier(row.person_id), photo)
