"""A soak in a process of its own, whose memory is its alone.

Not in `__main__`: what a spawned process is to do has to be found by the name of its module.
"""

from __future__ import annotations

import multiprocessing
import pickle
import time
from collections.abc import Callable
from multiprocessing.context import SpawnProcess
from pathlib import Path

from tests.bench.offices import state_in
from tests.soak.calendar import Calendar
from tests.soak.driver import run_whole
from tests.soak.ledger import Event, Ledger

Hear = Callable[[Event], None]
Part = Callable[[Path, Calendar, Ledger, Hear], None]


def part_of(room: Path, part: Part, calendar: Calendar, ledger: Ledger, hear: Hear) -> None:
    """One of the soaks, in a room of its own; `hear` is told of everything."""
    room.mkdir(parents=True)
    with state_in(room / "state"):
        part(room, calendar, ledger, hear)


def begin_apart(room: Path, calendar: Calendar, kept: Path) -> SpawnProcess:
    """The long life begins; what it has come to lies under `kept` after each month."""
    process = multiprocessing.get_context("spawn").Process(
        target=_apart, args=(room, calendar, kept)
    )
    process.start()
    return process


def come_to(kept: Path) -> tuple[Ledger | None, float]:
    """What the long life has come to so far, and its seconds."""
    if not kept.exists():
        return None, 0.0
    ledger, seconds = pickle.loads(kept.read_bytes())
    return ledger, seconds


def _apart(room: Path, calendar: Calendar, kept: Path) -> None:
    ledger, began = Ledger(), time.monotonic()

    def hear(event: Event) -> None:
        if event["e"] in {"month", "finding"}:
            beside = kept.with_suffix(".new")
            beside.write_bytes(pickle.dumps((ledger, time.monotonic() - began)))
            beside.replace(kept)

    part_of(room, run_whole, calendar, ledger, hear)
