"""The composition root: a data folder opened, and the services over it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from db.uow import Store
from jyguide.bank.service import BankService
from jyguide.certificate.service import CertificateService
from jyguide.clock import Clock, system_clock
from jyguide.exam.service import PaperService, ResultService, SittingService
from jyguide.folder import open_folder
from jyguide.history.service import HistoryService
from jyguide.people.service import PeopleService
from jyguide.place import Place
from jyguide.sync.service import DeviceService, SyncService, UpkeepService
from jyguide.sync.service.life import check_life, write_mark
from jyguide.training.service import TrainingService


@dataclass(frozen=True, slots=True)
class Application:
    """Everything the window and the command line work with."""

    place: Place
    clock: Clock
    people: PeopleService
    bank: BankService
    training: TrainingService
    papers: PaperService
    sittings: SittingService
    results: ResultService
    certificates: CertificateService
    history: HistoryService
    sync: SyncService
    devices: DeviceService
    upkeep: UpkeepService
    _store: Store

    def close(self) -> None:
        """Let go of the database."""
        write_mark(self._store)
        self._store.close()


def open_application(folder: Path, clock: Clock = system_clock) -> Application:
    """Open a data folder and wire the services over it.

    Raises:
        StationError: there is no station in the folder, or it is damaged.
        StorageError: the database is newer than the program, or cannot be opened.
    """
    store, place = open_folder(folder, clock)
    check_life(store)
    people = PeopleService(store, place, clock)
    bank = BankService(store, place)
    training = TrainingService(store, place, clock, people)
    papers = PaperService(store, place, bank)
    sittings = SittingService(store, place, clock, people, training, papers)
    results = ResultService(store, clock, people, papers, sittings)
    sync = SyncService(store, place, clock)
    devices = DeviceService(store, place, clock)
    devices.begin_city()
    sync.catch_up()
    return Application(
        place=place,
        clock=clock,
        people=people,
        bank=bank,
        training=training,
        papers=papers,
        sittings=sittings,
        results=results,
        certificates=CertificateService(store, place, people, training, sittings, results),
        history=HistoryService(store),
        sync=sync,
        devices=devices,
        upkeep=UpkeepService(store, place, clock),
        _store=store,
    )
