"""Stations that work in folders of their own and report to the city by file, as in life."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from jyguide.app import Application, open_application
from jyguide.errors import RuleError
from jyguide.folder import NewFolder, create_folder
from jyguide.generate.keys import MadeClock
from jyguide.place import CITY_CODE


def report_by_file(
    city: Application,
    folder: Path,
    station: tuple[str, str],
    clock: MadeClock,
    work: Callable[[Application], None],
) -> None:
    """Make a station's folder, let it in, let it work, and take in what it wrote.

    Args:
        city: The city's folder, opened.
        folder: Where the station's will lie.
        station: Its code and name.
        clock: Of both offices.
        work: What the station does.

    Raises:
        RuleError: something did not arrive, which would be a fault of the program.
    """
    code, name = station
    create_folder(folder, NewFolder(name), clock)
    bundle = folder.parent / f".{code}.file"
    app = open_application(folder, clock)
    try:
        _let_in(city, app, bundle)
        city.sync.export(code, bundle)
        app.sync.take_in(bundle)
        work(app)
        app.sync.export(CITY_CODE, bundle)
        report = city.sync.take_in(bundle)
    finally:
        app.close()
        bundle.unlink(missing_ok=True)
    if report.conflict_count or report.refused_count or report.waiting:
        raise RuleError(
            f"{name}的文件没有完整导入，没有生成样例数据。", hint="请把这句话告诉开发者。"
        )


def _let_in(city: Application, station: Application, file: Path) -> None:
    """By the two files, as in life."""
    reply = file.with_suffix(".reply")
    try:
        code = station.devices.write_request(file)
        station.devices.join(reply, city.devices.accept(file, code, reply))
    finally:
        reply.unlink(missing_ok=True)
