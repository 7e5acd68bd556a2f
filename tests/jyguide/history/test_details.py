"""What an action changed, and what has become of a record, in words."""

import uuid
from dataclasses import replace

import pytest

from db.models import Person
from jyguide.bank.item import ItemContent, ItemKind
from jyguide.bank.row import ItemStatus
from jyguide.errors import RuleError
from jyguide.history.wording import ChangeKind
from jyguide.ids import ActionId
from jyguide.training.session import Attendance
from tests.jyguide.builders import (
    NAMES,
    SHORT,
    a_blueprint,
    a_person,
    a_plan,
    a_roster,
    a_row,
    add_people,
    hold_exam,
    import_people,
    sit,
)
from tests.postgres import only_sqlite


def last(app, **options):
    """The records the latest action changed."""
    return app.history.details(app.history.actions(1)[0].id, **options).rows


def fields(row):
    return {one.name: (one.before, one.after) for one in row.fields}


@only_sqlite
def test_a_change_tells_only_what_differs(app):
    person = app.people.add(a_person())
    app.people.change(person, a_person("陈铭", phone="13800001111"))
    (row,) = last(app)
    assert (row.table, row.table_name, row.row_id) == ("person", "人员", person)
    assert (row.label, row.kind) == ("陈铭", ChangeKind.CHANGED)
    assert fields(row) == {
        "姓名": ("陈明", "陈铭"),
        "手机号": ("139****0000", "138****1111"),
    }
    assert list(fields(row)) == ["姓名", "手机号"]


@only_sqlite
def test_numbers_are_shown_whole_only_when_asked_for(app):
    app.people.add(a_person())
    hidden = fields(last(app)[0])
    whole = fields(last(app, full=True)[0])
    assert hidden["身份证号"] == ("", "320281********9981")
    assert whole["身份证号"] == ("", "320281197001019981")
    assert whole["手机号"] == ("", "13900000000")


@only_sqlite
def test_a_new_record_tells_what_it_says_and_its_mark_nothing(app):
    app.people.add(a_person())
    person, instructor = last(app)
    assert person.kind is ChangeKind.MADE
    assert set(fields(person)) == {"姓名", "性别", "出生日期", "身份证号", "手机号", "指导站"}
    assert fields(person)["指导站"] == ("", "周庄镇")
    assert (instructor.table_name, instructor.label) == ("指导员", "陈明")
    assert fields(instructor)["专/兼职"] == ("", "兼职")


@only_sqlite
def test_deleting_and_bringing_back(app):
    person = app.people.add(a_person(kind=None))
    removing = app.people.remove([person])
    (gone,) = last(app)
    assert (gone.kind, gone.label) == (ChangeKind.DELETED, "陈明")
    assert fields(gone) == {"状态": ("有效", "已删除")}
    app.history.undo(removing)
    (back,) = last(app)
    assert back.kind is ChangeKind.RESTORED
    assert fields(back) == {"状态": ("已删除", "有效")}


@only_sqlite
def test_links_and_enumerations_are_words(app):
    (person,) = add_people(app, 1)
    session = app.training.plan(a_plan())
    planned = fields(last(app)[0])
    assert planned["类型"] == ("", "任前培训")
    assert planned["级别"] == ("", "镇级")
    assert planned["学时"] == ("", "8 学时")
    assert planned["培训天数"] == ("", "1 天")
    app.training.enrol(session, [person])
    app.training.settle(session, [person], Attendance.LEAVE, "公务")
    (row,) = last(app)
    assert row.label == "陈明 · 任前培训"
    assert fields(row) == {"考勤": ("未签到", "请假"), "原因": ("", "公务")}


@only_sqlite
def test_records_come_in_the_order_in_which_they_were_written(app):
    people = add_people(app, 8)
    app.training.enrol(app.training.plan(a_plan()), people)
    pages = [last(app, limit=3, offset=offset) for offset in (0, 3, 6)]
    assert [row.label.split(" · ")[0] for page in pages for row in page] == list(NAMES)


def test_an_exam_from_paper_to_marks(app):
    held = hold_exam(app, 1, a_blueprint(*SHORT))
    sitting = sit(app, held, 0)
    by_name = {row.name: row.id for row in app.history.actions()}
    drawn = app.history.details(by_name["组卷“结业考试”"]).rows
    paper = fields(drawn[0])
    assert paper["组卷要求"] == ("", "判断题 2 道，每道 1 分；简答题 1 道，每道 4 分")
    assert paper["评分规则"] == ("", "多选题少选得一半，错选不得分；排序题全对才得分")
    assert drawn[1].label == "第 1 题 · 结业考试"
    asked = fields(drawn[1])["题目"][1]
    assert sitting.places[0].content.stem.startswith(asked.removesuffix("…"))
    attempt, marking = last(app)
    assert fields(attempt) == {
        "交卷时间": ("", "2026-11-20 09:00:00"),
        "用时": ("0 秒", "10 分"),
        "交卷方式": ("", "本人交卷"),
    }
    assert fields(marking)["待评题目"] == ("", "第 3 题")
    answered = [row for row in app.history.actions() if row.name == "答题"]
    (first,) = app.history.details(answered[-1].id).rows
    assert first.label == "陈明 · 结业考试 · 第 1 题"
    shown = {"T": "正确", "F": "错误"}[sitting.places[0].content.answer]
    assert fields(first)["答案"] == ("", shown)


