"""Any undoing and redoing of any actions comes out as a model of it says."""

from __future__ import annotations

import shutil
import tempfile
import uuid
from pathlib import Path

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from db.undo import CannotUndoError, undo
from db.undoings import Undoings
from tests.db.house import a_person, open_folder

VALUES = {"phone": ("", "1", "2"), "post": ("", "书记", "主任")}
"""Two registers of a person, and what each may hold."""


class Turns(RuleBasedStateMachine):
    """Edits, undoes and redoes one person; the model turns whole actions over and back."""

    template: Path

    def __init__(self) -> None:
        super().__init__()
        self.place = Path(tempfile.mkdtemp())
        shutil.copy(self.template, self.place / "station.db")
        self.folder = open_folder(self.place / "station.db")
        self.person = a_person(phone="", post="")
        self.folder.add(self.person)
        self.now = {"phone": "", "post": ""}
        self.wrote: list[dict[str, tuple[str, str]]] = []  # of an action: column, before, after
        self.chains: list[list[uuid.UUID]] = []  # of the same action: itself and its undoings
        self.writers: dict[str, list[int]] = {name: [] for name in VALUES}

    def teardown(self) -> None:
        self.folder.store.close()
        shutil.rmtree(self.place)

    @rule(data=st.data(), names=st.sets(st.sampled_from(sorted(VALUES)), min_size=1))
    def edit(self, data: st.DataObject, names: set[str]) -> None:
        wrote = {}
        for name in sorted(names):
            others = [value for value in VALUES[name] if value != self.now[name]]
            wrote[name] = (self.now[name], data.draw(st.sampled_from(others)))
        after = {name: value for name, (_, value) in wrote.items()}
        self.chains.append([self.folder.edit(self.person, **after)])
        self.wrote.append(wrote)
        self._put(len(self.wrote) - 1, after)

    @precondition(lambda self: self.chains)
    @rule(data=st.data())
    def turn(self, data: st.DataObject) -> None:
        at = data.draw(st.integers(max(0, len(self.chains) - 3), len(self.chains) - 1))
        chain = self.chains[at]
        link = data.draw(st.integers(max(0, len(chain) - 3), len(chain) - 1))
        if not self._may_turn(at, link):
            with self.folder.begin() as work, pytest.raises(CannotUndoError):
                undo(work.session, chain[link])
            return
        back = len(chain) % 2
        chain.append(self.folder.undo(chain[link]))
        self._put(at, {name: pair[1 - back] for name, pair in self.wrote[at].items()})

    def _may_turn(self, at: int, link: int) -> bool:
        """Every second link is in force, the last one too; what came since came to nothing."""
        in_force = (len(self.chains[at]) - 1 - link) % 2 == 0
        return in_force and all(self._quiet_since(at, name) for name in self.wrote[at])

    def _quiet_since(self, at: int, name: str) -> bool:
        writers = self.writers[name]
        since = writers[len(writers) - writers[::-1].index(at) :]
        return all(since.count(other) % 2 == 0 for other in since)

    def _put(self, at: int, values: dict[str, str]) -> None:
        self.now |= values
        for name in values:
            self.writers[name].append(at)

    @invariant()
    def file_and_chains_say_what_the_model_says(self) -> None:
        row = self.folder.row(self.person)
        assert {"phone": row.phone, "post": row.post} == self.now
        with self.folder.store.read() as session:
            undoings = Undoings.read(session)
        for chain in self.chains:
            assert undoings.latest(chain[0]) == chain[-1]
            assert undoings.is_undone(chain[0]) == (len(chain) % 2 == 0)


def test_any_undoing_and_redoing_matches_the_model(template):
    run_state_machine_as_test(
        type("TurnsHere", (Turns,), {"template": template}),
        settings=settings(
            max_examples=12,
            stateful_step_count=20,
            deadline=None,
            # Shrinking would live through hundreds of databases before it says anything.
            phases=(Phase.explicit, Phase.reuse, Phase.generate),
        ),
    )
