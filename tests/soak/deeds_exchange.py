"""Files between the offices: on time, late, lost, twice, out of order; all at a month's end."""

from __future__ import annotations

import shutil
from pathlib import Path

from jyguide.errors import FileError
from jyguide.sync.row import ImportReport
from tests.soak.offices import STATION_PCS
from tests.soak.work import Work

_LATE = "late"


def exchange(work: Work) -> None:
    """A week's files, up and down; what becomes of each is left to chance."""
    for name in STATION_PCS:
        _carry(work, name, "city")
    _settle_conflicts(work)
    for name in STATION_PCS:
        _carry(work, "city", name)
    for late in sorted(_room(work, _LATE).iterdir()):
        if work.chance.random() < 0.5:
            _take_in(work, late, late.stem.split("-")[0])
            late.unlink(missing_ok=True)


def settle(work: Work) -> None:
    """Everybody writes to the city and reads from it, twice: then all are to have the same."""
    for _ in range(2):
        for name in STATION_PCS:
            _take_in(work, _written(work, name, "city"), "city")
        _settle_conflicts(work)
        for name in STATION_PCS:
            _take_in(work, _written(work, "city", name), name)
    work.tell({"e": "level"})


def take_back_import(work: Work) -> None:
    """The city takes back what a file brought, and takes it in again."""
    name = work.chance.choice(STATION_PCS)
    report = _take_in(work, _written(work, name, "city"), "city")
    if report is None or report.action_id is None:
        return
    history = work.offices["city"].history
    history.undo(report.action_id)
    work.tell({"e": "behind", "pc": "city"})
    undoing = history.latest()
    assert undoing is not None
    history.undo(undoing)
    work.fact("imports taken back and taken in again")


def exchange_by_station(work: Work, name: str) -> None:
    """One PC and the city have all of each other's."""
    for _ in range(2):
        _take_in(work, _written(work, name, "city"), "city")
        _take_in(work, _written(work, "city", name), name)


# -- parts


def _carry(work: Work, sender: str, receiver: str) -> None:
    path = _written(work, sender, receiver)
    fate = work.chance.random()
    if fate < 0.10:
        path.unlink()
        work.fact("files lost")
    elif fate < 0.25:
        shutil.move(path, _room(work, _LATE) / f"{receiver}-{path.name}")
        work.fact("files late")
    else:
        _take_in(work, path, receiver)
        if fate < 0.40:
            again = _take_in(work, path, receiver)
            assert again is None or again.brings_nothing, again
            work.fact("files twice")
        path.unlink(missing_ok=True)


def _written(work: Work, sender: str, receiver: str) -> Path:
    app = work.offices[sender]
    number = len(list(_room(work, "stick").iterdir()))
    target = _room(work, "stick") / f"{sender}-{receiver}-{work.today}-{number}.jysync"
    path = app.sync.export(work.offices.code(receiver), target).path
    work.fact("files written")
    return path


def _take_in(work: Work, path: Path, receiver: str) -> ImportReport | None:
    """A file that is none of this life any more is refused with a sentence, and that is right."""
    try:
        report = work.offices[receiver].sync.take_in(path)
    except FileError:
        work.fact("files refused")
        return None
    work.fact("files taken in")
    work.fact("changes taken over", report.applied)
    work.fact("conflicts", report.conflict_count)
    if report.refused_count:
        work.fact("changes refused", report.refused_count)
    return report


def _settle_conflicts(work: Work) -> None:
    city = work.offices["city"]
    for conflict in city.sync.conflicts()[:3]:
        if conflict.id is not None and conflict.can_swap:
            city.sync.settle(conflict.id, swap=work.chance.random() < 0.5)
            work.fact("conflicts settled")


def _room(work: Work, name: str) -> Path:
    room = work.offices.room / name
    room.mkdir(exist_ok=True)
    return room
