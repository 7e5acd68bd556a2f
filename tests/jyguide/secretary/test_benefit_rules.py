"""The base against the year's wage; conditions and places of the selection."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyguide.appraisal.kinds import Grade
from jyguide.errors import RuleError
from jyguide.ids import PersonId, SelectionCandidateId
from jyguide.people.education import Level, level_of
from jyguide.secretary.insurance import (
    InsuranceFacts,
    InsuranceRow,
    Standing,
    Wage,
    annuity_total,
    base_sentence,
    insurance_problems,
    share_text,
    standing_of,
    wage_problems,
    year_sentence,
)
from jyguide.secretary.kinds import SelectionOutcome
from jyguide.secretary.ledger_person import LedgerPerson
from jyguide.secretary.selection import (
    CandidateFacts,
    CandidateRow,
    Check,
    Confirmed,
    Decision,
    Verdict,
    check_confirmed,
    check_decision,
)
from jyguide.secretary.selection_checks import check_all
from jyguide.secretary.selection_rule import (
    Condition,
    SelectionRule,
    Term,
    places,
    places_sentence,
    rule_problems,
)

TODAY = date(2026, 11, 26)
KEY = PersonId(uuid.UUID(int=1))
PERSON = LedgerPerson(KEY, "陈明", "金庄村", "祝塘镇", "祝塘镇")
WAGE = Wage(2026, 700_000, source="苏人社发〔2026〕1号")
RULE = SelectionRule(2026)
FACTS = CandidateFacts(
    birth=date(1985, 11, 27),
    since=date(2020, 3, 1),
    grades={2024: Grade.QUALIFIED, 2025: Grade.EXCELLENT},
    training=75,
    education="大学本科",
)


def a_year(base: int | None, **changes: object) -> InsuranceRow:
    facts = InsuranceFacts(KEY, 2026, base, 12)
    return InsuranceRow(None, PERSON, replace(facts, **changes), WAGE)  # type: ignore[arg-type]


@given(
    base=st.integers(1, 10**8),
    average=st.integers(1, 10**7),
    limits=st.tuples(st.integers(1, 400), st.integers(1, 400)).map(sorted),
)
def test_a_base_stands_where_its_limits_say(base: int, average: int, limits: list[int]) -> None:
    wage = Wage(2026, average, limits[0], limits[1])
    told = standing_of(base, wage)
    assert (told is Standing.BELOW) == (base < wage.floor)
    assert (told is Standing.ABOVE) == (base > wage.ceiling)
    share = float(share_text(base, wage).removesuffix("%"))
    assert abs(share - base * 100 / average) <= 0.1 + 1e-6
    if told is Standing.BELOW:
        assert share < limits[0]
    if told is Standing.ABOVE:
        assert share > limits[1]


def test_bases_in_words() -> None:
    assert base_sentence(a_year(419_999)) == (
        "2026 年月缴费基数 4,199.99 元，为省平均工资 7,000.00 元的 59.9%，"
        "低于下限 60%（4,200.00 元），每月少 0.01 元。"
    )
    assert base_sentence(a_year(420_000)).endswith("的 60.0%，在 60% 至 300% 之间。")
    assert base_sentence(a_year(2_100_001)).endswith("高于上限 300%（21,000.00 元）。")
    assert "还没有录入" in base_sentence(replace(a_year(420_000), wage=None))
    assert base_sentence(a_year(None)) == "2026 年没有登记缴费基数。"
    rows = [a_year(420_000, annuity_unit=300_000), a_year(1, annuity_own=150_000), a_year(None)]
    assert year_sentence(rows) == (
        "共 3 人：有基数 2 人，低于下限 1 人，在上下限内 1 人，没有基数 1 人；"
        "年金单位缴 0.30 万元，个人缴 0.15 万元。"
    )


def test_a_wage_needs_its_source() -> None:
    assert set(wage_problems(replace(WAGE, source=" ", average=0, lower=301))) == {
        "source",
        "average",
        "upper",
    }
    assert Wage.from_json(2026, WAGE.to_json()) == WAGE


def test_years_of_insurance() -> None:
    years = [
        InsuranceFacts(KEY, 2024, 1, 12, 100, 50),
        InsuranceFacts(KEY, 2025, 1, 12, None, 7),
        InsuranceFacts(KEY, 2026, 1, 12),
    ]
    total = annuity_total(years)
    assert (total.years, total.unit, total.own, total.whole) == (2, 100, 57, 157)
    assert set(insurance_problems(InsuranceFacts(KEY, 1999, 0, 13))) == {"year", "months", "base"}
    assert set(insurance_problems(InsuranceFacts(KEY, 2026))) == {"base"}


@given(serving=st.integers(0, 5000), share=st.integers(1, 1000))
def test_places(serving: int, share: int) -> None:
    found = places(serving, share)
    assert found == (0 if not serving else max(1, serving * share // 1000))
    assert found <= serving
    assert places(serving + 1, share) >= found


def test_places_in_words() -> None:
    assert places_sentence(271, 70) == (
        "名额 18 名（在任村党组织书记 271 人 × 7% = 18.97，取整数）。"
    )
    assert "不足 1 名按 1 名" in places_sentence(9, 70)
    assert "还没有在任" in places_sentence(0, 70)


def verdicts(facts: CandidateFacts, **confirmed: Confirmed) -> dict[Condition, tuple[str, str]]:
    found = check_all(RULE, facts, confirmed, 2026, TODAY)
    return {one.condition: (one.verdict.value, one.why) for one in found}


def test_conditions_are_explained_by_the_fact_found() -> None:
    told = verdicts(FACTS)
    assert told[Condition.AGE] == ("met", "截至 2026-11-26 40 周岁")
    assert told[Condition.YEARS] == ("met", "2020年3月1日起担任，截至 2026-11-26 满 6 年")
    assert told[Condition.GRADES] == ("met", "2024 年合格，2025 年优秀")
    assert told[Condition.TRAINING] == ("met", "2025 年登记培训 7.5 天")
    assert told[Condition.EDUCATION][0] == "met"
    assert told[Condition.CLEAN][0] == "unknown"
    assert Condition.REVIEW not in told


def test_conditions_that_fail_or_are_not_known() -> None:
    facts = CandidateFacts(
        birth=date(1980, 11, 26),
        since=date(2023, 11, 27),
        grades={2024: Grade.BASIC},
        training=69,
        discipline=[(date(2024, 1, 1), "党内警告"), (date(2020, 1, 1), "旧事")],
        vetoes=[(2025, "信访")],
        education="高中",
    )
    told = verdicts(facts)
    assert {one for one, _ in told.values()} == {"not_met"}
    assert told[Condition.CLEAN][1] == "2024年1月1日党内警告；2025 年度考核一票否决：信访"
    assert told[Condition.GRADES][1] == "2024 年基本合格，2025 年没有公布的结果"
    unknown = verdicts(CandidateFacts(education="在读研究生"))
    assert {one for one, (said, _) in unknown.items() if said == "unknown"} == set(Condition) - {
        Condition.TRAINING,
        Condition.REVIEW,
    }


def test_a_person_confirms_only_what_nothing_here_decides() -> None:
    said = Confirmed(met=True, saw="纪委回复函", by="王伟", on=TODAY)
    told = verdicts(FACTS, clean=said, age=replace(said, met=False))
    assert told[Condition.CLEAN] == ("met", "王伟于 2026-11-26 核实：纪委回复函")
    assert told[Condition.AGE][0] == "met"
    known = Check(Condition.AGE, "", Verdict.MET, "40 周岁")
    open_ = replace(known, verdict=Verdict.UNKNOWN)
    check_confirmed(open_, said, TODAY)
    for check, wrong in (
        (known, said),
        (open_, replace(said, saw=" ")),
        (open_, replace(said, by="")),
        (open_, replace(said, on=date(2026, 12, 1))),
    ):
        with pytest.raises(RuleError):
            check_confirmed(check, wrong, TODAY)


def test_more_than_the_places_only_with_a_sentence() -> None:
    met = Check(Condition.AGE, "", Verdict.MET, "")
    row = CandidateRow(SelectionCandidateId(uuid.UUID(int=2)), PERSON, 2026, [met])
    chosen = Decision(SelectionOutcome.SELECTED, TODAY)
    check_decision(row, chosen, 1, TODAY)
    check_decision(row, replace(chosen, note="市里增加 1 名"), 0, TODAY)
    check_decision(row, Decision(SelectionOutcome.WITHDRAWN, TODAY), 0, TODAY)
    failed = replace(row, checks=[replace(met, verdict=Verdict.NOT_MET)])
    for wrong, decision, room in (
        (row, chosen, 0),
        (row, replace(chosen, on=None), 1),
        (row, replace(chosen, on=date(2026, 12, 1)), 1),
        (failed, chosen, 1),
    ):
        with pytest.raises(RuleError):
            check_decision(wrong, decision, room, TODAY)


def test_rules_are_kept_as_set() -> None:
    terms = {**RULE.terms, Condition.AGE: Term(on=False, value=3)}
    rule = SelectionRule(2026, 55, Grade.EXCELLENT, terms, shipped=False)
    assert SelectionRule.from_json(2026, rule.to_json()) == rule
    assert rule_problems(rule) == {}
    wrong = replace(rule, share=0, terms={**terms, Condition.AGE: Term(on=True, value=3)})
    assert set(rule_problems(wrong)) == {"share", "age"}


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("中央党校研究生", Level.GRADUATE),
        ("大学本科", Level.BACHELOR),
        ("大专", Level.COLLEGE),
        ("中专", Level.SENIOR),
        ("初中", Level.JUNIOR),
        ("大学", None),
        ("", None),
    ],
)
def test_education(text: str, level: Level | None) -> None:
    assert level_of(text) is level
