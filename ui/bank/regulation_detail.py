"""One regulation: its facts, the clauses that changed, and what they concern."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QTabWidget

from jyguide.bank.regulation import Impact, RegulationRow
from ui.bank.regulation_rows import day_text, state_name
from ui.bank.regulation_tabs import ClausesTab, PeopleTab, UntouchedTab, WaitingTab, papers_tab
from ui.theme import Tone
from ui.widgets import Badge, Card, make_button, make_label


class RegulationDetail(Card):
    """Its buttons and tabs are public: the dialog that shows it does what they ask for.

    Object names: `regulation_detail`, `heading`, `status`, `facts`, `revise`, `tabs`, and those
    of the tabs.
    """

    def __init__(self, *, at_city: bool) -> None:
        super().__init__()
        self.setObjectName("regulation_detail")
        self._at_city = at_city
        self._heading = make_label("", "section", "heading", wrap=True)
        self._state = Badge()
        self._state.setObjectName("status")
        self._facts = make_label("", "hint", "facts", wrap=True)
        self.revise = make_button("登记新版…", icon_name="add", name="revise")
        self.clauses = ClausesTab(at_city=at_city)
        self.waiting = WaitingTab()
        self.untouched = UntouchedTab()
        self.papers = papers_tab()
        self.people = PeopleTab()
        self.tabs = QTabWidget()
        self.tabs.setObjectName("tabs")
        self._build()

    def show_regulation(self, row: RegulationRow) -> None:
        """Show the facts of `row`; what rests on it follows by `show_impact`."""
        self._heading.setText(f"《{row.title}》")
        self._state.show_state(state_name(row), Tone.GOOD if row.in_force else Tone.NEUTRAL)
        told = [f"版本：{row.edition}", f"施行：{day_text(row.in_force_from)}"]
        told += [f"取代：{row.replaced}"] if row.replaced else []
        told += [f"现行：{row.successor_name}"] if row.successor_name else []
        note = f"\n{row.note}" if row.note else ""
        self._facts.setText(f"{'　'.join(told)}{note}")
        self.revise.setVisible(self._at_city and row.in_force)
        self.clauses.mark.setEnabled(not row.in_force)
        self.tabs.setVisible(not row.in_force)

    def show_impact(self, impact: Impact) -> None:
        """Fill the tabs."""
        for tab, title, rows in (
            (self.clauses, "条款变化", impact.clauses),
            (self.waiting, "需复核", impact.waiting),
            (self.untouched, "条款未变", impact.untouched),
            (self.papers, "用过的试卷", impact.papers),
            (self.people, "要告知的人", impact.people),
        ):
            tab.table.set_rows(rows)
            self.tabs.setTabText(self.tabs.indexOf(tab), f"{title} {len(rows)}")
        self.untouched.carry.setEnabled(bool(impact.untouched))
        self.people.notice.setEnabled(bool(impact.people))
        self.people.refresher.setEnabled(bool(impact.clauses))

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._heading, 1)
        head.addWidget(self._state, alignment=Qt.AlignmentFlag.AlignTop)
        for tab, title in (
            (self.clauses, "条款变化"),
            (self.waiting, "需复核"),
            (self.untouched, "条款未变"),
            (self.papers, "用过的试卷"),
            (self.people, "要告知的人"),
        ):
            self.tabs.addTab(tab, title)
        self.body.addLayout(head)
        self.body.addWidget(self._facts)
        self.body.addWidget(self.revise, alignment=Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.tabs, 1)
        self.body.addStretch()
