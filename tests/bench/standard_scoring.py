"""Scoring on site: a sheet opened, and the way from an answer to the next criterion painted."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from functools import partial
from statistics import median

from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtWidgets import QApplication, QWidget

from jyguide.app import Application
from jyguide.ids import InspectionId
from jyguide.standard.kinds import Phase
from tests.bench import floors
from tests.bench.ratio import Limit, seconds
from tests.bench.standard_round import MadeRound
from ui.alerts import DialogAlerts
from ui.changes import ChangeHub
from ui.desk import Desk
from ui.jobs import JobRunner
from ui.page import Page
from ui.standard.scoring.screen import ScoringScreen
from ui.start import make_application

_TIMES = 9
_BARE = "select name, township, kind, position from round_branch"
_WAITING = QEventLoop.ProcessEventsFlag.WaitForMoreEvents
"""A loop that spins would hold up the worker."""


def run(app: Application, made: MadeRound) -> Iterator[Limit]:
    """A sheet under 100 ms, an answer in time for the next picture of a screen of 60 hertz."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    qt = QApplication.instance() or make_application(sys.argv[:1])
    page = Page()
    page.resize(1142, 640)
    desk = Desk(JobRunner(), DialogAlerts(), ChangeHub())
    screen = ScoringScreen(desk, app, page)
    page.layout_.addWidget(screen)
    page.show()
    settle = partial(_settle, qt, desk)
    keys = [_begun(app, made, at) for at in range(_TIMES)]
    opened = [_opened(screen, (page, desk, qt), key) for key in keys]
    plain = floors.table_ms(app.place.folder, f"{_BARE} limit {len(made.criteria)}")
    title = f"打开打分页（{len(made.criteria)} 项）"
    yield Limit(title, median(opened[1:]) * 1000, "ms", 100, plain)
    answered = list(_answers(screen, page, settle))
    redrawn = floors.repainted_ms(page.width(), page.height())
    yield Limit("打分：从作答到下一条画出", median(answered) * 1000, "ms", 16, redrawn)
    desk.jobs.shutdown()
    page.close()


def growth(app: Application, made: MadeRound) -> dict[str, float]:
    """Seconds to find the next branch nobody has looked at."""
    key = _begun(app, made, 0)
    found = [seconds(lambda: app.inspections.following(key)) for _ in range(_TIMES)]
    return {"打分：找下一个支部": median(found)}


def _begun(app: Application, made: MadeRound, at: int) -> InspectionId:
    """An open inspection; a correction where the branch has been inspected."""
    branch = made.branches[-1 - at]
    done = [
        row
        for row in app.inspections.of_branch(branch)
        if row.phase is Phase.SPOT_ACCEPTANCE and row.completed_at is not None
    ]
    if done:
        return app.inspections.correct(done[0].id)
    return app.inspections.begin(made.round_id, branch, Phase.SPOT_ACCEPTANCE, "陈明")


def _answers(screen: ScoringScreen, page: QWidget, settle: Callable[[], None]) -> Iterator[float]:
    entries = screen.entries
    assert entries is not None
    screen.board.go(0)
    for one in entries.criteria[:-1]:

        def answer(points: int = one.points) -> None:
            screen.board.pane.answers.given.emit(points)
            screen.board.step(1)
            page.repaint()

        yield seconds(answer)
        settle()


def _opened(
    screen: ScoringScreen, around: tuple[QWidget, Desk, QCoreApplication], key: InspectionId
) -> float:
    """Until it is painted; what was often written is counted after that."""
    page, desk, qt = around

    def work() -> None:
        screen.open(key)
        while screen.entries is None or screen.entries.sheet.row.id != key:
            qt.processEvents(_WAITING)  # the sheet comes by the queue
        page.grab()

    _settle(qt, desk)  # else it stands in line behind what was begun after the last one
    return seconds(work)


def _settle(qt: QCoreApplication, desk: Desk) -> None:
    while desk.jobs.busy:
        qt.processEvents(_WAITING)  # what the worker still does would be measured too
    qt.processEvents()  # and so would its answer
