"""What there is of an asset on a day, against a plain sum day by day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from jyguide.documents.section import cell_text
from jyguide.openness.asset import (
    AssetChange,
    AssetFacts,
    AssetRow,
    balance,
    change_problems,
    entered,
    faults,
    opening_problem,
    ordered,
    running,
    short_sentence,
    shortage,
    signed,
    worsened,
)
from jyguide.openness.asset_account import AssetAccount
from jyguide.openness.asset_ledger import (
    AssetLedger,
    LedgerLine,
    asset_totals,
    flow_of,
)
from jyguide.openness.asset_report import asset_sections
from jyguide.openness.kinds import AssetChangeKind, AssetKind

K = AssetChangeKind
TODAY = date(2026, 11, 20)
POND = AssetRow(None, AssetFacts(None, AssetKind.RESOURCE, "鱼塘", "亩"), "红豆村", "周庄镇")


def a_change(day, kind, amount, document=""):
    return AssetChange(day, kind, signed(kind, amount), "事由", document)


days = st.dates(date(2024, 12, 28), date(2026, 1, 4))
changes = st.lists(
    st.builds(a_change, days, st.sampled_from(list(K)), st.integers(1, 5000)), max_size=12
)


@given(changes, st.randoms())
def test_balances_are_the_plain_sum_whatever_the_order(kept, random):
    shuffled = list(kept)
    random.shuffle(shuffled)
    assert [one.balance for one in running(shuffled)] == [one.balance for one in running(kept)]
    first = date(2024, 12, 27)
    ends = {}
    for step in range(380):
        day = first + timedelta(days=step)
        ends[day] = sum(one.amount for one in kept if one.changed_on <= day)
        assert balance(kept, day) == ends[day]
    short = shortage(kept)
    assert (short.day if short else None) == next((d for d, e in ends.items() if e < 0), None)
    for one in running(kept):  # within a day only its end can be short
        if one.change.amount > 0 and one.balance < 0:
            assert ends[one.change.changed_on - timedelta(days=1)] < 0


@given(changes, changes)
def test_only_what_makes_a_day_worse_is_refused(kept, new):
    after = [*kept, *new]
    ends = {one.changed_on: None for one in ordered(after)}
    worse = [day for day in ends if balance(after, day) < min(0, balance(kept, day))]
    found = worsened(kept, after)
    assert (found.day if found else None) == (min(worse) if worse else None)
    account, before = AssetAccount(kept), list(kept)
    for one in new:  # a list adds its rows one by one: the same answers without adding all anew
        assert account.shortage(one) == worsened(before, [*before, one])
        problem = opening_problem([*before, one])
        assert account.opening_problem(one) == ("" if opening_problem(before) else problem)
        account.add(one)
        before.append(one)
    more = [replace(one, amount=abs(one.amount)) for one in new]
    assert worsened(kept, [*kept, *more]) is None  # what comes in is never refused


def year_flow(rows, year):
    """As the service sums it in SQL."""
    within = dict.fromkeys(AssetChangeKind, 0)
    for one in rows:
        within[one.kind] += one.amount if one.changed_on.year == year else 0
    return flow_of(sum(one.amount for one in rows if one.changed_on.year < year), within)


@given(changes, st.integers(2024, 2026))
def test_a_year_opens_where_the_last_one_closed(kept, year):
    flow = year_flow(kept, year)
    assert flow.closing == balance(kept, date(year, 12, 31))
    opened = sum(
        one.amount for one in kept if one.kind is K.OPENING and one.changed_on.year == year
    )
    assert flow.opening == balance(kept, date(year - 1, 12, 31)) + opened
    assert flow.decrease >= 0
    assert all(signed(one.kind, entered(one)) == one.amount for one in kept)


def test_sentences_say_what_is_short_and_since_when():
    opening = a_change(date(2026, 1, 1), K.OPENING, 1200)
    cut = a_change(date(2026, 3, 5), K.DECREASE, 1500)
    short = worsened([opening], [opening, cut])
    assert short_sentence(POND, cut, short) == (
        "“红豆村 鱼塘”2026年3月5日只有 12.00 亩，不够减少 15.00 亩"
    )
    june = a_change(date(2026, 6, 1), K.DECREASE, 1000)
    late = a_change(date(2026, 2, 1), K.DECREASE, 500)
    short = worsened([opening, june], [opening, june, late])
    assert short_sentence(POND, late, short) == (
        "这样改动之后，“红豆村 鱼塘”2026年6月1日的余额会是 -3.00 亩，不能小于零"
    )
    assert "2026年6月1日的余额为 -3.00 亩" in faults(POND, [opening, june, late])[0]
    twice = [opening, replace(opening, changed_on=date(2026, 2, 2))]
    assert "期初登记只能有一次，现在有 2 次" in opening_problem(twice)
    assert "之前已有变动（2025年12月1日）" in opening_problem(
        [opening, a_change(date(2025, 12, 1), K.INCREASE, 1)]
    )
    assert faults(POND, [opening, june]) == []


def test_what_a_change_has_to_say():
    good = a_change(TODAY, K.INCREASE, 1)
    assert change_problems(good, TODAY) == {}
    for bad, field in (
        (replace(good, changed_on=TODAY + timedelta(days=1)), "changed_on"),
        (replace(good, amount=0), "amount"),
        (replace(good, amount=-1), "amount"),
        (replace(good, amount=10**16), "amount"),
        (replace(good, kind=K.DECREASE), "amount"),
        (replace(good, reason=" "), "reason"),
    ):
        assert list(change_problems(bad, TODAY)) == [field]
    assert change_problems(replace(good, kind=K.REVALUATION, amount=-1), TODAY) == {}


def test_units_are_never_added_to_each_other():
    def line(kind, unit, amount):
        row = replace(POND, facts=replace(POND.facts, kind=kind, unit=unit))
        flow = year_flow([a_change(date(2026, 1, 1), K.OPENING, amount)], 2026)
        return LedgerLine(row, flow)

    lines = (
        line(AssetKind.RESOURCE, "亩", 150),
        line(AssetKind.RESOURCE, "平方米", 300),
        line(AssetKind.FUND, "元", 123_456_789),
        line(AssetKind.RESOURCE, "亩", 50),
    )
    assert [(one.unit, one.count, one.flow.closing) for one in asset_totals(lines)] == [
        ("元", 1, 123_456_789), ("亩", 2, 200), ("平方米", 1, 300)
    ]  # fmt: skip
    ledger = AssetLedger(2026, lines)
    assert ledger.sentence == (
        "2026 年：资金 1 项，年末 123.46 万元；资源 2 项，年末 2.00 亩；"
        "资源 1 项，年末 3.00 平方米。"
    )
    whole, towns = asset_sections(ledger)
    assert [row[:3] for row in whole.rows] == [
        ("资金", "万元", 1), ("资源", "亩", 2), ("资源", "平方米", 1)
    ]  # fmt: skip
    assert {row[0] for row in towns.rows} == {"周庄镇"}
    assert whole.rows[0][-1] == Decimal("123.46")  # a figure that workbooks add up
    assert (cell_text(Decimal("1234.5")), cell_text(1234567.5)) == ("1,234.50", "1234567.5")
