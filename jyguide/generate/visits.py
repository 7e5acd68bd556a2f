"""月联季访 of a station in the last months, and what people raised meanwhile."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from db.keys import fixed_key, new_key
from db.models import GridHandover, GridMatter, GridVisit
from jyguide.generate.grid import Grid
from jyguide.generate.keys import at
from jyguide.generate.station import Station
from jyguide.generate.writing import Deed, Row, row
from jyguide.grid.kinds import Acceptance, MatterCategory, TargetKind, VisitWay

_MONTHS = 6
"""So many months of contacts are kept; the grid is older than the habit of keying them in."""
_DONE = 0.9
_WAYS = (VisitWay.HOME, VisitWay.HOME, VisitWay.HOME, VisitWay.PHONE, VisitWay.MEETING)
_NOTES = ("", "", "", "", "家中一切如常", "反映路灯不亮", "咨询养老金", "独居，已送煤气报警器")
_MATTERS = (
    (MatterCategory.ENVIRONMENT, "河边垃圾多日没有清运"),
    (MatterCategory.SAFETY, "村道转弯处没有反光镜"),
    (MatterCategory.LIVELIHOOD, "老人住院，家中困难"),
    (MatterCategory.DISPUTE, "邻里宅基地相邻纠纷"),
    (MatterCategory.POLICY, "咨询土地流转费何时发放"),
    (MatterCategory.SUGGESTION, "希望党群服务中心晚上开放"),
)


def visit_deeds(station: Station, grid: Grid) -> Iterator[Deed]:
    """Month by month what was keyed in, in the order of days."""
    chance = station.chance("visits")
    names = {one["id"]: one["name"] for one in grid.vanguards}
    held = [one for one in grid.targets if one.get("vanguard_id") and not one.get("left_on")]
    members = [one for one in held if one["kind"] == TargetKind.MEMBER.value]
    households = [one for one in held if one["kind"] == TargetKind.HOUSEHOLD.value]
    for first, last in _months(station.years.last):
        rows = [
            _visit(one, names[one["vanguard_id"]], day, chance)
            for targets, often in ((members, 1.0), (households, 1 / 3))
            for one in targets
            if chance.random() < _DONE * often
            for day in [first + timedelta(days=chance.randrange((last - first).days + 1))]
        ]
        if rows:
            yield Deed(f"登记{first.month}月走访", at(last, 17), {GridVisit: rows})


def handover_deeds(station: Station, grid: Grid) -> Iterator[Deed]:
    """Who was contacted by somebody else before: one in two hundred."""
    chance = station.chance("handovers")
    day = station.years.last - timedelta(days=200)
    held = [one for one in grid.targets if one.get("vanguard_id")]
    by_key = {one["id"]: one for one in grid.vanguards}
    rows = []
    for target in chance.sample(held, len(held) // 200):
        holder, former = by_key[target["vanguard_id"]], chance.choice(grid.vanguards)
        rows.append(
            row(
                GridHandover,
                id=new_key(),
                target_id=target["id"],
                handed_on=day,
                from_key=former["id"],
                from_name=former["name"],
                to_key=holder["id"],
                to_name=holder["name"],
                reason="联系户过多，就近调整",
            )
        )
    if rows:
        yield Deed("交接联系对象", at(day), {GridHandover: rows})


def matter_deeds(station: Station, grid: Grid) -> Iterator[Deed]:
    """民情台账 of the year under way; most of it replied to."""
    if not grid.targets or not station.figures.matters:
        return
    chance = station.chance("matters")
    last = station.years.last
    days = sorted(station.years.day(chance, last.year) for _ in range(station.figures.matters))
    rows = [_matter(station, chance.choice(grid.targets), day, chance) for day in days]
    yield Deed("登记民情", at(last, 11), {GridMatter: rows})


def _months(last: date) -> Sequence[tuple[date, date]]:
    """First and last day of each month that is kept; of the last one up to today."""
    found = []
    for back in reversed(range(_MONTHS)):
        months = last.year * 12 + last.month - 1 - back
        first = date(months // 12, months % 12 + 1, 1)
        after = date((months + 1) // 12, (months + 1) % 12 + 1, 1)
        found.append((first, min(after - timedelta(days=1), last)))
    return found


def _visit(target: Row, holder: str, day: date, chance: random.Random) -> Row:
    return row(
        GridVisit,
        id=fixed_key("grid_visit", target["id"], day.isoformat()),
        target_id=target["id"],
        visited_on=day,
        way=chance.choice(_WAYS).value,
        holder_key=target["vanguard_id"],
        holder=holder,
        note=chance.choice(_NOTES),
    )


def _matter(station: Station, target: Row, day: date, chance: random.Random) -> Row:
    category, content = chance.choice(_MATTERS)
    replied = day + timedelta(days=chance.randrange(1, 40))
    done = replied <= station.years.last and chance.random() < _DONE
    accepted = chance.choices(list(Acceptance), (80, 15, 5))[0]
    return row(
        GridMatter,
        id=new_key(),
        station_id=station.key,
        unit_id=target["unit_id"],
        target_key=target["id"],
        raised_on=day,
        raised_by=target["name"],
        category=category.value,
        content=content,
        owner="村委会",
        due_on=day + timedelta(days=30),
        replied_on=replied if done else None,
        reply="已办理并上门答复" if done else "",
        accepted=accepted.value if done else "",
    )
