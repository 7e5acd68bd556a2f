"""What is known of regulations: their editions, what rests on them, what changed clauses concern.

Everything here only reads; `items` is always the whole bank as `BankService.items` gives it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from db.models import ClauseChange as ClauseChangeTable
from db.models import Regulation
from jyguide.bank.edition import after_name
from jyguide.bank.item import ItemContent
from jyguide.bank.recall import ClauseChange, Recall, Recalls
from jyguide.bank.regulation import ClauseMark, ClauseRow, Impact, RegulationRow
from jyguide.bank.row import ItemRow, ItemStatus
from jyguide.bank.service.impact import (
    LivesOnAs,
    certified_people,
    touched_items,
    used_papers,
)
from jyguide.bank.service.rows import known_changes, known_recalls, listed_editions
from jyguide.bank.titles import bare_title
from jyguide.ids import ClauseChangeId, RegulationId


def regulation_rows(session: Session, items: Sequence[ItemRow]) -> list[RegulationRow]:
    """Every edition on the list, by title, the one in force first."""
    present = [row for row in items if row.status is not ItemStatus.WITHDRAWN]
    follower = aliased(Regulation)
    found = session.execute(
        select(Regulation, follower)
        .outerjoin(follower, follower.id == Regulation.replaced_by_id)
        .where(Regulation.deleted.is_(False))
    ).all()
    changes = Counter(
        session.scalars(
            select(ClauseChangeTable.regulation_id).where(ClauseChangeTable.deleted.is_(False))
        )
    )
    resting = Counter(_cited(row.content) for row in present)
    recalled = Counter(
        cited
        for row in present
        if row.recalled is not None
        for cited in {(bare_title(one.regulation), one.edition) for one in row.recalled.changes}
    )
    rows = [
        _row(one, by, resting[named(one)], recalled[named(one)], changes[one.id])
        for one, by in found
    ]
    return sorted(rows, key=lambda row: (bare_title(row.title), not row.in_force, row.code))


def items_recalled_by(
    session: Session,
    items: Sequence[ItemRow],
    regulation_id: RegulationId,
    marks: Sequence[ClauseMark],
) -> list[ItemRow]:
    """Items that would have to be reviewed if these clauses were marked."""
    old = session.get_one(Regulation, regulation_id)
    changes = [_change(old, None, one) for one in marks]
    recalls = Recalls([*known_changes(session), *changes], listed_editions(session))
    wanted = set(changes)
    found = (
        (row, recalls.of(row.content)) for row in items if row.status is not ItemStatus.WITHDRAWN
    )
    return [
        replace(row, recalled=recall)
        for row, recall in found
        if recall is not None and wanted.intersection(recall.changes)
    ]


def impact_of(
    session: Session, items: Sequence[ItemRow], regulation_id: RegulationId, merged: LivesOnAs
) -> Impact:
    """What the changed clauses of an edition concern; `merged` tells who lives on as whom."""
    row = next(one for one in regulation_rows(session, items) if one.id == regulation_id)
    kept = _changes(session, regulation_id)
    recalls = known_recalls(session)
    own = _changes_of(session, regulation_id, kept)

    def meets(recall: Recall | None) -> bool:
        return recall is not None and any(one in own for one in recall.changes)

    touched = touched_items(session, lambda *cited: meets(recalls.of_citation(*cited)))
    present = [one for one in items if one.status is not ItemStatus.WITHDRAWN]
    waiting = [one for one in present if meets(one.recalled)]
    once = set(touched.values()) - {one.id for one in waiting}
    here = [one for one in present if _cited(one.content) == named(row)]
    return Impact(
        regulation=row,
        clauses=tuple(
            _clause(one, _resting_on(change, waiting))
            for one, change in zip(kept, own, strict=True)
        ),
        waiting=tuple(waiting),
        reviewed=tuple(one for one in present if one.id in once),
        untouched=tuple(one for one in here if one not in waiting) if row.successor else (),
        papers=tuple(used_papers(session, touched)),
        people=tuple(certified_people(session, touched, merged)),
    )


def _resting_on(change: ClauseChange, waiting: Sequence[ItemRow]) -> int:
    return sum(one.recalled is not None and change in one.recalled.changes for one in waiting)


def _row(
    one: Regulation, by: Regulation | None, items: int, recalled: int, changes: int
) -> RegulationRow:
    return RegulationRow(
        id=RegulationId(one.id),
        code=one.code,
        title=one.title,
        edition=one.edition,
        in_force_from=one.in_force_from,
        replaced=one.replaced,
        note=one.note,
        successor=RegulationId(by.id) if by is not None else None,
        successor_name=after_name(one.title, by.title, by.edition) if by is not None else "",
        items=items,
        recalled=recalled,
        changes=changes,
    )


def _clause(kept: ClauseChangeTable, items: int) -> ClauseRow:
    mark = ClauseMark(kept.article, kept.new_article, kept.note)
    return ClauseRow(ClauseChangeId(kept.id), mark, kept.marked_on, items)


def _changes(session: Session, regulation_id: RegulationId) -> list[ClauseChangeTable]:
    return list(
        session.scalars(
            select(ClauseChangeTable)
            .where(
                ClauseChangeTable.regulation_id == regulation_id,
                ClauseChangeTable.deleted.is_(False),
            )
            .order_by(ClauseChangeTable.id)
        )
    )


def _changes_of(
    session: Session, regulation_id: RegulationId, kept: Sequence[ClauseChangeTable]
) -> list[ClauseChange]:
    """Marks of an edition as `known_changes` has them."""
    old = session.get_one(Regulation, regulation_id)
    new = session.get(Regulation, old.replaced_by_id) if old.replaced_by_id else None
    return [_change(old, new, ClauseMark(one.article, one.new_article, one.note)) for one in kept]


def _change(old: Regulation, new: Regulation | None, mark: ClauseMark) -> ClauseChange:
    newer = new.edition if new is not None else ""
    return ClauseChange(old.title, old.edition, newer, mark.article, mark.new_article, mark.note)


def _cited(content: ItemContent) -> tuple[str, str]:
    return bare_title(content.regulation), content.edition


def named(one: Regulation | RegulationRow) -> tuple[str, str]:
    """What an edition is known by, whoever wrote its title with 《》 or without."""
    return bare_title(one.title), one.edition
