"""Which actions are taken back: an undoing counts only while it is not undone itself."""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Self

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models.journal import Action


class Undoings:
    """The chains that undo, redo and undo again make: every action names the one it undoes.

    An action is undone while one of its undoings is in force; what is not undone is in force.
    """

    def __init__(self, undoes: Mapping[uuid.UUID, uuid.UUID]) -> None:
        """`undoes` leads from an undoing to the action it undoes, in the order written."""
        self._undoes = undoes
        self._undoings: defaultdict[uuid.UUID, list[uuid.UUID]] = defaultdict(list)
        self._undone: set[uuid.UUID] = set()
        self._settle()

    @classmethod
    def read(cls, session: Session) -> Self:
        """Those of a whole database; few actions are ever undone."""
        links = (
            select(Action.id, Action.undoes_id)
            .where(Action.undoes_id.is_not(None))
            .order_by(Action.at, Action.id)
        )
        return cls({key: undone for key, undone in session.execute(links) if undone})

    def is_undone(self, action_id: uuid.UUID) -> bool:
        """Whether an undoing of it is in force."""
        return action_id in self._undone

    def latest(self, action_id: uuid.UUID) -> uuid.UUID:
        """The link of its chain that holds now: undoing this one turns the action over."""
        while undoings := self._undoings.get(action_id):
            in_force = (one for one in undoings if one not in self._undone)
            action_id = next(in_force, undoings[-1])
        return action_id

    def root(self, action_id: uuid.UUID) -> tuple[uuid.UUID, int]:
        """The action a chain began with, and how many undoings lead from it to this one."""
        steps = 0
        while action_id in self._undoes and steps < len(self._undoes):
            action_id = self._undoes[action_id]
            steps += 1
        return action_id, steps

    def _settle(self) -> None:
        """From the ends of the chains inwards; a ring, as only forgery makes one, has no end."""
        open_ = Counter(self._undoes.values())
        ends = [key for key in self._undoes if not open_[key]]
        settled = set()
        while ends:
            undoing = ends.pop()
            settled.add(undoing)
            undone = self._undoes[undoing]
            if undoing not in self._undone:
                self._undone.add(undone)
            open_[undone] -= 1
            if not open_[undone] and undone in self._undoes:
                ends.append(undone)
        for undoing, undone in self._undoes.items():
            if undoing in settled:
                self._undoings[undone].append(undoing)
