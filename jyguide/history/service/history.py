"""Looks at the journal, and takes whole user actions back."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import Action, Bundle, JournalEntry, User
from db.undo import CannotUndoError, bring_back
from db.undoings import Undoings
from db.uow import Store, UnitOfWork
from jyguide.access.disclosing import Disclosing
from jyguide.access.disclosure import DisclosureKind
from jyguide.access.service.charge import refuse_nobody_in_charge
from jyguide.errors import RuleError
from jyguide.history.deleted import EVERYTHING_DELETED, BinFilter, DeletedRow, Restored
from jyguide.history.names import listed_tables, require_table, table_name
from jyguide.history.row import (
    EVERY_ACTION,
    OFFER_NAMES,
    ActionDetails,
    ActionFilter,
    ActionRow,
    Offer,
    RecordChange,
)
from jyguide.history.service.actions import (
    entries_of,
    founding,
    latest_in_force,
    place_of,
    read_actions,
)
from jyguide.history.service.ballots import refuse_reaching_into_ballots
from jyguide.history.service.citing import refuse_uncited
from jyguide.history.service.deleted import read_deleted, read_kinds
from jyguide.history.service.records import companions, exists, read_details, read_record
from jyguide.history.service.refusal import reason
from jyguide.history.service.rounds import refuse_reaching_into_rounds
from jyguide.history.service.turns import Stepping, read_turns
from jyguide.history.service.words import Words
from jyguide.history.turns import Turns
from jyguide.ids import ActionId, PersonId
from jyguide.pause import collector_paused
from jyguide.place import Place

_PERSON = "person"


class HistoryService:
    """Looks at the journal, and undoes whole user actions."""

    def __init__(self, store: Store, place: Place, disclosures: Disclosing) -> None:
        self._store = store
        self._place = place
        self._disclosures = disclosures
        self._undone: set[uuid.UUID] = set()  # what this session undid

    def actions(
        self, limit: int = 200, offset: int = 0, wanted: ActionFilter = EVERY_ACTION
    ) -> list[ActionRow]:
        """The latest actions known to this database, the newest first."""
        with self._store.read() as session:
            return read_actions(session, wanted, limit, offset)

    def details(
        self, action_id: ActionId, limit: int = 200, offset: int = 0, *, full: bool = False
    ) -> ActionDetails:
        """The records an action changed, from the one at `offset` on.

        Args:
            action_id: The action.
            limit: How many records at most.
            offset: How many were seen before.
            full: Show ID numbers and phones whole; a line is written about it.

        Raises:
            PermissionRefused: whoever is at work may not see them.
        """
        with self._store.read() as session:
            shown = read_details(session, action_id, limit, offset, Words(session))
            if not full:
                return shown
            whole = read_details(session, action_id, limit, offset, Words(session, full=True))
        self._disclose("操作记录里的号码", _differing(shown.rows, whole.rows))
        return whole

    def record(
        self, table: str, row_id: uuid.UUID, *, full: bool = False, whole: bool = False
    ) -> list[RecordChange]:
        """Every change of a record, field by field, the newest first.

        Args:
            table: Name of its table.
            row_id: Its key.
            full: Show ID numbers and phones whole; a line is written about it.
            whole: With the rows that are edited as part of it, as a person's post is.

        Raises:
            RuleError: there is no such table, or no such record in it.
            PermissionRefused: whoever is at work may not see numbers.
        """
        with self._store.read() as session:
            keys = [(table, row_id)]
            _refuse_unknown(session, table, row_id)
            if whole:
                keys += companions(session, table, row_id)
            shown = read_record(session, keys, Words(session))
            if not full:
                return shown
            told = read_record(session, keys, Words(session, full=True))
        person = PersonId(row_id) if table == _PERSON else None
        self._disclose("修改记录里的号码", min(_differing(shown, told), 1), person)
        return told

    def tell_copied(self, people: int, person: PersonId | None = None) -> None:
        """Write down that numbers in full are about to be copied out of the program.

        Raises:
            PermissionRefused: whoever is at work may only look at them.
        """
        what = "复制修改记录里的号码"
        self._disclosures.record(DisclosureKind.EXPORTED, what, people, person)

    def _disclose(self, what: str, people: int, person: PersonId | None = None) -> None:
        """Where no number was hidden there is nothing to tell."""
        if people:
            self._disclosures.record(DisclosureKind.SEEN, what, people, person)

    def latest(self) -> ActionId | None:
        """The action written last, whatever the clock said; None on an empty journal."""
        written_by = func.coalesce(JournalEntry.merge_id, JournalEntry.action_id)
        newest = select(written_by).order_by(JournalEntry.no.desc()).limit(1)
        with self._store.read() as session:
            key = session.scalar(newest)
        return None if key is None else ActionId(key)

    def name(self, action_id: ActionId) -> str:
        """What an action is called."""
        with self._store.read() as session:
            return _name(session, action_id)

    def latest_in_force(self) -> ActionId | None:
        """What this PC did last and has not undone; None where there is nothing to undo."""
        with self._store.read() as session:
            return latest_in_force(session)

    def turns(self, passed: Collection[ActionId] = ()) -> Turns:
        """What whoever is at work would undo next on this PC, and what do again.

        Args:
            passed: Actions, and undoings, that turned out to have to stay as they are.
        """
        stepping = Stepping(self._store.actor_id, self._undone, passed)
        with self._store.read() as session:
            return read_turns(session, stepping)

    def deleted(
        self,
        limit: int = 200,
        before: int | None = None,
        wanted: BinFilter = EVERYTHING_DELETED,
    ) -> list[DeletedRow]:
        """What is marked deleted in this folder, the newest first.

        Args:
            limit: How many at most.
            before: Only older ones than the row with this `no`.
            wanted: Of which kind, and called what.
        """
        with self._store.read() as session:
            return read_deleted(session, wanted, limit, before)

    def deleted_kinds(self) -> list[tuple[str, str, int]]:
        """The tables in which something is deleted, with their names in words and how much."""
        with self._store.read() as session:
            return [(kind, table_name(kind), count) for kind, count in read_kinds(session)]

    def restore(self, actions: Sequence[ActionId]) -> Restored:
        """Undo these deletions in one action; each comes back whole or stays as it was.

        A single one is undone as by `undo`. Of several the restoring is an action of its own,
        which is undone as one.

        Raises:
            RuleError: none of them could be undone, or what they come to together cannot be;
                nothing is changed.
        """
        if len(actions) == 1:
            return Restored(self.undo(actions[0]))
        restored, refused = 0, []
        with self._store.begin(f"恢复 {len(actions)} 次删除的记录") as uow, collector_paused():
            for action in actions:
                try:
                    restored += self._bring_back(uow, action)
                except CannotUndoError as error:
                    said = reason(uow.session, error)
                    refused.append(f"不能恢复“{_name(uow.session, action)}”：{said}")
            if not restored:
                why, then = "".join(refused), "请先处理后来的改动，或逐条修改。"
                raise RuleError(f"{why}没有改动任何数据。", hint=then)
            uow.commit()
        return Restored(restored, tuple(refused))

    def _bring_back(self, uow: UnitOfWork, action_id: ActionId) -> int:
        tables = _tables_of(uow.session, action_id)
        uow.ask_of(tables)
        _, changed = bring_back(uow.session, action_id)
        self._refuse_reaching(uow.session, action_id, "恢复", tables)
        return changed

    def place_of(self, action_id: ActionId) -> int | None:
        """How many actions are newer than this one; None where there is no such action."""
        with self._store.read() as session:
            return place_of(session, action_id)

    def undo(self, action_id: ActionId) -> int:
        """Take one user action back whole; returns how many records changed.

        Undoing an undoing is redoing. An action that was undone and redone can be undone again.

        Raises:
            RuleError: later work depends on it, it was undone already, or it was done on another
                PC; nothing is changed.
        """
        from db.merging.turning import turn  # noqa: PLC0415 - an import's undoing needs the merge

        name, verb = self._undoing(action_id)
        if self._is_import(action_id):
            self._store.prepare_merging()
        with self._store.begin(name) as uow, collector_paused():
            _refuse_founding(uow.session, action_id)
            tables = _tables_of(uow.session, action_id)
            uow.ask_of(tables)
            try:
                changed = turn(uow.session, action_id)
            except CannotUndoError as error:
                raise RuleError(
                    f"不能{verb}：{reason(uow.session, error)}没有改动任何数据。",
                    hint="请先处理后来的改动，或逐条修改。",
                ) from error
            self._refuse_reaching(uow.session, action_id, verb, tables)
            uow.commit()
        self._undone.add(uow.action_id)
        return changed

    def _refuse_reaching(
        self, session: Session, action_id: ActionId, verb: str, tables: Collection[str]
    ) -> None:
        """Refuse what no key shows: as it stands in the transaction, other work would suffer."""
        if User.__tablename__ in tables:
            refuse_nobody_in_charge(session, self._place)
        refuse_uncited(session, action_id, verb)
        refuse_reaching_into_rounds(session, action_id, verb)
        refuse_reaching_into_ballots(session, action_id, verb)

    def _is_import(self, action_id: ActionId) -> bool:
        with self._store.read() as session:
            root, _ = Undoings.read(session).root(action_id)
            return session.get(Bundle, root) is not None

    def _undoing(self, action_id: ActionId) -> tuple[str, str]:
        """What undoing this action is to be called, and whether it is undoing or redoing."""
        with self._store.read() as session:
            root, steps = Undoings.read(session).root(action_id)
            known = _name(session, root)
        verb = OFFER_NAMES[Offer.REDO if steps % 2 else Offer.UNDO]
        return f"{verb}“{known}”", verb


def _differing(shown: Sequence[object], whole: Sequence[object]) -> int:
    return sum(one != other for one, other in zip(shown, whole, strict=True))


def _name(session: Session, action_id: uuid.UUID) -> str:
    return session.scalar(select(Action.name).where(Action.id == action_id)) or "操作"


def _refuse_unknown(session: Session, table: str, row_id: uuid.UUID) -> None:
    require_table(table)
    if not exists(session, table, row_id):
        raise RuleError(
            f"没有编号为“{row_id}”的{table_name(table)}记录。",
            hint=f"请核对编号和记录种类：{listed_tables()}。",
        )


def _tables_of(session: Session, action_id: ActionId) -> set[str]:
    """The tables that undoing an action writes, past the session.

    An import's is an exchange; who is what is changed by it as by hand, whoever brought it.
    """
    root, _ = Undoings.read(session).root(action_id)
    wrote = select(JournalEntry.table).where(entries_of(root)).distinct()
    tables = set(session.scalars(wrote))
    if session.scalar(select(Bundle.id).where(Bundle.id == root)) is None:
        return tables
    return {Bundle.__tablename__, *tables.intersection({User.__tablename__})}


def _refuse_founding(session: Session, action_id: ActionId) -> None:
    if not session.scalar(select(founding(action_id))):
        return
    raise RuleError(
        "建立数据文件夹、让电脑入网和管理使用人的操作不能撤销，没有改动任何数据。",
        hint="使用人的身份请在“安全”页改回来。",
    )
