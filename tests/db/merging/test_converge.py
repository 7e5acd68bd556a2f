"""Offices that work apart come to agree, whatever the post and the machines do to them.

Random edits, deletions, moves between stations, exports, deliveries in any order, twice or never,
clocks off by decades, backups restored with and without anybody noticing. At the end the post
works again, and everybody must show the same.
"""

from __future__ import annotations

import tempfile
from collections import defaultdict
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import select, text

from db.merging import lines
from db.models import Conflict, Held, Segment
from db.scope import tables
from db.sync import stamp_of
from tests.db.merging.world import CITY, PC, World

PCS = {"city": "", "a": "S07", "b": "S07", "c": "S08"}
FIELDS = ("phone", "post", "name")
OFF = (0, -86_400, 3_600, -(30 * 365 * 86_400), 80 * 365 * 86_400)
"""Seconds a clock may be off."""

names = st.sampled_from(sorted(PCS))
few = st.integers(0, 3)


class Offices(RuleBasedStateMachine):
    """The world and its post office."""

    template: Path
    pcs = PCS

    @initialize()
    def begin(self):
        self.room = tempfile.TemporaryDirectory()
        self.world = World(self.template, Path(self.room.name), self.pcs)
        self.count = 0
        self.post: list[tuple[str, object]] = []
        self.backups: dict[str, Path] = {}
        self.cloned = False
        for name in ("a", "c"):
            self.world[name].add_person(phone=self.value(), post=self.value(), name=self.value())
        self.world.exchange()

    def value(self) -> str:
        self.count += 1
        return f"值{self.count}"

    @rule(name=names, place=few, field=st.sampled_from(FIELDS))
    def edit(self, name, place, field):
        pc = self.world[name]
        if people := pc.people():
            pc.edit(people[place % len(people)], **{field: self.value()})

    @rule(name=names, place=few, deleted=st.booleans())
    def delete(self, name, place, deleted):
        pc = self.world[name]
        if people := pc.people():
            pc.edit(people[place % len(people)], deleted=deleted)

    @rule(name=st.sampled_from(["a", "b", "c"]))
    def add(self, name):
        self.world[name].add_person(name=self.value())

    @rule(name=st.sampled_from(["a", "b", "c"]), place=few)
    def enrol(self, name, place):
        pc = self.world[name]
        if people := pc.people():
            pc.enrol(people[place % len(people)], self.value())

    @rule(place=few, station=st.sampled_from(["a", "c"]))
    def move(self, place, station):
        """The city hands somebody to another station."""
        city = self.world["city"]
        if people := city.people():
            city.edit(people[place % len(people)], station_id=self.world[station].station_id)

    @rule(name=names, now=st.booleans())
    def write(self, name, now):
        pc = self.world[name]
        for office in [CITY] if pc.station else ["S07", "S08"]:
            self.post.append((office, pc.write(office)))
            if now:
                self.deliver(len(self.post) - 1, dry=False)

    @precondition(lambda self: self.post)
    @rule(place=st.integers(0, 30), dry=st.booleans())
    def deliver(self, place, dry):
        office, parcel = self.post[place % len(self.post)]
        for pc in self.world.pcs.values():
            if (pc.station or CITY) == office:
                before = pc.rows() if dry else None
                pc.take(parcel, dry=dry)
                assert not dry or pc.rows() == before

    @precondition(lambda self: self.post)
    @rule(place=st.integers(0, 30))
    def lose(self, place):
        self.post.pop(place % len(self.post))

    @rule(name=names, seconds=st.sampled_from(OFF))
    def set_clock(self, name, seconds):
        self.world[name].skew = timedelta(seconds=seconds)

    @rule(name=names)
    def back_up(self, name):
        self.backups[name] = self.world[name].copy(self.world.room / f"{name}.backup")

    @precondition(lambda self: self.backups)
    @rule(name=names, noticed=st.sampled_from([True, True, True, False]))
    def restore(self, name, noticed):
        if name in self.backups:
            self.world[name].restore(self.backups[name], noticed=noticed)
            self.cloned |= not noticed

    @invariant()
    def parents_are_there(self):
        for pc in self.world.pcs.values() if hasattr(self, "world") else ():
            with pc.folder.engine.connect() as connection:
                assert not connection.execute(text("PRAGMA foreign_key_check")).all()

    def teardown(self):
        if not hasattr(self, "world"):
            return
        try:
            self.agree()
        finally:
            self.world.close()
            self.room.cleanup()

    def agree(self):
        for _ in range(12):
            found = self.world.exchange(full=self.cloned)
            if not any(tally.rows or tally.segments_applied for tally in found):
                break
        else:
            pytest.fail("the exchange does not come to rest")
        assert_agreed(self.world)
        if not self.cloned:
            assert_nothing_lost(self.world)


