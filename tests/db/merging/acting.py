"""What people, machines and the post do between offices, one thing at a time.

Driven by hypothesis in test_converge.py and by seeded walks in walks.py: both choose with small
whole numbers, and what cannot be done just now is not done.
"""

from __future__ import annotations

import uuid
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

from db.keys import fixed_key
from db.merging.parcel import Parcel
from db.models import (
    Attempt,
    Certificate,
    Exam,
    Item,
    ItemRevision,
    Marking,
    Paper,
    PaperItem,
    Person,
    Regulation,
)
from db.sync import bumped, write_stamps
from db.undo import CannotUndoError
from tests.db.house import MORNING
from tests.db.merging import oracles
from tests.db.merging.pc import CITY, PC
from tests.db.merging.world import World

FIELDS = ("phone", "post", "name")
OFF = (0, -86_400, 3_600, -(30 * 365 * 86_400), 80 * 365 * 86_400)
"""Seconds a clock may be off."""
OLD: dict[str, tuple[str, ...]] = {"training_session": (), "person": ("work",)}
"""What a program a release behind does not know: a table, and a register of another."""
ITEM, REVISION = fixed_key("item", "统一"), fixed_key("revision", "统一")
RULE = fixed_key("regulation", "条例")


class Offices:
    """A world, the post that is on its way, and everything that may happen to both."""

    world: World

    def begin(self, world: World) -> None:
        self.world = world
        world.begin_anew()
        self.names = list(world.pcs)
        self.branches = [pc.name for pc in world.stations]
        self.count = 0
        self.post: list[tuple[PC, Parcel]] = []
        self.backups: dict[str, Path] = {}
        self.snapshots: dict[uuid.UUID, dict[str, Any]] = {}
        self.actions: dict[str, list[uuid.UUID]] = {name: [] for name in self.names}
        self.cloned = False
        self.city_restored = False

    def value(self) -> str:
        self.count += 1
        return f"值{self.count}"

    def pc(self, who: int) -> PC:
        return self.world[self.names[who % len(self.names)]]

    def branch(self, who: int) -> PC:
        """A PC of a station."""
        return self.world[self.branches[who % len(self.branches)]]

    def somebody(self, pc: PC, place: int) -> uuid.UUID | None:
        people = pc.people()
        return people[place % len(people)] if people else None

    # What people do.

    def edit(self, who: int, place: int, field: str) -> None:
        pc = self.pc(who)
        if (pc.old and field == "post") or not (key := self.somebody(pc, place)):
            return
        self._did(pc, pc.folder.edit(Person(id=key), **{field: self.value()}))

    def delete(self, who: int, place: int, deleted: bool) -> None:
        pc = self.pc(who)
        if key := self.somebody(pc, place):
            pc.edit(key, deleted=deleted)

    def add(self, who: int) -> None:
        self.branch(who).add_person(name=self.value())

    def enrol(self, who: int, place: int) -> None:
        pc = self.branch(who)
        if "training_session" not in pc.old and (key := self.somebody(pc, place)):
            pc.enrol(key, self.value())

    def move(self, place: int, who: int) -> None:
        """The city hands somebody to another station."""
        if key := self.somebody(self.world["city"], place):
            self.world["city"].edit(key, station_id=self.branch(who).station_id)

    def unify(self, place: int) -> None:
        """The city edits what is everybody's."""
        city = self.world["city"]
        if place % 2:
            city.folder.edit(Regulation(id=RULE), note=self.value())
        else:
            city.folder.edit(Item(id=ITEM), number=self.value())

    def undo(self, who: int) -> None:
        pc = self.pc(who)
        if self.actions[pc.name]:
            with suppress(CannotUndoError):
                pc.folder.undo(self.actions[pc.name].pop())

    def sit(self, who: int, place: int) -> None:
        """Somebody begins the station's exam, or hands in, or is marked: whatever comes next."""
        pc = self.branch(who)
        if not (person := self.somebody(pc, place)):
            return
        exam = fixed_key("exam", pc.station)
        key = fixed_key("attempt", exam, person)
        if key not in pc.keys(Attempt):
            attempt = Attempt(
                id=key,
                exam_id=exam,
                person_id=person,
                started_at=pc.clock(),
                seconds_allowed=3600,
            )
            pc.folder.add(attempt)
        elif pc.get(Attempt, key).handed_in_at is None:
            pc.folder.edit(Attempt(id=key), handed_in_at=pc.clock(), ended_by="candidate")
        else:
            pc.folder.add(a_marking(key, self.value()))

    def certify(self, who: int, place: int, number: int) -> None:
        """A certificate; PCs whose disks were cloned give the same numbers."""
        pc = self.branch(who)
        if person := self.somebody(pc, place):
            pc.folder.add(a_certificate(pc, person, number, self.value()))

    def forge(self, who: int, place: int, what: int) -> None:
        """Somebody with the station's key writes what the station may not."""
        pc, other = self.branch(who), self.branch(who + 1 + place)
        person = self.somebody(pc, place)
        choice = what % 7
        if choice == 0:
            pc.add_person(name=self.value(), station_id=other.station_id)
        elif choice == 1:
            pc.folder.add(*a_question(self.value()))
        elif choice == 2:
            pc.folder.edit(Regulation(id=RULE), title=self.value())
        elif choice == 3:
            pc.folder.edit(Item(id=ITEM), status="withdrawn", number=self.value())
        elif choice == 4 and person:
            pc.edit(person, station_id=other.station_id)
        elif choice == 5 and person and "training_session" not in pc.old:
            pc.enrol(person, self.value(), other.station_id)
        elif choice == 6:
            self._falsify(pc, place)

    def _falsify(self, pc: PC, place: int) -> None:
        """A certificate is to say something else than was printed."""
        found = pc.keys(Certificate)
        if not found:
            return
        key = found[place % len(found)]
        row = pc.rows()[f"certificate:{key.hex}"]
        stamps = row.pop("sync_v")
        del row["deleted"]
        now = bumped(stamps, ["body"], pc.world.now.microsecond, "f" * 12)
        pc.inject(
            "certificate",
            key,
            stamps_before=write_stamps(stamps),
            before=row,
            stamps=write_stamps(now),
            after=row | {"wording": {"name": self.value()}},
        )

    def _did(self, pc: PC, action: uuid.UUID) -> None:
        self.actions[pc.name].append(action)

    # What the post does.

    def write(self, who: int, now: bool) -> None:
        pc = self.pc(who)
        for office in [CITY] if pc.station else [o for o in self.world.offices if o != CITY]:
            parcel = pc.write(office)
            self.post += [
                (to, parcel) for to in self.world.pcs.values() if (to.station or CITY) == office
            ]
            if now:
                self.deliver(len(self.post) - 1, False)

    def deliver(self, place: int, dry: bool) -> None:
        if not self.post:
            return
        pc, parcel = self.post[place % len(self.post)]
        before = pc.raw() if dry else pc.merged()
        tally = pc.take(parcel, dry=dry)
        if dry:
            assert pc.raw() == before, "a rehearsal left something behind"
        else:
            self.snapshots[pc.imports()[-1]] = before
            if not (tally.segments_applied or tally.rows):
                assert pc.merged()["person"] == before["person"]

    def lose(self, place: int) -> None:
        if self.post:
            self.post.pop(place % len(self.post))

    # What happens to machines, and what is done about it.

    def set_clock(self, who: int, seconds: int) -> None:
        self.pc(who).skew = timedelta(seconds=seconds)

    def back_up(self, who: int) -> None:
        pc = self.pc(who)
        self.backups[pc.name] = pc.copy(self.world.room / f"{pc.name}.backup")

    def restore(self, who: int, noticed: bool) -> None:
        pc = self.pc(who)
        if pc.name in self.backups:
            pc.restore(self.backups[pc.name], noticed=noticed)
            self.actions[pc.name].clear()
            self.cloned |= not noticed
            self.city_restored |= not pc.station

    def take_back(self, who: int, place: int) -> None:
        """Take back an import: everything is as before it, or nothing is changed."""
        pc = self.pc(who)
        if not (imports := [merge for merge in pc.imports() if merge in self.snapshots]):
            return
        merge = imports[-1 - place % len(imports)]
        now = pc.merged()
        try:
            pc.take_back(merge)
        except CannotUndoError:
            assert pc.merged() == now, "a refused taking back changed something"
            return
        self._assert_as_before(pc, merge, now)

    def _assert_as_before(self, pc: PC, merge: uuid.UUID, now: dict[str, Any]) -> None:
        before, after = self.snapshots[merge], pc.merged()
        for table in before:
            for key in before[table].keys() | now[table].keys() | after[table].keys():
                stands = after[table].get(key)
                restored = stands == before[table].get(key)
                untouched = stands == now[table].get(key)
                assert restored or untouched, f"{table} {key} is neither as before nor as it was"
        left = {entry.row_id for entry in pc.journal() if entry.merge_id == merge}
        for table in before.keys() - {"sync_held", "sync_conflict", "sync_chain"}:
            for key in before[table].keys() | after[table].keys():
                if uuid.UUID(key) in left:
                    assert after[table].get(key) == before[table].get(key), "not put back"
        assert not any(one.merge_id == merge for one in pc.conflicts())
        assert not any(merge in (one.held_by, one.settled_by) for one in pc.held())

    def take_up(self, who: int) -> None:
        """Whoever took an import back wants it after all."""
        self.pc(who).take_up()

    def upgrade(self, who: int) -> None:
        self.pc(who).old = {}

    # What must hold.

    def check(self) -> None:
        """After every step."""
        for pc in self.world.pcs.values():
            assert not pc.dangling(), "a row points at one that is not there"

    def agree(self) -> None:
        """At the end the post works, and every program is of today."""
        for pc in self.world.pcs.values():
            pc.old = {}
        self.world.settle(full=self.cloned)
        oracles.assert_agreed(self.world)
        oracles.assert_answered(self.world)
        oracles.assert_twins_are_told(self.world)
        for pc in self.world.pcs.values():
            oracles.assert_journal_tells_rows(pc)
        if not self.cloned:
            oracles.assert_nothing_lost(self.world)
        if not (self.cloned or self.city_restored):  # then the past of a move is not known
            oracles.assert_no_false_alarms(self.world)
        oracles.assert_quiet(self.world, self.post[-8:])


