"""The year of secretaries through the widgets: filed, approved, posted, paired, printed."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QTabBar, QWidget

from jyguide.app import open_application
from jyguide.folder import NewFolder, create_folder
from jyguide.people.person import PersonRole
from jyguide.people.posting import PostingFacts, Transfer
from jyguide.secretary.timeline import LineKind
from tests.jyguide.builders import a_person
from tests.ui.conftest import clock
from tests.ui.training.classroom import type_text
from ui.changes import ChangeHub
from ui.desk import Desk
from ui.printing.preview import PrintPreview
from ui.secretary.page import SecretaryPage

pytestmark = pytest.mark.flow
VILLAGE = PersonRole.VILLAGE_SECRETARY


class Office:
    """Somebody in front of the page of secretaries, with mouse and keys."""

    def __init__(self, qtbot, desk, page):
        self.qtbot, self.desk, self.page = qtbot, desk, page

    def rest(self):
        self.qtbot.waitUntil(lambda: not self.desk.jobs.busy)

    def tab(self, name):
        self.page.tabs.show_tab(name)
        self.rest()
        return self.page.tabs.shown()

    def press(self, name):
        (button,) = [b for b in self.page.findChildren(QPushButton, name) if b.isVisible()]
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.rest()

    def answer(self, name, **fields):
        """Type into the fields of the dialog that is open, and confirm it."""
        (dialog,) = [d for d in self.page.findChildren(QDialog, name) if d.isVisible()]
        for field, text in fields.items():
            type_text(self.qtbot, dialog.findChild(QWidget, field), text)
        confirm = dialog.findChild(QPushButton, "confirm")
        self.qtbot.mouseClick(confirm, Qt.MouseButton.LeftButton)
        self.rest()

    def printed(self):
        """How many pages the preview shows that is open; it is closed."""
        (preview,) = [p for p in self.page.findChildren(PrintPreview) if p.isVisible()]
        self.rest()
        pages = len(preview.pages)
        preview.close()
        return pages


@pytest.fixture
def app(tmp_path):
    create_folder(tmp_path / "station", NewFolder("周庄镇", "A"), clock)
    opened = open_application(tmp_path / "station", clock)
    yield opened
    opened.close()


@pytest.fixture
def office(qtbot, app, jobs, alerts):
    veteran = a_person("尉迟恭", 1, role=VILLAGE, organisation="华宏村", post="书记")
    key = app.people.add(veteran)
    app.postings.add(key, PostingFacts("华宏村", "书记", VILLAGE, date(2012, 3, 1)))
    app.people.add(a_person("阿卜杜拉·买买提", 2, organisation="倪家巷村", post="后备干部"))
    desk = Desk(jobs, alerts, ChangeHub())
    page = SecretaryPage(desk, app)
    desk.changes.changed.connect(page.note_change)
    page.resize(1142, 640)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    made = Office(qtbot, desk, page)
    made.rest()
    return made


def file_for_a_candidate(qtbot, office):
    """Who is no secretary yet is found by initials, filed for and approved."""
    lists = office.tab("secretary_dossier").findChild(QTabBar, "dossier_lists")
    lists.setFocus()
    qtbot.keyClick(lists, Qt.Key.Key_Right)
    office.press("empty_action")
    search = office.page.findChild(QLineEdit, "whom_search")
    qtbot.keyClicks(search, "abdl")
    qtbot.keyClick(search, Qt.Key.Key_Return)
    office.rest()
    office.page.findChild(QLineEdit, "post").clear()
    office.answer("propose_dialog", post="党总支书记")
    assert lists.tabText(1) == "备案台账（1）"
    office.press("next_step")
    office.answer("register_dialog", number="澄组备〔2026〕12 号")
    office.press("next_step")
    office.answer("decide_dialog", decision_number="澄组〔2026〕9 号")


def pair_and_meet(office):
    mentors = office.tab("secretary_mentors")
    office.press("new_pair")
    office.answer("pair_dialog", goals="三个月内走遍每一户")
    mentors.table.choose_first()
    office.rest()
    office.press("meet")
    office.answer("meeting_dialog", topics="看账本，讲集体资产怎样盘活")


def test_a_new_secretary_is_filed_posted_paired_and_printed(qtbot, app, office):
    file_for_a_candidate(qtbot, office)
    (row,) = app.filings.rows()
    posted = {"organisation": "倪家巷村", "post": "党总支书记", "role": VILLAGE}
    app.postings.transfer([row.person_id], Transfer(date(2026, 11, 20), "任职", **posted))
    office.page.refresh()
    office.rest()
    states = {one.row.name: one.filing for one in app.dossiers.lines()}
    assert states == {"尉迟恭": "没有备案", "阿卜杜拉·买买提": "已备案"}

    pair_and_meet(office)
    office.press("notebook")
    assert office.printed() == 6
    (pair,) = app.mentors.board().pairs
    assert (pair.pupil, pair.facts.mentor, len(pair.meetings)) == (row.name, "尉迟恭", 1)

    lines = office.tab("secretary_dossier").person.lines.table.rows()
    assert {line.kind for line in lines} >= {LineKind.FILING, LineKind.POST, LineKind.MENTOR}
    assert not any(line.remark for line in lines)
    office.press("print_portrait")
    assert office.printed() == 1
