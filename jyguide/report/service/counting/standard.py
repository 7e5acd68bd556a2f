"""Numbers of branch standardisation: what counts is said by its own rules of counting."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_
from sqlalchemy.orm import aliased

from db.models import (
    BranchRating,
    Inspection,
    RatingPublication,
    RectificationMeasure,
    StandardRound,
)
from jyguide.report.figure import FigureName
from jyguide.report.service.counting.asked import (
    STATION,
    Asked,
    Cell,
    Counting,
    among,
    with_station,
    words,
)
from jyguide.standard.kinds import (
    BRANCH_KIND_NAMES,
    PHASE_NAMES,
    RATING_NAMES,
    Rating,
    Verification,
)
from jyguide.standard.service.publishing import in_force
from jyguide.standard.service.sums import Summed, counting, summed

_AREA, _PAGE = "支部标准化", "standard"
_INSPECTION = (
    Cell("检查日期", Inspection.visited_on),
    Cell("镇街园区", Inspection.township),
    Cell("党支部", Inspection.branch),
    Cell("类别", Inspection.kind, words(BRANCH_KIND_NAMES)),
    Cell("阶段", Inspection.phase, words(PHASE_NAMES)),
    Cell("检查人", Inspection.inspector),
    STATION,
)
_MEASURE = (
    Cell("发现日期", RectificationMeasure.found_on),
    Cell("镇街园区", RectificationMeasure.township),
    Cell("党支部", RectificationMeasure.branch),
    Cell("问题", RectificationMeasure.finding),
    Cell("整改措施", RectificationMeasure.measure),
    Cell("责任人", RectificationMeasure.owner),
    Cell("核验日期", RectificationMeasure.verified_on),
    STATION,
)
_RATING = (
    Cell("轮次", StandardRound.name),
    Cell("镇街园区", BranchRating.township),
    Cell("党支部", BranchRating.branch),
    Cell("名单", BranchRating.rating, words(RATING_NAMES)),
    STATION,
)


def _inspections(statement: Any, asked: Asked) -> Any:
    keys = [row.id for row in _counted(asked)]
    joined = with_station(statement, asked, Inspection.station_id)
    return joined.where(among(Inspection.id, keys))


def _branches(statement: Any, asked: Asked) -> Any:
    """Of each branch the first inspection of the period."""
    first: dict[UUID, UUID] = {}
    for row in sorted(_counted(asked), key=lambda row: (row.day, row.id)):
        first.setdefault(row.branch_id, row.id)
    joined = with_station(statement, asked, Inspection.station_id)
    return joined.where(among(Inspection.id, list(first.values())))


def _counted(asked: Asked) -> list[Summed]:
    return asked.once("inspections", lambda: _read_counted(asked))  # type: ignore[no-any-return]


def _read_counted(asked: Asked) -> list[Summed]:
    """Those that count and lie in the period.

    Of one station its own: a copy that another station handed on is that station's.
    """
    scope = asked.scope
    rows = summed(asked.session, asked.at_home(Inspection.station_id))
    if scope.station:
        rows = [row for row in rows if row.copy_of is None]
    return [row for row in counting(rows) if scope.begins_on <= row.day <= scope.ends_on]


def _raised(statement: Any, asked: Asked) -> Any:
    joined = with_station(statement, asked, RectificationMeasure.station_id)
    return joined.where(asked.within(RectificationMeasure.found_on))


def _closed(statement: Any, asked: Asked) -> Any:
    one = RectificationMeasure
    passed = or_(one.verification == Verification.PASSED.value, one.rescored_points.is_not(None))
    joined = with_station(statement, asked, one.station_id)
    return joined.where(passed, asked.within(func.coalesce(one.verified_on, one.rescored_on)))


def _open(statement: Any, asked: Asked) -> Any:
    """Found by the last day of the period and not put right by then."""
    one, day = RectificationMeasure, asked.scope.ends_on
    closed = or_(one.verification == Verification.PASSED.value, one.rescored_points.is_not(None))
    later = func.coalesce(one.verified_on, one.rescored_on) > day
    joined = with_station(statement, asked, one.station_id)
    return joined.where(one.found_on <= day, or_(~closed, later))


def _rated(rating: Rating, statement: Any, asked: Asked) -> Any:
    published = aliased(RatingPublication)
    joined = statement.join(published, published.id == BranchRating.publication_id).join(
        StandardRound, StandardRound.id == published.round_id
    )
    return with_station(joined, asked, BranchRating.station_id).where(
        BranchRating.rating == rating.value,
        published.id == in_force(published.round_id),  # type: ignore[arg-type] # a column serves
        asked.of_year(BranchRating.year, published.published_on),
    )


def _named(
    key: str, name: str, unit: str, counting: str, *, home: str = "", standing: bool = False
) -> FigureName:
    return FigureName(key, name, unit, _AREA, counting, _PAGE, home=home, standing=standing)


def _rating(rating: Rating) -> Counting:
    name = RATING_NAMES[rating]
    return Counting(
        _named(
            f"rated_{rating.value}",
            f"{name}支部",
            "个",
            f"已公布、仍有效的名单上评为“{name}”的支部，一轮计一次；"
            "年报按轮次所属年度计，月报季报按公布日期计。",
        ),
        BranchRating,
        _RATING,
        partial(_rated, rating),
    )


STANDARD = (
    Counting(
        _named(
            "branches_inspected",
            "检查支部",
            "个",
            "本期检查过的支部，不重复计，列出各支部本期的第一次检查；更正前的和整改回访的不计。",
            home="按站统计时归登记检查的指导站；几个站检查过的支部各站都计，各站之和可能大于全市。",
        ),
        Inspection,
        _INSPECTION,
        _branches,
    ),
    Counting(
        _named(
            "inspections",
            "检查",
            "次",
            "本期完成的检查，一个支部一个阶段计一次；更正前的和整改回访的不计。",
        ),
        Inspection,
        _INSPECTION,
        _inspections,
    ),
    Counting(
        _named(
            "rectifications", "支部整改问题", "条", "标准化检查中本期发现、列入整改台账的问题。"
        ),
        RectificationMeasure,
        _MEASURE,
        _raised,
    ),
    Counting(
        _named("rectifications_closed", "支部整改销号", "条", "本期核验通过或复评的整改问题。"),
        RectificationMeasure,
        _MEASURE,
        _closed,
    ),
    Counting(
        _named(
            "rectifications_open",
            "支部整改在办",
            "条",
            "截至当日已发现、还没有核验通过或复评的整改问题。",
            standing=True,
        ),
        RectificationMeasure,
        _MEASURE,
        _open,
    ),
    *map(_rating, Rating),
)
"""What was looked at, put right and published."""
