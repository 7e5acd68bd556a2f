from __future__ import annotations

import shutil
import tempfile
import uuid
from dataclasses import replace
from pathlib import Path
from typing import Any

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
from sqlalchemy import func, select, update

from db.keys import new_key
from db.models import (
    Action,
    Answer,
    Instructor,
    Item,
    ItemRevision,
    PaperItem,
    Person,
    Regulation,
)
from db.sync import ANY, write_stamps
from db.undo import CannotUndoError, Obstacle, undo
from db.undoings import Undoings
from db.uow import Store
from tests.db.house import (
    EIGHTH,
    MORNING,
    SEVENTH,
    Folder,
    Ticking,
    a_person,
    a_person_row,
    an_attempt,
    journalled,
    open_folder,
    replayed,
)
from tests.postgres import only_sqlite


def refuse(folder: Folder, action_id: uuid.UUID, reason: str) -> None:
    """The undo is refused for this reason and leaves everything as it was."""
    before = len(folder.journal())
    with pytest.raises(CannotUndoError, match=reason):
        folder.undo(action_id)
    assert len(folder.journal()) == before


def living(folder: Folder, table: type[Any] = Person) -> int:
    with folder.store.read() as session:
        alive = select(func.count()).select_from(table).where(table.deleted.is_(False))
        return session.scalar(alive) or 0


def test_undoing_an_insert_marks_the_row_deleted_as_an_ordinary_edit(folder):
    person = a_person()
    action_id = folder.add(person)
    undoing = folder.undo(action_id)
    (entry,) = folder.journal(undoing)
    assert (entry.before, entry.after) == ({"deleted": False}, {"deleted": True})
    assert folder.row(person).deleted
    with folder.store.read() as session:
        assert session.get_one(Action, undoing).undoes_id == action_id


def test_undoing_an_edit_puts_back_the_values_but_not_the_stamps(folder):
    person = a_person()
    folder.add(person)
    undoing = folder.undo(folder.edit(person, phone="", birth=None, name="李四"))
    kept = folder.row(person)
    assert (kept.phone, kept.birth, kept.name) == ("13900000001", person.birth, "张三")
    (entry,) = folder.journal(undoing)
    assert {group: stamp[0] for group, stamp in entry.stamps.items()} == {
        "*": 1,
        "contact": 3,
        "identity": 3,
    }


def test_undoing_a_deletion_brings_the_row_back(folder):
    person = a_person()
    folder.add(person)
    folder.undo(folder.edit(person, deleted=True))
    assert not folder.row(person).deleted


def test_redo_is_the_undo_of_the_undo(folder):
    person = a_person()
    folder.add(person)
    action_id = folder.edit(person, phone="13900000002")
    undoing = folder.undo(action_id)
    redoing = folder.undo(undoing)
    assert folder.row(person).phone == "13900000002"
    folder.undo(redoing)
    assert folder.row(person).phone == "13900000001"
    refuse(folder, action_id, "已经撤销过了")
    refuse(folder, redoing, "已经撤销过了")
    folder.undo(undoing)
    refuse(folder, undoing, "已经重做过了")


@only_sqlite
def test_what_was_undone_and_redone_can_be_undone_as_at_first(folder):
    person = a_person()
    folder.add(person)
    action_id = folder.edit(person, phone="13900000002")
    redoing = folder.undo(folder.undo(action_id))
    undoing = folder.undo(action_id)
    assert folder.row(person).phone == "13900000001"
    with folder.store.read() as session:
        assert session.get_one(Action, undoing).undoes_id == redoing


@only_sqlite
def test_a_later_edit_after_the_redoing_stands_in_the_way_all_the_same(folder):
    person = a_person()
    folder.add(person)
    action_id = folder.edit(person, phone="2")
    folder.undo(folder.undo(action_id))
    folder.edit(person, phone="3")
    refuse(folder, action_id, "1 条记录后来又改动过")


@only_sqlite
def test_an_action_of_another_device_is_left_to_it(new_folder):
    folder = new_folder()
    person = a_person()
    action_id = folder.add(person)
    origin = replace(folder.origin, device_id=uuid.UUID(int=9))
    elsewhere = replace(folder, store=Store(folder.engine, origin, Ticking()))
    refuse(elsewhere, action_id, "在另一台电脑上进行的")
    assert not folder.row(person).deleted


@only_sqlite
def test_an_unknown_action_is_refused(folder):
    refuse(folder, uuid.uuid4(), "没有找到")


