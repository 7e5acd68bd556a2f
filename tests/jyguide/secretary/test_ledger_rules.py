"""Measures, talks and adjustments: steps in order, dates one after another, sums by township."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyguide.errors import RuleError
from jyguide.ids import AdjustmentId, PersonId, SecretaryMeasureId, TalkId
from jyguide.secretary.adjustment import AdjustmentFacts, AdjustmentRow, adjustment_problems
from jyguide.secretary.kinds import AdjustmentKind, MeasureOrigin, TalkKind
from jyguide.secretary.ledger import (
    LedgerFilter,
    YearLedgers,
    due_sentences,
    measures_sentence,
    year_sections,
)
from jyguide.secretary.ledger_person import LedgerPerson
from jyguide.secretary.measure import (
    Confirmation,
    Finish,
    MeasureFacts,
    MeasureRow,
    MeasureState,
    Plan,
    Step,
    check_measure,
    confirmed,
    due_text,
    finished,
    gap,
    may_take,
    measure_problems,
    next_step,
    planned,
    reopened,
    state_on,
)
from jyguide.secretary.talk import Agreed, TalkFacts, TalkRow, agreed_measures, talk_problems

TODAY = date(2026, 11, 26)
FOUND = date(2026, 11, 1)
PLAN = Plan("每月公开", "陈明", date(2026, 11, 20))
days = st.integers(-40, 40).map(lambda n: TODAY + timedelta(days=n))


def someone(at: int = 0, name: str = "陈明", township: str = "祝塘镇") -> LedgerPerson:
    key = PersonId(uuid.UUID(int=at + 1))
    return LedgerPerson(key, name, "金庄村", township, "祝塘镇", order=(name, key))


def a_measure(at: int = 0, **changes: object) -> MeasureRow:
    person = someone(at)
    facts = MeasureFacts(person.person_id, 2026, MeasureOrigin.OTHER, "村务公开不及时", FOUND)
    return MeasureRow(
        SecretaryMeasureId(uuid.UUID(int=at)),
        person,
        replace(facts, **changes),  # type: ignore[arg-type]
    )


def on(row: MeasureRow, facts: MeasureFacts) -> MeasureRow:
    return replace(row, facts=facts)


def whole_way() -> list[MeasureRow]:
    """A measure before each step, and after the last."""
    rows = [a_measure()]
    steps: list[Callable[[MeasureRow], MeasureFacts]] = [
        lambda row: planned(row, PLAN, TODAY),
        lambda row: finished(row, Finish(date(2026, 11, 22), "已公开"), TODAY),
        lambda row: confirmed(row, Confirmation(date(2026, 11, 25), "王伟"), TODAY),
    ]
    for step in steps:
        rows.append(on(rows[-1], step(rows[-1])))
    return rows


def test_the_way_and_what_each_state_is() -> None:
    raised, laid_down, done, seen = whole_way()
    assert state_on(raised.facts, TODAY) is MeasureState.OPEN
    assert state_on(laid_down.facts, date(2026, 11, 20)) is MeasureState.PLANNED
    assert state_on(laid_down.facts, TODAY) is MeasureState.OVERDUE
    assert state_on(done.facts, TODAY) is MeasureState.DONE
    assert state_on(seen.facts, TODAY) is MeasureState.CONFIRMED
    assert (
        state_on(replace(raised.facts, due_on=date(2026, 11, 20)), TODAY) is MeasureState.OVERDUE
    )
    told = [due_text(laid_down.facts, date(2026, 11, day)) for day in (1, 13, 20, 25)]
    assert told == ["", "还有 7 天", "今天到期", "超期 5 天"]


def test_no_step_is_skipped_or_taken_twice() -> None:
    raised, laid_down, done, seen = whole_way()
    by = Confirmation(date(2026, 11, 25), "王伟")
    steps: tuple[tuple[MeasureRow, Callable[[MeasureRow], MeasureFacts]], ...] = (
        (raised, lambda row: finished(row, Finish(TODAY), TODAY)),
        (raised, lambda row: confirmed(row, by, TODAY)),
        (laid_down, lambda row: confirmed(row, by, TODAY)),
        (done, lambda row: planned(row, PLAN, TODAY)),
        (done, lambda row: finished(row, Finish(TODAY), TODAY)),
        (seen, lambda row: confirmed(row, by, TODAY)),
        (raised, lambda row: reopened(row, "没有做")),
        (done, lambda row: reopened(row, " ")),
    )
    for row, step in steps:
        with pytest.raises(RuleError):
            step(row)
    assert [[one for one in Step if may_take(row.facts, one)] for row in whole_way()] == [
        [Step.PLAN], [Step.PLAN, Step.FINISH], [Step.CONFIRM, Step.REOPEN], [Step.REOPEN]
    ]  # fmt: skip
    assert [next_step(row.facts) for row in whole_way()] == [*list(Step)[:3], None]
    again = on(seen, reopened(seen, "现场没有公开栏"))
    assert state_on(again.facts, TODAY) is MeasureState.OVERDUE
    assert "现场没有公开栏" in again.facts.done_note
    assert again.facts.confirmed_on is None


@pytest.mark.parametrize("by", ["陈明", "陈 明", "王伟、陈明", " ", "李四"])
def test_another_person_confirms(by: str) -> None:
    done = whole_way()[2]
    row = on(done, replace(done.facts, owner="李四、赵五"))
    with pytest.raises(RuleError):
        confirmed(row, Confirmation(TODAY, by), TODAY)


@given(found=days, due=days, did=days, saw=days)
def test_dates_stand_one_after_another(found: date, due: date, did: date, saw: date) -> None:
    row, taken = a_measure(found_on=found), True
    try:
        check_measure(row.facts, TODAY)
        row = on(row, planned(row, replace(PLAN, due_on=due), TODAY))
        row = on(row, finished(row, Finish(did), TODAY))
        row = on(row, confirmed(row, Confirmation(saw, "王伟"), TODAY))
    except RuleError:
        taken = False
    assert taken == (found <= due and found <= did <= saw <= TODAY)


def test_due_before_found_is_refused_in_words() -> None:
    wrong = a_measure(due_on=date(2026, 10, 1)).facts
    assert measure_problems(wrong, TODAY) == {
        "due_on": "整改期限 2026-10-01 早于发现日期 2026-11-01。"
    }


def test_a_way_broken_by_two_pcs_is_only_as_far_as_it_is_whole() -> None:
    torn = a_measure(confirmed_on=TODAY, confirmed_by="王伟").facts
    assert (state_on(torn, TODAY), gap(torn)) == (MeasureState.OPEN, "有确认，没有完成日期")
    torn = a_measure(done_on=TODAY, measure="每月公开", owner="李四").facts
    assert "没有写全" in gap(torn)
    assert (next_step(torn), may_take(torn, Step.REOPEN)) == (None, True)
    with pytest.raises(RuleError, match="没有写全"):
        confirmed(a_measure(done_on=TODAY), Confirmation(TODAY, "王伟"), TODAY)
    assert measure_problems(torn, TODAY) == {"due_on": "已登记完成的，整改期限不能空。"}


def test_erasing_somebody_leaves_the_totals_of_a_year() -> None:
    blank = {"problem": "", "measure": "", "owner": "", "done_note": ""}
    for row in whole_way()[1:]:
        erased = replace(row.facts, **blank)  # type: ignore[arg-type]
        assert state_on(erased, TODAY) is state_on(row.facts, TODAY)


def test_talks() -> None:
    person = someone()
    facts = TalkFacts(person.person_id, 2026, TalkKind.REMINDER, FOUND, "王伟", "公开不及时")
    assert talk_problems(facts, "陈明", TODAY) == {}
    wrong = replace(facts, talked_on=date(2026, 12, 1), talker="王伟、陈明", topics=" ")
    assert set(talk_problems(wrong, "陈明", TODAY)) == {"talked_on", "talker", "topics"}
    key = TalkId(uuid.UUID(int=9))
    (made,) = agreed_measures(
        facts, "陈明", key, [Agreed("不及时", "每月公开", due_on=TODAY)], TODAY
    )
    assert (made.talk_key, made.owner, made.found_on) == (key, "陈明", FOUND)
    with pytest.raises(RuleError, match="早于发现日期"):
        agreed_measures(facts, "陈明", key, [Agreed("x", due_on=date(2026, 10, 1))], TODAY)


def test_adjustments() -> None:
    facts = AdjustmentFacts(
        someone().person_id, 2026, AdjustmentKind.REMOVED, date(2026, 12, 1), "村", "书记", "", "",
        "陈明",
    )  # fmt: skip
    assert set(adjustment_problems(facts, "陈明", TODAY)) == {"decided_on", "reason", "successor"}


def a_year() -> YearLedgers:
    """A generated year that comes to what the city reported last: 496, 230 and 9."""
    towns = [f"{at:02}镇" for at in range(17)]
    people = [someone(at, township=towns[at % 17]) for at in range(240)]
    states: tuple[dict[str, object], ...] = (
        {},
        {"measure": "m", "owner": "o", "due_on": date(2026, 12, 20)},
        {"measure": "m", "owner": "o", "due_on": date(2026, 11, 20)},
        {"measure": "m", "owner": "o", "due_on": date(2026, 11, 20), "done_on": TODAY},
    )
    measures = [
        replace(a_measure(at, **states[at % 4]), person=people[at % 240]) for at in range(496)
    ]
    talks = [
        TalkRow(
            TalkId(uuid.UUID(int=at)), people[at % 200],
            TalkFacts(
                people[at % 200].person_id, 2026, list(TalkKind)[at % 4], FOUND, "王", "要点"
            ),
        )
        for at in range(230)
    ]  # fmt: skip
    adjustments = [
        AdjustmentRow(
            AdjustmentId(uuid.UUID(int=at)), people[at],
            AdjustmentFacts(
                people[at].person_id, 2026, list(AdjustmentKind)[at % 5], FOUND, "村", "书记", "因"
            ),
        )
        for at in range(9)
    ]  # fmt: skip
    return YearLedgers(2026, TODAY, measures, talks, adjustments)


def test_a_year_sums_to_what_the_city_reports() -> None:
    measures, talks, adjustments = year_sections(a_year(), city=True)
    assert measures.rows[-1] == ("全市合计", 496, 124, 0, 372, 124)
    assert talks.rows[-1] == ("全市合计", 230, 200, 58, 58, 57, 57)
    assert adjustments.rows[-1] == ("全市合计", 9, 2, 2, 2, 2, 1)
    for section in (measures, talks, adjustments):
        for column in range(1, len(section.heads)):
            if section.heads[column] != "谈话人数":
                told = [row[column] for row in section.rows]
                assert sum(told[:-1]) == told[-1]  # type: ignore[arg-type]


def test_what_is_said() -> None:
    found = a_year()
    assert due_sentences(2, 124) == (
        "2 条村书记整改措施已过期限。",
        "124 条村书记整改措施本周到期。",
    )
    assert due_sentences(0, 0) == ("", "")
    assert measures_sentence(found.measures[:4], TODAY) == (
        "整改措施 4 条：已完成 1 条（其中已确认 0 条），整改中 1 条，待落实 1 条，超期 1 条。"
    )
    overdue = LedgerFilter(2026, "03镇", MeasureState.OVERDUE)
    assert {
        row.person.township for row in found.measures if overdue.holds_measure(row, TODAY)
    } == {"03镇"}
