"""The soak from outside: lives of a child that is killed and begun again, or one long life."""

from __future__ import annotations

import importlib
import json
import os
import pkgutil
import random
import select
import signal
import sys
import time
import traceback
from collections.abc import Callable
from functools import partial
from pathlib import Path

import db
import jyguide
from tests.soak.calendar import KILLS, Blow, Calendar
from tests.soak.ledger import Event, Ledger
from tests.soak.worker import Worker

_LOADED = (db, jyguide)
_ENOUGH = 200
"""Findings after which it is no use to go on."""
_LATEST = 0.6
"""Seconds after the beginning of a deed within which a kill comes."""


def load_everything() -> None:
    """What a child would load when it first needs it is there for all of them."""
    for package in _LOADED:
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if "migrations" not in module.name and not module.name.endswith("__main__"):
                importlib.import_module(module.name)


def run_killed(
    room: Path, calendar: Calendar, ledger: Ledger, hear: Callable[[Event], object]
) -> None:
    """All days in a child that dies where the calendar says, until one comes to the end."""
    life = partial(_Life, room, calendar, ledger, hear)
    if life(founding=True).live() != 0:
        ledger.findings.append("the offices could not be founded")
        return
    while len(ledger.findings) < _ENOUGH:
        code = life().live()
        ledger.killed()
        if code == 0:
            return
        if code != -signal.SIGKILL:
            ledger.findings.append(f"the process ended with {code} at {ledger.at}")
            ledger.at = (ledger.at[0], ledger.at[1] + 1)
        else:
            ledger.facts["kills"] += 1


def run_whole(
    room: Path, calendar: Calendar, ledger: Ledger, hear: Callable[[Event], object]
) -> None:
    """All days in this very process."""

    def told(event: Event) -> None:
        say_on_the_way("whole", event)
        hear(event)

    worker = Worker(room, calendar, ledger, told)
    worker.found()
    worker.run((0, -1))


def say_on_the_way(part: str, event: Event) -> None:
    """Months and findings as they come, for whoever waits."""
    if event["e"] == "month":
        sys.stderr.write(f"{part}: day {event['day'] + 1}, {event['memory'] // 1024} MB\n")
    elif event["e"] == "finding":
        sys.stderr.write(f"{part}: {event['what']}\n")
    sys.stderr.flush()


class _Life:
    """One child from its birth to its end."""

    def __init__(
        self,
        room: Path,
        calendar: Calendar,
        ledger: Ledger,
        hear: Callable[[Event], object],
        *,
        founding: bool = False,
    ) -> None:
        self._room = room
        self._calendar = calendar
        self._ledger = ledger
        self._hear = hear
        self._founding = founding
        self._kill_at: float | None = None

    def live(self) -> int:
        """0 where it came to the end of its days; else minus the signal that killed it."""
        reading, writing = os.pipe()
        sys.stdout.flush()
        child = os.fork()
        if child == 0:
            os.close(reading)
            self._be_the_child(writing)
        os.close(writing)
        self._listen(child, reading)
        os.close(reading)
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])

    def _be_the_child(self, writing: int) -> None:
        code = 1
        try:
            worker = Worker(self._room, self._calendar, self._ledger, lambda e: _say(writing, e))
            if self._founding:
                worker.found()
            else:
                worker.run(self._ledger.at)
            code = 0
        except BaseException:  # noqa: BLE001 - it would not be told otherwise
            traceback.print_exc()
        finally:
            sys.stderr.flush()
            os._exit(code)

    def _listen(self, child: int, reading: int) -> None:
        """Take what it says into the model; a line that is cut off was never said."""
        rest = b""
        while True:
            ready, _, _ = select.select([reading], [], [], self._patience())
            if not ready:
                os.kill(child, signal.SIGKILL)
                self._kill_at = None
                continue
            part = os.read(reading, 1 << 16)
            if not part:
                return
            *lines, rest = (rest + part).split(b"\n")
            for line in lines:
                self._heard(json.loads(line))

    def _heard(self, event: Event) -> None:
        self._ledger.take(event)
        say_on_the_way("killed", event)
        self._hear(event)
        if event["e"] == "begin":
            self._aim(event["day"], event["at"])
        elif event["e"] in ("done", "refused"):
            self._kill_at = self._kill_at and min(self._kill_at, time.monotonic())

    def _aim(self, day: int, at: int) -> None:
        one = self._calendar.day(day)[at]
        if one.blow in KILLS:
            self._ledger.facts[one.blow.value] += 1
        if one.blow is Blow.KILL_SOMETIME:
            wait = random.Random(f"{self._calendar.seed}:{day}:{at}").uniform(0, _LATEST)
            self._kill_at = time.monotonic() + wait

    def _patience(self) -> float | None:
        return None if self._kill_at is None else max(0.0, self._kill_at - time.monotonic())


def _say(writing: int, event: Event) -> None:
    os.write(writing, json.dumps(event, ensure_ascii=False).encode() + b"\n")
