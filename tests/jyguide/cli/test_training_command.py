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
