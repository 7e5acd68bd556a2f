"""A round of standardisation from its checklists to the four lists, at one station's desk.

The figures were worked out by hand; see the table in `round_figures`.
"""

from datetime import datetime, timedelta, timezone

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QSpinBox, QWidget

from jyguide.app import open_application
from jyguide.folder import NewFolder, create_folder
from jyguide.people.organisation import OrganisationFacts
from jyguide.standard.checklist import Method
from jyguide.standard.checklist_rules import ChecklistFacts
from jyguide.standard.kinds import BranchKind, Phase, Rating
from jyguide.standard.measure import MeasureState
from jyguide.standard.scoring import Score
from tests.flows.round_desk import ENTER, LEFT, SPACE, RoundDesk
from tests.flows.round_figures import (
    AGAIN,
    C1,
    CRITERIA,
    CROSS_OF_S1,
    CROSS_TOTALS,
    H1,
    H2,
    J1,
    S1,
    S2,
    SELF,
    SELF_TOTALS,
    SPOT_OF_S1,
    TREE,
    WAY_OF_J1,
    WHY_J1,
    WHY_S1,
    K,
)
from tests.flows.round_papers import read_the_letter, read_the_workbook, words
from tests.jyguide.builders import SettableClock
from tests.jyguide.standard.form_files import fill, rows_of
from ui.changes import ChangeHub
from ui.desk import Desk

pytestmark = pytest.mark.flow

PASTED = "陈明\t山泉村\n李四\t华宏村\n阿卜杜拉·买买提\t稷山村\n𠮷田\t长寿社区"
NOTICE = "整改〔2026〕1号"


def day(month, on):
    return datetime(2026, month, on, 9, tzinfo=timezone(timedelta(hours=8)))


@pytest.fixture
def clock():
    made = SettableClock()
    made.now = day(3, 2)
    return made


@pytest.fixture
def app(tmp_path, clock):
    """A station with six branches and a checklist of its own; nothing is being inspected."""
    create_folder(tmp_path / "station", NewFolder("周庄镇", "A", "王芳"), clock)
    app = open_application(tmp_path / "station", clock)
    town = next(row for row in app.organisations.rows() if row.name == "周庄镇")
    for name, kind, branches in TREE:
        body = app.organisations.add(OrganisationFacts(name, kind, town.id))
        for branch in branches:
            app.organisations.add(OrganisationFacts(branch, K.BRANCH, body))
    own = app.checklists.create(ChecklistFacts("本镇村检查表", BranchKind.VILLAGE, CRITERIA))
    app.checklists.issue(own)
    yield app
    app.close()


@pytest.fixture
def hand(qtbot, jobs, alerts, app):
    return RoundDesk(qtbot, Desk(jobs, alerts, ChangeHub()), app)


def test_a_round_from_its_checklists_to_the_four_lists(hand, app, clock, alerts, tmp_path):
    lay_down(hand)
    round_id = hand.page.round.id
    send_a_form_and_take_it_back(hand, alerts, tmp_path)
    score_the_villages(hand, app, round_id)
    hand.close_phase(Phase.SELF_INSPECTION, alerts)

    clock.now = day(4, 10)
    put_right(hand, app, alerts, tmp_path)
    hand.close_phase(Phase.RECTIFICATION, alerts)

    clock.now = day(6, 8)
    assign(hand, app, round_id)
    cross_inspect(hand, app, round_id)
    hand.close_phase(Phase.CROSS_INSPECTION, alerts)

    clock.now = day(9, 1)
    sample(hand, app, round_id)
    accept(hand, app, round_id)
    hand.close_phase(Phase.SPOT_ACCEPTANCE, alerts)

    clock.now = day(10, 12)
    rate(hand, app, round_id)
    publish(hand, alerts, tmp_path)
    read_the_letter(tmp_path / "名单.docx")
    read_the_workbook(tmp_path / "名单.xlsx")


def lay_down(hand):
    """The villages by the station's own checklist, the community by the one that ships."""
    hand.click("new_round")
    form = hand.dialog("round_dialog")
    village = form.findChild(QComboBox, "checklist_village")
    hand.press(Qt.Key.Key_Down, on=village)
    assert village.currentText() == "本镇村检查表（第 1 版）"
    assert form.findChild(QLabel, "taking_part").text() == "参加的支部：6 个"
    hand.click("save", form)
    assert [line.branch.name for line in hand.tab.table.rows()] == [S1, S2, H1, H2, J1, C1]


