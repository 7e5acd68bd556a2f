"""A program of its own that keeps committing until it is killed: see test_crash.py."""

from __future__ import annotations

from db.engine import Address
from db.models import Person
from tests.db.house import a_person, a_person_row, open_folder

ROWS = 40
"""Entries of every action: half by the session, half in bulk."""


def main(place: Address, replica: str) -> None:
    """Report each action on a line of its own before and after it is kept."""
    folder = open_folder(place, replica=replica)
    while True:
        with folder.begin("循环") as work:
            print("begun", work.action_id.hex, flush=True)  # noqa: T201 - the test reads it
            work.session.add_all([a_person() for _ in range(ROWS // 2)])
            work.session.flush()
            work.add_many(Person, [a_person_row() for _ in range(ROWS // 2)])
            work.commit()
        print("kept", work.action_id.hex, flush=True)  # noqa: T201 - the test reads it
