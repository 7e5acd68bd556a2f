"""A soak in a process of its own, whose memory is its alone.

Not in `__main__`: what a spawned process is to do has to be found by the name of its module.
"""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

from tests.bench.offices import state_in
from tests.soak.calendar import Calendar
from tests.soak.driver import run_whole
from tests.soak.ledger import Ledger

Part = Callable[[Path, Calendar, Ledger], None]


def part_of(room: Path, part: Part, calendar: Calendar, ledger: Ledger) -> None:
    room.mkdir(parents=True)
    with state_in(room / "state"):
        part(room, calendar, ledger)


def begin_apart(room: Path, calendar: Calendar) -> Connection:
    """The long life has a process of its own, whose memory is measured."""
    ours, theirs = multiprocessing.Pipe(duplex=False)
    context = multiprocessing.get_context("spawn")
    context.Process(target=_apart, args=(room, calendar, theirs)).start()
    theirs.close()
    return ours


def _apart(room: Path, calendar: Calendar, told: Connection) -> None:
    ledger, began = Ledger(), time.monotonic()
    part_of(room, run_whole, calendar, ledger)
    told.send((ledger, time.monotonic() - began))
