"""Pasted lists of names, and attendance pasted or keyed from the paper sheet."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyguide.errors import RuleError
from jyguide.ids import PersonId
from jyguide.people.row import PersonRow
from jyguide.training.attendance_sheet import (
    KEYS,
    AttendanceMark,
    check_correction,
    corrected,
    read_block,
    read_state,
)
from jyguide.training.pasted_list import named_lines
from jyguide.training.session import ATTENDANCE_NAMES, Attendance, EnrolmentRow
from jyguide.training.sheet_numbers import next_sheet, numbered

PRESENT, LATE, LEAVE, ABSENT = (
    Attendance.PRESENT,
    Attendance.LATE,
    Attendance.LEAVE,
    Attendance.ABSENT,
)


def person(at, name, organisation="样板村党支部", phone="", id_number=""):
    facts = dict.fromkeys(
        ("ethnic", "education", "station", "kind", "search", "pinyin_key", "stroke_key"), ""
    )
    return PersonRow(
        PersonId(UUID(int=at)),
        name,
        "男",
        birth=None,
        joined=None,
        id_number=id_number,
        phone=phone,
        organisation=organisation,
        post="",
        **facts,
    )


PEOPLE = [
    person(1, "张三", phone="13800000001"),
    person(2, "王伟", phone="13800000002", id_number="32028119700101123X"),
    person(3, "王伟", "示例村党支部", phone="13800001234"),
    person(4, "阿卜杜拉·买买提"),
    person(5, "𠮷田"),
]


@pytest.mark.parametrize(
    ("line", "means"),
    [
        ("张三", [1]),
        ("1、张三", [1]),
        ("12 张 三", [1]),
        ("张三\t13800000001", [1]),
        ("张三 9999", []),
        ("王伟", [2, 3]),
        ("王伟 1234", [3]),
        ("王伟，123x", [2]),
        ("王伟 示例村", [3]),
        ("王伟 别的村", [2, 3]),
        ("阿卜杜拉•买买提", [4]),
        ("𠮷田", [5]),
        ("李四", []),
    ],
)
def test_a_line_means_whom_it_says_and_nobody_else(line, means):
    (found,) = named_lines(line, PEOPLE)
    assert [row.id.int for row in found.found] == means


def test_names_on_one_line_are_taken_one_by_one_and_empty_lines_are_nothing():
    lines = named_lines("张三、𠮷田\n\n  \n", PEOPLE)
    assert [line.text for line in lines] == ["张三", "𠮷田"]
    assert all(line.sure for line in lines)


@given(st.text(max_size=60))
def test_any_text_is_read_as_a_list_and_never_means_somebody_unnamed(text):
    for line in named_lines(text, PEOPLE):
        assert all(row.name[0] in text for row in line.found)


ROWS = [
    EnrolmentRow(
        PersonId(UUID(int=at)),
        name,
        "男",
        "周庄镇",
        "",
        "",
        "",
        "",
        "",
        Attendance.UNKNOWN,
        None,
        "",
        number=at,
    )
    for at, name in enumerate(["张三", "王伟", "王伟", "𠮷田"], 1)
]


def test_a_block_is_read_by_number_or_name_with_state_and_reason():
    block = read_block(
        "序号\t姓名\t考勤\n1\t张三\t√\n2\t\t迟到\n𠮷田\t病假\n3．\t请假\t公务", ROWS
    )
    said = [(mark.person_id.int, mark.attendance, mark.reason) for mark in block.marks]
    assert said == [(1, PRESENT, ""), (2, LATE, ""), (4, LEAVE, "病假"), (3, LEAVE, "公务")]
    assert block.faults == ()


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("王伟\t到", "请写序号"),
        ("9\t到", "没有第 9 号"),
        ("1\t王伟\t到", "第 1 号是张三"),
        ("李四\t到", "没有这个人"),
        ("张三\t也许", "没有认出"),
        ("张三", "没有认出"),
    ],
)
def test_what_a_line_leaves_open_is_said_and_not_guessed(line, why):
    block = read_block(f"{line}\n4\t到", ROWS)
    assert [mark.person_id.int for mark in block.marks] == [4]
    assert why in block.faults[0]


def test_every_state_has_a_key_and_a_word():
    assert sorted(KEYS.values()) == sorted(state for state in Attendance if state)
    assert all(read_state(name) is state for state, name in ATTENDANCE_NAMES.items() if state)


def test_only_what_was_known_is_a_correction_and_wants_a_reason_after_the_end():
    one, two = ROWS[0].person_id, ROWS[1].person_id
    marks = [AttendanceMark(one, ABSENT), AttendanceMark(two, PRESENT)]
    changed = corrected({one: PRESENT}, marks)
    assert changed == marks[:1]
    with pytest.raises(RuleError, match="更正 1 人的考勤要写明原因"):
        check_correction(changed, " ", over=True)
    check_correction(changed, "记错了", over=True)
    check_correction(changed, "", over=False)
    check_correction([], "", over=True)


@given(st.lists(st.sampled_from("abcdefgh"), unique=True), st.data())
def test_who_has_a_number_on_the_printed_sheet_keeps_it_from_the_first_day_on(listed, data):
    """Whoever is withdrawn or enrolled after printing, and however often it is printed again."""
    day, rows = date(2026, 11, 20), {}
    for at, name in enumerate("abcdefgh"):
        rows[name] = replace(ROWS[0], person_id=PersonId(UUID(int=at)), name=name, number=0)
    sheet = next_sheet([rows[name] for name in sorted(listed)], None, day, day)
    numbers = {key: at for at, key in enumerate(sheet.people, 1)}
    for _ in range(3):
        listed = sorted(data.draw(st.sets(st.sampled_from("abcdefgh"))))
        now = numbered([rows[name] for name in listed], sheet.people)
        assert [row.name for row in now] == listed
        assert len({row.number for row in now}) == len(now)
        assert all(numbers.get(row.person_id, row.number) == row.number for row in now)
        sheet = next_sheet([rows[name] for name in listed], sheet, day, day)
        numbers |= {row.person_id: row.number for row in now}
        assert all(sheet.people[at - 1] == key for key, at in numbers.items())
    fresh = next_sheet([rows[name] for name in listed], sheet, date(2026, 11, 19), day)
    assert fresh.people == tuple(rows[name].person_id for name in listed)
