"""Opening the page of a round: from the click in the navigation until its branches are painted."""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtWidgets import QApplication

from jyguide.app import Application
from tests.bench import floors
from tests.bench.ratio import Limit, seconds
from tests.bench.standard_round import MadeRound
from ui.alerts import DialogAlerts
from ui.changes import ChangeHub
from ui.desk import Desk
from ui.jobs import JobRunner
from ui.standard.page import StandardPage
from ui.standard.rounds.tab import OverviewTab
from ui.start import make_application

_ROUNDS = 9
_BARE = (
    "select name, township, kind, position, "
    "(select json_extract(result, '$.total') from inspection i where i.branch_key = b.id limit 1) "
    "from round_branch b where deleted = 0"
)
_WAITING = QEventLoop.ProcessEventsFlag.WaitForMoreEvents


def run(app: Application, made: MadeRound) -> Iterator[Limit]:
    """At most 200 ms, the page's own widgets made anew each time."""
    opened = _opened(app, len(made.branches))
    plain = floors.table_ms(app.place.folder, _BARE)
    yield Limit(f"打开轮次页 {len(made.branches)} 个支部", opened * 1000, "ms", 200, plain)


def growth(app: Application, made: MadeRound) -> dict[str, float]:
    """Reading and putting together what the page shows, and the page until it is painted."""
    read = [seconds(lambda: app.rounds.overview(made.round_id)) for _ in range(_ROUNDS)]
    opened = _opened(app, len(made.branches))
    return {"读轮次总览": statistics.median(read[1:]), "打开轮次页": opened}


def _opened(app: Application, count: int) -> float:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    qt = QApplication.instance() or make_application(sys.argv[:1])
    desk = Desk(JobRunner(), DialogAlerts(), ChangeHub())
    times = [_open_once(app, desk, count, qt) for _ in range(_ROUNDS)]
    desk.jobs.shutdown()
    return statistics.median(times[1:])


def _open_once(app: Application, desk: Desk, count: int, qt: QCoreApplication) -> float:
    start = time.perf_counter()
    page = StandardPage(desk, app)
    page.resize(1142, 640)
    page.show()
    tab = page.tabs.shown()
    assert isinstance(tab, OverviewTab)
    while len(tab.table.rows()) < count or desk.jobs.busy:
        qt.processEvents(_WAITING)  # a loop that spins would hold up the worker
    page.grab()
    taken = time.perf_counter() - start
    page.close()
    page.deleteLater()
    qt.processEvents()  # the page goes before the next is measured
    return taken
