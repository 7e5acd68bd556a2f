"""Dossiers on screen, by keyboard and mouse, from nobody to a printed page."""

from datetime import date
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QLineEdit, QPushButton

from jyguide.people.person import PersonRole
from jyguide.people.posting import PostingFacts
from jyguide.secretary.filing import Proposal
from jyguide.secretary.kinds import FilingDecision, FilingKind
from jyguide.secretary.timeline import LineKind, TimelineLine
from tests.jyguide.builders import a_person
from tests.ui.training.classroom import type_text
from ui.printing.preview import PrintPreview
from ui.secretary.page import SecretaryPage
from ui.widgets.choice_filter import ChoiceFilter

LEFT = Qt.MouseButton.LeftButton
VILLAGE = PersonRole.VILLAGE_SECRETARY


@pytest.fixture
def rest(qtbot, desk):
    def rest_():
        qtbot.waitUntil(lambda: not desk.jobs.busy)

    return rest_


@pytest.fixture
def page(qtbot, app, desk, rest):
    made = SecretaryPage(desk, app)
    desk.changes.changed.connect(made.note_change)
    made.resize(1142, 640)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    rest()
    return made


@pytest.fixture
def hands(qtbot, page, rest):
    """Clicks, types and confirms as somebody in front of the page."""

    class Hands:
        def rest(self):
            rest()

        def press(self, name, inside=page):
            (button,) = [b for b in inside.findChildren(QPushButton, name) if b.isVisible()]
            qtbot.mouseClick(button, LEFT)
            rest()

        def dialog(self, name):
            (found,) = [d for d in page.findChildren(QDialog, name) if d.isVisible()]
            return found

        def fill(self, name, **fields):
            dialog = self.dialog(name)
            for field, text in fields.items():
                edit = dialog.findChild(QLineEdit, field)
                edit.clear()
                type_text(qtbot, edit, text)
            qtbot.keyClick(dialog, Qt.Key.Key_Return)
            rest()

    return Hands()


def states(tab):
    return {one.row.name: one.filing for one in tab.people.rows()}


def test_nobody_yet(page, hands):
    tab = page.tabs.shown()
    assert "人员类别" in tab.people.findChild(QLabel, "empty_sentence").text()
    wanted = []
    page.wanted.connect(wanted.append)
    hands.press("empty_action", tab.people)
    assert wanted == ["people"]


@pytest.fixture
def two(app, page, rest):
    """Two secretaries in post, on screen."""
    for at, (name, place) in enumerate((("陈明", "倪家巷村"), ("阿卜杜拉·买买提", "长寿村"))):
        key = app.people.add(a_person(name, at, role=VILLAGE, organisation=place, post="书记"))
        app.postings.add(key, PostingFacts(place, "书记", VILLAGE, date(2026, 3, 1 + at)))
    page.refresh()
    rest()
    return page.tabs.shown()


def decide(hands, decision):
    field = hands.dialog("decide_dialog").findChild(QComboBox, "decision")
    field.setCurrentIndex(field.findData(decision))
    hands.fill("decide_dialog")


def test_who_falls_out_of_a_filter_by_what_was_done_stays(page, app, two, qtbot, rest, hands):
    key = next(one.row.person_id for one in two.people.rows() if one.row.name != "陈明")
    begun = date(2026, 5, 1)
    filing = app.filings.propose(key, Proposal(FilingKind.APPOINT, "长寿村", "书记", begun))
    app.filings.file(filing, begun, "澄组备〔2026〕12 号")
    page.refresh()
    rest()
    choice = two.findChild(ChoiceFilter, "choice_filing")
    choice.choose("待批复")
    search = two.people.findChild(QLineEdit, "search")
    qtbot.keyClicks(search, "abd")
    qtbot.keyClick(search, Qt.Key.Key_Return)  # into the rows, on the first of them
    rest()
    assert page.findChild(QLabel, "dossier_name").text() == "阿卜杜拉·买买提"
    two.person.show_filings()
    filings = two.person.filings.table
    filings.view.setFocus()
    qtbot.keyClick(filings.view, Qt.Key.Key_Return)
    decide(hands, FilingDecision.RETURNED)
    asking = hands.dialog("decide_dialog")
    assert "请写明为什么退回。" in {one.text() for one in asking.findChildren(QLabel, "problem")}
    decide(hands, FilingDecision.APPROVED)
    assert two.people.shown_rows() == []  # the filter leaves nobody; he stays on screen
    assert filings.rows()[0].steps.filing_number == "澄组备〔2026〕12 号"
    two.people.clear_conditions()
    rest()
    assert states(two) == {"陈明": "没有备案", "阿卜杜拉·买买提": "已备案"}
    assert [one.row.name for one in two.people.selected_rows()] == ["阿卜杜拉·买买提"]


def add_and_remove_a_file(pane, folder, hands, rest):
    paper = folder / "表彰决定.txt"
    paper.write_text("决定", encoding="utf-8")
    pane.dropped.emit([paper, paper])
    rest()
    assert [one.text() for one in pane.findChildren(QPushButton, "open_file")] == ["表彰决定.txt"]
    hands.press("remove_file", pane)
    assert pane.findChild(QLabel, "no_files").isVisible()


def test_a_note_in_the_line_of_time_with_its_paper(two, app, qtbot, hands, tmp_path):
    qtbot.keyClick(two.people.view, Qt.Key.Key_Return)
    timeline = two.person.lines.table
    assert timeline.view.hasFocus()
    assert [line.remark for line in timeline.rows()] == ["没有备案批复"]
    hands.press("add_note")
    hands.fill("entry_dialog", title="被评为先进个人")
    timeline.select_rows(lambda line: line.kind_name == "纪实")
    hands.rest()
    add_and_remove_a_file(two.person.lines.files, tmp_path, hands, hands.rest)
    qtbot.keyClick(timeline.view, Qt.Key.Key_Return)
    hands.fill("entry_dialog", title="优秀共产党员")
    assert timeline.rows()[0].title == "表彰奖励：优秀共产党员"
    with qtbot.waitActive(two.window()):
        two.window().activateWindow()
    timeline.view.setFocus()
    qtbot.keyClick(timeline.view, Qt.Key.Key_Delete)
    hands.rest()
    assert [line.kind_name for line in timeline.rows()] == ["任职"]
    app.history.undo(app.history.latest())
    two.reload()
    hands.rest()
    assert [line.kind_name for line in timeline.rows()] == ["纪实", "任职"]


def test_lines_open_where_they_come_from_and_pages_are_printed(page, two, qtbot, hands):
    timeline = two.person.lines.table
    timeline.view.setFocus()
    timeline.choose_first()
    qtbot.keyClick(timeline.view, Qt.Key.Key_Return)
    hands.fill("posting_dialog", field_ended="2026-02-01")
    asking = hands.dialog("posting_dialog")
    assert "结束日期早于开始日期" in {one.text() for one in asking.findChildren(QLabel, "problem")}
    asking.reject()
    wanted = []
    two.tab_wanted.connect(wanted.append)
    page.wanted.connect(wanted.append)
    for kind in (LineKind.EXAM, LineKind.TALK, LineKind.MENTOR, LineKind.APPRAISAL):
        line = TimelineLine(None, kind, "", "", "", uuid4())
        two.person.lines.opened.emit(line)
    assert wanted == ["exam", "secretary_ledger", "secretary_mentors", "secretary_appraisal"]
    two.tab_wanted.emit("secretary_dossier")
    hands.press("print_portraits")
    preview = page.findChild(PrintPreview)
    hands.rest()
    assert len(preview.pages) == 2
    preview.close()
