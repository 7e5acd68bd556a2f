"""Numbers of village secretaries, from the ledgers that follow their lists."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import or_

from db.models import (
    AppraisalPublication,
    AppraisalResult,
    MentorMeeting,
    MentorPair,
    Person,
    SecretaryAdjustment,
    SecretaryMeasure,
    SecretaryTalk,
)
from jyguide.appraisal.kinds import GRADE_NAMES, Grade
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
from jyguide.secretary.kinds import (
    ADJUSTMENT_KIND_NAMES,
    MEASURE_ORIGIN_NAMES,
    TALK_KIND_NAMES,
)
from jyguide.secretary.service.appraised import read_graded

_AREA, _PAGE = "村书记", "secretary"
_HOME = "按站统计时归本人所在的指导站。"
_WHO = (Cell("姓名", Person.name), Cell("单位", Person.organisation))


def _about(statement: Any, asked: Asked, person_id: Any) -> Any:
    joined = statement.outerjoin(Person, Person.id == person_id)
    return with_station(joined, asked, Person.station_id)


def _measures(statement: Any, asked: Asked) -> Any:
    one = SecretaryMeasure
    return _about(statement, asked, one.person_id).where(asked.of_year(one.year, one.found_on))


def _talks(statement: Any, asked: Asked) -> Any:
    one = SecretaryTalk
    return _about(statement, asked, one.person_id).where(asked.of_year(one.year, one.talked_on))


def _adjustments(statement: Any, asked: Asked) -> Any:
    one = SecretaryAdjustment
    return _about(statement, asked, one.person_id).where(asked.of_year(one.year, one.decided_on))


def _pairs(statement: Any, asked: Asked) -> Any:
    one = MentorPair
    return _about(statement, asked, one.person_id).where(
        one.began_on <= asked.scope.ends_on,
        or_(one.ended_on.is_(None), one.ended_on >= asked.scope.begins_on),
    )


def _meetings(statement: Any, asked: Asked) -> Any:
    joined = statement.join(MentorPair, MentorPair.id == MentorMeeting.pair_id)
    return _about(joined, asked, MentorPair.person_id).where(
        MentorPair.deleted.is_(False), asked.within(MentorMeeting.met_on)
    )


def _graded(grade: Grade, statement: Any, asked: Asked) -> Any:
    keys = asked.once("graded", lambda: _read_graded(asked))
    joined = statement.join(
        AppraisalPublication, AppraisalPublication.id == AppraisalResult.appraisal_publication_id
    )
    return with_station(joined, asked, AppraisalResult.station_id).where(
        among(AppraisalResult.id, keys[grade]),
        asked.of_year(AppraisalResult.year, AppraisalPublication.published_on),
    )


def _read_graded(asked: Asked) -> dict[Grade, list[UUID]]:
    """The results that hold, one a person and year, of the years lists of the period may be of."""
    years = range(asked.scope.begins_on.year - 1, asked.scope.ends_on.year + 1)
    found: dict[Grade, list[UUID]] = {grade: [] for grade in Grade}
    for of_year in read_graded(asked.session, years, asked.merged).values():
        for one in of_year.values():
            found[one.grade].append(one.result)
    return found


def _list(grade: Grade) -> Counting:
    name = GRADE_NAMES[grade]
    return Counting(
        FigureName(
            f"appraised_{grade.value}",
            f"村书记考核{name}",
            "人",
            _AREA,
            f"已公布、仍有效的年度考核名单上评为“{name}”的村书记；"
            "年报按考核年度计，月报季报按公布日期计。",
            _PAGE,
        ),
        AppraisalResult,
        (
            Cell("年度", AppraisalResult.year),
            Cell("镇街园区", AppraisalResult.township),
            Cell("姓名", AppraisalResult.name),
            Cell("单位", AppraisalResult.organisation),
            Cell("名单", AppraisalResult.grade, words(GRADE_NAMES)),
            STATION,
        ),
        partial(_graded, grade),
    )


def _named(key: str, name: str, unit: str, counting: str) -> FigureName:
    return FigureName(key, name, unit, _AREA, counting, _PAGE, home=_HOME)


def _cells(day: Cell, *more: Cell) -> tuple[Cell, ...]:
    return (day, *_WHO, *more, STATION)


SECRETARIES = (
    Counting(
        _named(
            "measures",
            "整改措施",
            "条",
            "村书记整改台账上的措施；年报按所属年度计，月报季报按发现日期计。",
        ),
        SecretaryMeasure,
        _cells(
            Cell("发现日期", SecretaryMeasure.found_on),
            Cell("来源", SecretaryMeasure.origin, words(MEASURE_ORIGIN_NAMES)),
            Cell("问题", SecretaryMeasure.problem),
            Cell("整改措施", SecretaryMeasure.measure),
            Cell("完成日期", SecretaryMeasure.done_on),
        ),
        _measures,
    ),
    Counting(
        _named(
            "talks",
            "约谈",
            "人次",
            "与村书记的谈话，一人一次计一人次；年报按所属年度计，月报季报按谈话日期计。",
        ),
        SecretaryTalk,
        _cells(
            Cell("谈话日期", SecretaryTalk.talked_on),
            Cell("类别", SecretaryTalk.kind, words(TALK_KIND_NAMES)),
            Cell("谈话人", SecretaryTalk.talker),
        ),
        _talks,
    ),
    Counting(
        _named(
            "adjustments", "调整", "人次", "村书记的调整；年报按所属年度计，月报季报按决定日期计。"
        ),
        SecretaryAdjustment,
        _cells(
            Cell("决定日期", SecretaryAdjustment.decided_on),
            Cell("类别", SecretaryAdjustment.kind, words(ADJUSTMENT_KIND_NAMES)),
            Cell("文号", SecretaryAdjustment.document),
        ),
        _adjustments,
    ),
    Counting(
        _named("pairs", "导师结对", "对", "本期内有过的导师结对。"),
        MentorPair,
        _cells(
            Cell("结对日期", MentorPair.began_on),
            Cell("导师", MentorPair.mentor),
            Cell("结束日期", MentorPair.ended_on),
        ),
        _pairs,
    ),
    Counting(
        _named("meetings", "导师活动", "次", "本期内的导师结对活动。"),
        MentorMeeting,
        _cells(
            Cell("日期", MentorMeeting.met_on),
            Cell("导师", MentorPair.mentor),
            Cell("地点", MentorMeeting.place),
        ),
        _meetings,
    ),
    *map(_list, Grade),
)
"""What was found, said and decided."""
