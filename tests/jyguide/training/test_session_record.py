"""Lecturers, slips, photos and summary of a session, and the record they make."""

import docx
import pytest

from jyguide.attachment.kind import AttachmentKind
from jyguide.documents.word import write_word
from jyguide.errors import RuleError
from jyguide.training.feedback import Slip, ratings_text, read_ratings
from jyguide.training.lecturer import LecturerFacts, TeachingLine
from jyguide.training.session import Attendance
from tests.jyguide.attachment.pictures import a_jpeg
from tests.jyguide.builders import a_plan, a_roster, add_people, rows_kept
from tests.postgres import only_sqlite


@pytest.fixture
def session(app):
    return app.training.plan(a_plan(lecturer="样例讲师、李老师"))


@only_sqlite
def test_lecturers_are_chosen_and_their_hours_counted(app, session, clock):
    """What stands on papers is written from the lines, in the same action."""
    found = app.teaching.lines(session)
    assert (found.lines, found.unlisted) == ((), ("样例讲师", "李老师"))
    known = app.teaching.add(LecturerFacts("李老师", "党校", "教授"))
    lines = [
        TeachingLine(known, "李老师", "党章", 30),
        TeachingLine(None, "样例讲师", "实务", 45),
    ]
    app.teaching.assign(session, lines, found.version)
    with pytest.raises(RuleError, match="又被改动过"):
        app.teaching.assign(session, lines, found.version)
    assert app.training.session(session).plan.lecturer == "李老师、样例讲师"
    now = app.teaching.lines(session)
    assert [(line.name, line.unit, line.topic, line.hours) for line in now.lines] == [
        ("李老师", "党校", "党章", 30),
        ("样例讲师", "", "实务", 45),
    ]
    assert (now.unlisted, now.session_hours) == ((), 80)
    with pytest.raises(RuleError, match="“李老师”出现了两次"):
        app.teaching.assign(session, [*now.lines, TeachingLine(None, "李老师")], now.version)
    before_assigning = app.history.latest()
    app.teaching.assign(session, now.lines[:1], now.version)
    assert app.training.session(session).plan.lecturer == "李老师"
    app.history.undo(app.history.latest())
    assert app.training.session(session).plan.lecturer == "李老师、样例讲师"
    assert before_assigning
    later = app.training.plan(a_plan(title="明年", starts_on=a_day(2027), ends_on=a_day(2027)))
    app.teaching.assign(later, [TeachingLine(known, "李老师", hours=20)])
    rows = {row.facts.name: row for row in app.teaching.lecturers()}
    assert (rows["李老师"].sessions, rows["李老师"].hours) == (1, 30)
    assert rows["样例讲师"].own
    assert [row.counted for row in app.teaching.taught(known)] == [False, True]
    assert app.teaching.lecturers(2027)[0].hours == 0
    assert app.teaching.years() == [2027, 2026]


@only_sqlite
def test_the_library_keeps_whom_it_may(app, city):
    key = app.teaching.add(LecturerFacts("王芳", "党校"))
    seen = app.teaching.lecturers()[0].version
    with pytest.raises(RuleError, match="已有“王芳”"):
        app.teaching.add(LecturerFacts(" 王芳 ", "党校"))
    app.teaching.change(key, LecturerFacts("王芳", "团校", note="善讲案例"), seen)
    with pytest.raises(RuleError, match="又被改动过"):
        app.teaching.change(key, LecturerFacts("王芳"), seen)
    app.teaching.remove(key)
    assert app.teaching.lecturers() == []
    before = rows_kept(app)
    with pytest.raises(RuleError, match="移出师资库"):
        app.teaching.change(key, LecturerFacts("王芳"))
    assert rows_kept(app) == before
    assert city.teaching.lecturers() == []


@only_sqlite
def test_slips_are_kept_once_and_can_be_corrected(app, session):
    app.feedback.put(session, Slip(1, read_ratings("55550"), "案例多", "少念稿"))
    with pytest.raises(RuleError, match="已经录入过"):
        app.feedback.put(session, Slip(1, read_ratings("11111")))
    seen = app.feedback.slips(session)[0].version
    app.feedback.put(session, Slip(1, read_ratings("44440")), seen, again=True)
    with pytest.raises(RuleError, match="又被更正或删除过"):
        app.feedback.put(session, Slip(1, read_ratings("11111")), seen, again=True)
    before = rows_kept(app)
    with pytest.raises(RuleError, match="已经录入过"):
        app.feedback.put_all(session, [Slip(2, read_ratings("55555")), Slip(1, {}, "x")])
    assert rows_kept(app) == before
    app.feedback.put_all(session, [Slip(n, read_ratings("55555")) for n in range(2, 6)])
    figures = app.feedback.report(session).figures
    assert [(figure.answered, figure.left_out) for figure in figures] == [(5, 0)] * 4 + [(4, 1)]
    assert "编号 006" in str(app.feedback.sheet(session, 2))
    with pytest.raises(RuleError, match="份数"):
        app.feedback.sheet(session, 0)
    app.feedback.remove(session, [1, 2])
    assert [row.slip.number for row in app.feedback.slips(session)] == [3, 4, 5]


