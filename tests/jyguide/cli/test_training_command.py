"""``jyguide training``: planned, enrolled, signed in; a command acts on all people or on none."""

from uuid import uuid4

import pytest
from docx import Document

from tests.jyguide.builders import add_people, an_id


@pytest.fixture
def session(done, folder, open_at):
    """A planned session; eight people stand on the list of the station."""
    add_people(open_at(folder), 8)
    return done(
        *("training", "plan", "--title", "任前培训", "--kind", "pre_post", "--from", "2026-11-20"),
        *("--place", "二楼", "--lecturer", "样例讲师", "--hours", "7.5", "--days", "1"),
    )


def only(done):
    (row,) = done("training", "list", "--json")
    return row


def test_a_session_is_planned(done, session):
    assert only(done) == {
        "id": session,
        "title": "任前培训",
        "kind": "pre_post",
        "level": "township",
        "stage": "fixed",
        "starts_on": "2026-11-20",
        "ends_on": "2026-11-20",
        "enrolled": 0,
        "attended": 0,
    }
    assert "任前培训\t任前培训\t2026年11月20日" in done("training", "list")


def test_a_plan_that_cannot_be_held_is_refused(refused):
    plan = ["training", "plan", "--title", "甲", "--from", "2026-11-20"]
    assert "早于开始" in refused(*plan, "--to", "2026-11-19")
    assert "不是分值" in refused(*plan, "--hours", "many")
    assert "多于" in refused(*plan, "--days", "3")


def test_people_are_enrolled_by_name_pinyin_and_number(done, refused, run, session):
    assert "2 人" in done("training", "enrol", session, "陈明", "shanx")
    assert "1 人" in done("training", "enrol", session, "qy", an_id(0))
    assert only(done)["enrolled"] == 3
    assert "没有找到“无名”" in refused("training", "enrol", session, "王芳", "无名")
    assert only(done)["enrolled"] == 3
    assert "5 人" in done("training", "enrol", session, "--all")
    assert run("training", "enrol", session).status == 2
    assert run("training", "enrol", session, "陈明", "--all").status == 2


def test_signing_in_finds_the_enrolled(done, refused, session):
    done("training", "enrol", session, "陈明", "单雄", "仇英")
    assert done("training", "sign-in", session, "cm") == "陈明　已签到"
    assert "没有找到“王芳”" in refused("training", "sign-in", session, "单雄", "王芳")
    assert only(done)["attended"] == 1
    assert done("training", "sign-in", session, "--late", an_id(1), "qiu").splitlines() == [
        "单雄　已签到",
        "仇英　已签到",
    ]
    assert only(done)["attended"] == 3


def test_somebody_ambiguous_is_asked_about(refused, done, session):
    done("training", "enrol", session, "--all")
    said = refused("training", "sign-in", session, "139", "z")
    assert "没有处理任何人" in said
    assert "曾国强" in refused("training", "sign-in", session, "z")
    assert "查良" in refused("training", "sign-in", session, "z")


def test_leave_and_the_rest_are_settled(done, refused, session):
    done("training", "enrol", session, "陈明", "单雄", "仇英")
    assert "1 人为“请假”" in done(
        "training", "settle", session, "陈明", "--as", "leave", "--reason", "公务"
    )
    assert "2 人为“缺席”" in done("training", "rest", session, "--as", "absent")
    assert only(done)["attended"] == 0
    assert "没有找到" in refused("training", "settle", session, "王芳", "--as", "leave")


def test_the_sign_in_sheet_is_a_word_file(done, refused, session, tmp_path):
    done("training", "enrol", session, "--all")
    done("training", "sheet", session, tmp_path / "签到表.docx")
    text = " ".join(node.text or "" for node in Document(tmp_path / "签到表.docx").element.iter())
    assert "尉迟恭" in text
    assert "没有保存" in refused("training", "sheet", session, tmp_path / "no" / "签到表.docx")


