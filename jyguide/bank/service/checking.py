"""Use cases of checking the bank."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from db.models import DistinctItems, Regulation
from db.uow import Store
from jyguide.bank.audit import AuditedItem, Finding, Severity, audit
from jyguide.bank.edition import Edition, after_name
from jyguide.bank.row import ItemStatus
from jyguide.bank.service.reading import BankService
from jyguide.bank.service.rows import known_recalls
from jyguide.bank.unified import read_regulations, read_superseded
from jyguide.ids import ItemId


@dataclass(frozen=True, slots=True)
class BankCheck:
    """What a check found.

    Attributes:
        items: How many were looked at.
        findings: The surest first, then in the order of the bank.
    """

    items: int
    findings: tuple[Finding, ...]

    @property
    def is_clean(self) -> bool:
        """Whether nothing has to be looked at; notes are for information."""
        return all(one.severity is Severity.NOTE for one in self.findings)

    def count(self, severity: Severity) -> int:
        """How many findings are of this severity."""
        return sum(one.severity is severity for one in self.findings)


class CheckService:
    """Looks for what is wrong in the bank; changes nothing."""

    def __init__(self, store: Store, bank: BankService) -> None:
        self._store = store
        self._bank = bank

    def check(self, *, drafts: bool = False) -> BankCheck:
        """Check the items in force.

        Args:
            drafts: Look at drafts and at what waits for review too.
        """
        statuses = [ItemStatus.IN_FORCE]
        if drafts:
            statuses += [ItemStatus.DRAFT, ItemStatus.REVIEW]
        rows = [row for row in self._bank.items(statuses=statuses) if row.merged_into is None]
        with self._store.read() as session:
            editions, settled = _editions(session), _settled(session)
            recalls = known_recalls(session)
        items = [AuditedItem(row.id, row.short_name, row.content) for row in rows]
        return BankCheck(len(items), audit(items, editions, recalls, settled))


def _editions(session: Session) -> list[Edition]:
    """Every edition the list has; how many articles it has is known of those that ship."""
    shipped = (*read_regulations().values(), *read_superseded().values())
    articles = {(one.title, one.edition): one.last_article for one in shipped}
    follower = aliased(Regulation)
    found = session.execute(
        select(Regulation.title, Regulation.edition, follower.title, follower.edition)
        .outerjoin(follower, follower.id == Regulation.replaced_by_id)
        .where(Regulation.deleted.is_(False))
        .order_by(Regulation.id)
    )
    return [
        Edition(
            title,
            edition,
            superseded_by=after_name(title, by, later),
            last_article=articles.get((title, edition), 0),
        )
        for title, edition, by, later in found
    ]


def _settled(session: Session) -> frozenset[frozenset[ItemId]]:
    pairs = session.execute(
        select(DistinctItems.item_id, DistinctItems.other_id).where(
            DistinctItems.deleted.is_(False)
        )
    )
    return frozenset(frozenset(map(ItemId, pair)) for pair in pairs)
