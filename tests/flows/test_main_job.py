"""The main job in the window: from the roster as it came to certificates ready to hand out."""

import re
import shutil
from dataclasses import dataclass, field
from importlib import resources
from itertools import groupby
from unittest.mock import ANY

import pytest
from docx import Document
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QTextBrowser, QWidget

from jyguide.app import open_application
from jyguide.clock import system_clock
from jyguide.errors import RuleError
from jyguide.exam.row import EndedBy
from jyguide.folder import NewFolder, create_folder
from jyguide.people.id_number import check_character
from jyguide.training.session import Attendance
from tests.flows.classroom import (
    correct_errors,
    open_classroom,
    take_part,
    wrong_answer,
)
from tests.flows.keyboard.counted import Counted
from tests.ui.exam.exam_room import ExamRoom, right_answer

CONTROL = Qt.KeyboardModifier.ControlModifier
KNOWS, GUESSES, AWAY, ILL = "钱慧敏", "单小虎", "仇国梁", "解建平"
TWICE = {"徐海燕": "邢秋月", "吴晓岚": "尤志远"}
"""Whose ID number stands a second time beside another name: both wait until one is struck out."""
REFUSED = {
    5: "公民身份号码",
    9: "公民身份号码",
    11: "公民身份号码",
    16: "联系电话",
    20: "姓 名",
    25: "专/兼职",
    28: "公民身份号码",
    30: "公民身份号码",
    34: "所在站",
}
NUMBER = "32028119681025998"
CORRECTIONS = {
    KNOWS: ("公民身份号码", NUMBER + check_character(NUMBER)),
    ILL: ("联系电话", "13800140000"),
}
TITLE = "任前培训"
CLICKS, KEYS = 32, 114
"""At most, candidates' answers and texts that are typed among them; README says so too."""
COUNTS, TOTAL = (3, 1, 1, 1, 1), "17"
"""Of the default blueprint's kinds, at 2, 3, 1, 2 and 5 points each."""
GUESSED = 5
"""Tenths of a point, out of kindness, for a short answer without a key point."""


@dataclass
class Seen:
    """What stood on the screen, to be compared with what is kept."""

    people: list[str] = field(default_factory=list)
    answers: dict[str, dict[int, object]] = field(default_factory=dict)
    results: dict[str, tuple[str, str]] = field(default_factory=dict)
    number: str = ""


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "station"
    create_folder(made, NewFolder("周庄镇", "B", "样例指导员"), system_clock)
    return made


@pytest.fixture
def roster(tmp_path):
    """The shipped sample: 42 people, nine of them with something wrong."""
    source = resources.files("resources").joinpath("sample", "roster.xlsx")
    with resources.as_file(source) as path:
        return shutil.copy(path, tmp_path / "花名册.xlsx")


@pytest.fixture
def classroom(qtbot, alerts, folder):
    made = open_classroom(Counted(qtbot), alerts, folder)
    yield made
    if made.shell.isVisible():
        made.leave()


@pytest.mark.flow
def test_from_a_roster_to_certificates_in_one_afternoon(
    classroom, alerts, roster, folder, tmp_path
):
    seen = Seen()
    import_with_corrections(classroom, alerts, roster, tmp_path / "错误.xlsx", seen)
    hold_session(classroom, alerts)
    draw_small_paper(classroom)
    sit_exam(classroom, seen)
    mark_and_look(classroom, seen)
    certify(classroom, alerts, tmp_path, seen)
    assert classroom.qtbot.clicks <= CLICKS
    assert classroom.qtbot.keys <= KEYS
    classroom.leave()

    check_files(tmp_path, seen)
    app = open_application(shutil.copytree(folder, tmp_path / "copy"))
    try:
        check_kept(app, seen)
        check_journal(app, roster.name)
        check_import_cannot_be_undone(app, roster.name)
    finally:
        app.close()


def import_with_corrections(classroom, alerts, roster, errors, seen):
    """The roster comes in but for nine rows; two are put right, two struck out as repeated."""
    classroom.go("people")
    classroom.open_import(roster)
    classroom.click("next_step")
    assert classroom.counts() == [33, 0, 0, 9]
    classroom.click("import_now")
    refused = classroom.table("refused").rows()
    assert {fault.row: fault.column for fault in refused} == REFUSED
    alerts.files = [errors]
    classroom.click("save_errors")
    correct_errors(errors, CORRECTIONS, struck=tuple(TWICE.values()))
    classroom.click("other_file")
    classroom.pick(errors)
    classroom.click("next_step")
    assert classroom.counts() == [4, 0, 0, 3]
    classroom.click("import_now")
    seen.people = [row["姓名"] for row in classroom.seen_behind("people")]
    assert sorted(seen.people) == sorted(good_names(roster))
    classroom.click("go_onward")


