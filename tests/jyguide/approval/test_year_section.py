"""Whom we may approve, as the year's report says it."""

from dataclasses import replace
from uuid import UUID

from jyguide.approval.evidence import Evidence
from jyguide.approval.row import StandingRow
from jyguide.approval.rule import PostRule
from jyguide.approval.standing import standing
from jyguide.approval.year_section import approval_section
from jyguide.people.row import PersonRow
from tests.jyguide.approval.test_standing import DONE, TERM, WAY, day, trained


def a_name(name):
    return PersonRow(
        UUID(int=1),
        name,
        "男",
        "",
        None,
        "",
        "",
        "",
        None,
        "",
        "",
        "周庄镇",
        "full_time",
        "",
        "",
        "",
    )


def a_row(name, after, *facts):
    trained_, passed, listed, approved = (facts + (None,) * 4)[:4]
    held = Evidence(
        (TERM,),
        trainings=tuple(filter(None, [trained_])),
        exams=tuple(filter(None, [passed])),
        nominations=tuple(filter(None, [listed])),
        appointments=tuple(filter(None, [approved])),
    )
    return StandingRow(a_name(name), standing(held, PostRule(), day(after)), held)


def test_who_may_be_approved_is_told_and_who_may_not_is_counted():
    rows = [a_row("甲乙丙丁戊"[count], 100, *WAY[:count]) for count in range(5)]  # 戊 is in post
    rows.append(a_row("己", 1110, *WAY[:2], DONE, WAY[3]))  # untrained, at the end of his term
    section = approval_section(rows)
    told = [(row[0], row[3]) for row in section.rows]
    assert told == [("丁", "等待批复"), ("丙", "可以上报"), ("己", "续聘条件不全")]
    assert "续聘前培训" in section.rows[2][4]
    assert section.note.startswith("另有 2 人条件还不全")
    assert "缺统一培训 1 人" in section.note
    renewed = replace(
        rows[5].evidence, trainings=(trained(), trained(day(1100), session=UUID(int=2)))
    )
    ready = StandingRow(a_name("庚"), standing(renewed, PostRule(), day(1110)), renewed)
    assert approval_section([ready]).rows[0][3] == "可以上报续聘"
