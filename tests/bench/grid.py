"""The grid at the city's size, and ten times of it."""

from __future__ import annotations

import itertools
import os
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

from jyguide.app import Application
from jyguide.generate.grid_book import GridBook, made_book, write_book
from jyguide.grid.gaps import Gap
from jyguide.place import DATABASE
from jyguide.report.figure import Scope
from tests.bench import floors, grid_visits
from tests.bench.offices import make, opened, state_in
from tests.bench.parts import TEN
from tests.bench.ratio import Growth, Limit, Ratio, bare, compare, least

_TABLES = ("grid_unit", "centre_household", "vanguard_member", "contact_target")
_TIMES = 6
_YEAR = Scope(date(2026, 1, 1), date(2026, 12, 31))
_UNITS = (
    "select id, parent_unit_id, level, name, leader, leader_phone from grid_unit where deleted = 0"
)
_HOUSEHOLDS = (
    "select t.name, t.code, u.name, t.phone, t.address from contact_target t "
    "join grid_unit u on u.id = t.unit_id where t.deleted = 0 and t.kind = 'household'"
)
_ALONE = f"{_HOUSEHOLDS} and t.vanguard_id is null"
_LINKED = (
    "select unit_id, kind, vanguard_id is null, count(*) from contact_target "
    "where deleted = 0 group by 1, 2, 3"
)


def run() -> Iterator[Ratio | Limit]:
    """Lines at the city's size."""
    with tempfile.TemporaryDirectory() as name, state_in(Path(name) / "state"):
        folder = Path(name)
        book = made_book()
        yield from _importing(folder, book)
        with opened(folder / "once") as app:
            yield from _looking(app)
            yield _opening(app)
            yield from grid_visits.run(app)


def growth() -> Iterator[Growth]:
    """The same work on half a million rows."""
    found: list[dict[str, float]] = []
    counts: list[int] = []
    for scale in (1, TEN):
        with tempfile.TemporaryDirectory() as name, state_in(Path(name) / "state"):
            folder = Path(name)
            book = made_book(scale)
            counts.append(book.count)
            write_book(folder / "grid.xlsx", book)
            make(folder / "once")
            with opened(folder / "once") as app:
                began = time.perf_counter()
                app.grid_files.take_in(app.grid_files.plan(folder / "grid.xlsx"))
                taken = {"导入网格": time.perf_counter() - began}
                taken["读网格树"] = least(app.grid_units.tree)
                taken["全部缺口"] = least(app.grid_gaps.counts)
                taken["未联系户逐行"] = least(_alone(app))
                taken["报表的全部数字"] = least(_figures(app))
                found.append(taken | grid_visits.growth(app))
    for what, one in found[0].items():
        yield Growth(what, one, found[1][what], *counts)


def _figures(app: Application) -> Callable[[], object]:
    return lambda: app.report_figures.figures(_YEAR)


def _importing(folder: Path, book: GridBook) -> Iterator[Ratio | Limit]:
    """At most twenty seconds, and six times reading the file and inserting the same rows."""
    source = folder / "grid.xlsx"
    write_book(source, book)
    make(folder / "empty")
    shutil.copytree(folder / "empty", folder / "once")
    began = time.perf_counter()
    with opened(folder / "once") as app:
        app.grid_files.take_in(app.grid_files.plan(source))
    once = time.perf_counter() - began
    rows = _kept_rows(folder / "once" / DATABASE)
    numbers = itertools.count()

    def ours() -> None:
        target = folder / f"ours{next(numbers)}"
        shutil.copytree(folder / "empty", target)
        with opened(target) as app:
            app.grid_files.take_in(app.grid_files.plan(source))

    def floor() -> None:
        target = folder / f"floor{next(numbers)}"
        shutil.copytree(folder / "empty", target)
        _insert(source, target / DATABASE, rows)

    against = compare("导入网格：读表并逐行写入为底", ours, floor, allowed=6, rounds=3)
    yield Limit(f"导入网格 {book.count} 行", once, "s", 20, against.floor)
    yield against


