"""The matters that ship: what they call law stands in the law, and the rest says it is none."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from jyguide.bank.facts import read_facts
from jyguide.openness.item import ItemRow, Origin, item_problems, rule_sentence
from jyguide.openness.kinds import Period, PlaceKind
from jyguide.openness.shipped_items import ShippedItem, read_items

ITEMS = read_items()
TEXT = (Path(__file__).parents[1] / "data" / "openness-articles.txt").read_text("utf-8")
ARTICLES = {
    "村民委员会组织法（2025年修正）第三十五条": ("村民委员会组织法", "第三十五条"),
    "城市居民委员会组织法（2025年修订）第三十四条": ("城市居民委员会组织法", "第三十四条"),
    "农村集体经济组织法（2024年）第四十五条": ("农村集体经济组织法", "第四十五条"),
}
WORDS = {
    Period.MONTHLY: "应当每月公布一次",
    Period.QUARTERLY: "至少每季度公布一次",
    Period.AT_ONCE: "应当随时公布",
}
IDS = [one.code for one in ITEMS]


def article(one: ShippedItem) -> str:
    """The text of the article that a matter names; "" where it names none that was seen."""
    for source, (law, number) in ARTICLES.items():
        if one.facts.basis.startswith(source):
            (found,) = (part for part in TEXT.split("\n\n") if f"{law}（" in part.split("\n")[0])
            assert f"\n{number}　" in found
            return found
    return ""


def row(one: ShippedItem) -> ItemRow:
    return ItemRow(
        id=None, station_id=None, station="", facts=one.facts, law=one.law,  # type: ignore[arg-type]
        verified=bool(one.period_law), days_verified=bool(one.days_law),
    )  # fmt: skip


@pytest.mark.parametrize("one", ITEMS, ids=IDS)
def test_what_is_called_law_stands_in_the_law(one):
    text = article(one)
    for quoted in filter(None, (one.clause, one.period_law, one.days_law)):
        assert quoted in text
        assert f"“{quoted}”" in one.facts.basis
    if one.period_law:
        assert WORDS[one.facts.period] in one.period_law
    if one.days_law:
        assert one.days_law == "公布的期限不得少于十五日"
        assert one.facts.posted_days == 15


@pytest.mark.parametrize("one", ITEMS, ids=IDS)
def test_what_is_no_law_says_so(one):
    kept = row(one)
    told = rule_sentence(kept)
    proposed = kept.period_origin is Origin.PROPOSAL
    says = "周期由本办法建议" in one.facts.basis
    assert proposed is says
    assert proposed is not bool(one.period_law)
    assert (kept.days_origin is Origin.LAW) is bool(one.days_law)
    assert "内贴出（建议）" in told
    assert ("法定），期满后" in told or "法定），事项发生后" in told) is bool(one.period_law)
    if not article(one):
        assert "条文未核" in one.facts.basis
        assert not any((one.period_law, one.days_law, one.clause))


def test_facts_behind_the_law_are_verified():
    fact = read_facts()[310]
    assert fact.status == "VERIFIED"
    assert fact.source == "村委会组织法2025 第三十五条"
    for words in (
        "一般事项至少每季度一次",
        "财务往来较多的每月一次",
        "重大事项随时",
        "不少于十五日",
    ):
        assert words in fact.text
    assert {read_facts()[number].status for number in (271, 273)} == {"VERIFIED-文意"}


def test_every_matter_of_the_articles_is_there():
    """Each of the numbered matters that a committee must post is one that ships."""
    clauses = {one.clause for one in ITEMS}
    for law in ("村民委员会组织法（", "城市居民委员会组织法（"):
        (part,) = (p for p in TEXT.split("\n\n") if f"国{law}" in p.split("\n")[0])
        listed = re.findall(r"^（[一二三四五六七八]）(.*?)[；。]$", part, re.MULTILINE)
        assert len(listed) in (5, 7)
        assert set(listed) <= clauses


def test_names_and_codes_tell_them_apart():
    assert len(set(IDS)) == len(IDS)
    for kind in PlaceKind:
        names = [one.facts.name for one in ITEMS if one.facts.place_kind is kind]
        assert len(set(names)) == len(names)
    assert not any(item_problems(one.facts, one.law) for one in ITEMS)
