"""事前备案: no step skipped, no date before the one before it; remarks instead of refusals."""

import uuid
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyguide.errors import RuleError
from jyguide.ids import FilingId, PersonId, PostingId
from jyguide.people.person import PersonRole
from jyguide.people.posting import PostingFacts, PostingRow
from jyguide.secretary.dossier_terms import overlap_days, term_faults
from jyguide.secretary.filing import (
    FilingRow,
    FilingState,
    Proposal,
    Steps,
    check_alone,
    check_decided,
    check_filed,
    check_proposal,
    check_steps,
    due_sentence,
    lacks_filing,
    posting_remarks,
)
from jyguide.secretary.filing_report import filing_sections
from jyguide.secretary.kinds import FilingDecision, FilingKind

TODAY = date(2026, 11, 20)
DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))
PERSON = PersonId(uuid.UUID(int=1))
PROPOSAL = Proposal(FilingKind.APPOINT, "倪家巷村", "党总支书记", date(2026, 10, 1), "周庄镇党委")


def a_filing(proposal=PROPOSAL, steps=None, key=1, **changes):
    facts = {"township": "周庄镇"} | changes
    return FilingRow(
        FilingId(uuid.UUID(int=key)), PERSON, "陈明", proposal, steps or Steps(), **facts
    )


def a_posting(
    began, ended=None, organisation="倪家巷村", key=1, role=PersonRole.VILLAGE_SECRETARY
):
    facts = PostingFacts(organisation, "书记", role, began, ended)
    return PostingRow(PostingId(uuid.UUID(int=key)), PERSON, facts, None, "")


def approved(on, filed=date(2026, 10, 1)):
    return Steps(filed, "备〔2026〕1 号", FilingDecision.APPROVED, on)


@given(
    st.none() | DAYS,
    st.sampled_from(["", "备1"]),
    st.sampled_from(list(FilingDecision)),
    st.none() | DAYS,
    st.sampled_from(["", "材料不全"]),
)
def test_what_is_kept_of_the_steps_is_in_order_and_whole(filed, number, decision, decided, note):
    try:
        kept = check_steps(PROPOSAL, Steps(filed, number, decision, decided, "", note), TODAY)
    except RuleError as error:
        refused = error
    else:
        refused = None
    if refused is not None:
        assert refused.message.endswith("没有保存。")
        assert refused.hint
        return
    row = a_filing(steps=kept)
    days = [PROPOSAL.proposed_on, kept.filed_on, kept.decided_on]
    known = [day for day in days if day is not None]
    assert known == sorted(known)
    assert max(known) <= TODAY
    assert days[: len(known)] == known  # nothing skipped
    assert (row.state is FilingState.PROPOSED) == (filed is None)
    assert row.open == (decision is FilingDecision.NONE)
    assert kept.decision is not FilingDecision.RETURNED or note


def test_each_step_follows_the_one_before():
    row = a_filing()
    filed = check_filed(row, date(2026, 10, 8), " 备〔2026〕 3 号", TODAY)
    assert filed == Steps(date(2026, 10, 8), "备〔2026〕 3 号")
    answer = Steps(decision=FilingDecision.APPROVED, decided_on=date(2026, 10, 20))
    with pytest.raises(RuleError, match="还没有备案号"):
        check_decided(row, answer, TODAY)
    with pytest.raises(RuleError, match="早于提出日期 2026-10-01"):
        check_filed(row, date(2026, 9, 30), "3", TODAY)
    with pytest.raises(RuleError, match="还没有到"):
        check_filed(row, date(2026, 11, 21), "3", TODAY)
    with pytest.raises(RuleError, match="没有填写备案号"):
        check_filed(row, date(2026, 10, 8), " ", TODAY)
    whole = a_filing(steps=filed)
    with pytest.raises(RuleError, match="不能再登记一次备案"):
        check_filed(whole, date(2026, 10, 9), "4", TODAY)
    with pytest.raises(RuleError, match="早于备案日期"):
        check_decided(whole, replace(answer, decided_on=date(2026, 10, 7)), TODAY)
    with pytest.raises(RuleError, match="没有选择同意还是退回"):
        check_decided(whole, Steps(), TODAY)
    with pytest.raises(RuleError, match="写明原因"):
        check_decided(whole, replace(answer, decision=FilingDecision.RETURNED), TODAY)
    done = a_filing(steps=check_decided(whole, answer, TODAY))
    assert done.standing(TODAY) == "2026-10-20 同意"
    with pytest.raises(RuleError, match="不能再批复一次"):
        check_decided(done, answer, TODAY)
    with pytest.raises(RuleError, match="单位和职务"):
        check_proposal(replace(PROPOSAL, post=" "), TODAY)