def assert_agreed(world: World) -> None:
    """Everybody shows of a station what the city shows of it, and nothing waits."""
    city = world["city"].rows()
    for pc in world.pcs.values():
        assert not pc.waiting()
        assert not pc.held()
        shown = pc.rows()
        mine = [key for key in city if not pc.station or _home(world, city, key) == pc.station_id]
        assert {key: shown.get(key) for key in mine} == {key: city[key] for key in mine}


def _home(world: World, rows: dict, key: str) -> object:
    table, _ = key.split(":")
    sync = tables()[table].__sync__
    value = rows[key].get(sync.home)
    if sync.home in ("", "station_id"):
        return value and next(
            (
                pc.station_id
                for pc in world.pcs.values()
                if pc.station and pc.station_id.hex == value
            ),
            value,
        )
    (parent,) = tables()[table].__table__.columns[sync.home].foreign_keys
    return _home(world, rows, f"{parent.column.table.name}:{value}")


def assert_nothing_lost(world: World) -> None:
    """What is shown was not overwritten knowingly; what is not shown is in a report."""
    written = writings(world["city"])
    shown = {}
    for key, values in world["city"].rows().items():
        table, row = key.split(":")
        for group in (*tables()[table].__sync__.groups, "_live"):
            shown[row, group] = stamp_of(values["sync_v"], group)
    told = reported(world)
    for register, stamps in written.items():
        overwritten = {seen for seen, _ in stamps.values()}
        last = {stamp for stamp in stamps if stamp not in overwritten}
        if register not in shown:
            assert all((register[0], stamp) in told for stamp in last)
            continue
        top = shown[register]
        assert top not in overwritten, "a value that had been overwritten came back"
        for stamp in last - {top}:
            alike = stamps[stamp][1] == stamps.get(top, (None, None))[1]
            assert alike or (register[0], stamp) in told, "a writing was lost without a report"


def writings(pc: PC) -> dict:
    """Every writing of every register that reached a PC: stamp to what it saw and what it said."""
    found: defaultdict = defaultdict(dict)
    with pc.folder.store.read() as session:
        bodies = session.scalars(select(Segment.body).where(Segment.state == "applied")).all()
    for body in bodies:
        for op in (op for line in lines.unpack(body) for op in lines.read_act(line).ops):
            seen, left = lines.read_seen(op.before), lines.read_left(op.stamps)
            after = msgspec.json.decode(op.after)
            sync = tables()[op.table].__sync__
            for group in (*sync.groups, "_live"):
                columns = sync.columns_of([group])
                stamp = stamp_of(left, group)
                if after.keys() >= set(columns) and (
                    seen is None or stamp_of(seen, group) != stamp
                ):
                    before = None if seen is None else stamp_of(seen, group)
                    if stamp not in found[op.row, group] or before is not None:
                        values = {column: after[column] for column in columns}
                        found[op.row, group][stamp] = (before, values)
    return found


def reported(world: World) -> set:
    """Row and stamp of every writing that a report names as not shown."""
    told = set()
    for pc in world.pcs.values():
        with pc.folder.store.read() as session:
            for one in session.scalars(select(Conflict)):
                if one.lost["stamp"]:
                    told.add((one.row_id.hex, tuple(one.lost["stamp"])))
            for one in session.scalars(select(Held).where(Held.why == "refused")):
                (op,) = lines.read_act(one.line).ops
                told |= {(op.row, stamp) for stamp in lines.read_left(op.stamps).values()}
    return told


@pytest.fixture
def offices(template):
    Offices.template = template
    return Offices


def test_offices_come_to_agree(offices):
    from hypothesis.stateful import run_state_machine_as_test

    run_state_machine_as_test(
        offices,
        settings=settings(
            max_examples=25,
            stateful_step_count=40,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
