"""The composition root: a data folder opened, and the services over it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from db.errors import StorageError
from db.models import Person
from db.uow import Store
from jyguide.access.permits import Permits
from jyguide.bad_luck.clock_doubt import clock_doubt
from jyguide.bad_luck.leftovers import Stay, begin_stay
from jyguide.bad_luck.whereabouts import network_notice
from jyguide.clock import Clock, system_clock
from jyguide.errors import FileError
from jyguide.folder import OpenedFolder, open_folder
from jyguide.life import check_life, has_root, last_kept, needs_catching_up, write_mark
from jyguide.people.service.derived import renew_derived
from jyguide.people.service.moving import settle_due
from jyguide.place import Place
from jyguide.vault.key_file import load_key_file
from jyguide.vault.login import Login
from jyguide.wiring.day import DayServices


@dataclass(frozen=True)
class Application(DayServices):
    """Everything the window and the command line work with.

    A field of work is loaded when it is first asked for: loading them all takes longer than
    reading what the first page shows.
    """

    place: Place
    clock: Clock
    permits: Permits
    _store: Store
    _stay: Stay | None = None

    def begin_day(self) -> int:
        """Carry out the moves whose day has come; returns how many people were moved."""
        return settle_due(self._store, self.place, self.clock)

    def last_kept(self) -> datetime | None:
        """When this PC last kept anything here; None where it never did."""
        return last_kept(self._store)

    def cautions(self) -> list[str]:
        """What must be said of this PC itself: its clock cannot be right, its drive may go."""
        said = (
            clock_doubt(self.clock(), self.last_kept()),
            network_notice(self.place.folder),
        )
        return [sentence for sentence in said if sentence]

    def close(self) -> None:
        """Let go of the database, and of what only this run needed."""
        try:
            if "attachments" in vars(self):  # nothing was opened or removed without it
                self.attachments.leave()
            write_mark(self._store)
        finally:  # on a drive that is gone too
            _mark_practice(self.place, leaving=True)
            self._store.close()
            if self._stay is not None:
                self._stay.end()


def open_application(
    folder: Path, clock: Clock = system_clock, login: Login | None = None
) -> Application:
    """Open a data folder and wire the services over it.

    Args:
        folder: Where it is.
        clock: Tells every service the moment.
        login: Who has opened it, where it is shut.

    Raises:
        StationError: there is no station in the folder, or it is damaged.
        StorageError: the database is newer than the program, or cannot be opened.
        RuleError: the folder lies on a stick, or another PC is at work in it.
    """
    login = _with_keys_of_now(folder, login)
    stay = begin_stay(folder)
    opened = None
    try:
        opened = open_folder(folder, clock, login)
        return _wired(opened, clock, stay)
    except BaseException:
        if opened is not None:
            opened.store.close()
        if stay is not None:
            stay.end()
        raise


def _with_keys_of_now(folder: Path, login: Login | None) -> Login | None:
    """Go on with a change of keys that was asked for, or that a power cut stopped.

    Older keys go once nothing is under them any more.
    """
    if login is None:
        return None
    if not load_key_file(folder).change and len(login.ring.database) == 1:
        return login
    from jyguide.protection.service.changing import go_on  # noqa: PLC0415 - seldom needed

    return go_on(folder, login, files_later=True)


def _wired(opened: OpenedFolder, clock: Clock, stay: Stay | None) -> Application:
    store, place = opened.store, opened.place
    check_life(store)
    store.derive(Person, _derived)
    app = Application(place=place, clock=clock, permits=opened.permits, _store=store, _stay=stay)
    if place.is_city and not has_root(store):
        app.devices.begin_city()
    with suppress(StorageError, FileError):  # a full disk shuts nobody out: it is done next time
        app.begin_day()
        app._renew_recovery()  # noqa: SLF001 - what no service but this root can know
    renew_derived(store)
    if needs_catching_up(store):
        app.sync.catch_up()
    store.ask(opened.permits.guard)  # what the program does by itself is done by now
    _mark_practice(place)
    return app


def _mark_practice(place: Place, *, leaving: bool = False) -> None:
    """What is printed from here says that everybody is made up, where that is so."""
    if not place.practice:
        return
    from jyguide.documents.practice_mark import PRACTICE  # noqa: PLC0415 - seldom needed

    (PRACTICE.end if leaving else PRACTICE.begin)(place.folder)


def _derived(person: Mapping[str, Any]) -> dict[str, str]:
    """What reads names is loaded when the first is written."""
    from jyguide.people.service.derived import derived  # noqa: PLC0415 - as it says

    return derived(person)