@pytest.mark.parametrize(
    "words",
    [
        ["enrol", "KEY", "--all"],
        ["sign-in", "KEY", "陈明"],
        ["settle", "KEY", "陈明", "--as", "leave"],
        ["rest", "KEY", "--as", "absent"],
        ["sheet", "KEY", "x.docx"],
    ],
)
def test_a_session_that_is_not_there_is_refused(refused, session, words):
    words = [str(uuid4()) if word == "KEY" else word for word in words]
    assert "这期培训已被删除" in refused("training", *words)


def test_a_year_is_planned_moved_fixed_and_written_into_files(done, refused, tmp_path):
    key = done(
        *("training", "plan", "--title", "2025年讲坛", "--kind", "quarterly_forum"),
        *("--from", "2025-03-12", "--at", "9:00-11:30", "--days", "0.5"),
    )
    assert "不是时间" in refused(
        "training", "plan", "--title", "甲", "--from", "2025-03-12", "--at", "早上"
    )
    assert "已复制 1 期" in done("training", "copy-year", 2026)
    assert "都有了" in refused("training", "copy-year", 2026)
    board = done("training", "board", 2026, "--json")
    (copied,) = board["sessions"]
    assert (copied["title"], copied["stage"]) == ("2026年讲坛", "planned")
    assert board["forums"] == {"1": copied["id"], "2": None, "3": None, "4": None}
    assert "5 月" in done("training", "move", copied["id"], 5)
    assert "二季度讲坛\t2026年讲坛" in done("training", "board", 2026)
    file = tmp_path / "计划.ics"
    assert "没有写日历" in refused("training", "calendar", file, "--year", 2026)
    done("training", "fix", copied["id"], "--from", "2026-05-20")
    assert "已写入 1 期" in done("training", "calendar", file, "--year", 2026, "--month", 5)
    assert "已写入 1 期" in done("training", "calendar", file, key)
    assert b"DTSTART;TZID=Asia/Shanghai:20250312T090000" in file.read_bytes()
    assert "已取消" in done("training", "fix", copied["id"], "--cancel")
    done("training", "plan-sheet", 2026, tmp_path / "计划.docx")
    text = " ".join(node.text or "" for node in Document(tmp_path / "计划.docx").element.iter())
    assert "2026年讲坛" in text


def test_many_are_enrolled_and_the_paper_sheet_is_keyed_in(done, refused, session, tmp_path):
    names = tmp_path / "名单.txt"
    names.write_text("陈明\n单雄 0001\n仇英", "utf-8")
    assert "3 人" in done("training", "enrol", session, "--list", names)
    names.write_text("王芳\n无名", "utf-8")
    assert "1 行不能确定" in refused("training", "enrol", session, "--list", names)
    other = done("training", "plan", "--title", "另一期", "--from", "2026-11-20")
    said = done("training", "enrol", other, "--as", session)
    assert "新增报名 3 人" in said
    assert "单雄\t同日另有：任前培训" in said
    assert "没有找到" in refused("training", "enrol", other, "--below", "没有的村")
    marks = tmp_path / "考勤.txt"
    marks.write_text("1\t到\n仇英\t请假\t公务\n3\t迟到", "utf-8")
    assert "登记 3 人" in done("training", "marks", session, marks)
    rows = done("training", "roll", session, "--json")
    assert [row["attendance"] for row in rows] == ["present", "leave", "late"]
    marks.write_text("1\t到\n9\t到", "utf-8")
    assert "没有第 9 号" in refused("training", "marks", session, marks)
    marks.write_bytes("1\t到".encode("utf-16"))
    assert "不是 UTF-8 编码的文本" in refused("training", "marks", session, marks)
    assert "不是 UTF-8 编码的文本" in refused("training", "enrol", session, "--list", marks)
    assert "学时 4" in done(
        "training", "own-credit", session, "cm", "--hours", 4, "--reason", "半天"
    )
    assert "已登记并签到" in done("training", "guest", session, "来宾", "--sex", "女")
    assert len(done("training", "roll", session, "--json")) == 4
    done("training", "slips", session, tmp_path / "签到条.docx")
    done("training", "sheet", session, tmp_path / "签到表.docx", "--codes")