def _kept_rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """The very rows our import writes, journal and all, so that both sides insert the same."""
    marks = ",".join("?" * len(_TABLES))
    with closing(sqlite3.connect(path)) as database:
        kept = {name: database.execute(f"select * from {name}").fetchall() for name in _TABLES}
        kept["journal"] = database.execute(
            f'select * from journal where "table" in ({marks})', _TABLES
        ).fetchall()
    return kept


def _insert(source: Path, path: Path, rows: dict[str, list[tuple[object, ...]]]) -> None:
    from python_calamine import CalamineWorkbook  # noqa: PLC0415 - the floor's own reader

    book = CalamineWorkbook.from_path(str(source))
    read = sum(len(book.get_sheet_by_name(name).to_python()) - 1 for name in book.sheet_names)
    assert read == sum(len(kept) for name, kept in rows.items() if name != "journal")
    with closing(sqlite3.connect(path)) as database:
        database.execute("pragma journal_mode = wal")
        database.execute("pragma synchronous = full")
        for name, kept in rows.items():
            marks = ",".join("?" * len(kept[0]))
            database.executemany(f"insert into {name} values ({marks})", kept)
        database.commit()


def _looking(app: Application) -> Iterator[Limit]:
    """What is missing over the whole city, and the rows behind it."""
    folder = app.place.folder
    counted = bare(floors.read(folder, _LINKED, _UNITS))
    alone = bare(floors.read(folder, _ALONE))
    yield Limit("全市缺口", least(app.grid_gaps.counts) * 1000, "ms", 500, counted)
    yield Limit("全市未联系户逐行", least(_alone(app)) * 1000, "ms", 500, alone)
    taken = least(_figures(app)) * 1000
    yield Limit("全市报表的全部数字", taken, "ms", 500, counted)
    rows = app.report_figures.sources
    opened_rows = least(lambda: rows("households", _YEAR)) * 1000
    behind = bare(floors.read(folder, _HOUSEHOLDS))
    yield Limit("联系农户数字的依据逐行", opened_rows, "ms", 1000, behind)


def _alone(app: Application) -> Callable[[], object]:
    return lambda: app.grid_links.behind_targets(Gap.HOUSEHOLD)


def _opening(app: Application) -> Limit:
    """From making the page until tree, people and counts are painted."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - only this line has a window

    from ui.alerts import DialogAlerts  # noqa: PLC0415
    from ui.changes import ChangeHub  # noqa: PLC0415
    from ui.desk import Desk  # noqa: PLC0415
    from ui.jobs import JobRunner  # noqa: PLC0415
    from ui.start import make_application  # noqa: PLC0415

    qt = QApplication.instance() or make_application(sys.argv[:1])
    desk = Desk(JobRunner(), DialogAlerts(), ChangeHub())
    times = [_open_once(app, desk, qt) for _ in range(_TIMES)]
    desk.jobs.shutdown()
    plain = floors.table_ms(app.place.folder, _UNITS)
    return Limit("打开网格页 7299 个网格", min(times) * 1000, "ms", 200, plain)


def _open_once(app: Application, desk: object, qt: object) -> float:
    from PySide6.QtCore import QEventLoop  # noqa: PLC0415

    from ui.grid.page import GridPage  # noqa: PLC0415
    from ui.grid.tree.tab import GridTab  # noqa: PLC0415

    began = time.perf_counter()
    page = GridPage(desk, app)
    page.resize(1142, 640)
    page.show()
    tab = page.tabs.shown()
    assert isinstance(tab, GridTab)
    while not tab.pane.targets.rows() or desk.jobs.busy:
        # No loop of the program's runs in a bench: the worker's answers are waited for here.
        qt.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    page.grab()
    taken = time.perf_counter() - began
    page.close()
    page.deleteLater()
    qt.processEvents()  # what the closed page still had to say does not fall into the next round
    return taken