def test_what_an_action_wrote_twice_is_told_once(app):
    person = app.people.add(a_person())
    with app.history._store.begin("改两次") as uow:
        kept = uow.session.get_one(Person, person)
        for phone, post in (("13800001111", "委员"), ("13800002222", "")):
            kept.phone, kept.post = phone, post
            uow.session.flush()
        uow.commit()
    (row,) = last(app)
    assert fields(row) == {"手机号": ("139****0000", "138****2222")}
    assert app.history.actions(1)[0].rows == 1


def test_a_large_action_is_told_page_by_page(app, tmp_path):
    rows = [a_row("陈明", number) for number in range(30)]
    import_people(app, a_roster(tmp_path / "花名册.xlsx", rows))
    action = app.history.actions(1)[0]
    pages = [app.history.details(action.id, 25, offset) for offset in (0, 25, 50, 75)]
    assert [(len(page.rows), page.total) for page in pages] == [
        (25, 60),
        (25, 60),
        (10, 60),
        (0, 60),
    ]
    assert len({row.row_id for page in pages for row in page.rows}) == 60
    assert action.rows == 60


@only_sqlite
def test_nothing_is_known_of_an_action_of_nobody(app):
    assert app.history.details(ActionId(uuid.uuid4())).total == 0


@only_sqlite
def test_a_record_tells_its_life_backwards(app, clock):
    person = app.people.add(a_person(post="委员"))
    clock.advance(60)
    app.people.change(person, a_person(phone="13800001111", post="委员"))
    clock.advance(60)
    app.people.remove([person])
    told = app.history.record("person", person)
    assert [(one.kind, one.field.name, one.field.before, one.field.after) for one in told[:2]] == [
        (ChangeKind.DELETED, "状态", "有效", "已删除"),
        (ChangeKind.CHANGED, "手机号", "139****0000", "138****1111"),
    ]
    assert {one.kind for one in told[2:]} == {ChangeKind.MADE}
    newest = told[0]
    assert (newest.at, newest.actor, newest.device) == (clock.now, "值班指导员", "周庄镇 A 机")
    assert (newest.here, newest.action) == (True, "删除 1 人")
    assert {one.table_name for one in told} == {"人员"}


@only_sqlite
def test_a_whole_person_has_his_post_too(app):
    person = app.people.add(a_person())
    app.people.change(person, a_person(kind=None))
    told = app.history.record("person", person, whole=True)
    assert (told[0].table_name, told[0].field.after) == ("指导员", "已删除")
    assert {one.table_name for one in told} == {"人员", "指导员"}


def test_a_shipped_record_has_no_history(city):
    app = city  # which alone may withdraw what it issues
    item = app.bank.items()[0]
    assert app.history.record("item", item.id) == []
    app.items.set_status([item.id], ItemStatus.WITHDRAWN)
    (told,) = app.history.record("item", item.id)
    assert (told.field.name, told.field.after) == ("状态", "停用")
    (row,) = last(app)
    assert item.content.stem.startswith(row.label.removesuffix("…"))


@only_sqlite
def test_an_unknown_table_is_answered_with_those_there_are(app):
    with pytest.raises(RuleError, match="没有名为“people”的记录种类") as caught:
        app.history.record("people", uuid.uuid4())
    assert "person（人员）" in caught.value.hint


@only_sqlite
def test_an_unknown_record_is_a_sentence(app):
    key = app.people.add(a_person())
    with pytest.raises(RuleError, match="”的培训记录"):
        app.history.record("training_session", key)


def test_a_move_to_another_station_is_told_once(city):
    person = city.people.add(a_person(station="周庄镇"))
    city.people.change(person, a_person(station="华士镇"))
    moved = [
        one for one in city.history.record("person", person) if one.kind is ChangeKind.CHANGED
    ]
    assert [(one.field.name, one.field.before, one.field.after) for one in moved] == [
        ("指导站", "周庄镇", "华士镇")
    ]
    assert {row.label: fields(row)["指导站"] for row in last(city)} == {
        "陈明": ("周庄镇", "华士镇")
    }


@only_sqlite
def test_a_revision_with_the_same_stem_tells_what_else_it_says(app):
    old = ItemContent(ItemKind.SINGLE, "样例（   ）", ("每月", "每季度"), "A")
    key = app.items.create(old)
    new = replace(old, options=("每月", "每两个月"), explanation="见条例。")
    app.items.revise(key, new, "改", seen=app.bank.item(key).revision_id)
    told = {one.column: one for row in last(app) for one in row.fields if row.table == "item"}
    change = told["revision_id"]
    assert change.before == "选项 B：每季度；解析：（空）"
    assert change.after == "选项 B：每两个月；解析：见条例。"
    newest = next(
        one for one in app.history.record("item", key) if one.field.column == "revision_id"
    )
    assert newest.field == change


@only_sqlite
def test_a_revision_with_another_stem_is_told_by_it(app):
    old = ItemContent(ItemKind.SINGLE, "样例（   ）", ("每月", "每季度"), "A")
    key = app.items.create(old)
    new = replace(old, stem="样例改（   ）", options=("甲", "乙"))
    app.items.revise(key, new, "改", seen=app.bank.item(key).revision_id)
    told = {one.column: one for row in last(app) for one in row.fields if row.table == "item"}
    change = told["revision_id"]
    assert (change.before, change.after) == ("样例（ ）", "样例改（ ）")
