"""The results of a volume: on which list a branch stands, as it was published."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import RatingPublication
from jyguide.ids import PublicationId
from jyguide.place import CITY_NAME
from jyguide.standard.lists import RatingLists
from jyguide.standard.printing.lists import result_sheets
from jyguide.standard.printing.volume.part import Group, Part
from jyguide.standard.round import RoundRow
from jyguide.standard.rows import RoundBranchRow
from jyguide.standard.service.publishing import in_force, published_lists
from jyguide.standard.service.volume_papers import OfRound


def published(session: Session, row: RoundRow) -> RatingLists | None:
    """The lists of a round that are in force; None where nothing was published here."""
    key = session.scalar(
        select(RatingPublication.id).where(RatingPublication.id == in_force(row.id))
    )
    if key is None:
        return None
    return published_lists(session, PublicationId(key), _office)


def _office(row: RoundRow) -> str:
    return CITY_NAME if row.station_id is None else f"{row.station}基层党建工作指导站"


def result_parts(given: OfRound, branch: RoundBranchRow) -> list[Part]:
    """评定结果单, where the branch stands on a published list."""
    lists = given.lists
    if lists is None:
        return []
    listed = [one for one in lists.branches if one.id == branch.id]
    return [
        Part(
            Group.RESULTS, "评定结果单", (sheet,), lists.number, lists.office, lists.published_on
        )
        for sheet in result_sheets(lists, listed)
    ]  # fmt: skip
