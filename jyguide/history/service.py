"""Use cases over the change journal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session, aliased

from db.models import Action, Device, JournalEntry, User
from db.undo import CannotUndoError, undo
from db.uow import Store
from jyguide.errors import RuleError
from jyguide.ids import ActionId


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One user action.

    Attributes:
        rows: How many records it changed.
        undone: Whether it has been taken back since.
    """

    id: ActionId
    name: str
    at: datetime
    actor: str
    rows: int
    undone: bool


class HistoryService:
    """Looks at the journal, and undoes whole user actions."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def actions(self, limit: int = 200) -> list[ActionRow]:
        """The latest actions on this database, the newest first."""
        later = aliased(Action)
        undone = exists().where(later.undoes_id == Action.id)
        touched = (
            select(func.count(JournalEntry.row_id.distinct()))
            .where(JournalEntry.action_id == Action.id)
            .scalar_subquery()
        )
        statement = (
            select(Action.id, Action.name, Action.at, User.name, touched, undone)
            .outerjoin(User, User.id == Action.actor_id)
            .order_by(Action.at.desc(), Action.id.desc())
            .limit(limit)
        )
        with self._store.read() as session:
            return [
                ActionRow(ActionId(key), name, _moment(at), actor or "", rows, bool(gone))
                for key, name, at, actor, rows, gone in session.execute(statement)
            ]

    def latest(self) -> ActionId | None:
        """The action written last, whatever the clock said; None on an empty journal."""
        newest = select(JournalEntry.action_id).order_by(JournalEntry.no.desc()).limit(1)
        with self._store.read() as session:
            key = session.scalar(newest)
        return None if key is None else ActionId(key)

    def undo(self, action_id: ActionId) -> int:
        """Take one user action back whole; returns how many records changed.

        Raises:
            RuleError: later work depends on it, or it was undone already; nothing is changed.
        """
        with self._store.begin(f"撤销“{self._name(action_id)}”", undoes=action_id) as uow:
            _refuse_founding(uow.session, action_id)
            try:
                changed = undo(uow.session, action_id)
            except CannotUndoError as error:
                raise RuleError(
                    f"不能撤销：{error}没有改动任何数据。",
                    hint="请先处理后来的改动，或逐条修改。",
                ) from error
            uow.commit()
        return changed

    def _name(self, action_id: ActionId) -> str:
        with self._store.read() as session:
            return session.scalar(select(Action.name).where(Action.id == action_id)) or "操作"


def _refuse_founding(session: Session, action_id: ActionId) -> None:
    """Without its first user and device a folder could not say who does anything in it."""
    tables = select(JournalEntry.table).where(JournalEntry.action_id == action_id)
    if {User.__tablename__, Device.__tablename__}.intersection(session.scalars(tables)):
        raise RuleError(
            "建立数据文件夹这一步不能撤销，没有改动任何数据。",
            hint="如不再使用，请关闭程序后移走整个数据文件夹。",
        )


def _moment(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000).astimezone()