@only_sqlite
def test_an_undone_action_is_not_undone_twice(folder):
    action_id = folder.add(a_person())
    folder.undo(action_id)
    refuse(folder, action_id, "已经撤销过了")


@only_sqlite
def test_a_later_edit_of_the_same_register_stands_in_the_way(folder):
    person = a_person()
    folder.add(person)
    action_id = folder.edit(person, phone="2")
    folder.edit(person, phone="3")
    refuse(folder, action_id, "1 条记录后来又改动过")
    assert folder.row(person).phone == "3"


@only_sqlite
def test_later_edits_that_were_undone_do_not(folder):
    person = a_person()
    made = folder.add(person)
    first = folder.edit(person, phone="2")
    second = folder.edit(person, phone="3", post="书记")
    undoing = folder.undo(second)
    folder.undo(first)
    folder.undo(made)
    assert folder.row(person).deleted
    refuse(folder, undoing, "1 条记录后来又改动过")  # redone in turn, or not at all


@only_sqlite
def test_redoing_goes_forward_again_as_undoing_went_back(folder):
    person = a_person()
    made = folder.add(person)
    edits = [folder.edit(person, phone=phone) for phone in "234"]
    back = [folder.undo(one) for one in (*reversed(edits), made)]
    for undoing in reversed(back):
        folder.undo(undoing)
    kept = folder.row(person)
    assert (kept.phone, kept.deleted) == ("4", False)


@only_sqlite
def test_a_value_put_back_by_hand_stands_in_the_way_all_the_same(folder):
    person = a_person()
    folder.add(person)
    action_id = folder.edit(person, phone="2")
    folder.edit(person, phone="3")
    folder.edit(person, phone="2")
    refuse(folder, action_id, "1 条记录后来又改动过")


@only_sqlite
def test_a_later_edit_of_another_register_does_not(folder):
    person = a_person()
    folder.add(person)
    action_id = folder.edit(person, phone="2")
    folder.edit(person, post="书记")
    folder.undo(action_id)
    kept = folder.row(person)
    assert (kept.phone, kept.post) == ("13900000001", "书记")


def test_any_later_edit_of_a_row_stands_in_the_way_of_unmaking_it(folder):
    person = a_person()
    action_id = folder.add(person)
    folder.edit(person, post="书记")
    refuse(folder, action_id, "后来又改动过")


@only_sqlite
def test_deleting_a_row_by_hand_stands_in_the_way_of_unmaking_it(folder):
    person = a_person()
    action_id = folder.add(person)
    folder.edit(person, deleted=True)
    refuse(folder, action_id, "后来又改动过")


def test_a_row_that_is_not_as_the_journal_left_it_stays(folder):
    person = a_person()
    folder.add(person)
    action_id = folder.edit(person, phone="2")
    elsewhere = {"phone": "3", "sync_v": write_stamps({ANY: (9, 9, "elsewhere")})}
    with folder.engine.execution_options(writes=True).begin() as connection:
        connection.execute(update(Person.__table__).values(elsewhere))
    error = obstacles(folder, action_id)
    assert error.obstacles == (Obstacle("person", person.id, None),)


@only_sqlite
def test_a_move_to_another_station_is_taken_back_alone(city):
    """Its second entry holds the whole row as it was, for the station it went to."""
    person = a_person(station_id=SEVENTH)
    city.add(person)
    action_id = city.edit(person, station_id=EIGHTH)
    assert len(city.journal(action_id)) == 2
    city.edit(person, post="书记", phone="2")
    city.undo(action_id)
    kept = city.row(person)
    assert (kept.station_id, kept.post, kept.phone) == (SEVENTH, "书记", "2")


@only_sqlite
def test_a_move_and_back_does_not_stand_in_the_way_of_what_it_left_alone(city):
    person = a_person(station_id=SEVENTH)
    city.add(person)
    action_id = city.edit(person, phone="2")
    city.edit(person, station_id=EIGHTH)
    city.undo(action_id)
    assert city.row(person).phone == "13900000001"


def test_every_flush_of_an_action_counts_not_only_its_last(folder):
    person = a_person()
    folder.add(person)
    with folder.begin() as work:
        kept = work.session.get_one(Person, person.id)
        kept.phone = "2"
        work.session.flush()
        kept.name = "李四"
        work.commit()
    folder.edit(person, phone="3")
    refuse(folder, work.action_id, "后来又改动过")
    assert folder.row(person).phone == "3"


