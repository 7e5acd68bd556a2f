"""The work itself, deed by deed; runs in a child that may be killed, or in one long life."""

from __future__ import annotations

import ctypes
import errno
import gc
import random
import resource
import signal
import time
import traceback
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from sqlalchemy import select

from db.models import JournalEntry
from jyguide.backup.reason import Reason
from jyguide.errors import EXPLAINED
from jyguide.place import DATABASE
from tests.bench.window_walk import resident_kilobytes
from tests.jyguide.grid.visiting import lay_grid
from tests.soak import looking
from tests.soak.calendar import DEEDS, Blow, Calendar, Planned
from tests.soak.deeds_exchange import settle
from tests.soak.deeds_people import founding_people
from tests.soak.ledger import COUNTED, EXACT, Event, Ledger
from tests.soak.offices import PCS, Offices, SoakClock
from tests.soak.work import Tell, Work, head_of
from tests.striking import arm

_NUMBERS = {Blow.DISK_FULL: errno.ENOSPC, Blow.DENIED: errno.EACCES}
_PEOPLE = 40
_HOUSEHOLDS, _MEMBERS = 400, 80


class Worker:
    """Opens the offices and does what the calendar says."""

    def __init__(self, room: Path, calendar: Calendar, ledger: Ledger, tell: Tell) -> None:
        self._calendar = calendar
        self._ledger = ledger
        self._told = tell
        self._clock = SoakClock()
        self._offices = _Watched(room, self._clock, self)

    def tell(self, event: Event) -> None:
        """To the model here, and to whoever survives us."""
        self._ledger.take(event)
        self._told(event)

    # -- the beginning

    def found(self) -> None:
        """The offices, the first people, a grid to visit; everybody has the same."""
        self._offices.found()
        work = self._work(Planned("a", "founding"), 0, 0)
        self._baseline("city")
        founding_people(work, _PEOPLE)
        lay_grid(self._offices["a"], _HOUSEHOLDS // 2, _MEMBERS // 2)
        work.tell_head()
        settle(self._work(Planned("city", "settle"), 0, 0))
        self._offices.close_all()
        self._time_opening()

    def _baseline(self, pc: str) -> None:
        """What ships is there without anybody's having made it."""
        with self._offices[pc]._store.read() as session:
            for table in EXACT:
                keys = sorted(looking.living(session, table))
                self.tell({"e": "kept", "pc": "nobody", "table": table, "ids": keys})
            for table in COUNTED:
                count = len(looking.living(session, table))
                self.tell({"e": "kept", "pc": "nobody", "table": table, "count": count})

    # -- the days

    def run(self, after: tuple[int, int]) -> None:
        """From the deed after this one to the last day."""
        for day in range(after[0], self._calendar.days):
            planned = self._calendar.day(day)
            self._clock.move(day)
            if planned:  # else nobody is there
                self._morning()
            for at, one in enumerate(planned):
                if (day, at) > after:
                    self._clock.move(day, at)
                    self._do(one, day, at)
            self._evening(day, planned)

    def _morning(self) -> None:
        """What the window does before the first work of a day."""
        looking.let_a_night_pass(self._offices)
        for pc in self._offices.is_open:
            self._offices[pc].begin_day()
            self._offices[pc].backups.daily()

    def _evening(self, day: int, planned: list[Planned]) -> None:
        if planned and "a" in self._offices.is_open:
            self._offices["a"].backups.ensure(Reason.CLOSING)
        if self._calendar.month_ends(day):
            self._month(day)
        elif day % 7 == 6:
            self._offices.close_all()

    def _do(self, one: Planned, day: int, at: int) -> None:
        self._ready(one.pc)
        self.tell({"e": "begin", "day": day, "at": at, "deed": one.deed})
        before, _ = head_of(self._offices[one.pc])
        with self._struck(one):
            try:
                DEEDS[one.deed](self._work(one, day, at))
            except EXPLAINED as error:
                why = str(getattr(error, "message", error))
                self.tell({"e": "refused", "deed": one.deed, "why": why})
            except Exception:  # noqa: BLE001 - whatever it is, it is a finding
                what = "".join(traceback.format_exc().splitlines(keepends=True)[-8:])
                self.tell({"e": "finding", "what": f"{one} on day {day}, {at}: {what}"})
            else:
                after, _ = head_of(self._offices[one.pc])
                self.tell({"e": "done", "deed": one.deed, "entries": after - before})
        if one.blow is not None:
            self._look_around()

    def _ready(self, pc: str) -> None:
        self._offices[pc]

    def _look_around(self) -> None:
        for pc in sorted(self._ledger.dirty & self._offices.is_open):
            looking.after_a_blow(self._offices, pc, self._ledger, self.tell)

    def _work(self, one: Planned, day: int, at: int) -> Work:
        chance = random.Random(f"{self._calendar.seed}:{day}:{at}:{one.deed}")
        return Work(self._offices, one.pc, chance, self._ledger, self.tell)

    def _time_opening(self) -> None:
        began = time.perf_counter()
        self._offices.open("a")
        self.tell({"e": "opening", "seconds": time.perf_counter() - began})
        self._offices.forget("a")

    # -- blows

    @contextmanager
    def _struck(self, one: Planned) -> Iterator[None]:
        """Let a deed be struck by what the calendar says; a kill from outside is the parent's."""
        folder = self._offices.folder(one.pc)
        with ExitStack() as stack:
            if one.blow is Blow.KILL_AT_STEP:
                arm(folder, one.step)
            elif one.blow is Blow.FILE_LIMIT:
                stack.enter_context(_file_limit((4 + one.step * 8) << 10))
            elif one.blow in _NUMBERS:
                fault = stack.enter_context(_Fault(_NUMBERS[one.blow]))
                arm(folder, one.step, fault, at_commits=False)
            yield
        if one.blow is not None:
            self.tell({"e": "struck", "blow": one.blow.value})

    # -- a month

    def _month(self, day: int) -> None:
        """All is exchanged by now: compare, measure, close, and ask the real command."""
        looking.once_exchanged(self._offices, self._ledger, self.tell)
        measured = {pc: self._measured(pc) for pc in PCS}
        self._offices.close_all()
        for pc in PCS:
            if said := looking.by_command(self._offices, pc):
                self.tell({"e": "finding", "what": f"jyguide check at {pc}: {said}"})
        if day == self._calendar.days - 1:
            self._time_opening()
        gc.collect()
        resident = resident_kilobytes()
        memory = held_kilobytes()
        objects = len(gc.get_objects())
        rows = {table: self._ledger.count(table) for table in (*EXACT, *COUNTED)}
        self.tell(
            {"e": "month", "day": day, "memory": memory, "resident": resident, "objects": objects,
             "pcs": measured, "rows": rows}
        )  # fmt: skip

    def _measured(self, pc: str) -> dict[str, object]:
        app = self._offices[pc]
        with app._store.read() as session:
            entries = len(session.scalars(select(JournalEntry.no)).all())
        folder = self._offices.folder(pc)
        backups = [one.name for one, _ in app.backups._source.rack.sound()]
        return {
            "entries": entries,
            "bytes": (folder / DATABASE).stat().st_size,
            "backups": len(backups),
            "files": sum(path.stat().st_size for path in folder.glob("files/**/*.*")),
        }


def held_kilobytes() -> int:
    """Memory that is in use: what the C library keeps for later is given back first.

    How much that is follows from the largest thing ever done, and so from the size of the data.
    """
    with suppress(OSError, AttributeError):
        ctypes.CDLL("libc.so.6").malloc_trim(0)
    return resident_kilobytes()


class _Watched(Offices):
    """Tells what is opened and closed; looks at what was open when the process was killed."""

    def __init__(self, room: Path, clock: SoakClock, worker: Worker) -> None:
        super().__init__(room, clock)
        self._worker = worker

    def open(self, name: str):
        app = super().open(name)
        worker = self._worker
        worker.tell({"e": "opened", "pc": name})
        if name in worker._ledger.dirty:
            looking.after_a_blow(self, name, worker._ledger, worker.tell)
        return app

    def close(self, name: str) -> None:
        super().close(name)
        self._worker.tell({"e": "closed", "pc": name})

    def forget(self, name: str) -> None:
        super().forget(name)
        self._worker.tell({"e": "closed", "pc": name})


class _Fault:
    """What the system answers while a deed is done, and not later."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._on = True

    def __enter__(self) -> _Fault:
        return self

    def __exit__(self, *_: object) -> None:
        self._on = False

    def __call__(self) -> None:
        if self._on:
            raise OSError(self._number, "struck")


@contextmanager
def _file_limit(most: int) -> Iterator[None]:
    """No file grows beyond this: to SQLite a full disk."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
