"""Offices that work apart: a city, stations with one PC or more, and a post between them."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

from db.engine import Address, make_engine
from db.keys import fixed_key
from db.merging.parcel import Office
from db.merging.tally import Tally
from db.models import Station
from db.seed import seed
from tests.db.house import MORNING
from tests.db.merging.pc import CITY, PC

STAR = {"city": "", "a": "S07", "b": "S07", "c": "S08"}
PAIR = {"city": "", "a": "S07", "c": "S08"}
WIDE = STAR | {"d": "S08", "e": "S09"}


class World:
    """All PCs, and the post between them."""

    def __init__(
        self,
        template: Path,
        room: Path,
        pcs: Mapping[str, str] = STAR,
        places: Mapping[str, Address] | None = None,
    ) -> None:
        """`pcs` gives name and station of every PC, "" for the city's; `places` databases."""
        self.now = MORNING
        self.room = room
        self.pcs: dict[str, PC] = {}
        for name, station in pcs.items():
            place = (places or {}).get(name) or Path(shutil.copy(template, room / f"{name}.db"))
            if "S09" in pcs.values():
                add_ninth(place)
            self.pcs[name] = PC(self, name, station, place)
        codes = dict.fromkeys(pc.station for pc in self.pcs.values())
        self.offices = {
            code or CITY: Office(
                code or CITY,
                code,
                tuple(pc.device for pc in self.pcs.values() if pc.station == code),
            )
            for code in codes
        }

    def __getitem__(self, name: str) -> PC:
        return self.pcs[name]

    @property
    def stations(self) -> list[PC]:
        """PCs that are none of the city's."""
        return [pc for pc in self.pcs.values() if pc.station]

    def keep_start(self) -> None:
        """Remember everybody's database as it is now."""
        self._start = {name: pc.copy(self.room / f"{name}.start") for name, pc in self.pcs.items()}
        self._started = self.now

    def begin_anew(self) -> None:
        """Go back to what was remembered, everywhere."""
        self.now = self._started
        for name, pc in self.pcs.items():
            pc.replace(self._start[name])
            pc.skew = timedelta()
            pc.old = {}

    def close(self) -> None:
        for pc in self.pcs.values():
            pc.close()

    def exchange(self, *, full: bool = False) -> list[Tally]:
        """The post works for once: every station writes, the city reads and answers all."""
        city = self.pcs["city"]
        tallies = [city.take(pc.write(CITY, full=full)) for pc in self.stations]
        for code in dict.fromkeys(pc.station for pc in self.stations):
            parcel = city.write(code, full=full)
            tallies += [pc.take(parcel) for pc in self.stations if pc.station == code]
        return tallies

    def settle(self, *, full: bool = False) -> None:
        """Exchange until nothing moves any more: after a restore the first round only says so."""
        quiet = 0
        for _ in range(12):
            found = self.exchange(full=full)
            moved = any(tally.rows or tally.segments_applied for tally in found)
            quiet = 0 if moved else quiet + 1
            if quiet == 2:
                return
        raise AssertionError("the exchange does not come to rest")


def add_ninth(place: Address) -> None:
    """A third station."""
    engine = make_engine(place)
    row = {"id": fixed_key("station", "S09"), "code": "S09", "name": "丙站", "position": 9}
    with engine.begin() as connection:
        seed(connection, Station, [row])
    engine.dispose()
