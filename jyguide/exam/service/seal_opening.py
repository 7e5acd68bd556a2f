"""A sealed paper becomes a paper of the station, inside the transaction of its opening."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.keys import fixed_key
from db.models import Item, ItemRevision, PaperItem
from db.models import Paper as PaperTable
from jyguide.bank.row import ItemStatus
from jyguide.bank.stored import columns_of, content_of
from jyguide.exam.seal.payload import SealedItem, SealedPaper
from jyguide.exam.service.sealed_copies import copy_of_revision
from jyguide.ids import PaperId, StationId

ORIGIN = "sealed"


def paper_of_seal(session: Session, seal_id: uuid.UUID) -> PaperId | None:
    """The paper that a sealed exam was opened to here, or on another PC of the station."""
    found = session.scalar(
        select(PaperTable.id)
        .where(PaperTable.seal_id == seal_id, PaperTable.variant_of_id.is_(None))
        .order_by(PaperTable.id)
        .limit(1)
    )
    return PaperId(found) if found else None


def add_paper(session: Session, paper: SealedPaper, station: StationId) -> PaperId:
    """The paper as rows of the station; one that another of its PCs opened is taken as it is.

    A station whose bank is older lacks some revisions. It cannot add them to the city's items, so
    it gets withdrawn items of its own that say the same: the paper shows and marks as issued, and
    nothing draws them again. All keys follow from the seal, the station and the revisions asked,
    so that two of its PCs that work apart write the very same rows, and where their banks differ
    two papers rather than two halves of one.
    """
    seal_id = uuid.UUID(paper.seal)
    if there := paper_of_seal(session, seal_id):
        return there
    asked = [_revision(session, paper, place, station) for place in range(len(paper.items))]
    key = fixed_key("sealed_paper", seal_id, station, *asked)
    row = PaperTable(
        id=key,
        station_id=station,
        title=paper.title,
        seed=paper.seed,
        lines=paper.lines,
        pass_points=paper.pass_points,
        total_points=paper.total_points,
        minutes=paper.minutes,
        rule=paper.rule,
        shuffle=paper.shuffle,
        seal_id=seal_id,
        drawing={"origin": ORIGIN},
    )
    session.add(row)
    session.add_all(_places(key, paper.items, asked))
    return PaperId(key)


def _places(
    paper_id: uuid.UUID, items: Sequence[SealedItem], asked: Sequence[uuid.UUID]
) -> list[PaperItem]:
    return [
        PaperItem(
            id=fixed_key("sealed_place", paper_id, position),
            paper_id=paper_id,
            position=position,
            revision_id=revision,
            points=item.points,
            option_order=list(item.order),
        )
        for position, (item, revision) in enumerate(zip(items, asked, strict=True), start=1)
    ]


def _revision(session: Session, paper: SealedPaper, place: int, station: StationId) -> uuid.UUID:
    """The bank's revision where it says what was sealed, else that of a copy."""
    item = paper.items[place]
    known = session.get(ItemRevision, item.key)
    if known is not None and not known.deleted and content_of(known) == item.content:
        return known.id
    return _copy(session, paper, place, station)


def _copy(session: Session, paper: SealedPaper, place: int, station: StationId) -> uuid.UUID:
    item = paper.items[place]
    item_id = fixed_key("sealed_item", paper.seal, station, item.revision)
    revision_id = copy_of_revision(uuid.UUID(paper.seal), station, item.key)
    if session.get(ItemRevision, revision_id) is None:
        session.add(
            Item(
                id=item_id,
                station_id=station,
                source=f"统考“{paper.title}”",
                number=str(place + 1),
                position=place + 1,
                revision_id=revision_id,
                status=ItemStatus.WITHDRAWN.value,
            )
        )
        session.flush()  # the item is there before the revision that points at it
        session.add(ItemRevision(id=revision_id, item_id=item_id, **columns_of(item.content)))
    return revision_id
