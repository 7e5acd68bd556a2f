from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyguide.appraisal.kinds import Source
from jyguide.errors import RuleError
from jyguide.ids import PairId, PersonId
from jyguide.people.person import PersonRole
from jyguide.people.secretary import SecretaryRow
from jyguide.secretary.gap import Known, OpenFinding, OpenMeasure, WeakCategory, topics
from jyguide.secretary.kinds import PairOutcome
from jyguide.secretary.mentor import (
    EndFacts,
    MeetingFacts,
    MentorRule,
    PairFacts,
    PairRow,
    due_sentence,
    end_problems,
    extension_problem,
    meeting_problems,
    pair_problems,
    refuse_second_pair,
    refuse_too_many,
    term_remark,
)
from jyguide.secretary.mentor_suggest import is_new, mentor_choices, new_without_mentor

TODAY = date(2026, 11, 26)
PUPIL, MENTOR = (PersonId(uuid.UUID(int=at)) for at in (1, 2))
FACTS = PairFacts(
    PUPIL, MENTOR, "老书记", "某村书记", date(2026, 9, 1), date(2027, 8, 31), ("稳",)
)
ROW = PairRow(PairId(uuid.UUID(int=9)), FACTS, "新书记", "某村书记", "周庄镇", "周庄镇")
RULE = MentorRule()


def secretary(number: int, since: date | None, township: str = "周庄镇") -> SecretaryRow:
    key = PersonId(uuid.UUID(int=number))
    return SecretaryRow(
        key, f"书记{number}", "某村", None, township, None, township, "书记",
        PersonRole.VILLAGE_SECRETARY, since,
    )  # fmt: skip


def test_a_sound_pair_has_no_problem():
    assert pair_problems(FACTS) == {}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"pupil_id": None}, "pupil"),
        ({"mentor_id": PUPIL}, "mentor"),
        ({"mentor": " "}, "mentor"),
        ({"ends_on": FACTS.began_on}, "ends_on"),
        ({"ends_on": FACTS.began_on - timedelta(days=1)}, "ends_on"),
        ({"ends_on": FACTS.began_on + timedelta(days=1200)}, "ends_on"),
    ],
)
def test_what_cannot_be_so_is_named_at_its_field(changes, field):
    assert list(pair_problems(replace(FACTS, **changes))) == [field]


@given(st.lists(st.dates(date(2026, 9, 1), date(2027, 6, 1)), max_size=4), st.integers(0, 400))
def test_silence_is_counted_from_the_last_meeting_that_was_held(days, later):
    today = FACTS.began_on + timedelta(days=later)
    row = replace(ROW, meetings=tuple(days))
    held = [day for day in days if day <= today]
    since = max([FACTS.began_on, *held])
    assert row.silent_days(today) == (today - since).days
    assert row.is_silent(today, RULE) == (today - since >= timedelta(days=45))
    ended = replace(row, end=EndFacts(today, PairOutcome.BROKEN_OFF, "调离"))
    assert not ended.is_silent(today, RULE)


def test_states_in_words():
    assert ROW.state(date(2026, 8, 1), RULE) == "尚未开始"
    assert ROW.state(date(2026, 10, 15), RULE) == "进行中"
    assert ROW.state(date(2026, 10, 16), RULE) == "已 45 天无记录"
    assert ROW.state(date(2027, 9, 1), RULE) == "期满待小结"
    done = replace(ROW, end=EndFacts(date(2027, 8, 31), PairOutcome.COMPLETED, "好"))
    assert done.state(date(2027, 9, 1), RULE) == "期满结业"


def test_meetings_lie_between_beginning_and_end():
    met = MeetingFacts(date(2026, 9, 1), topics="熟悉村情")
    assert meeting_problems(met, ROW, TODAY) == {}
    assert "早于" in meeting_problems(replace(met, met_on=date(2026, 8, 31)), ROW, TODAY)["met_on"]
    late = replace(met, met_on=TODAY + timedelta(days=1))
    assert "今天之后" in meeting_problems(late, ROW, TODAY)["met_on"]
    assert "topics" in meeting_problems(replace(met, topics=" "), ROW, TODAY)
    ended = replace(ROW, end=EndFacts(date(2026, 10, 1), PairOutcome.BROKEN_OFF, "调离"))
    assert (
        "晚于" in meeting_problems(replace(met, met_on=date(2026, 10, 2)), ended, TODAY)["met_on"]
    )


def test_an_end_needs_a_day_a_way_and_a_report():
    end = EndFacts(TODAY, PairOutcome.COMPLETED, "目标完成")
    assert end_problems(end, ROW, TODAY) == {}
    assert "小结" in end_problems(replace(end, report=""), ROW, TODAY)["report"]
    broken = replace(end, outcome=PairOutcome.BROKEN_OFF, report="")
    assert end_problems(broken, ROW, TODAY)["report"] == "请写明原因。"
    assert "outcome" in end_problems(replace(end, outcome=PairOutcome.NONE), ROW, TODAY)
    met = replace(ROW, meetings=(TODAY,))
    early = replace(end, ended_on=TODAY - timedelta(days=1))
    assert "还有一次活动" in end_problems(early, met, TODAY)["ended_on"]
    assert (
        "今天之后" in end_problems(replace(end, ended_on=date(2027, 1, 1)), ROW, TODAY)["ended_on"]
    )
    assert "早于" in end_problems(replace(end, ended_on=date(2026, 1, 1)), ROW, TODAY)["ended_on"]