def furnish(world: World) -> None:
    """What every office has before anything happens, and everybody knows of it."""
    city = world["city"]
    city.folder.add(a_regulation(RULE))
    city.folder.add(*a_question("统一", ITEM, REVISION))
    world.settle()
    for pc in {pc.station: pc for pc in reversed(world.stations)}.values():
        for _ in range(2):
            pc.add_person(phone="0", post="0", name=f"{pc.name}的人")
        pc.folder.add(*an_exam(pc))
    world.settle()
    world.keep_start()


def a_regulation(key: uuid.UUID) -> Regulation:
    return Regulation(id=key, code="条例", title="条例", edition="2019")


def a_question(
    number: str, key: uuid.UUID | None = None, revision: uuid.UUID | None = None
) -> tuple[Item, ItemRevision]:
    """A question of the unified bank."""
    key, revision = key or uuid.uuid4(), revision or uuid.uuid4()
    item = Item(
        id=key,
        source="unified",
        number=number,
        position=1,
        revision_id=revision,
        status="in_force",
    )
    said = ItemRevision(
        id=revision, item_id=key, kind="single", stem=number, options=["甲", "乙"], key_points=[]
    )
    return item, said


def an_exam(pc: PC) -> tuple[Paper, PaperItem, Exam]:
    paper = Paper(
        station_id=pc.station_id,
        title="卷",
        seed=7,
        lines=[],
        pass_points=600,
        total_points=1000,
        minutes=60,
        rule="{}",
        shuffle=False,
    )
    place = PaperItem(
        paper_id=paper.id, position=1, revision_id=REVISION, points=1000, option_order=[0, 1]
    )
    key = fixed_key("exam", pc.station)
    exam = Exam(id=key, station_id=pc.station_id, paper_id=paper.id, title="考试", state="open")
    return paper, place, exam


def a_marking(attempt: uuid.UUID, reason: str) -> Marking:
    return Marking(
        attempt_id=attempt,
        at=MORNING,
        marks={"1": 600},
        points=600,
        passed=True,
        waiting=[],
        reason=reason,
    )


def a_certificate(pc: PC, person: uuid.UUID, number: int, name: str) -> Certificate:
    return Certificate(
        station_id=pc.station_id,
        kind="completion",
        year=2026,
        station_code=pc.station,
        device_letter="A",
        sequence=number,
        person_id=person,
        issued_on=MORNING.date(),
        wording={"name": name},
    )
