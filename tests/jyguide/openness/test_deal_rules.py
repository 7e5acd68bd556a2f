"""Deals and co-operatives: sums that stay exact, terms that hold, what is said of a year."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyguide.errors import RuleError
from jyguide.exchange.cell import CellError
from jyguide.openness.cooperative import (
    CooperativeFacts,
    CooperativeRow,
    YearFigures,
    cooperative_problems,
    due_sentence,
    missing_sentence,
    missing_years,
    share_text,
    total_of,
    year_problems,
    year_words,
)
from jyguide.openness.deal import DealFacts, deal_problems, one_sum, sum_of
from jyguide.openness.deal_table import Area, head_area_unit, read_area
from jyguide.openness.kinds import CooperativeKind, DealKind
from jyguide.openness.money_words import plain_unit, read_hundredths, square_metres, wan_words
from jyguide.openness.village_table import read_number, read_whole

TODAY = date(2026, 11, 20)
DEAL = DealFacts(None, "红豆村", TODAY, DealKind.LEASE, "厂房", 100)
COOPERATIVE = CooperativeFacts(
    None, "红豆村", "红豆合作社", CooperativeKind.WEALTH, founded_on=date(2021, 5, 1)
)
areas = st.tuples(st.integers(0, 10**9), st.sampled_from(["亩", "平方米"]), st.integers(0, 10**12))


@given(st.lists(areas, max_size=20))
def test_sums_are_exact_and_rounded_once(parts):
    whole = sum_of(one_sum(price, area, unit) for area, unit, price in parts)
    mu = sum(area for area, unit, _ in parts if unit == "亩")
    metres = sum(area for area, unit, _ in parts if unit == "平方米")
    assert (whole.count, whole.price) == (len(parts), sum(price for *_, price in parts))
    assert whole.metres == Fraction(2000 * mu, 3) + metres
    assert abs(whole.square_metres - whole.metres) <= Fraction(1, 2)
    assert abs(whole.mu - whole.metres * 3 / 2000) <= Fraction(1, 2)


def test_fifteen_mu_are_a_hectare():
    assert square_metres(1500, "亩") == 1_000_000
    with pytest.raises(RuleError, match="公顷”不能换算"):
        square_metres(1, "公顷")
    assert [plain_unit(one) for one in ("㎡", "平米", "万元", "市亩", "台")] == [
        "平方米", "平方米", "元", "亩", "台"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({}, None),
        ({"began_on": TODAY, "ends_on": TODAY}, None),
        ({"began_on": TODAY, "ends_on": date(2026, 11, 19)}, "ends_on"),
        ({"ends_on": TODAY}, "began_on"),
        ({"dealt_on": date(2026, 11, 21)}, "dealt_on"),
        ({"area": 1, "area_unit": "公顷"}, "area_unit"),
        ({"area": -1, "area_unit": "亩"}, "area"),
        ({"subject": " "}, "subject"),
        ({"price": -1}, "price"),
        ({"price": 10**16}, "price"),
        ({"area": 10**16, "area_unit": "亩"}, "area"),
    ],
)
def test_what_a_deal_has_to_say(changes, field):
    assert list(deal_problems(replace(DEAL, **changes), TODAY)) == ([field] if field else [])


def test_areas_with_and_without_their_unit():
    assert read_area("12.5 亩") == Area(1250, "亩")
    assert read_area("1,300㎡") == Area(130_000, "平方米")
    assert read_area(0.1 + 0.2) == Area(30, "")
    assert (read_area(""), read_area("—")) == (None, None)
    for wrong in ("12.345", "三亩", "12公顷", "亩", "-3亩"):
        with pytest.raises(CellError):
            read_area(wrong)
    assert [head_area_unit(one) for one in ("面积（亩）", "面积(㎡)", "面积", "面积:平方米")] == [
        "亩", "平方米", "", "平方米"
    ]  # fmt: skip


def test_figures_are_refused_and_never_rounded():
    assert (read_number("1,234.50"), read_number(2.5), read_number("")) == (123_450, 250, None)
    assert (read_whole("1280人"), read_whole(2025.0)) == (1280, 2025)
    for wrong in ("1.234", "-1", "一", "1e5", "9" * 20):
        with pytest.raises(CellError):
            read_number(wrong)
    with pytest.raises(CellError, match="应是整数"):
        read_whole("3.5")
    assert (read_hundredths("-12.5"), read_hundredths(" ")) == (-1250, None)
    for wrong in ("1.234", "甲", "nan", "1e30"):
        with pytest.raises(RuleError, match="没有保存"):
            read_hundredths(wrong)
    assert (wan_words(123_500), wan_words(-500_000)) == ("0.12 万元", "-0.50 万元")


def test_a_share_brings_what_it_brings():
    year = YearFigures(2025, 1280, 356_050, 120_000_000, 20_000_000, 32_000_000)
    assert share_text(year.per_share, "股") == "每股 89.88 元"
    assert share_text(year.per_member, "人") == "每人 250.00 元"
    assert "分红 320,000.00 元高于当年收入 200,000.00 元" in year_words(year)
    assert year_words(replace(year, income=40_000_000)) == ""
    assert "算不出每股分红" in year_words(replace(year, income=40_000_000, shares=0))
    assert YearFigures(2025, dividend=5, shares=0).per_share is None


def test_years_without_figures_are_named():
    known = {2022: YearFigures(2022, 5), 2023: YearFigures(2023), 2025: YearFigures(2025, 6)}
    row = CooperativeRow(None, COOPERATIVE, years=known)
    assert missing_years(row, TODAY) == [2021, 2023, 2024]
    assert missing_sentence([2021, 2023, 2024]) == "缺 2021、2023–2024 年的数据。"
    assert missing_sentence([]) == ""
    ended = replace(row, facts=replace(COOPERATIVE, ended_on=date(2022, 7, 1)))
    assert missing_years(ended, TODAY) == [2021]
    late = replace(row, years={})
    assert due_sentence([late, row, ended], TODAY) == (
        "红豆合作社 1 家合作社还没有填 2025 年的数据。"
    )
    assert due_sentence([late], date(2026, 3, 31)) == ""  # the time to tell it is not over
    assert (
        total_of([row, late, ended], 2025)
        .sentence(2025)
        .startswith("2025 年：合作社 2 家，1 家还没有填报；成员 6 人")
    )


def test_a_year_lies_within_the_life_of_a_cooperative():
    for year, words in ((2020, "才成立"), (2027, "应在")):
        assert words in year_problems(COOPERATIVE, YearFigures(year, 1), TODAY)["year"]
    ended = replace(COOPERATIVE, ended_on=date(2024, 1, 1))
    assert "已注销" in year_problems(ended, YearFigures(2025, 1), TODAY)["year"]
    for wrong in (YearFigures(2025), YearFigures(2025, -1), YearFigures(2025, 10**16)):
        assert list(year_problems(COOPERATIVE, wrong, TODAY)) == ["members"]
    paid = YearFigures(2025, 1, paid_on=date(2024, 12, 31))
    assert "paid_on" in year_problems(COOPERATIVE, paid, TODAY)
    backwards = replace(COOPERATIVE, ended_on=date(2020, 1, 1))
    assert "早于成立日期" in cooperative_problems(backwards, TODAY)["ended_on"]