def test_what_waits_is_said_and_the_same_is_not_proposed_twice():
    row = a_filing()
    assert row.standing(TODAY) == "已提出，待备案，已等 50 天"
    filed = a_filing(steps=Steps(TODAY - timedelta(days=31), "备3"))
    assert filed.standing(TODAY) == "已备案 备3，待批复，已等 31 天"
    assert due_sentence([row, filed], TODAY).startswith("事前备案有 1 件待备案、1 件待批复")
    fresh = a_filing(steps=Steps(TODAY - timedelta(days=30), "备3"))
    assert due_sentence([fresh], TODAY) == ""
    returned = a_filing(
        steps=Steps(TODAY, "备3", FilingDecision.RETURNED, TODAY, decision_note="材料不全")
    )
    assert "退回（材料不全），可以重新提出" in returned.standing(TODAY)
    apart = a_filing(steps=Steps(decision=FilingDecision.APPROVED, decided_on=TODAY))
    assert "缺备案日期和备案号，请补正" in apart.standing(TODAY)  # as two offices may leave it
    turned = a_filing(steps=Steps(date(2026, 9, 1), "备3"))
    assert turned.standing(TODAY).endswith("日期先后不对，请更正")
    check_alone("陈明", PROPOSAL, [returned])
    with pytest.raises(RuleError, match="正在办理"):
        check_alone("陈明", PROPOSAL, [returned, row])
    (section,) = filing_sections([row, filed, returned], 2026)
    assert section.rows == (("周庄镇", 3, 2, 0, 1, 2), ("合计", 3, 2, 0, 1, 2))


def test_a_posting_begun_without_an_approval_is_marked_and_never_refused():
    began = date(2026, 10, 15)
    row = a_posting(began)

    def remark(*filings):
        return posting_remarks([row], filings).get(row.id, "")

    assert remark() == "没有备案批复"
    assert remark(a_filing()) == "任职早于备案批复（备案还在办理）"
    assert remark(a_filing(steps=approved(date(2026, 10, 16)))) == (
        "任职早于备案批复（2026-10-16 才同意）"
    )
    assert remark(a_filing(steps=approved(began))) == ""
    elsewhere = replace(PROPOSAL, organisation="长寿村")
    assert remark(a_filing(elsewhere, approved(began))) == "没有备案批复"
    leaving = replace(PROPOSAL, kind=FilingKind.REMOVE)
    assert remark(a_filing(leaving, approved(began))) == "没有备案批复"
    whole = replace(PROPOSAL, organisation="周庄镇 倪家巷村")
    assert remark(a_filing(whole, approved(began))) == ""
    assert not posting_remarks([a_posting(None), a_posting(began, role=PersonRole.NONE)], [])
    assert lacks_filing("倪家巷村", [a_filing()])
    assert not lacks_filing("倪家巷村", [a_filing(steps=approved(began))])


@given(st.lists(st.tuples(st.none() | DAYS, st.none() | DAYS), max_size=4))
def test_terms_that_overlap_are_named_and_no_others(spans):
    rows = [a_posting(*span, key=at) for at, span in enumerate(spans, 1)]
    said = term_faults(rows, TODAY)
    assert said == term_faults(rows[::-1], TODAY)
    turned = [one for one in spans if one[0] and one[1] and one[1] < one[0]]
    assert sum("早于开始日期" in one for one in said) == len(turned)
    sound = [
        row
        for row in rows
        if not (row.facts.began_on and row.facts.ended_on)
        or row.facts.began_on <= row.facts.ended_on
    ]
    shared = 0
    for at, one in enumerate(sound):
        for other in sound[at + 1 :]:
            days = [
                day
                for n in range(366)
                for day in (date(2026, 1, 1) + timedelta(days=n),)
                if one.holds(day) and other.holds(day)
            ]
            known = all(row.facts.began_on is not None for row in (one, other))
            shared += overlap_days(one, other, TODAY) > 0
            if known and all(row.facts.ended_on is not None for row in (one, other)):
                assert overlap_days(one, other, TODAY) == len(days)
    assert sum("重叠" in one for one in said) == shared


def test_overlapping_posts_are_named_in_a_sentence():
    rows = [
        a_posting(date(2019, 3, 1), date(2022, 5, 31)),
        a_posting(date(2022, 3, 1), None, "长寿村", 2),
        a_posting(None, date(2019, 3, 1), "华宏村", 3),
    ]
    assert term_faults(rows, TODAY) == [
        (
            "“华宏村 书记（不详 至 2019-03-01）”与“倪家巷村 书记（2019-03-01 至 2022-05-31）”"
            "的任职时间重叠 1 天，兼任的不用改，登记有误的请更正。"
        ),
        (
            "“倪家巷村 书记（2019-03-01 至 2022-05-31）”与“长寿村 书记（2022-03-01 至 今）”"
            "的任职时间重叠 92 天，兼任的不用改，登记有误的请更正。"
        ),
    ]
