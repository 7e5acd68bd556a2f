"""What must hold of offices that exchanged what they wrote."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import msgspec

from db.merging import lines
from db.models import Conflict, Held, Segment
from db.scope import tables
from db.sync import LIFE, Audience, Stamp, stamp_of
from tests.db.merging.pc import PC
from tests.db.merging.world import World

Rows = dict[str, dict[str, Any]]


def assert_agreed(world: World) -> None:
    """Everybody shows of a station what the city shows of it, and nothing waits."""
    city = _comparable(world["city"].rows())
    for pc in world.pcs.values():
        assert not pc.waiting(), f"{pc.name} waits"
        assert not pc.held() or all(one.why == "refused" for one in pc.held()), pc.held()[0].need
        shown = _comparable(pc.rows())
        expected = {key: row for key, row in city.items() if _concerns(world, city, key, pc)}
        for key, row in expected.items():
            assert shown.get(key) == row, f"{pc.name} shows another {key}"
        strange = [key for key in shown.keys() - city.keys() if not shown[key]["deleted"]]
        assert not strange, f"{pc.name} alone shows {strange}"
        if pc.station:
            assert pc.totals(pc.station) == world["city"].totals(pc.station)


def _comparable(rows: Rows) -> Rows:
    """With the stamp of every register, whether it is its own or the row's."""
    for key, row in rows.items():
        groups = tables()[key.split(":")[0]].__sync__.groups
        row["sync_v"] = {group: stamp_of(row["sync_v"], group) for group in (*groups, LIFE)}
    return rows


def assert_answered(world: World) -> None:
    """Whatever was refused has been overruled."""
    assert not world["city"].held()


def _concerns(world: World, rows: Rows, key: str, pc: PC) -> bool:
    if not pc.station:
        return True
    sync = tables()[key.split(":", maxsplit=1)[0]].__sync__
    if sync.audience is Audience.EVERYONE:
        return True
    home = _home(rows, key)
    return home == pc.station_id.hex or (home is None and sync.audience is Audience.UNIFIED)


def _home(rows: Rows, key: str) -> str | None:
    row_type = tables()[key.split(":", maxsplit=1)[0]]
    home = row_type.__sync__.home
    value: str | None = rows[key][home]
    if home == "station_id" or value is None:
        return value
    (parent,) = row_type.__table__.columns[home].foreign_keys
    return _home(rows, f"{parent.column.table.name}:{value}")


def assert_nothing_lost(world: World) -> None:
    """What is shown was not overwritten knowingly; what is not shown is in a report."""
    written = writings(world["city"])
    shown: dict[tuple[str, str], Stamp] = {}
    for key, values in world["city"].rows().items():
        table, row = key.split(":")
        for group in (*tables()[table].__sync__.groups, LIFE):
            shown[row, group] = stamp_of(values["sync_v"], group)
    told = reported(world["city"])
    for register, stamps in written.items():
        overwritten = {seen for seen, _ in stamps.values()}
        last = {stamp for stamp in stamps if stamp not in overwritten}
        if register not in shown:
            answer = {"deleted": True}  # the city's, to a row it never took
            unanswered = {stamp for stamp in last if stamps[stamp][1] != answer}
            assert all((register[0], stamp) in told for stamp in unanswered), register
            continue
        top = shown[register]
        assert top not in overwritten, "a value that had been overwritten came back"
        # What led to a row that was handed over may be lost; whoever did so had seen it.
        first = min((top, *_ancestors(stamps, top)))
        for stamp in last - {top}:
            if stamp[0] < first[0]:
                continue
            said = stamps[stamp][1]
            again = any(later > stamp and said == other for later, (_, other) in stamps.items())
            assert again or (register[0], stamp) in told, f"lost without a report: {register}"


def assert_no_false_alarms(world: World) -> None:
    """Nothing that was overwritten by somebody who had it before him is called a conflict."""
    written = writings(world["city"])
    refused = refusals(world["city"])
    for pc in world.pcs.values():
        for one in pc.conflicts():
            row = one.row_id.hex
            if one.kind == "edit":
                found = written[row, one.group].items()
                # Who had only what was refused before him did not have what stood in its place.
                stamps = {stamp: it for stamp, it in found if (row, stamp) not in refused}
                kept, lost = tuple(one.kept["stamp"]), tuple(one.lost["stamp"])
                assert lost not in _ancestors(stamps, kept), f"{pc.name} reports what is none"


