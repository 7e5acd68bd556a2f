"""Publications of the four lists: written once, read as they were."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import msgspec
from sqlalchemy import ScalarSelect, select
from sqlalchemy.orm import Session

from db.keys import fixed_key
from db.models import BranchRating, RatingPublication, RoundBranch
from db.replacing import day_of_number, not_replaced
from db.uow import UnitOfWork
from jyguide.documents.official_number import tidy_number
from jyguide.errors import RuleError
from jyguide.ids import OrganisationId, PublicationId, RoundBranchId, RoundId, StationId
from jyguide.publication import publication_name, refuse_day, refuse_used
from jyguide.standard.kinds import Aspect, BranchKind, Rating
from jyguide.standard.list_moves import Move
from jyguide.standard.lists import ListedBranch, PublicationRow, RatingLists
from jyguide.standard.round import RoundRow
from jyguide.standard.service.reading import round_row
from jyguide.standard.stored import rule_from_json, rule_to_json

_NOT_PUBLISHED = "没有公布。"


def in_force(round_id: RoundId) -> ScalarSelect[uuid.UUID]:
    """Key of the one publication of a round that holds: the last made of those not replaced.

    Two PCs that published while they worked apart replaced the same one; the newer holds on both.
    """
    return (
        select(RatingPublication.id)
        .where(
            RatingPublication.round_id == round_id,
            RatingPublication.deleted.is_(False),
            not_replaced(RatingPublication),
        )
        .order_by(RatingPublication.id.desc())
        .limit(1)
        .scalar_subquery()
    )


def publication_rows(session: Session, round_id: RoundId) -> list[PublicationRow]:
    """Every publication of a round, what is in force first, and then the newest."""
    holds = RatingPublication.id == in_force(round_id)
    found = session.execute(
        select(RatingPublication, holds.label("holds"))
        .where(RatingPublication.round_id == round_id, RatingPublication.deleted.is_(False))
        .order_by(holds.desc(), RatingPublication.published_on.desc(), RatingPublication.id.desc())
    ).all()
    return [
        PublicationRow(
            id=PublicationId(row.id),
            round_id=round_id,
            number=row.number,
            published_on=row.published_on,
            counts={one: int(row.figures.get(one.value, 0)) for one in Rating},
            replaces=PublicationId(row.replaces_key) if row.replaces_key else None,
            replaced=not is_held,
        )
        for row, is_held in found
    ]


def published_lists(
    session: Session, publication_id: PublicationId, office: Callable[[RoundRow], str]
) -> RatingLists:
    """The lists as they were published.

    Raises:
        RuleError: there is no such publication here.
    """
    row = session.get(RatingPublication, publication_id)
    if row is None or row.deleted:
        raise RuleError("这次公布的名单不在本机。", hint="请先导入主办单位的交换文件。")
    of = round_row(session, RoundId(row.round_id))
    branches = _branches(session, publication_id)
    before = session.get(RatingPublication, row.replaces_key) if row.replaces_key else None
    return RatingLists(
        round_id=of.id,
        round_name=of.facts.name,
        year=of.facts.year,
        office=office(of),
        rule=rule_from_json(row.rule),
        branches=branches,
        unrated=int(row.figures.get("unrated", 0)),
        id=publication_id,
        number=row.number,
        published_on=row.published_on,
        replaces=publication_name(before.published_on, before.number)
        if before is not None
        else "",
        changes=_changes(session, row.replaces_key, branches),
    )


def _changes(
    session: Session, before: uuid.UUID | None, branches: Sequence[ListedBranch]
) -> list[Move]:
    """Who stands elsewhere than in the publication before, and who is on no list any more."""
    if before is None:
        return []
    former = {one.id: one for one in _branches(session, PublicationId(before))}
    now = {one.id for one in branches}
    moved = [
        Move(
            one.id,
            one.name,
            one.township,
            former[one.id].rating if one.id in former else None,
            one.rating,
        )
        for one in branches
        if one.id not in former or former[one.id].rating is not one.rating
    ]
    return moved + [
        Move(one.id, one.name, one.township, one.rating, None)
        for one in former.values()
        if one.id not in now
    ]


def _branches(session: Session, publication_id: PublicationId) -> list[ListedBranch]:
    """In the order of the round; branches that are gone from it come last."""
    found = session.execute(
        select(*BranchRating.__table__.columns)
        .outerjoin(RoundBranch, RoundBranch.id == BranchRating.branch_key)
        .where(BranchRating.publication_id == publication_id, BranchRating.deleted.is_(False))
        .order_by(RoundBranch.position.is_(None), RoundBranch.position, BranchRating.id)
    )
    return [_branch(row) for row in found]


def _branch(row: Any) -> ListedBranch:
    return ListedBranch(
        id=RoundBranchId(row.branch_key),
        organisation_id=OrganisationId(row.organisation_key),
        station_id=StationId(row.station_id) if row.station_id else None,
        name=row.branch,
        township=row.township,
        kind=BranchKind(row.kind),
        points=row.points,
        aspects=msgspec.convert(row.aspects, dict[Aspect, tuple[int, int]]),
        computed=Rating(row.computed),
        rating=Rating(row.rating),
        reason=row.reason,
        explanation=tuple(row.explanation),
    )


def refuse_publication(
    session: Session, lists: RatingLists, number: str, days: tuple[date, date]
) -> None:
    """Refuse what cannot be published.

    Args:
        session: Of the action.
        lists: What is to be published.
        number: Of the document.
        days: The day under it, and today.

    Raises:
        RuleError: nobody is rated, the day is to come or before the round's year, or the number is
            used.
    """
    on, today = days
    if not lists.branches:
        raise RuleError(
            f"还没有支部有得分，四张名单是空的，{_NOT_PUBLISHED}",
            hint="请先完成检查，再评定、公布。",
        )
    refuse_day(on, today, lists.year, "轮次的年度")
    text = tidy_number(number)
    refuse_used(text, day_of_number(session, RatingPublication, text))


def add_publication(uow: UnitOfWork, lists: RatingLists, number: str, on: date) -> PublicationId:
    """Write the lists down, a row a branch, in place of the publication before."""
    standing = [one for one in publication_rows(uow.session, lists.round_id) if not one.replaced]
    row = RatingPublication(
        round_id=lists.round_id,
        number=tidy_number(number),
        published_on=on,
        rule=rule_to_json(lists.rule),
        figures=_figures(lists),
        replaces_key=standing[0].id if standing else None,
    )
    uow.session.add(row)
    uow.session.flush()
    uow.add_many(BranchRating, [_columns(row.id, lists.year, one) for one in lists.branches])
    return PublicationId(row.id)


def _figures(lists: RatingLists) -> dict[str, int]:
    counts = {rating.value: count for rating, count in lists.counts.items()}
    overridden = sum(one.rating is not one.computed for one in lists.branches)
    return {
        **counts,
        "rated": len(lists.branches),
        "unrated": lists.unrated,
        "overridden": overridden,
    }


def _columns(publication: uuid.UUID, year: int, one: ListedBranch) -> Mapping[str, Any]:
    return {
        "id": fixed_key("branch_rating", publication, one.id),
        "station_id": one.station_id,
        "publication_id": publication,
        "branch_key": one.id,
        "organisation_key": one.organisation_id,
        "branch": one.name,
        "township": one.township,
        "kind": one.kind.value,
        "year": year,
        "points": one.points,
        "aspects": {aspect.value: list(points) for aspect, points in one.aspects.items()},
        "computed": one.computed.value,
        "rating": one.rating.value,
        "reason": one.reason,
        "explanation": list(one.explanation),
    }