def send_a_form_and_take_it_back(hand, alerts, tmp_path):
    """The community's branch fills in its form in Excel; one criterion is not met."""
    tab = hand.go("round_forms")
    tab.table.select_rows(lambda row: row.branch.name == C1)
    alerts.files = [tmp_path]
    hand.click("export_forms")
    form = tmp_path / "周庄镇" / f"自查表-{C1}-2026.xlsx"
    (shipped,) = [row for row in hand.app.checklists.rows() if row.kind is BranchKind.COMMUNITY]
    assert len(shipped.criteria) >= 40
    lost = lost_of(shipped.criteria)
    row = rows_of(load_workbook(form)["自查表"])[lost.code]
    fill(form, shipped.criteria, **{f"F{row}": "否", f"I{row}": "没有这项制度"})
    hand.click("receive_forms")
    received = hand.dialog("import_dialog")
    alerts.files = [form]
    hand.click("choose_files", received)
    hand.click("import_now", received)
    assert hand.text("sentence", received.findChild(QWidget, "done_sentence")) == "自查表已收下。"
    hand.click("close_import", received)
    assert f"平均 {(1000 - lost.points) / 10:.1f} 分" in hand.text("form_counts")


def lost_of(criteria):
    """A criterion that can be lost without a veto."""
    return next(one for one in criteria if one.method is Method.YES_NO and not one.veto)


def score_the_villages(hand, app, round_id):
    """One after the other on the screen, by the keyboard alone."""
    tab = hand.go("round_overview")
    tab.table.select_rows(lambda line: line.branch.name == S1)
    hand.rest()
    hand.press(ENTER, on=tab.table.view)
    hand.rest()
    hand.confirm("inspector_dialog", inspector="王芳")
    seen = {}
    for _ in SELF:
        if seen:
            hand.click("next_branch")
        row = hand.score(SELF[hand.screen.entries.sheet.row.branch])
        seen[row.branch] = row.tally.total
    assert seen == SELF_TOTALS
    hand.leave_scoring()


def put_right(hand, app, alerts, tmp_path):
    """Four lost points become measures; one goes its whole way, its notice is written first."""
    hand.go("round_rectification")
    hand.click("raise_measures")
    hand.click("confirm", hand.dialog("raise_dialog"))
    assert len(hand.tab.view.table.selected_rows()) == 4
    hand.click("deed_plan")
    hand.confirm("plan_dialog", measure="补开会议并留记录", owner="王伟")
    table = hand.tab.view.table
    table.select_rows(lambda one: one.row.branch == S1)
    hand.choose_in_menu("notice_menu", "notice")
    hand.confirm("notice_dialog")
    alerts.files = [tmp_path / "通知书.docx"]
    preview = hand.preview()
    hand.qtbot.mouseClick(preview._bar.word_button, LEFT)
    hand.rest()
    preview.reject()
    said = words(tmp_path / "通知书.docx")
    for part in (S1, NOTICE, "三月、五月、八月没有记录", "补开会议并留记录"):
        assert part in said

    steps = (
        ("finish_dialog", {"done_by": "王伟", "note": "三次都已补开"}),
        ("check_dialog", {"verified_by": "陈明"}),
        ("rescore_dialog", {"rescored_by": "陈明"}),
    )
    for name, texts in steps:
        hand.press(ENTER, on=table.view)
        hand.rest()
        if name == "rescore_dialog":
            points = hand.dialog(name).findChild(QComboBox, "points")
            points.setCurrentIndex(points.findText("15 分"))
        hand.confirm(name, **texts)
    states = {one.row.branch: one.state for one in app.measures.ledger()}
    planned = MeasureState.PLANNED
    assert states == dict.fromkeys((S2, H2, C1), planned) | {S1: MeasureState.RESCORED}


def assign(hand, app, round_id):
    """Four people draw six branches, never their own, never mutual; the lot is drawn again."""
    pane = hand.go("round_lots").tabs.shown()
    hand.click("empty_action", pane)
    asked = hand.dialog("assign_dialog")
    asked.findChild(QPlainTextEdit, "inspectors").setPlainText(PASTED)
    asked.findChild(QLineEdit, "seed").setText("3-5-1-6")
    hand.click("draw", asked)
    said = asked.findChild(QLabel, "drawn_sentence").text()
    assert said.startswith("6 个支部分给 4 名检查员，每人 1 到 2 个。种子：3-5-1-6。")
    hand.press(SPACE, on=asked.focusWidget())
    hand.rest()
    tasks = app.lots.tasks(round_id)
    homes = dict(line.split("\t") for line in PASTED.splitlines())
    village = {branch: name for name, _, branches in TREE for branch in branches}
    went = {(homes[one.inspector], village[one.branch]) for one in tasks}
    assert len(tasks) == 6
    assert not any((to, home) in went for home, to in went), "own or mutual"
    (lot,) = app.lots.lots(round_id)
    assert app.lots.redraw(lot.id).same


def cross_inspect(hand, app, round_id):
    """One branch on the screen, the others as they would have been entered there."""
    pane = hand.tab.tabs.shown()
    pane.table.select_rows(lambda row: row.branch == S1)
    hand.press(ENTER, on=pane.table.view)
    hand.rest()
    assert hand.score(CROSS_OF_S1).tally.total == CROSS_TOTALS[S1]
    hand.leave_scoring()
    enter_the_others(app, round_id)
    totals = {
        line.branch.name: line.scored[Phase.CROSS_INSPECTION].total
        for line in app.rounds.overview(round_id).branches
    }
    assert totals == CROSS_TOTALS