def test_an_action_of_several_flushes_goes_back_to_its_beginning(folder):
    person = a_person()
    with folder.begin() as work:
        work.session.add(person)
        work.session.flush()
        for phone in "234":
            person.phone = phone
            work.session.flush()
        work.commit()
    folder.undo(work.action_id)
    kept = folder.row(person)
    assert (kept.phone, kept.deleted) == ("13900000001", True)


@only_sqlite
def test_rows_that_others_use_stay(folder):
    person = a_person()
    action_id = folder.add(person)
    instructor = Instructor(person_id=person.id, station_id=SEVENTH, kind="full_time")
    using = folder.add(instructor)
    refuse(folder, action_id, "1 条记录")
    folder.undo(using)
    folder.undo(action_id)
    assert folder.row(person).deleted


def test_rows_made_together_go_together(folder):
    person = a_person()
    instructor = Instructor(person_id=person.id, station_id=SEVENTH, kind="full_time")
    folder.undo(folder.add(person, instructor))
    assert folder.row(person).deleted
    assert folder.row(instructor).deleted


def test_a_row_goes_with_the_link_that_the_same_action_set_to_it(folder):
    old, new, other = (a_regulation(code) for code in ("R1", "R2", "R3"))
    folder.add(old, other)
    with folder.begin("换版") as work:
        work.session.add(new)
        work.session.get_one(Regulation, old.id).replaced_by_id = new.id
        work.commit()
    undoing = folder.undo(work.action_id)
    assert folder.row(new).deleted
    assert folder.row(old).replaced_by_id is None
    folder.undo(undoing)
    assert folder.row(old).replaced_by_id == new.id
    folder.edit(other, replaced_by_id=new.id)
    with pytest.raises(CannotUndoError, match="1 条记录"):
        folder.undo(work.action_id)


def a_regulation(code):
    return Regulation(
        id=new_key(),
        code=code,
        title="某条例",
        edition=code,
        in_force_from=None,
        replaced="",
        note="",
    )


@only_sqlite
def test_a_row_brought_back_and_then_used_stays_too(folder):
    person = a_person()
    redoing = folder.undo(folder.undo(folder.add(person)))
    folder.add(Instructor(person_id=person.id, station_id=SEVENTH, kind="full_time"))
    refuse(folder, redoing, "1 条记录")
    assert not folder.row(person).deleted


@only_sqlite
def test_who_used_a_row_when_it_was_deleted_does_not_keep_it_from_being_deleted_again(folder):
    person = a_person()
    folder.add(person)
    folder.add(Instructor(person_id=person.id, station_id=SEVENTH, kind="full_time"))
    undoing = folder.undo(folder.edit(person, deleted=True))
    redoing = folder.undo(undoing)
    assert folder.row(person).deleted
    folder.undo(redoing)
    folder.add(Instructor(person_id=person.id, station_id=SEVENTH, kind="part_time"))
    refuse(folder, redoing, "这次操作已经撤销过了|1 条记录")
    assert not folder.row(person).deleted


@only_sqlite
def test_immutable_rows_stay(folder):
    paper, _exam, _attempt = an_attempt(a_person())
    action_id = folder.add(paper)
    refuse(folder, action_id, "不能撤销")
    assert not folder.row(paper).deleted


def test_a_paper_taken_off_the_list_is_put_back_unchanged(folder):
    paper, _exam, _attempt = an_attempt(a_person())
    folder.add(paper)
    undoing = folder.undo(folder.edit(paper, deleted=True))
    assert not folder.row(paper).deleted
    folder.undo(undoing)
    assert folder.row(paper).deleted


def test_a_handed_in_attempt_stays_handed_in(folder):
    person = a_person()
    paper, exam, attempt = an_attempt(person)
    folder.add(person, paper, exam, attempt)
    action_id = folder.edit(attempt, handed_in_at=MORNING)
    refuse(folder, action_id, "不能撤销")
    assert folder.row(attempt).handed_in_at == MORNING


def test_an_answer_of_a_handed_in_attempt_stays(folder):
    person = a_person()
    paper, exam, attempt = an_attempt(person)
    place = PaperItem(
        paper_id=paper.id, position=1, revision_id=new_key(), points=10, option_order=[]
    )
    item = Item(revision_id=place.revision_id, source="f", number="1", position=1, status="draft")
    revision = ItemRevision(
        id=place.revision_id, item_id=item.id, kind="oral", stem="问", options=[], key_points=[]
    )
    folder.add(person, paper, exam, attempt, item, revision, place)
    answer = Answer(attempt_id=attempt.id, paper_item_id=place.id, response="A", at=MORNING)
    folder.undo(folder.add(answer))
    folder.edit(answer, deleted=False)
    action_id = folder.edit(answer, response="B")
    folder.edit(attempt, handed_in_at=MORNING)
    refuse(folder, action_id, "已交的答卷")
    assert folder.row(answer).response == "B"


