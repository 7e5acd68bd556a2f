"""A city that lets PCs in one after another, as they come to be needed."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from jyguide.app import Application, open_application
from jyguide.folder import NewFolder, create_folder
from jyguide.place import CITY_CODE
from jyguide.sync.row import ImportReport
from tests.jyguide.builders import SettableClock


@dataclass
class GrowingOffices:
    """The PCs by name, and the stick that goes between them."""

    root: Path
    clock: SettableClock
    apps: dict[str, Application] = field(default_factory=dict)

    @property
    def city(self) -> Application:
        return self.apps["city"]

    def found(self, name: str, station: str = "", letter: str = "A") -> Application:
        """Make a folder and open it; a station is let in by the city."""
        create_folder(self.root / name, NewFolder(station, letter), self.clock)
        app = self.open(name)
        if station:
            request, reply = self.stick("a.jyreq"), self.stick("a.jycert")
            code = app.devices.write_request(request)
            app.devices.join(reply, self.city.devices.accept(request, code, reply))
        return app

    def open(self, name: str) -> Application:
        """Open a folder that is there."""
        self.apps[name] = open_application(self.root / name, self.clock)
        return self.apps[name]

    def stick(self, name: str) -> Path:
        folder = self.root / "stick"
        folder.mkdir(exist_ok=True)
        return folder / name

    def up(self, name: str) -> ImportReport:
        """A station's file reaches the city."""
        report = self.apps[name].sync.export(CITY_CODE, self.stick(f"{name}.jysync"))
        return self.city.sync.take_in(report.path)

    def down(self, name: str) -> ImportReport:
        """The city's file reaches a PC."""
        app = self.apps[name]
        target = self.stick(f"to-{name}.jysync")
        report = self.city.sync.export(app.place.station_code, target)
        return app.sync.take_in(report.path)

    def close(self) -> None:
        for app in self.apps.values():
            app.close()