def enter_the_others(app, round_id):
    for task in app.inspections.tasks(round_id):
        sheet = app.inspections.sheet(task.row.id)
        whole = {one.code: Score(one.points) for one in sheet.criteria}
        app.inspections.keep(task.row.id, AGAIN.get(task.row.branch, whole))
        app.inspections.complete(task.row.id)


def sample(hand, app, round_id):
    """One of each kind, 山泉一 in any case, 稷山 in none."""
    hand.page.refresh()
    hand.go("round_lots").tabs.show_tab("lot_sample")
    hand.rest()
    hand.click("empty_action", hand.tab.tabs.shown())
    asked = hand.dialog("sample_dialog")
    by = asked.findChild(QComboBox, "size_by")
    by.setCurrentIndex(by.findData("number"))
    by.activated.emit(by.currentIndex())
    asked.findChild(QSpinBox, "size").setValue(1)
    for branch, times in ((S1, 1), (J1, 2)):  # Enter goes from 参加抽签 to 必查 to 排除
        for _ in range(times):
            asked.pool.select_rows(lambda row, branch=branch: row.name == branch)
            hand.press(ENTER, on=asked.pool.view)
    asked.findChild(QLineEdit, "sample_inspectors").setText("孙七")
    hand.click("draw", asked)
    said = asked.findChild(QLabel, "drawn_sentence").text()
    assert said.startswith("分 2 层，从 4 个支部中抽取 2 个，另有指定必查 1 个。")
    hand.click("keep", asked)
    drawn = {one.branch for one in app.lots.tasks(round_id) if one.inspector == "孙七"}
    assert drawn > {S1, C1}
    assert len(drawn - {J1}) == 3


def accept(hand, app, round_id):
    pane = hand.tab.tabs.shown()
    pane.table.select_rows(lambda row: row.branch == S1)
    hand.press(ENTER, on=pane.table.view)
    hand.rest()
    assert hand.score(SPOT_OF_S1).tally.total == 930
    hand.leave_scoring()
    enter_the_others(app, round_id)
    hand.page.refresh()


def rate(hand, app, round_id):
    """The line of the model list is taken by the mouse and moved to 95 by keys."""
    tab = hand.go("round_rating")
    axis = tab.axis
    hand.qtbot.mouseClick(axis, LEFT, pos=QPoint(round(axis._x(900)), axis.height() // 2))
    for _ in range(5):
        hand.press(Qt.Key.Key_PageUp, on=axis)
    settle(hand)
    assert hand.text("rating_state") == "试用中：比已存规则 ↑升 0 个、↓降 1 个"
    hand.click("save_rule")
    assert app.rounds.round(round_id).facts.rule.lines[Rating.MODEL] == 950
    explained(hand, Rating.EXCELLENT, S1)
    assert tuple(hand.text("why").split("\n")) == WHY_S1
    explained(hand, Rating.EXCELLENT, J1)
    assert tuple(hand.text("why").split("\n"))[:2] == WHY_J1
    assert hand.text("sentence", hand.widget("way_up")) == WAY_OF_J1

    explained(hand, Rating.MODEL, S2)
    hand.click("decide")
    rating = hand.dialog("decide_dialog").findChild(QComboBox, "rating")
    rating.setCurrentIndex(rating.findData(Rating.QUALIFIED))
    hand.confirm("decide_dialog", reason="会议记录系事后补写", decided_by="评定小组")
    assert "决定列入合格，原因：会议记录系事后补写。" in hand.text("why")


def settle(hand):
    hand.qtbot.waitUntil(lambda: not hand.tab._soon.isActive())
    hand.rest()


def explained(hand, rating, branch):
    """A name is chosen in its column."""
    column = hand.widget(f"list_{rating.value}", QWidget)
    names = [row.standing.branch.name for row in column.model.rows]
    column.view.select_positions([names.index(branch)])
    hand.rest()


def publish(hand, alerts, tmp_path):
    hand.click("publish")
    asked = hand.dialog("publish_dialog")
    assert "人工调整 1 个" in asked.findChild(QLabel, "sentence").text()
    assert "还没有关闭" not in asked.findChild(QLabel, "sentence").text()
    hand.confirm("publish_dialog", number="周委[2026]31号")
    hand.tab.head.published.menu().actions()[0].trigger()
    hand.rest()
    shown = hand.dialog("published_dialog")
    alerts.files = [tmp_path / "名单.docx", tmp_path / "名单.xlsx"]
    hand.click("published_word", shown)
    hand.confirm("letter_dialog")
    hand.click("published_excel", shown)
    hand.click("close", shown)
