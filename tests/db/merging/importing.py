"""A program of its own that takes files in until it is killed: see test_killed.py."""

from __future__ import annotations

import pickle
import uuid
from pathlib import Path

from db.journal import Origin
from db.merging import intake
from db.merging.parcel import Office, take_parcel
from tests.db.house import open_folder

STEP = 40
"""Changes decided on at once, so that there is much to be killed between."""


def main(path: Path, parcels: Path) -> None:
    """Say before every import, at its every step and after it where one is."""
    intake.STEP = STEP
    sender, device, found = pickle.loads(parcels.read_bytes())
    folder = open_folder(path, "")
    folder.store._origin = Origin("", uuid.UUID(int=1), device, "")
    for parcel in found:
        with folder.begin("导入") as work:
            say("begun")
            take_parcel(work.session, parcel, Office(*sender), "", lambda _rows: say("step"))
            say("taken")
            work.commit()
        say("kept")
    folder.store.close()


def say(word: str) -> None:
    print(word, flush=True)  # noqa: T201 - the test reads it
