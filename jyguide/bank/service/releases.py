"""Use cases of versions of the unified bank: the city issues them, a station has them or not."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import BankRelease, Item, ItemRevision, JournalEntry
from db.uow import Store
from jyguide.bank.item import ItemKind
from jyguide.bank.release import (
    Counts,
    Difference,
    ReleaseRow,
    Standing,
    difference,
    digest_of,
    is_version,
    next_version,
    order_of,
)
from jyguide.bank.row import ItemStatus
from jyguide.clock import Clock
from jyguide.errors import RuleError
from jyguide.ids import ReleaseId
from jyguide.place import Place


@dataclass(frozen=True, slots=True)
class Proposal:
    """The version that the city could issue now.

    Attributes:
        since: What has changed since the last one.
    """

    version: str
    note: str
    counts: Counts
    since: Difference


class ReleaseService:
    """Everything the program does with versions of the unified bank."""

    def __init__(self, store: Store, place: Place, clock: Clock) -> None:
        self._store = store
        self._place = place
        self._clock = clock

    def releases(self) -> list[ReleaseRow]:
        """Every version, the newest first."""
        with self._store.read() as session:
            return _releases(session)

    def standing(self) -> Standing:
        """Where this PC stands with the newest version."""
        with self._store.read() as session:
            return self._standing(session)

    def version_here(self) -> str:
        """The version whose content this PC has, such as ``2026.1``; empty where it has another.

        For covers and reports: what was changed since a version does not bear its number.
        """
        standing = self.standing()
        return standing.release.version if standing.release and standing.is_current else ""

    def proposal(self) -> Proposal:
        """The next version with what would be said of it."""
        with self._store.read() as session:
            standing = self._standing(session)
            issued = [row.version for row in _releases(session)]
        since = standing.since
        return Proposal(
            next_version(self._clock().year, issued), since.note(), standing.here, since
        )

    def issue(self, version: str = "", note: str | None = None) -> ReleaseRow:
        """Issue what is in force now as a version; it goes to everybody with the next files.

        Args:
            version: Empty for the next one.
            note: What is new in it; None for what `proposal` says.

        Raises:
            RuleError: this is not the city, the version is not a newer one, nothing has changed
                since the last, or nothing is in force; nothing is issued.
        """
        if not self._place.is_city:
            raise RuleError("统一题库由市级发布，本站没有改动。", hint="请导入市级的文件。")
        wanted = version.strip() or self.proposal().version
        with self._store.begin(f"发布统一题库 {wanted} 版") as uow:
            standing = self._standing(uow.session)
            said = standing.since.note() if note is None else note.strip()
            known = _releases(uow.session)
            now = _in_force(uow.session)
            digest = digest_of(now.values())
            _refuse_version(wanted, known)
            _refuse_nothing(digest, bool(now), known)
            row = BankRelease(
                version=wanted,
                issued_on=self._clock().date(),
                questions=standing.here.questions,
                items=standing.here.items,
                digest=digest,
                note=said,
            )
            uow.session.add(row)
            uow.commit()
            return _row(row)

    def _standing(self, session: Session) -> Standing:
        known = _releases(session)
        now = _in_force(session)
        aloud = _questions(session)
        here = Counts(len(now.keys() & aloud), len(now.keys() - aloud))
        if not known:
            first = difference({}, now, aloud)
            since = Difference(first.new_questions, first.new_items, 0, 0, first=True)
            return Standing(None, here, complete=False, since=since, is_city=self._place.is_city)
        newest = known[0]
        then = _in_force(session, since=_entry_of(session, newest.id))
        had = digest_of(then.values()) == newest.digest
        has = digest_of(now.values()) == newest.digest
        since = difference(now if has else then, now, aloud)
        since = replace(since, shipped=not (had or has))
        return Standing(newest, here, had or has, since, self._place.is_city)


def _releases(session: Session) -> list[ReleaseRow]:
    found = session.scalars(select(BankRelease).where(BankRelease.deleted.is_(False)))
    return sorted(
        map(_row, found), key=lambda row: (order_of(row.version), row.issued_on), reverse=True
    )


def _row(row: BankRelease) -> ReleaseRow:
    return ReleaseRow(
        id=ReleaseId(row.id),
        version=row.version,
        issued_on=row.issued_on,
        questions=row.questions,
        items=row.items,
        digest=row.digest,
        note=row.note,
    )


def _questions(session: Session) -> set[uuid.UUID]:
    """Items that are said aloud, in force or not."""
    return set(
        session.scalars(
            select(Item.id)
            .join(ItemRevision, ItemRevision.id == Item.revision_id)
            .where(ItemRevision.kind == ItemKind.ORAL.value)
        )
    )


def _entry_of(session: Session, release: ReleaseId) -> int | None:
    """The journal's entry that brought a release, made here or arrived."""
    return session.scalar(
        select(JournalEntry.no)
        .where(JournalEntry.table == BankRelease.__tablename__, JournalEntry.row_id == release)
        .order_by(JournalEntry.no)
        .limit(1)
    )


def _in_force(session: Session, since: int | None = None) -> dict[uuid.UUID, uuid.UUID]:
    """Items of the unified bank in force, with their revisions; today, or at a journal's entry.

    Streams are applied in their order: whatever was changed before a release is here before it.
    """
    states: dict[uuid.UUID, dict[str, Any]] = {
        row.id: {"revision_id": row.revision_id, "status": row.status, "deleted": row.deleted}
        for row in session.execute(
            select(Item.id, Item.revision_id, Item.status, Item.deleted).where(
                Item.station_id.is_(None)
            )
        )
    }
    if since is not None:
        _go_back(session, states, since)
    return {
        key: uuid.UUID(str(state["revision_id"]))
        for key, state in states.items()
        if state["status"] == ItemStatus.IN_FORCE.value and not state["deleted"]
    }


def _go_back(session: Session, states: dict[uuid.UUID, dict[str, Any]], since: int) -> None:
    later = session.scalars(
        select(JournalEntry)
        .where(JournalEntry.table == Item.__tablename__, JournalEntry.no > since)
        .order_by(JournalEntry.no.desc())
    )
    for entry in later:
        if entry.row_id not in states:
            continue
        if entry.before is None:
            del states[entry.row_id]
        elif entry.stamps_before is not None:  # else it only tells another office of the row
            states[entry.row_id].update(entry.before)


def _refuse_version(wanted: str, known: list[ReleaseRow]) -> None:
    if not is_version(wanted):
        raise RuleError(
            f"版本号“{wanted}”不对，没有发布。", hint="请写成“年份.序号”，例如 2026.1。"
        )
    if known and order_of(wanted) <= order_of(known[0].version):
        raise RuleError(
            f"已经发布过 {known[0].version} 版，{wanted} 不是更新的版本，没有发布。",
            hint="版本号要比上一版大。",
        )


def _refuse_nothing(digest: str, anything: bool, known: list[ReleaseRow]) -> None:  # noqa: FBT001 - one call
    if not anything:
        raise RuleError("统一题库里没有在用的题，没有发布。", hint="请先启用要发布的题。")
    if known and known[0].digest == digest:
        raise RuleError(
            f"{known[0].version} 版之后没有改动，没有发布。", hint="改过统一题库以后再发布。"
        )