def good_names(roster):
    """Who is to arrive: everybody of the file without a fault, and those put right."""
    rows = load_workbook(roster).worksheets[0].iter_rows(min_row=3, values_only=True)
    names = {at: row[1] for at, row in enumerate(rows, start=3)}
    return [
        name for at, name in names.items() if at not in REFUSED or name in {KNOWS, ILL, *TWICE}
    ]


def hold_session(classroom, alerts):
    """Four on the list, two at the door, the other two absent."""
    classroom.dialog("session_dialog")
    classroom.type("title", TITLE)
    classroom.click("save_and_go_on")
    assert classroom.text("detail_title") == TITLE
    for typed in ("qianhuimin", "sxh", "qgl", "xjp"):
        classroom.find_and_take("candidates", typed)
    assert {row["姓名"] for row in classroom.seen("enrolled")} == {KNOWS, GUESSES, AWAY, ILL}
    classroom.tab("tabs", 1)
    assert classroom.sign_in("qianhuimin").startswith(f"{KNOWS} 已签到")
    assert classroom.sign_in("sxh").startswith(f"{GUESSES} 已签到")
    alerts.answers = [True]
    classroom.click("settle_rest")
    assert (classroom.tile("count_came"), classroom.tile("count_absent")) == ("2", "2")


def draw_small_paper(classroom):
    """The default blueprint with fewer items, and a paper from it by number 4711."""
    classroom.go("exam")
    classroom.begin_with("blueprints")
    classroom.reduce_blueprint(COUNTS, 10)
    assert classroom.text("total") == f"共 7 题，总分 {TOTAL} 分"
    classroom.click("save")
    assert [row["总分"] for row in classroom.seen("blueprints")] == [TOTAL]
    classroom.click("draw")
    classroom.dialog("draw_dialog")
    classroom.type("field_seed", "4711")
    classroom.click("confirm")
    assert [row["抽题编号"] for row in classroom.seen("papers")] == ["004711"]


def sit_exam(classroom, seen):
    classroom.click("arrange_with")
    classroom.dialog("arrange_dialog")
    classroom.click("confirm")
    assert {row["姓名"] for row in classroom.seen("candidates")} == {KNOWS, GUESSES}
    hands = classroom.start_exam(exam_room(classroom.app))
    seen.answers[KNOWS] = take_part(hands, KNOWS, "qhm", right_answer)
    seen.answers[GUESSES] = take_part(hands, GUESSES, "sxh", wrong_answer)
    classroom.leave_exam(hands)
    assert {row["状态"] for row in classroom.seen("candidates")} == {"已交卷"}


def exam_room(app):
    (exam,) = app.sittings.exams()
    people = {row.name: row.id for row in app.people.people()}
    return ExamRoom(app, exam, app.papers.paper(exam.paper_id), exam.session_id, people)


def mark_and_look(classroom, seen):
    """A short answer marked as its key points suggest, another by typing; then the results."""
    classroom.tab("exam_tabs", 2)
    assert {row["结果"] for row in classroom.seen("results")} == {"待评阅 1 题"}
    classroom.click("mark_by_hand")
    dialog = classroom.dialog("marking_dialog")
    for name, mark in ((KNOWS, None), (GUESSES, GUESSED / 10)):
        assert name in classroom.text("progress")
        if mark is not None:
            classroom.type_number(classroom.find(QWidget, "points"), mark)
        classroom.qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return, CONTROL)
        classroom.settle()
    rows = classroom.seen("results")
    seen.results = {row["姓名"]: (row["得分"], row["结果"]) for row in rows}
    assert seen.results[KNOWS] == (TOTAL, "合格")
    assert seen.results[GUESSES][1] == "不合格"
    assert "合格 1 人" in classroom.text("summary")
    classroom.table("results").select_rows(lambda row: row.result.name == GUESSES)
    sheet = classroom.find(QTextBrowser, "sheet").toPlainText()
    assert "答错或没有得满分（7 题）" in sheet


