"""Property deals of ten years of the city in one year: added up, paged, searched.

Beside the same questions asked of the file by the bare driver.
"""

from __future__ import annotations

import random
import sqlite3
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from db.keys import new_key
from db.models import Organisation, PropertyDeal
from jyguide.app import Application
from jyguide.openness.deal import DealFilter
from jyguide.openness.kinds import DealKind
from jyguide.people.organisation import OrganisationRow
from jyguide.place import DATABASE
from tests.bench.offices import make, opened, state_in, store
from tests.bench.parts import TEN
from tests.bench.ratio import Growth, Ratio, compare, least

DEALS = 7_142
_VILLAGES = 271
_YEAR = 2025
_WORD = "标的71"
_SPAN = f"deleted = 0 and dealt_on between '{_YEAR}-01-01' and '{_YEAR}-12-31'"
_SUMS = "count(*), sum(price), sum(area)"
_MATCH = " or ".join(f"{name} like ?" for name in ("number", "subject", "organisation", "note"))


def run() -> Iterator[Ratio]:
    """Lines at ten times the city's figures."""
    with tempfile.TemporaryDirectory() as name, state_in(Path(name) / "state"):
        folder = Path(name) / "deals"
        make(folder)
        with opened(folder) as app:
            write_deals(app, DEALS * TEN)
        with opened(folder) as app, closing(sqlite3.connect(folder / DATABASE)) as bare:
            deals, found = app.property_deals, DealFilter(_YEAR, words=_WORD)
            for what, ours, floor, allowed in (
                ("统计", lambda: deals.totals(_YEAR), lambda: _totals(bare), 1.5),
                ("首页", lambda: deals.page(DealFilter(_YEAR)), lambda: _page(bare), 2),
                ("搜索", lambda: deals.page(found), lambda: _page(bare, _WORD), 2),
            ):
                yield compare(f"产权交易 {DEALS * TEN} 笔{what}", ours, floor, allowed=allowed)


def growth() -> Iterator[Growth]:
    """The deals of one year, and of ten."""
    found: list[dict[str, float]] = []
    for scale in (1, TEN):
        with tempfile.TemporaryDirectory() as name, state_in(Path(name) / "state"):
            folder = Path(name) / "deals"
            make(folder)
            with opened(folder) as app:
                write_deals(app, DEALS * scale)
            with opened(folder) as app:
                deals, words = app.property_deals, DealFilter(_YEAR, words=_WORD)
                found.append(
                    {
                        "统计": least(lambda deals=deals: deals.totals(_YEAR)),
                        "首页": least(lambda deals=deals: deals.page(DealFilter(_YEAR))),
                        "搜索": least(lambda deals=deals, words=words: deals.page(words)),
                    }
                )
    for what, one in found[0].items():
        yield Growth(f"产权交易{what}", one, found[1][what], DEALS, DEALS * TEN)


def write_deals(app: Application, count: int) -> None:
    """Villages under every township, and as many deals of one year."""
    draw = random.Random(9)
    towns = [row for row in app.organisations.rows() if row.parent_id is not None]
    villages = [_village(draw.choice(towns), at) for at in range(_VILLAGES)]
    with store(app).begin("准备") as uow:
        uow.add_many(Organisation, villages)
        uow.add_many(PropertyDeal, [_deal(draw, villages, at) for at in range(count)])
        uow.commit()


def _village(town: OrganisationRow, at: int) -> dict[str, Any]:
    return {
        "id": new_key(),
        "station_id": town.station_id,
        "parent_id": town.id,
        "name": f"第{at}村",
        "kind": "village",
        "code": "",
        "position": at,
        "note": "",
    }


def _deal(draw: random.Random, villages: list[dict[str, Any]], at: int) -> dict[str, Any]:
    village, area = draw.choice(villages), draw.choice([None, draw.randrange(10**6)])
    return {
        "id": new_key(),
        "station_id": village["station_id"],
        "organisation_key": village["id"],
        "organisation": village["name"],
        "number": f"J{at:06}",
        "dealt_on": date(_YEAR, 1, 1) + timedelta(days=draw.randrange(365)),
        "kind": draw.choice(list(DealKind)).value,
        "subject": f"标的{at}",
        "area": area,
        "area_unit": "" if area is None else draw.choice(["亩", "平方米"]),
        "price": draw.randrange(10**9),
        "seller_category": "collective",
        "buyer_category": "company",
        "note": "",
    }


def _totals(bare: sqlite3.Connection) -> list[list[Any]]:
    """By kind, by day and by village, as the program asks it."""
    return [
        bare.execute(
            f"select {by}, area_unit, {_SUMS} from property_deal where {_SPAN} group by 1, 2"
        ).fetchall()
        for by in ("kind", "dealt_on", "organisation_key")
    ]


def _page(bare: sqlite3.Connection, word: str = "") -> list[Any]:
    """What all come to, and the rows of the first page."""
    told = f"{_SPAN} and ({_MATCH})" if word else _SPAN
    marks = (f"%{word}%",) * 4 if word else ()
    whole = f"select area_unit, {_SUMS} from property_deal where {told} group by 1"
    rows = f"select * from property_deal where {told} order by dealt_on desc, id limit 200"
    found = bare.execute(whole, marks).fetchall()
    return [found, [uuid.UUID(str(row[0])) for row in bare.execute(rows, marks)]]
