"""How soon an answer is on the disk and the next item on the screen, in the real exam window."""

from __future__ import annotations

import os
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from jyguide.app import Application
from jyguide.bank.item import ItemKind
from jyguide.exam.composing.blueprint import Blueprint, BlueprintLine
from jyguide.exam.marking.mark import MarkingRule
from jyguide.exam.paper import BlueprintPlan
from jyguide.exam.row import Given, Pace, Sitting
from tests.bench.offices import make, opened, state_in
from tests.bench.ratio import Limit, Ratio, Unmeasured, compare_seconds
from tests.ui.exam.exam_room import ExamRoom, open_room

ANSWERS = 60
ACKNOWLEDGED_MS = 20
FRAME_MS = 16
PLAN = BlueprintPlan(
    "长卷",
    Blueprint(
        (BlueprintLine(ItemKind.SINGLE, 40, 10), BlueprintLine(ItemKind.MULTIPLE, 30, 10)),
        420,
        90,
        shuffle_options=True,
    ),
    MarkingRule(),
)


def run() -> Iterator[Ratio | Limit | Unmeasured]:
    """An answer kept at most 15 times a bare commit; both medians of the window as promised."""
    with (
        tempfile.TemporaryDirectory() as name,
        state_in(Path(name) / "state"),
        opened(make(Path(name) / "station", "周庄镇")) as app,
    ):
        room = open_room(app, PLAN)
        against = _against_a_commit(app, room, Path(name))
        yield against
        yield from _in_the_window(app, room, against.floor)


def _against_a_commit(app: Application, room: ExamRoom, folder: Path) -> Ratio:
    sitting = room.begin("仇小雨")
    turns = iter(range(1_000_000))
    bare = sqlite3.connect(folder / "bare.db", isolation_level=None)
    try:
        for pragma in ("journal_mode=WAL", "synchronous=FULL"):
            bare.execute(f"PRAGMA {pragma}")
        bare.execute("CREATE TABLE answer (id BLOB PRIMARY KEY, response TEXT) WITHOUT ROWID")
        return compare_seconds(
            f"存入一个答案（{ANSWERS} 个的中位数）",
            lambda: _median(lambda: _answer(app, sitting, next(turns))),
            lambda: _median(lambda: _bare_answer(bare, next(turns))),
            allowed=15,
            rounds=6,
        )
    finally:
        bare.close()


def _answer(app: Application, sitting: Sitting, turn: int) -> None:
    place = sitting.places[turn % len(sitting.places)]
    given = Given(place.id, "AB"[turn // len(sitting.places) % 2])
    app.sittings.record(sitting.attempt_id, given, Pace(turn, sitting.holder))


def _bare_answer(bare: sqlite3.Connection, turn: int) -> None:
    bare.execute("BEGIN IMMEDIATE")
    bare.execute("INSERT OR REPLACE INTO answer VALUES (?, ?)", (turn.to_bytes(16), "A"))
    bare.execute("COMMIT")


def _in_the_window(
    app: Application, room: ExamRoom, commit: float
) -> Iterator[Limit | Unmeasured]:
    names = ("答案从按键到存入（中位数）", "下一题从按键到画出（中位数）")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    try:
        from tests.bench import floors  # noqa: PLC0415 - there may be no Qt
        from tests.bench.exam_window import walk  # noqa: PLC0415
    except ImportError as error:
        yield from (Unmeasured(name, str(error)) for name in names)
        return
    acknowledged, shown = walk(app, room, ANSWERS)
    yield Limit(
        names[0], statistics.median(acknowledged) * 1000, "ms", ACKNOWLEDGED_MS, commit * 1000
    )
    plain = floors.repainted_ms(1920, 1080)
    yield Limit(names[1], statistics.median(shown) * 1000, "ms", FRAME_MS, plain)


def _median(once: Callable[[], None]) -> float:
    return statistics.median(_timed(once) for _ in range(ANSWERS))


def _timed(once: Callable[[], None]) -> float:
    start = time.perf_counter()
    once()
    return time.perf_counter() - start
