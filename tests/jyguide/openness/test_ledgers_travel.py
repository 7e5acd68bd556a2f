"""Ledgers that the city and a station wrote into apart: nothing is lost, and it is told."""

from __future__ import annotations

from datetime import date

from jyguide.openness.asset import AssetChange, AssetFacts, faults
from jyguide.openness.cooperative import CooperativeFacts, YearFigures
from jyguide.openness.deal import DealFacts, DealFilter
from jyguide.openness.kinds import AssetChangeKind, AssetKind, CooperativeKind, DealKind
from jyguide.sync.row import ConflictKind

K = AssetChangeKind


def test_what_two_offices_wrote_apart_is_kept_and_told(offices):
    city, a = offices.city, offices.a
    village = next(
        row for row in city.organisations.rows() if row.station_id == a.place.station_id
    )
    asset = city.collective_assets.add(
        AssetFacts(village.id, AssetKind.FUND, "账户", "元"),
        AssetChange(date(2026, 1, 1), K.OPENING, 1000, "期初"),
    )
    facts = CooperativeFacts(village.id, village.name, "红豆合作社", CooperativeKind.OTHER)
    cooperative = city.cooperatives.add(facts)
    offices.round(["a"])
    for office, out, members in ((city, -700, 5), (a, -600, 6)):
        spent = AssetChange(date(2026, 3, 1), K.DECREASE, out, "支出")
        office.collective_assets.add_change(asset, spent)  # there is enough for either
        office.cooperatives.set_year(cooperative, YearFigures(2025, members), "")
        day, number = date(2026, 5, 1), "J1"
        deal = DealFacts(village.id, village.name, day, DealKind.LAND, "水田", members, number)
        office.property_deals.add(deal)
    told = {one.kind for one in offices.send("a", "city").conflicts}
    assert told == {ConflictKind.EDIT, ConflictKind.TWIN}
    offices.send("city", "a")
    for office in (city, a):
        row, changes = (
            office.collective_assets.asset(asset),
            office.collective_assets.changes(asset),
        )
        assert [one.amount for one in changes] == [1000, -600, -700]
        assert "2026年3月1日的余额为 -3.00 元" in faults(row, changes)[0]
        assert "1 项集体三资的余额小于零" in office.collective_assets.due()
        assert office.property_deals.page(DealFilter(2026)).whole.count == 2
    kept = [one.cooperatives.row(cooperative).figures(2025).members for one in (city, a)]
    assert kept[0] == kept[1]
