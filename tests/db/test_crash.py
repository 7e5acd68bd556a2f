from __future__ import annotations

import sqlite3
import uuid
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from db.engine import Address
from db.models import Action, Person
from tests.db import committing
from tests.db.committing import ROWS
from tests.db.house import Folder, a_person, journalled, open_folder, replayed
from tests.forked import Forked


def run_until(place: Address, replica: str, last: str, count: int) -> list[uuid.UUID]:
    """Kill the program at its nth line of this kind; returns the actions it said it kept."""
    kept: list[uuid.UUID] = []
    seen = 0
    with Forked(committing.main, place, replica) as program:
        for line in program.stdout:
            word, key = line.split()
            kept += [uuid.UUID(key)] if word == "kept" else []
            seen += word == last
            if seen == count:
                program.kill()
                break
        # What it still said before it died counts: the lines are in the pipe.
        kept += [uuid.UUID(line.split()[1]) for line in program.stdout if line[:5] == "kept "]
    return kept


def whole(folder: Folder) -> Counter[uuid.UUID]:
    """Entries of every action in the file, after checking that file and journal agree."""
    if isinstance(folder.place, Path):
        with closing(sqlite3.connect(folder.path)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    entries = folder.journal()
    with folder.store.read() as session:
        actions = set(session.scalars(select(Action.id)))
        assert journalled(session, Person) == replayed(entries)
    assert {entry.action_id for entry in entries} == actions
    return Counter(entry.action_id for entry in entries)


@pytest.mark.parametrize("last", ["begun", "kept"])
def test_after_a_kill_every_action_is_whole_and_none_that_was_kept_is_lost(folder, last):
    folder.store.close()
    kept: list[uuid.UUID] = []
    for count in (1, 2, 4):
        kept += run_until(folder.place, "a1b2c3d4e5f6", last, count)
        found = whole(folder)
        assert set(found.values()) <= {ROWS}
        assert set(kept) <= set(found)
        folder.store.close()
    again = open_folder(folder.place)
    again.add(a_person())
    seqs = [entry.seq for entry in again.journal()]
    assert seqs == list(range(1, len(seqs) + 1))
    again.store.close()