@only_sqlite
def test_slips_come_from_excel_as_questionnaire_programs_write_them(app, session, tmp_path):
    """Words or digits; what is wrong is named with its row, the others come in; one undo."""
    app.feedback.put(session, Slip(2, read_ratings("50555"), wishes="少念稿"))
    heads = ("序号", "课程内容", "授课方式", "实用程度", "组织安排", "总体满意", "意见和建议")
    rows = [
        (1, 5, "4", "很满意", "满意", 3.0, "多观摩"),
        (2, 5, 4, 5, 5, 5, ""),
        (3, 7, 5, 5, 5, 5, ""),
        (4, "", "", "", "", "", ""),
        (1, 1, 1, 1, 1, 1, ""),
        (5, "", None, "(跳过)", 0, 4, ""),
    ]
    path = a_roster(tmp_path / "反馈.xlsx", rows, heads)
    files = app.feedback_files(session)
    plan = files.plan(path)
    assert {(one.row, one.reason[:8]) for one in plan.refused} >= {
        (4, "“7”不是评分，"),
        (5, "这一份什么也没有"),
    }
    assert plan.refused_rows == 3
    result = files.take_in(plan)
    assert (result.imported, result.updated) == (2, 1)
    kept = {row.slip.number: row.slip for row in app.feedback.slips(session)}
    assert ratings_text(kept[1].ratings) == "54543"
    assert (ratings_text(kept[2].ratings), kept[2].wishes) == ("54555", "少念稿")
    assert ratings_text(kept[5].ratings) == "00004"
    with pytest.raises(RuleError, match="又有反馈表录入"):
        files.take_in(plan)
    app.history.undo(result.action_id)
    assert [row.slip.number for row in app.feedback.slips(session)] == [2]
    template = tmp_path / "模板.xlsx"
    files.write_template(template)
    assert files.plan(template).rows == ()


@only_sqlite
def test_the_record_says_what_was_held_and_who_came(app, session, tmp_path):
    people = add_people(app, 5)
    app.training.enrol(session, people)
    app.training.sign_in(session, people[0])
    app.training.settle(session, people[1:2], Attendance.LATE)
    app.training.settle(session, people[2:3], Attendance.LEAVE, "公务")
    app.training.settle(session, people[3:4], Attendance.ABSENT)
    app.teaching.assign(session, [TeachingLine(None, "李老师", "党章", 30)])
    app.feedback.put_all(session, [Slip(n, read_ratings("55554")) for n in range(1, 6)])
    photos = [tmp_path / f"{n}.jpg" for n in range(3)]
    for at, photo in enumerate(photos):
        photo.write_bytes(a_jpeg(colour=(at, 90, 90), orientation=6 if at else 1))
    added = app.attachments.add(session, AttachmentKind.PHOTO, photos)
    app.attachments.describe(added.kept[0], "开班仪式")
    seen = app.records.summary(session).version
    app.records.write_summary(session, "上午讲党章。\n\n下午讨论。 ", seen)
    with pytest.raises(RuleError, match="又被改动过"):
        app.records.write_summary(session, "别的", seen)
    target = tmp_path / "记录.docx"
    write_word(app.records.record(session), target)
    written = docx.Document(str(target))
    said = "\n".join(paragraph.text for paragraph in written.paragraphs)
    assert "应到 5 人，实到 2 人（其中迟到 1 人），请假 1 人，缺席 1 人，未登记 1 人。" in said
    assert "请假：仇英（周庄镇，公务）。" in said
    assert "缺席：尉迟恭（周庄镇）。" in said
    assert "下午讨论。" in said
    assert "收回反馈表 5 份；总体“满意”以上 100.0%" in said
    cells = [cell.text for table in written.tables for row in table.rows for cell in row.cells]
    assert {"李老师", "党章", "3", "周庄镇基层党建工作指导站"} <= set(cells)
    assert any("开班仪式" in cell for cell in cells)
    assert len(written.inline_shapes) == 3
    assert "DateTimeOriginal" not in str(target.read_bytes())


def a_day(year):
    return a_plan().starts_on.replace(year=year)