def test_a_term_is_only_ever_made_longer():
    assert extension_problem(ROW, date(2027, 12, 31)) == ""
    assert "晚于" in extension_problem(ROW, FACTS.ends_on)
    ended = replace(ROW, end=EndFacts(TODAY, PairOutcome.BROKEN_OFF, "调离"))
    assert "已经结束" in extension_problem(ended, date(2027, 12, 31))


def test_one_pair_for_a_pupil_and_a_few_for_a_mentor():
    refuse_second_pair("新书记", None)
    with pytest.raises(RuleError, match="已经和“老书记”结对"):
        refuse_second_pair("新书记", ROW)
    refuse_too_many("老书记", 2, RULE)
    with pytest.raises(RuleError, match="最多同时带 3 人"):
        refuse_too_many("老书记", 3, RULE)


def test_a_rule_reads_back_and_shrugs_off_what_is_no_number():
    rule = MentorRule(30, 2, 6)
    assert MentorRule.from_json(rule.to_json()) == rule
    assert MentorRule.from_json({"silent_days": "x", "most_pupils": 0}) == MentorRule()


def test_remarks_do_not_refuse():
    assert term_remark(date(2026, 1, 1), date(2015, 1, 1)) == ""
    assert term_remark(None, date(2015, 1, 1)) == ""
    assert "不比新任书记长" in term_remark(date(2015, 1, 1), date(2026, 1, 1))


def test_who_is_new_is_told_to_the_day():
    assert is_new(secretary(1, date(2025, 11, 27)), TODAY, RULE)
    assert not is_new(secretary(1, date(2025, 11, 26)), TODAY, RULE)
    assert not is_new(secretary(1, None), TODAY, RULE)
    rows = [secretary(1, date(2026, 5, 1)), secretary(2, date(2026, 6, 1))]
    assert new_without_mentor(rows, {rows[0].person_id}, TODAY, RULE) == rows[1:]


def test_mentors_of_the_own_township_come_first_and_busy_ones_not_at_all():
    pupil = secretary(1, date(2026, 5, 1))
    near = secretary(2, date(2020, 1, 1))
    far = secretary(3, date(2010, 1, 1), "华士镇")
    busy = secretary(4, date(2012, 1, 1))
    short = secretary(5, date(2024, 1, 1))
    pupils = {busy.person_id: 3, near.person_id: 1}
    found = mentor_choices([far, busy, short, pupil, near], pupil, pupils, TODAY, RULE)
    assert [one.secretary for one in found] == [near, far]
    assert found[0].words == "任书记 6 年，现带 1 人"


def test_what_is_due_is_one_calm_sentence():
    over = replace(ROW, facts=replace(FACTS, ends_on=date(2026, 11, 1)))
    assert due_sentence([], TODAY, RULE) == ""
    assert due_sentence([replace(ROW, meetings=(TODAY,))], TODAY, RULE) == ""
    assert due_sentence([ROW, over], TODAY, RULE) == (
        "1 对导师结对已经期满，还没有小结；1 对超过 45 天没有活动记录。"
    )


def test_topics_name_the_fact_they_rest_on():
    known = Known(
        2026,
        days=45,
        required_days=70,
        weak=[WeakCategory("发展党员", 55, 12), WeakCategory("组织生活", 40, 8)],
        measures=[OpenMeasure("集体收入偏低", date(2026, 12, 31))],
        findings=[OpenFinding("按期换届", "材料不全")],
        appraised=2025,
        parts=[(Source.GRASSROOTS, 725), (Source.INTERNAL, 910)],
    )
    found = topics(known)
    assert [one.title for one in found] == [
        "集体收入偏低",
        "按期换届",
        "百问：组织生活",
        "百问：发展党员",
        "2026 年培训还差 2.5 天",
        "基层评价：怎样改进",
    ]
    assert found[0].why == "整改措施还没有完成，期限 2026年12月31日"
    assert found[-1].why == "2025 年度考核这一部分 72.5 分"


@given(st.integers(0, 30), st.integers(0, 30))
def test_nothing_lacking_is_no_topic_and_much_lacking_leaves_room(measures, categories):
    assert topics(Known(2026, days=70, required_days=70)) == ()
    many = Known(
        2026,
        weak=[WeakCategory(f"第{at}类", 30 + at, 3) for at in range(categories)],
        measures=[OpenMeasure(f"问题{at}", None) for at in range(measures)],
    )
    assert len(topics(many)) == min(4, measures) + min(4, categories)