def _ancestors(stamps: Writings, stamp: Stamp | None) -> set[Stamp]:
    found: set[Stamp] = set()
    while stamp in stamps and (stamp := stamps[stamp][0]) and stamp not in found:
        found.add(stamp)
    return found


Writings = dict[Stamp, tuple[Stamp | None, dict[str, Any]]]


def writings(pc: PC) -> dict[tuple[str, str], Writings]:
    """Every writing of every register that reached a PC: stamp to what it saw and what it said."""
    found: defaultdict[tuple[str, str], Writings] = defaultdict(dict)
    for segment in pc.all(Segment, Segment.state == "applied"):
        for line in lines.unpack(segment.body):
            for op in lines.read_act(line).ops:
                if op.table in tables():
                    _add(found, op)
    return found


def _add(found: defaultdict[tuple[str, str], Writings], op: lines.Op) -> None:
    seen, left = lines.read_seen(op.before), lines.read_left(op.stamps)
    after = msgspec.json.decode(op.after)
    sync = tables()[op.table].__sync__
    for group in (*sync.groups, LIFE):
        columns = sync.columns_of([group])
        stamp = stamp_of(left, group)
        wrote = seen is None or stamp_of(seen, group) != stamp
        if after.keys() >= set(columns) and wrote:
            before = None if seen is None else stamp_of(seen, group)
            if stamp not in found[op.row, group] or before is not None:
                values = {column: after[column] for column in columns}
                found[op.row, group][stamp] = (before, values)


def reported(pc: PC) -> set[tuple[str, Stamp]]:
    """Row and stamp of every writing that its reports name as not shown."""
    told = {
        (one.row_id.hex, tuple(one.lost["stamp"])) for one in pc.all(Conflict) if one.lost["stamp"]
    }
    return told | refusals(pc)


def refusals(pc: PC) -> set[tuple[str, Stamp]]:
    """Row and stamps of every writing that was refused."""
    found = set()
    for held in pc.all(Held, Held.why == "refused"):
        (op,) = lines.read_act(held.line).ops
        found |= {(op.row, stamp) for stamp in lines.read_left(op.stamps).values()}
    return found


def assert_journal_tells_rows(pc: PC) -> None:
    """Who believes the journal alone sees the rows as they stand, stamps and all."""
    told: Rows = {}
    for entry in pc.journal():
        key = f"{entry.table}:{entry.row_id.hex}"
        if entry.table not in tables():
            continue
        if not entry.stamps:  # an import that had made it was taken back
            told.pop(key, None)
        elif key in told or entry.stamps_before is None:
            told.setdefault(key, {"deleted": False}).update(entry.after, sync_v=entry.stamps)
        # else it answers for a row that was refused and never was here
    shown = {
        key: row
        for key, row in pc.rows().items()
        if stamp_of(row["sync_v"], "*") != (0, 0, "genesis")
    }
    assert told == shown, pc.name


def assert_quiet(world: World, parcels: list[tuple[PC, Any]]) -> None:
    """What was taken in once changes nothing when it comes again."""
    for pc, parcel in parcels:
        pc.take(parcel)  # it may never have come
        before = pc.merged()
        tally = pc.take(parcel)
        assert not tally.rows
        assert not tally.conflict_count
        assert not tally.refused_count
        assert pc.merged() == before


def assert_twins_are_told(world: World) -> None:
    """The city names every two living rows that are alike where no two should be, once."""
    city = world["city"]
    told = [
        frozenset((one.row_id.hex, one.other_id.hex))
        for one in city.conflicts()
        if one.kind == "twin"
    ]
    assert len(told) == len(set(told))
    rows = city.rows()
    for table, row_type in tables().items():
        names = row_type.__sync__.twins
        alike = defaultdict(set)
        for key, row in rows.items():
            if names and key.startswith(f"{table}:") and not row["deleted"]:
                alike[tuple(row[name] for name in names)].add(key.split(":")[1])
        for values, keys in alike.items():
            linked = set().union(*(pair for pair in told if pair <= keys))
            single = len(keys) == 1 or not all(values)
            assert single or linked == keys, f"twins of {table} are not told"
