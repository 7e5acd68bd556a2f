"""Makes a city's data folder full of made-up years, whole or not at all."""

from __future__ import annotations

import shutil
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from db.keys import keys_from
from db.lives import put_setting
from jyguide.app import Application, open_application
from jyguide.demo.fresh import filled_folder
from jyguide.demo.offices import CITY, state_kept_in
from jyguide.errors import RuleError
from jyguide.folder import NewFolder, create_folder
from jyguide.generate.city import CityWork
from jyguide.generate.digest import counts, digests
from jyguide.generate.figures import LEAST, MOST
from jyguide.generate.keys import MadeClock, SeededKeys, at
from jyguide.generate.offices import first_file, take_in
from jyguide.generate.station import Station, Years, stations
from jyguide.generate.work import StationWork
from jyguide.generate.writing import Writer
from jyguide.life import unname
from jyguide.place import DATABASE, MADE_UP
from jyguide.progress import CancelToken, Progress

LAST_DAY = date(2026, 11, 20)
SEED = 20261120


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be made.

    Attributes:
        scale: 1 is the city's own figures.
        last: The day on which everything stands as it is found.
        by_file: Stations keep folders of their own and report by file.
    """

    scale: float = 1.0
    seed: int = SEED
    last: date = LAST_DAY
    by_file: bool = False


@dataclass(frozen=True, slots=True)
class Made:
    """What was made.

    Attributes:
        rows: By table, what ships with the program among them.
        digest: Of all business rows: see `jyguide.generate.digest`.
        journal: Of the journal; another where stations report by file.
        megabytes: Of the city's database.
    """

    stations: int
    rows: dict[str, int]
    digest: str
    journal: str
    megabytes: float


def generate(out: Path, order: Order, progress: Progress, cancel: CancelToken) -> Made:
    """Make ``out/市级``, and with `Order.by_file` a folder a station beside it.

    Raises:
        RuleError: the scale cannot be, or the folder holds something already.
        FileError: it cannot be written; nothing is left behind.
        Cancelled: somebody asked to stop; nothing is left behind.
    """
    if not LEAST <= order.scale <= MOST:
        raise RuleError(
            f"规模 {order.scale:g} 不行，没有生成。", hint=f"请填 {LEAST:g} 到 {MOST:g} 之间的数。"
        )
    with filled_folder(out) as part, state_kept_in(part / ".state"):
        made = _Run(part, order, progress, cancel).run()
        shutil.rmtree(part / ".state", ignore_errors=True)
    return made


class _Run:
    """One run, office by office."""

    def __init__(
        self, folder: Path, order: Order, progress: Progress, cancel: CancelToken
    ) -> None:
        self._folder = folder
        self._order = order
        self._progress = progress
        self._cancel = cancel
        self._seed = f"{order.seed}/{order.scale:g}/{order.last}"
        self._clock = MadeClock(Years(order.last).first)
        self._stations = stations(order.scale, self._seed, order.last)

    def run(self) -> Made:
        folder = self._folder / CITY
        with self._keys("founding"):
            self._tell(0, "正在建立市级数据文件夹")
            create_folder(folder, NewFolder(), self._clock)
            app = open_application(folder, self._clock)
        try:
            self._fill(app)
            self._tell(len(self._stations) + 2, "正在核对")
            found, rows = digests(app._store), counts(app._store)  # noqa: SLF001 - see Writer
        finally:
            app.close()
        size = (folder / DATABASE).stat().st_size / 1e6
        return Made(len(self._stations), rows, found.rows, found.journal, round(size, 1))

    def _fill(self, app: Application) -> None:
        city = CityWork(app, self._clock, Years(self._order.last), self._seed)
        with self._keys("city"):
            papers, rounds = city.papers(), city.rounds()
        works = []
        for done, station in enumerate(self._stations, start=1):
            self._tell(done, f"正在补上{station.name}的三年")
            self._clock.now = at(station.years.first)
            with self._keys(station.code):
                works.append(StationWork(station, rounds, papers))
            self._work(app, station, works[-1])
        self._tell(len(self._stations) + 1, "正在评定和公布名单")
        self._clock.now = at(self._order.last, 18)
        with self._keys("lists"):
            city.conclude(rounds, works)
        self._clock.now = at(self._order.last, 20)
        self._mark(app)

    def _work(self, city: Application, station: Station, work: StationWork) -> None:
        def fill(app: Application) -> None:
            self._clock.now = at(station.years.first)
            with self._keys(f"{station.code} at work"):
                Writer(app, self._clock).keep(work.deeds())

        if not self._order.by_file:
            fill(city)
            return
        folder = self._folder / station.code

        def fill_and_mark(app: Application) -> None:
            fill(app)
            self._mark(app)

        self._clock.now = at(self._order.last, 19)
        with self._keys(f"{station.code} by file"):
            bundle = first_file(city, folder, station, self._clock, fill_and_mark)
            take_in(city, bundle)
        bundle.unlink()

    def _mark(self, app: Application) -> None:
        """Say in the folder that everybody is made up: it lets nobody in and asks nobody."""
        with app._store.begin("标明样例数据") as uow:  # noqa: SLF001 - see Writer
            put_setting(uow.session, MADE_UP, "1")
            uow.commit()
        unname(app._store)  # noqa: SLF001 - as above

    def _keys(self, block: str) -> AbstractContextManager[None]:
        return keys_from(SeededKeys(f"{self._seed}/{block}", self._clock))

    def _tell(self, done: int, text: str) -> None:
        self._cancel.check()
        self._progress.step(done, len(self._stations) + 3, text)