def certify(classroom, alerts, tmp_path, seen):
    """One number for the one who passed; his certificate previewed and put in files."""
    classroom.go("certificate")
    assert classroom.button("issue").text() == "发放 1 份证书…"
    alerts.answers = [True]
    classroom.click("issue")
    classroom.close_preview()
    classroom.tab("certificate_tabs", 1)
    (row,) = classroom.seen("certificates")
    seen.number = row["编号"]
    assert row["姓名"] == KNOWS
    assert seen.number in alerts.questions[-1]
    classroom.click_row(0, "certificates")
    classroom.click("reprint")
    (page,) = classroom.preview().pages
    assert seen.number in page.text
    assert KNOWS in page.text
    classroom.close_preview()
    (tmp_path / "证书").mkdir()
    alerts.files = [tmp_path / "证书", tmp_path / "证书.pdf"]
    classroom.click("export_word")
    classroom.click("export_pdf")
    assert "证书.pdf" in classroom.find(QLabel, "toast_text").text()


def check_files(tmp_path, seen):
    (file,) = (tmp_path / "证书").iterdir()
    assert file.name == f"{seen.number} {KNOWS}.docx"
    text = "".join(node.text or "" for node in Document(file).element.iter())
    assert seen.number in text
    assert KNOWS in text
    data = (tmp_path / "证书.pdf").read_bytes()
    assert data.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", data)) == 1


def check_kept(app, seen):
    """The database holds what the screen showed."""
    people = app.people.people()
    assert [row.name for row in people] == seen.people
    assert next(row.id_number for row in people if row.name == KNOWS) == CORRECTIONS[KNOWS][1]
    (session,) = app.training.sessions()
    attended = {row.name: row.attendance for row in app.training.enrolments(session.id)}
    absent = dict.fromkeys((AWAY, ILL), Attendance.ABSENT)
    assert attended == dict.fromkeys((KNOWS, GUESSES), Attendance.PRESENT) | absent
    (exam,) = app.sittings.exams()
    sheets = app.results.sheets(exam.id)
    given = {
        sheet.result.name: {line.place.position: line.response for line in sheet.lines}
        for sheet in sheets
    }
    assert given == seen.answers
    verdicts = {True: "合格", False: "不合格"}
    results = [sheet.result for sheet in sheets]
    assert {one.name: (f"{one.points / 10:g}", verdicts[one.passed]) for one in results} == (
        seen.results
    )
    assert {sheet.result.name: sheet.lines[-1].points for sheet in sheets} == {
        KNOWS: 50,
        GUESSES: GUESSED,
    }
    assert {one.ended_by for one in results} == {EndedBy.CANDIDATE}
    (certificate,) = app.certificates.certificates()
    assert (certificate.number, certificate.name) == (seen.number, KNOWS)


def check_journal(app, roster):
    """An action for every step, in order; answers one a key, the clock's as they fall."""
    actions = list(reversed(app.history.actions()))
    assert {action.actor for action in actions} == {"样例指导员"}
    assert not any(action.undone or not action.rows for action in actions)
    names = [action.name for action in actions if action.name != "计时"]
    assert [(name, len(list(same))) for name, same in groupby(names)] == [
        ("建立数据文件夹", 1),
        (f"导入花名册“{roster}”", 1),
        ("给出错误清单里的完整号码：指导员花名册的错误清单", 1),
        ("导入花名册“错误.xlsx”", 1),
        (f"新建培训“{TITLE}”", 1),
        ("培训报名", 4),
        ("签到", 2),
        ("登记其余人员考勤", 1),
        ("保存组卷蓝图“结业考试（100 分）”", 1),
        ("组卷“结业考试（100 分）试卷”", 1),
        (f"安排考试“{TITLE}结业考试”", 1),
        *[("开始答题", 1), ("答题", ANY), ("交卷", 1)] * 2,
        ("评阅试卷", 2),
        ("发放证书 1 份", 1),
    ]


def check_import_cannot_be_undone(app, roster):
    before, actions = app.people.people(), app.history.actions()
    (imported,) = [one for one in actions if one.name == f"导入花名册“{roster}”"]
    with pytest.raises(RuleError, match="不能撤销") as refused:
        app.history.undo(imported.id)
    assert "没有改动任何数据" in refused.value.message
    assert refused.value.hint
    assert app.people.people() == before
    assert app.history.actions() == actions
