"""Random lives of a few people against a plain dictionary, and against the journal replayed."""

from __future__ import annotations

import shutil
import tempfile
import uuid
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    multiple,
    precondition,
    rule,
    run_state_machine_as_test,
)

from db.models import Person
from db.sync import LIFE
from db.undo import CannotUndoError, undo
from tests.db.house import EIGHTH, SEVENTH, a_person_row, journalled, open_folder, replayed

COLUMNS = Person.__sync__.columns_of([*Person.__sync__.groups, LIFE])
EDITS = st.fixed_dictionaries(
    {},
    optional={
        "phone": st.sampled_from(["", "13900000001", "13900000002"]),
        "name": st.sampled_from(["张三", "李四"]),
        "post": st.sampled_from(["", "书记"]),
        "deleted": st.booleans(),
        "station_id": st.sampled_from([SEVENTH, EIGHTH, None]),
    },
)
Rows = dict[uuid.UUID, dict[str, Any]]
"""What the file should hold."""


class Life(RuleBasedStateMachine):
    """Adds, edits, deletes and undoes; the model keeps whole copies instead of registers."""

    template: Path
    station_code: str
    actions = Bundle("actions")

    def __init__(self) -> None:
        super().__init__()
        self.place = Path(tempfile.mkdtemp())
        shutil.copy(self.template, self.place / "station.db")
        self.folder = open_folder(self.place / "station.db", station_code=self.station_code)
        self.rows: Rows = {}
        self.wrote: dict[uuid.UUID, dict[uuid.UUID, tuple[Any, Any]]] = {}
        self.undone: set[uuid.UUID] = set()
        self.root: dict[uuid.UUID, uuid.UUID] = {}  # of a chain of undoings: where it began
        self.writers: dict[tuple[uuid.UUID, str], list[uuid.UUID]] = {}

    def teardown(self) -> None:
        self.folder.store.close()
        shutil.rmtree(self.place)

    @initialize(target=actions)
    def begin_with_someone(self) -> uuid.UUID:
        return self._act([a_person_row()], {}, many=False)

    @rule(target=actions, count=st.integers(1, 4), many=st.booleans(), edits=EDITS)
    def add(self, count: int, many: bool, edits: dict[str, Any]) -> uuid.UUID:
        fresh = edits if not many else {k: v for k, v in edits.items() if k != "deleted"}
        return self._act([a_person_row(**fresh) for _ in range(count)], {}, many=many)

    @rule(target=actions, data=st.data())
    def edit(self, data: st.DataObject) -> Any:
        keys = data.draw(st.lists(st.sampled_from(sorted(self.rows)), unique=True, max_size=3))
        action_id = self._act([], {key: data.draw(EDITS) for key in keys}, many=False)
        return action_id if action_id in self.wrote else multiple()

    @rule(target=actions, data=st.data(), edits=EDITS)
    def import_over(self, data: st.DataObject, edits: dict[str, Any]) -> uuid.UUID:
        key = data.draw(st.sampled_from(sorted(self.rows)))
        return self._act([a_person_row()], {key: edits}, many=True)

    @rule(target=actions, action_id=consumes(actions))
    def undo(self, action_id: uuid.UUID) -> Any:
        if self._may_undo(action_id):
            return self._undo(action_id)
        with self.folder.begin(undoes=action_id) as work, pytest.raises(CannotUndoError):
            undo(work.session, action_id)
        return multiple()

    @rule(data=st.data())
    def give_up(self, data: st.DataObject) -> None:
        key = data.draw(st.sampled_from(sorted(self.rows)))
        with self.folder.begin() as work:
            self._change(work, {key: data.draw(EDITS)})
            work.session.add(Person(**a_person_row()))
            work.session.flush()

    @precondition(lambda self: self.rows)
    @invariant()
    def file_and_journal_hold_what_the_model_holds(self) -> None:
        with self.folder.store.read() as session:
            people = {row.id: row for row in session.query(Person)}
            found = {
                key: {name: getattr(row, name) for name in COLUMNS} for key, row in people.items()
            }
            assert found == self.rows
            entries = self.folder.journal()
            assert journalled(session, Person) == replayed(entries)
        for scope in {entry.scope for entry in entries}:
            seqs = [entry.seq for entry in entries if entry.scope == scope]
            assert seqs == list(range(1, len(seqs) + 1))

    def _act(self, new: list[dict[str, Any]], edits: Rows, *, many: bool) -> uuid.UUID:
        with self.folder.begin() as work:
            if many:
                work.add_many(Person, new)
            else:
                work.session.add_all([Person(**row) for row in new])
            self._change(work, edits)
            work.commit()
        made: Rows = {row["id"]: {"deleted": False} | row for row in new}
        after = {key: self.rows[key] | values for key, values in edits.items()}
        self._note(work.action_id, {**made, **after})
        return work.action_id

    def _change(self, work: Any, edits: Rows) -> None:
        for key, values in edits.items():
            row = work.session.get_one(Person, key)
            for name, value in values.items():
                setattr(row, name, value)

    def _note(self, action_id: uuid.UUID, after: Rows) -> None:
        """Take over the new contents; remember which registers this action wrote last."""
        wrote = {}
        for key, row in after.items():
            values = {name: row[name] for name in COLUMNS}
            before = self.rows.get(key)
            if values == before:
                continue
            wrote[key] = (before, values)
            self.rows[key] = values
            for group in _differing(before, values):
                self.writers.setdefault((key, group), []).append(action_id)
        if wrote:
            self.wrote[action_id] = wrote

    def _may_undo(self, action_id: uuid.UUID) -> bool:
        """Whether all that was done since to the same registers came to nothing again."""
        if action_id in self.undone:
            return False
        return all(
            self._quiet_since(action_id, key, before, after)
            for key, (before, after) in self.wrote[action_id].items()
        )

    def _quiet_since(self, action_id: uuid.UUID, key: uuid.UUID, before: Any, after: Any) -> bool:
        turns: dict[uuid.UUID, set[uuid.UUID]] = {}
        for group in _differing(before, after):
            writers = self.writers[key, group]
            for later in writers[writers.index(action_id) + 1 :]:
                turns.setdefault(self.root.get(later, later), set()).add(later)
        return all(len(links) % 2 == 0 for links in turns.values())

    def _undo(self, action_id: uuid.UUID) -> Any:
        undoing = self.folder.undo(action_id)
        self.root[undoing] = self.root.get(action_id, action_id)
        back = {}
        for key, (before, after) in self.wrote[action_id].items():
            groups = _differing(before, after)
            names = Person.__sync__.columns_of(groups)
            kept = {name: before[name] for name in names} if before else {"deleted": True}
            back[key] = self.rows[key] | kept
        self._note(undoing, back)
        if undoing not in self.wrote:  # a row that was made deleted: nothing to put back
            return multiple()
        self.undone.add(action_id)
        return undoing


def _differing(before: dict[str, Any] | None, after: dict[str, Any]) -> list[str]:
    sync = Person.__sync__
    if before is None:
        return [*sync.groups, LIFE]
    return sorted({sync.group_of[name] for name in COLUMNS if before[name] != after[name]})


@pytest.mark.parametrize("station_code", ["S07", ""], ids=["station", "city"])
def test_any_history_matches_the_model_and_the_journal(template, station_code):
    here = {"template": template, "station_code": station_code}
    run_state_machine_as_test(
        type("LifeHere", (Life,), here),
        settings=settings(
            max_examples=16,
            stateful_step_count=15,
            deadline=None,
            # Shrinking would live through hundreds of databases before it says anything.
            phases=(Phase.explicit, Phase.reuse, Phase.generate),
        ),
    )
