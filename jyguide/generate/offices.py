"""Stations that work in folders of their own and report to the city by file, as in life."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from jyguide.app import Application, open_application
from jyguide.errors import RuleError
from jyguide.folder import NewFolder, create_folder
from jyguide.generate.keys import MadeClock
from jyguide.generate.station import Station
from jyguide.place import CITY_CODE


def first_file(
    city: Application,
    folder: Path,
    station: Station,
    clock: MadeClock,
    work: Callable[[Application], None],
) -> Path:
    """Make a station's folder, let it in, tell it what is for all, and let it work and report.

    Args:
        city: The city's folder, opened.
        folder: Where the station's will lie.
        station: Which.
        clock: Of both offices.
        work: What the station does.

    Returns:
        The file it wrote for the city, beside its folder; nobody has taken it in.
    """
    create_folder(folder, NewFolder(station.name), clock)
    bundle = folder.parent / f".{station.code}.file"
    app = open_application(folder, clock)
    try:
        _let_in(city, app, bundle)
        city.sync.export(station.code, bundle)
        app.sync.take_in(bundle)
        work(app)
        app.sync.export(CITY_CODE, bundle)
    finally:
        app.close()
    return bundle


def take_in(city: Application, bundle: Path) -> None:
    """Have the city take a station's file in, all of it.

    Raises:
        RuleError: something did not arrive, which would be a fault of the program.
    """
    report = city.sync.take_in(bundle)
    agree = all(total.agrees for total in report.after)
    if report.conflict_count or report.refused_count or report.waiting or not agree:
        raise RuleError(
            f"{report.sender}的文件没有完整导入，没有生成样例数据。",
            hint="请把这句话告诉开发者。",
        )


def _let_in(city: Application, station: Application, file: Path) -> None:
    """By the two files, as in life."""
    reply = file.with_suffix(".reply")
    try:
        code = station.devices.write_request(file)
        station.devices.join(reply, city.devices.accept(file, code, reply))
    finally:
        reply.unlink(missing_ok=True)
