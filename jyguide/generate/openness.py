"""三务公开 and 三资 of a station: what hung on the board, assets, co-operatives, deals."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from db.keys import fixed_key, new_key
from db.models import (
    AssetChange,
    CollectiveAsset,
    Cooperative,
    CooperativeYear,
    OpennessNotice,
    PropertyDeal,
)
from jyguide.generate.keys import at
from jyguide.generate.names import made_name
from jyguide.generate.station import Station
from jyguide.generate.tree import Tree, Village
from jyguide.generate.writing import Deed, Row, row
from jyguide.openness.calendar_period import Span, spans
from jyguide.openness.kinds import (
    AssetChangeKind,
    AssetKind,
    CooperativeKind,
    DealKind,
    PartyCategory,
)
from jyguide.openness.shipped_items import ShippedItem, read_items

_LATE, _FORGOTTEN = 0.06, 0.03
_SELLERS = (PartyCategory.COLLECTIVE, PartyCategory.COLLECTIVE, PartyCategory.HOUSEHOLD)
_BUYERS = (PartyCategory.COMPANY, PartyCategory.INDIVIDUAL, PartyCategory.COOPERATIVE)
_ASSETS = (
    (AssetKind.FUND, "集体资金", "元", 80_000_000),
    (AssetKind.ASSET, "标准厂房", "平方米", 500_000),
    (AssetKind.RESOURCE, "鱼塘", "亩", 12_000),
)
"""Kind, name, unit, and about how much, hundredths of the unit."""


def notice_deeds(station: Station, tree: Tree) -> Iterator[Deed]:
    """The last two years' postings, quarter by quarter; some hung late, some never did."""
    chance = station.chance("openness")
    last = station.years.last
    posted: dict[date, list[Row]] = {}
    for item in read_items():
        for year in station.years.all[-2:]:
            for span in spans(item.facts.period, year):
                if span.last < last:
                    rows = _posted(station, tree, item, span, chance)
                    posted.setdefault(_quarter_end(span.last), []).extend(rows)
    for day in sorted(posted):
        if posted[day]:
            when = min(day + timedelta(days=40), last)
            yield Deed("登记公开", at(when, 15), {OpennessNotice: posted[day]})


def asset_deeds(station: Station, tree: Tree) -> Iterator[Deed]:
    """Each village has a fund, a workshop and a pond, which grow and shrink from year to year."""
    chance = station.chance("assets")
    assets: list[Row] = []
    changes: list[Row] = []
    for village in tree.villages:
        for kind, name, unit, about in _ASSETS:
            asset = row(
                CollectiveAsset,
                id=new_key(),
                station_id=station.key,
                organisation_key=village.key,
                organisation=village.name,
                kind=kind.value,
                name=f"{village.name}{name}",
                unit=unit,
            )
            assets.append(asset)
            changes += _changes(station, asset, about, chance)
    if assets:
        rows = {CollectiveAsset: assets, AssetChange: changes}
        yield Deed("导入三资台账", at(station.years.last - timedelta(days=20)), rows)


def cooperative_deeds(station: Station, tree: Tree) -> Iterator[Deed]:
    """Co-operatives with their figures of the years that are over."""
    chance = station.chance("cooperatives")
    made, years = [], []
    for number in range(station.figures.cooperatives if tree.villages else 0):
        village = tree.villages[number % len(tree.villages)]
        kind = chance.choice(list(CooperativeKind)[:-1])
        one = row(
            Cooperative,
            id=new_key(),
            station_id=station.key,
            organisation_key=village.key,
            organisation=village.name,
            name=f"{village.name}第{number // len(tree.villages) + 1}合作社",
            kind=kind.value,
            founded_on=date(2008 + number % 12, 5, 1),
            head=made_name(chance),
        )
        made.append(one)
        years += [_year(one, year, chance) for year in station.years.all[:-1]]
    if made:
        rows = {Cooperative: made, CooperativeYear: years}
        yield Deed("导入合作社", at(station.years.last - timedelta(days=25)), rows)


def deal_deeds(station: Station, tree: Tree) -> Iterator[Deed]:
    """Property deals, year by year as they come from the trading platform."""
    chance = station.chance("deals")
    if not tree.villages:
        return
    for year in station.years.all:
        days = sorted(station.years.day(chance, year) for _ in range(station.figures.deals))
        rows = [
            _deal(station, chance.choice(tree.villages), day, number, chance)
            for number, day in enumerate(days, start=1)
        ]
        if rows:
            yield Deed(f"导入{year}年产权交易", at(days[-1], 18), {PropertyDeal: rows})


