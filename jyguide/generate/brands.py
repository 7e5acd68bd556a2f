"""Brands of a station, how far each has come, and the stars of its villages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from db.keys import fixed_key, new_key
from db.models import Brand, BrandStage, StarAward
from jyguide.brand.pipeline import STAGES
from jyguide.generate.keys import at
from jyguide.generate.station import Station
from jyguide.generate.tree import Tree
from jyguide.generate.writing import Deed, Row, row

_NAMES = ("红色驿站", "银杏先锋", "河畔议事", "同心坊", "老兵工作室", "澄心课堂", "暖蜂小站")


def brand_deeds(station: Station, tree: Tree) -> Iterator[Deed]:
    """Brands with their stages, then the stars."""
    chance = station.chance("brands")
    last = station.years.last
    brands, stages = [], []
    for number in range(station.figures.brands if tree.villages else 0):
        village = tree.villages[number * 7 % len(tree.villages)]
        made = row(
            Brand,
            id=new_key(),
            station_id=station.key,
            name=f"{village.name}{_NAMES[number % len(_NAMES)]}",
            organisation_key=village.key,
            organisation=village.name,
            idea="党员在身边，服务到家门",
            owner="村党总支",
        )
        brands.append(made)
        day = station.years.first + timedelta(days=chance.randrange(200))
        for stage in STAGES[: chance.randrange(1, len(STAGES) + 1)]:
            if day <= last:
                stages.append(_stage(made, stage.value, day))
            day += timedelta(days=chance.randrange(60, 260))
    if brands:
        rows = {Brand: brands, BrandStage: stages}
        yield Deed("导入党建品牌", at(last - timedelta(days=60)), rows)
    awards = [
        _award(station, village.key, village.name, star, station.years.first)
        for village in tree.villages[::4]
        for star in range(1, chance.choice((1, 1, 2, 2, 3, 4, 5)) + 1)
    ]
    if awards:
        yield Deed("导入雁阵星级", at(last - timedelta(days=50)), {StarAward: awards})


def _stage(brand: Row, stage: str, day: date) -> Row:
    return row(
        BrandStage,
        id=fixed_key("brand_stage", brand["id"], stage),
        brand_id=brand["id"],
        stage=stage,
        reached_on=day,
        evidence="工作总结和照片",
        confirmed_by="镇党委组织委员",
    )


def _award(station: Station, key: object, name: str, star: int, first: date) -> Row:
    return row(
        StarAward,
        id=fixed_key("star_award", key, star, 0),
        station_id=station.key,
        organisation_key=key,
        organisation=name,
        star=star,
        awarded_on=first + timedelta(days=150 * star),
        evidence="对照星级标准逐项验收",
        document=f"雁阵〔{first.year + star // 3}〕{star}号",
    )
