"""Columns of the list of co-operatives and of the years of one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from jyguide.exchange.money import yuan_text
from jyguide.masking import numbers_masked
from jyguide.openness.cooperative import (
    CooperativeRow,
    YearFigures,
    missing_sentence,
    missing_years,
    year_words,
)
from jyguide.openness.kinds import COOPERATIVE_KIND_NAMES
from jyguide.openness.money_words import hundredths_text, rounded
from ui.theme import Tone
from ui.widgets import RIGHT, Adds, Column


def cooperative_columns(year: Callable[[], int]) -> list[Column[CooperativeRow]]:
    """Of the list; figures are those of the year chosen."""

    def figure(title: str, name: str, say: Callable[[int], str]) -> Column[CooperativeRow]:
        def known(row: CooperativeRow) -> int | None:
            value: int | None = getattr(row.figures(year()), name)
            return value

        def text(row: CooperativeRow) -> str:
            value = known(row)
            return "" if value is None else say(value)

        return Column(title, text, sort_key=known, align=RIGHT, width=116, adds=Adds.SUM)

    return [
        Column("村（社区）", lambda row: row.facts.organisation, width=88),
        Column("合作社", lambda row: row.facts.name, width=164),
        Column(
            "情况",
            lambda row: state_text(row, year()),
            tone=lambda row: _tone(row, year()),
            width=72,
        ),
        figure("分红（元）", "dividend", yuan_text),
        figure("收入（元）", "income", yuan_text),
        figure("成员（人）", "members", lambda value: f"{value:,}"),
        figure("股份（股）", "shares", hundredths_text),
        Column("类别", lambda row: COOPERATIVE_KIND_NAMES[row.facts.kind], width=116),
    ]


def year_columns() -> list[Column[YearFigures]]:
    """Of the years of one co-operative."""
    return [
        Column("年度", lambda one: str(one.year), width=64),
        _money("收入（元）", lambda one: yuan_text(one.income), 108),
        _money("分红（元）", lambda one: yuan_text(one.dividend), 108),
        _money(
            "每股分红",
            lambda one: "" if one.per_share is None else yuan_text(rounded(one.per_share)),
            84,
        ),
        _money(
            "每人分红",
            lambda one: "" if one.per_member is None else yuan_text(rounded(one.per_member)),
            84,
        ),
        _money("成员", lambda one: "" if one.members is None else f"{one.members:,}", 70),
        _money("股份", lambda one: hundredths_text(one.shares), 90),
        _money("股本（元）", lambda one: yuan_text(one.capital), 108),
        Column("分红日期", lambda one: one.paid_on.isoformat() if one.paid_on else "", width=96),
        Column("备注", lambda one: numbers_masked(one.note), width=100),
    ]


def state_text(row: CooperativeRow, year: int) -> str:
    """How it stands with a year, in a few words."""
    if not row.at_work(year):
        return "已注销" if row.facts.ended_on and row.facts.ended_on.year < year else "未成立"
    one = row.figures(year)
    if one.empty:
        return "未填报"
    return "请核对" if year_words(one) else "已填报"


def warnings(row: CooperativeRow, today: date) -> str:
    """What of all years has to be looked at again."""
    said = [missing_sentence(missing_years(row, today))]
    years: Sequence[YearFigures] = list((row.years or {}).values())
    said += [f"{one.year} 年：{words}" for one in years if (words := year_words(one))]
    return "".join(said)


def _tone(row: CooperativeRow, year: int) -> Tone:
    said = state_text(row, year)
    return Tone.WARN if said in ("未填报", "请核对") else Tone.NEUTRAL


def _money(title: str, text: Callable[[YearFigures], str], width: int) -> Column[YearFigures]:
    return Column(title, text, align=RIGHT, width=width, adds=Adds.SUM)