def _quarter_end(day: date) -> date:
    month = (day.month - 1) // 3 * 3 + 4
    return date(day.year + month // 13, (month - 1) % 12 + 1, 1) - timedelta(days=1)


def _posted(
    station: Station, tree: Tree, item: ShippedItem, span: Span, chance: random.Random
) -> Iterator[Row]:
    facts = item.facts
    key = fixed_key("openness_item", item.code)
    due = span.due_on(facts.days_after)
    for village in tree.villages:
        draw = chance.random()
        if village.kind.value != facts.place_kind.value or draw < _FORGOTTEN:
            continue
        late = chance.randrange(1, 20) if draw < _FORGOTTEN + _LATE else 0
        hung = span.last + timedelta(days=1 + chance.randrange(max(1, facts.days_after)))
        day = min(due + timedelta(days=late) if late else hung, station.years.last)
        down = day + timedelta(days=facts.posted_days + chance.randrange(10))
        yield row(
            OpennessNotice,
            id=fixed_key("openness_notice", key, village.key, span.key),
            station_id=station.key,
            item_id=key,
            organisation_key=village.key,
            organisation=village.name,
            period=span.key,
            posted_on=day,
            taken_down_on=down if down <= station.years.last else None,
            place="村务公开栏",
        )


def _changes(station: Station, asset: Row, about: int, chance: random.Random) -> Iterator[Row]:
    years = list(station.years.all)
    have = round(about * chance.uniform(0.3, 2.5))
    yield _change(asset, date(years[0], 1, 10), AssetChangeKind.OPENING, have)
    for year, _ in pairwise([*years, years[-1] + 1]):
        amount = round(have * chance.uniform(-0.08, 0.12))
        kind = AssetChangeKind.INCREASE if amount >= 0 else AssetChangeKind.DECREASE
        day = min(date(year, 10, 15), station.years.last)
        yield _change(asset, day, kind, amount or 1)


def _change(asset: Row, day: date, kind: AssetChangeKind, amount: int) -> Row:
    return row(
        AssetChange,
        id=new_key(),
        asset_id=asset["id"],
        changed_on=day,
        kind=kind.value,
        amount=amount,
        reason="期初清查" if kind is AssetChangeKind.OPENING else "年度结转",
        document=f"村账〔{day.year}〕{day.month}号",
    )


def _year(cooperative: Row, year: int, chance: random.Random) -> Row:
    income = round(chance.lognormvariate(16.8, 0.8))
    return row(
        CooperativeYear,
        id=fixed_key("cooperative_year", cooperative["id"], year),
        cooperative_id=cooperative["id"],
        year=year,
        members=chance.randrange(40, 1_800),
        shares=chance.randrange(4_000, 300_000) * 100,
        capital=income * chance.randrange(3, 12),
        income=income,
        dividend=income * chance.randrange(10, 60) // 100,
        paid_on=date(year + 1, 1, 20),
    )


def _deal(
    station: Station, village: Village, day: date, number: int, chance: random.Random
) -> Row:
    """Most are small leases; a few are large."""
    kind = chance.choices(list(DealKind), (30, 35, 12, 5, 8, 8, 2))[0]
    unit = "亩" if kind in (DealKind.LAND, DealKind.CONTRACT) else "平方米"
    measured = kind in (DealKind.LAND, DealKind.CONTRACT, DealKind.LEASE)
    return row(
        PropertyDeal,
        id=new_key(),
        station_id=station.key,
        organisation_key=village.key,
        organisation=village.name,
        number=f"J{station.code[1:]}{day.year}{number:05}",
        dealt_on=day,
        kind=kind.value,
        subject=f"{village.name}{'地块' if unit == '亩' else '房屋'}{number}号",
        area=round(chance.lognormvariate(7.5, 1.0)) if measured else None,
        area_unit=unit if measured else "",
        price=round(chance.lognormvariate(15.0, 1.4)),
        seller_category=chance.choice(_SELLERS).value,
        buyer_category=chance.choice(_BUYERS).value,
        began_on=day,
        ends_on=date(day.year + chance.randrange(1, 8), 12, 31) if measured else None,
    )
