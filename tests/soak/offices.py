"""The city and a station's two PCs, each in a shut folder, opened as the window opens them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path

from jyguide.app import Application, open_application
from jyguide.backup.reason import Reason
from jyguide.errors import RuleError
from jyguide.folder import NewFolder, create_folder, look_closely
from jyguide.place import CITY_CODE
from jyguide.vault.login import Login, log_in_by_name

START = date(2027, 1, 4)
STATION = "周庄镇"
PCS = {"city": ("", "A"), "a": (STATION, "A"), "b": (STATION, "B")}
STATION_PCS = ("a", "b")
HEADS = {"city": "市级负责人甲", "a": "阿卜杜拉·买买提", "b": "尉迟小雨"}
_FIRST_SECRET = "春风又绿江南岸1"
_MORNING = time(8, tzinfo=timezone(timedelta(hours=8)))


class SoakClock:
    """Stands at a place of a day until it is moved, and ticks a millisecond at every look."""

    def __init__(self) -> None:
        self.now = datetime.combine(START, _MORNING)

    def __call__(self) -> datetime:
        self.now += timedelta(milliseconds=1)
        return self.now

    def move(self, day: int, at: int = 0) -> None:
        """To a deed of a day; never back, since a PC's clock does not go back by itself."""
        meant = datetime.combine(START, _MORNING) + timedelta(days=day, minutes=5 * at)
        self.now = max(self.now + timedelta(seconds=1), meant)

    @property
    def today(self) -> date:
        return self.now.date()


class Offices:
    """Three PCs over folders of one room; each is opened when it is first asked for."""

    def __init__(self, room: Path, clock: SoakClock) -> None:
        self.room = room
        self.clock = clock
        self.logins: dict[str, Login] = {}
        self._open: dict[str, Application] = {}

    def found(self) -> None:
        """Make the folders and let the station's PCs in."""
        for name, (station, letter) in PCS.items():
            new = NewFolder(station, letter, HEADS[name], _FIRST_SECRET)
            create_folder(self.folder(name), new, self.clock)
        for name in STATION_PCS:
            request, reply = self.room / f"{name}.jyreq", self.room / f"{name}.jycert"
            code = self[name].devices.write_request(request)
            answer = self["city"].devices.accept(request, code, reply)
            self[name].devices.join(reply, answer)

    def __getitem__(self, name: str) -> Application:
        return self._open.get(name) or self.open(name)

    def open(self, name: str) -> Application:
        """As the window does: log in, look at the file, open, back up before merges and daily."""
        folder = self.folder(name)
        login = self._logged_in(name)
        look_closely(folder, login)
        app = open_application(folder, self.clock, login)
        self._open[name] = app
        assert app.place.vault is not None
        self.logins[name] = replace(login, ring=app.place.vault.ring)  # its keys may be new
        app.backups.attend()
        app.backups.daily()
        return app

    def close(self, name: str) -> None:
        """As the window does: what has changed is backed up first."""
        app = self._open.pop(name, None)
        if app is None:
            return
        try:
            app.backups.ensure(Reason.CLOSING)
        finally:
            app.close()

    def close_all(self) -> None:
        for name in list(self._open):
            self.close(name)

    def forget(self, name: str) -> None:
        """Close without a backup, as before a restored database is opened anew."""
        app = self._open.pop(name, None)
        if app is not None:
            app.close()

    def folder(self, name: str) -> Path:
        return self.room / name

    def code(self, name: str) -> str:
        return CITY_CODE if name == "city" else self[name].place.station_code

    @property
    def is_open(self) -> frozenset[str]:
        return frozenset(self._open)

    # -- secrets

    def secrets(self, name: str) -> list[str]:
        """What opens a folder, the newest last; a change that a kill cut short leaves two."""
        kept = self._secret_file(name)
        return json.loads(kept.read_text("utf-8")) if kept.exists() else [_FIRST_SECRET]

    @contextmanager
    def new_secret(self, name: str, secret: str) -> Iterator[str]:
        """While somebody changes his secret he knows both."""
        former = self._working_secret(name)
        self._secret_file(name).write_text(json.dumps([former, secret]), "utf-8")
        yield former
        self._secret_file(name).write_text(json.dumps([secret]), "utf-8")

    def key_file(self, name: str) -> Path:
        """A file whose first line is the secret, for the command line."""
        target = self.room / f"{name}.secret"
        target.write_text(self._working_secret(name), "utf-8")
        return target

    def _working_secret(self, name: str) -> str:
        self._logged_in(name)
        return self.secrets(name)[0]

    def _logged_in(self, name: str) -> Login:
        secrets = self.secrets(name)
        for secret in reversed(secrets):
            try:
                login = log_in_by_name(self.folder(name), HEADS[name], secret, self.clock)
            except RuleError:
                if secret == secrets[0]:
                    raise
                continue
            self._secret_file(name).write_text(json.dumps([secret]), "utf-8")
            return login
        raise AssertionError

    def _secret_file(self, name: str) -> Path:
        return self.room / f"{name}.secrets.json"