def test_an_items_revisions_outlive_the_undo_of_their_import(folder):
    key, revision_id = new_key(), new_key()
    item = Item(
        id=key, revision_id=revision_id, source="f", number="1", position=1, status="draft"
    )
    revision = ItemRevision(
        id=revision_id, item_id=key, kind="oral", stem="问", options=[], key_points=[]
    )
    folder.undo(folder.add(item, revision))
    assert folder.row(item).deleted
    assert not folder.row(revision).deleted


@only_sqlite
def test_undoing_an_import_of_two_thousand_and_redoing_it(folder):
    rows = [a_person_row(name=f"学员{number}") for number in range(2_000)]
    with folder.begin("导入花名册") as work:
        work.add_many(Person, rows)
        work.commit()
    assert living(folder) == 2_000
    undoing = folder.undo(work.action_id)
    assert living(folder) == 0
    folder.undo(undoing)
    assert living(folder) == 2_000
    seqs = [entry.seq for entry in folder.journal()]
    assert seqs == list(range(1, 6_001))


def test_undoing_an_import_that_adds_and_updates(folder):
    known = [a_person(name=f"老{number}") for number in range(20)]
    folder.add(*known)
    with folder.begin("导入花名册") as work:
        work.add_many(Person, [a_person_row(name=f"新{number}") for number in range(1000)])
        for person in known:
            work.session.get_one(Person, person.id).phone = "13900009999"
        work.commit()
    assert len(folder.journal(work.action_id)) == 1020
    folder.undo(work.action_id)
    assert living(folder) == 20
    with folder.store.read() as session:
        phones = set(session.scalars(select(Person.phone).where(Person.deleted.is_(False))))
        assert phones == {"13900000001"}
        assert journalled(session, Person) == replayed(folder.journal())


@only_sqlite
def test_one_changed_row_holds_back_the_whole_import(folder):
    rows = [a_person_row() for _ in range(3)]
    with folder.begin() as work:
        work.add_many(Person, rows)
        work.commit()
    folder.edit(Person(id=rows[1]["id"]), post="书记")
    refuse(folder, work.action_id, "其中 1 条")
    assert living(folder) == 3


@only_sqlite
def test_how_many_rows_changed_is_told(folder):
    action_id = folder.add(a_person(), a_person())
    with folder.begin("撤销", undoes=action_id) as work:
        assert undo(work.session, action_id) == 2
        work.commit()


def obstacles(folder: Folder, action_id: uuid.UUID) -> CannotUndoError:
    with folder.begin() as work, pytest.raises(CannotUndoError) as caught:
        undo(work.session, action_id)
    return caught.value


@only_sqlite
def test_the_newest_later_change_of_the_first_rows_is_named(folder):
    people = [a_person() for _ in range(5)]
    action_id = folder.add(*people)
    for person in people:
        folder.edit(person, post="书记")
    folder.edit(people[0], post="")
    entries = folder.journal()
    error = obstacles(folder, action_id)
    newest = {entry.row_id: entry.no for entry in entries}
    assert error.count == 5
    assert error.obstacles == tuple(
        Obstacle("person", person.id, newest[person.id]) for person in people[:3]
    )


def test_what_uses_a_row_is_named_with_the_entry_that_made_it(folder):
    person = a_person()
    action_id = folder.add(person)
    instructor = Instructor(person_id=person.id, station_id=SEVENTH, kind="full_time")
    (made,) = folder.journal(folder.add(instructor))
    folder.edit(instructor, kind="part_time")
    error = obstacles(folder, action_id)
    assert error.obstacles == (Obstacle("instructor", instructor.id, made.no),)


@only_sqlite
def test_the_closed_rows_themselves_are_named(folder):
    paper, _exam, _attempt = an_attempt(a_person())
    error = obstacles(folder, folder.add(paper))
    assert (error.obstacles, error.count) == ((Obstacle("paper", paper.id),), 1)


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
            max_examples=20,
            stateful_step_count=20,
            deadline=None,
            # Shrinking would live through hundreds of databases before it says anything.
            phases=(Phase.explicit, Phase.reuse, Phase.generate),
        ),
    )
