"""Publications of the four lists: written once, read as they were."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.keys import fixed_key
from db.models import AppraisalPublication, AppraisalResult, AppraisalSubject
from db.replacing import day_of_number, not_replaced
from db.uow import UnitOfWork
from jyguide.appraisal.kinds import Grade, Source
from jyguide.appraisal.lists import (
    AppraisalLists,
    ListedSecretary,
    PublishedRow,
    changes_between,
)
from jyguide.appraisal.rows import AppraisalRow
from jyguide.appraisal.service.reading import read_appraisal
from jyguide.appraisal.stored import scheme_from_json, scheme_to_json
from jyguide.documents.official_number import tidy_number
from jyguide.errors import RuleError
from jyguide.ids import (
    AppraisalId,
    AppraisalPublicationId,
    AppraisalSubjectId,
    PersonId,
    StationId,
)
from jyguide.publication import publication_name, refuse_day, refuse_used

_NOT_PUBLISHED = "没有公布。"


def published_rows(session: Session, appraisal_id: AppraisalId) -> list[PublishedRow]:
    """Every publication of an appraisal, what is in force first, and then the newest.

    Two PCs that published while they worked apart replaced the same one; the newer holds on both.
    """
    found = session.execute(
        select(AppraisalPublication, not_replaced(AppraisalPublication).label("last"))
        .where(
            AppraisalPublication.appraisal_id == appraisal_id,
            AppraisalPublication.deleted.is_(False),
        )
        .order_by(AppraisalPublication.id.desc())
    ).all()
    held = next((row.id for row, last in found if last), None)
    rows = [_published_row(row, replaced=row.id != held) for row, _ in found]
    return sorted(rows, key=lambda row: (row.replaced, -row.published_on.toordinal()))


def _published_row(row: AppraisalPublication, *, replaced: bool) -> PublishedRow:
    return PublishedRow(
        id=AppraisalPublicationId(row.id),
        appraisal_id=AppraisalId(row.appraisal_id),
        number=row.number,
        published_on=row.published_on,
        counts={one: int(row.figures.get(one.value, 0)) for one in Grade},
        replaces=AppraisalPublicationId(row.replaces_key) if row.replaces_key else None,
        replaced=replaced,
    )


def published_lists(
    session: Session, key: AppraisalPublicationId, office: Callable[[AppraisalRow], str]
) -> AppraisalLists:
    """The lists as they were published.

    Raises:
        RuleError: there is no such publication here.
    """
    row = session.get(AppraisalPublication, key)
    if row is None or row.deleted:
        raise RuleError("这次公布的名单不在本机。", hint="请先导入主办单位的交换文件。")
    of = read_appraisal(session, AppraisalId(row.appraisal_id))
    people = _people(session, key)
    before = session.get(AppraisalPublication, row.replaces_key) if row.replaces_key else None
    former = _people(session, AppraisalPublicationId(before.id)) if before is not None else []
    return AppraisalLists(
        appraisal_id=of.id,
        name=of.facts.name,
        year=of.facts.year,
        office=office(of),
        scheme=scheme_from_json(row.scheme),
        people=people,
        id=key,
        number=row.number,
        published_on=row.published_on,
        replaces=publication_name(before.published_on, before.number)
        if before is not None
        else "",
        changes=changes_between(former, people) if before is not None else (),
    )


def _people(session: Session, key: AppraisalPublicationId) -> list[ListedSecretary]:
    """In the order of the appraisal; people who are gone from it come last."""
    found = session.execute(
        select(*AppraisalResult.__table__.columns)
        .outerjoin(AppraisalSubject, AppraisalSubject.id == AppraisalResult.subject_key)
        .where(AppraisalResult.appraisal_publication_id == key, AppraisalResult.deleted.is_(False))
        .order_by(
            AppraisalSubject.position.is_(None), AppraisalSubject.position, AppraisalResult.id
        )
    )
    return [_listed(row) for row in found]


def _listed(row: Any) -> ListedSecretary:
    return ListedSecretary(
        id=AppraisalSubjectId(row.subject_key),
        person_id=PersonId(row.person_key),
        station_id=StationId(row.station_id) if row.station_id else None,
        name=row.name,
        organisation=row.organisation,
        township=row.township,
        points=row.points,
        parts={Source(source): points for source, points in row.parts.items()},
        computed=Grade(row.computed) if row.computed else None,
        grade=Grade(row.grade) if row.grade else None,
        reason=row.reason,
        explanation=tuple(row.explanation),
    )


def refuse_publication(
    session: Session, lists: AppraisalLists, number: str, days: tuple[date, date]
) -> None:
    """Refuse what cannot be published.

    Args:
        session: Of the action.
        lists: What is to be published.
        number: Of the document.
        days: The day under it, and today.

    Raises:
        RuleError: nobody has a result, somebody stands on them twice, the day is to come or
            before the year, or the number is used.
    """
    on, today = days
    _refuse_twice(lists)
    if not lists.rated:
        raise RuleError(
            f"还没有人有考核结果，四张名单是空的，{_NOT_PUBLISHED}",
            hint="请先录入各来源的得分，再公布。",
        )
    refuse_day(on, today, lists.year, "考核年度")
    text = tidy_number(number)
    refuse_used(text, day_of_number(session, AppraisalPublication, text))


def _refuse_twice(lists: AppraisalLists) -> None:
    times = Counter(one.person_id for one in lists.people)
    names = dict.fromkeys(one.name for one in lists.people if times[one.person_id] > 1)
    if names:
        raise RuleError(
            f"“{'、'.join(names)}”合并以后在考核里有两行，会公布两次，{_NOT_PUBLISHED}",
            hint="请让多出的一行退出考核，再公布。",
        )


def add_publication(
    uow: UnitOfWork, lists: AppraisalLists, number: str, on: date
) -> AppraisalPublicationId:
    """Write the lists down, a row a person, in place of the publication before."""
    held = [one for one in published_rows(uow.session, lists.appraisal_id) if not one.replaced]
    row = AppraisalPublication(
        appraisal_id=lists.appraisal_id,
        number=tidy_number(number),
        published_on=on,
        scheme=scheme_to_json(lists.scheme),
        figures=_figures(lists),
        replaces_key=held[0].id if held else None,
    )
    uow.session.add(row)
    uow.session.flush()
    uow.add_many(AppraisalResult, [_columns(row.id, lists.year, one) for one in lists.people])
    return AppraisalPublicationId(row.id)


def _figures(lists: AppraisalLists) -> dict[str, int]:
    counts = {grade.value: count for grade, count in lists.counts.items()}
    return {
        **counts,
        "rated": lists.rated,
        "unrated": len(lists.unrated),
        "overridden": len(lists.decided),
    }


def _columns(publication: uuid.UUID, year: int, one: ListedSecretary) -> Mapping[str, Any]:
    return {
        "id": fixed_key("appraisal_result", publication, one.id),
        "station_id": one.station_id,
        "appraisal_publication_id": publication,
        "subject_key": one.id,
        "person_key": one.person_id,
        "name": one.name,
        "organisation": one.organisation,
        "township": one.township,
        "year": year,
        "points": one.points,
        "parts": {source.value: points for source, points in one.parts.items()},
        "computed": one.computed.value if one.computed else "",
        "grade": one.grade.value if one.grade else "",
        "reason": one.reason,
        "explanation": list(one.explanation),
    }
