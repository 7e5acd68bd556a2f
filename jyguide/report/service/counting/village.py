"""Numbers of brands and stars, of openness, co-operatives and property deals."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import or_

from db.models import (
    Brand,
    Cooperative,
    OpennessItem,
    OpennessNotice,
    Organisation,
    PropertyDeal,
    StarAward,
)
from jyguide.brand.service.reading import read_brands
from jyguide.brand.service.stars import star_rows
from jyguide.openness.kinds import AFFAIRS_NAMES, COOPERATIVE_KIND_NAMES, DEAL_KIND_NAMES
from jyguide.openness.money_words import hundredths_text
from jyguide.report.figure import WAN_YUAN, FigureName
from jyguide.report.service.counting.asked import (
    STATION,
    Asked,
    Cell,
    Counting,
    among,
    with_station,
    words,
)


def _brands(statement: Any, asked: Asked) -> Any:
    """Those that had begun and were not stopped on the last day."""
    day = asked.scope.ends_on
    keys: list[UUID] = [
        row.id
        for row in read_brands(asked.session)
        if row.way.as_of(day).stage is not None and (row.ended_on is None or row.ended_on > day)
    ]
    return with_station(statement, asked, Brand.station_id).where(among(Brand.id, keys))


def _stars(statement: Any, asked: Asked) -> Any:
    """Of each organisation the highest A that it had on the last day."""
    day = asked.scope.ends_on
    states = (row.state.as_of(day) for row in star_rows(asked.session))
    keys: list[UUID] = [state.held[-1].key for state in states if state.held]
    joined = statement.outerjoin(Organisation, Organisation.id == StarAward.organisation_key)
    return with_station(joined, asked, StarAward.station_id).where(among(StarAward.id, keys))


def _notices(statement: Any, asked: Asked) -> Any:
    joined = statement.join(OpennessItem, OpennessItem.id == OpennessNotice.item_id)
    return with_station(joined, asked, OpennessNotice.station_id).where(
        asked.within(OpennessNotice.posted_on)
    )


def _cooperatives(statement: Any, asked: Asked) -> Any:
    one = Cooperative
    return with_station(statement, asked, one.station_id).where(
        or_(one.founded_on.is_(None), one.founded_on <= asked.scope.ends_on),
        or_(one.ended_on.is_(None), one.ended_on >= asked.scope.begins_on),
    )


def _deals(statement: Any, asked: Asked) -> Any:
    return with_station(statement, asked, PropertyDeal.station_id).where(
        asked.within(PropertyDeal.dealt_on)
    )


def _price(_: Asked) -> Any:
    return PropertyDeal.price


def _brand(key: str, name: str, unit: str, counting: str) -> FigureName:
    return FigureName(key, name, unit, "党建品牌", counting, "brand", standing=True)


def _made_known(
    key: str, name: str, unit: str, counting: str, *, standing: bool = False, parts: int = 1
) -> FigureName:
    return FigureName(
        key, name, unit, "公开和三资", counting, "openness", standing=standing, parts=parts
    )


_DEAL = (
    Cell("成交日期", PropertyDeal.dealt_on),
    Cell("单位", PropertyDeal.organisation),
    Cell("编号", PropertyDeal.number),
    Cell("类别", PropertyDeal.kind, words(DEAL_KIND_NAMES)),
    Cell("标的", PropertyDeal.subject),
    Cell("成交价（元）", PropertyDeal.price, hundredths_text),
    STATION,
)

VILLAGE = (
    Counting(
        _brand("brands", "党建品牌", "个", "期末时已开始培育、没有停止的品牌。"),
        Brand,
        (
            Cell("品牌", Brand.name),
            Cell("所属组织", Brand.organisation),
            Cell("负责人", Brand.owner),
            STATION,
        ),
        _brands,
    ),
    Counting(
        _brand(
            "stars",
            "星级党组织",
            "个",
            "期末时有雁阵星级的党组织，列出各自的最高一星；已撤销的不计。",
        ),
        StarAward,
        (
            Cell("党组织", Organisation.name),
            Cell("星级", StarAward.star),
            Cell("授予日期", StarAward.awarded_on),
            STATION,
        ),
        _stars,
    ),
    Counting(
        _made_known("notices", "三务公开", "次", "本期公布的党务、村务、财务公开，按公布日期计。"),
        OpennessNotice,
        (
            Cell("公布日期", OpennessNotice.posted_on),
            Cell("单位", OpennessNotice.organisation),
            Cell("类别", OpennessItem.affairs, words(AFFAIRS_NAMES)),
            Cell("事项", OpennessItem.name),
            Cell("公布地点", OpennessNotice.place),
            STATION,
        ),
        _notices,
    ),
    Counting(
        _made_known(
            "cooperatives",
            "合作社",
            "家",
            "本期内在办的合作社：期末前成立，期初前没有注销。",
        ),
        Cooperative,
        (
            Cell("名称", Cooperative.name),
            Cell("单位", Cooperative.organisation),
            Cell("类别", Cooperative.kind, words(COOPERATIVE_KIND_NAMES)),
            Cell("成立日期", Cooperative.founded_on),
            STATION,
        ),
        _cooperatives,
    ),
    Counting(
        _made_known("deals", "产权交易", "笔", "本期成交的产权交易，按成交日期计。"),
        PropertyDeal,
        _DEAL,
        _deals,
    ),
    Counting(
        _made_known(
            "deal_sum", "产权交易额", "万元", "本期成交的产权交易的成交价之和。", parts=WAN_YUAN
        ),
        PropertyDeal,
        _DEAL,
        _deals,
        _price,
    ),
)
"""What villages make known and what they own."""
