"""Exams: a hundred items drawn from ten thousand."""

from __future__ import annotations

import itertools
import json
import random
import sqlite3
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from jyguide.app import Application, open_application
from jyguide.bank.item import ItemKind
from jyguide.clock import system_clock
from jyguide.exam.composing.blueprint import Blueprint, BlueprintLine
from jyguide.exam.marking.mark import MarkingRule
from jyguide.exam.paper import BlueprintPlan
from jyguide.folder import NewFolder, create_folder
from jyguide.place import DATABASE
from tests.bench.bank_items import write_items
from tests.bench.ratio import Limit, Ratio, bare, compare, seconds

COUNT = 10_000
ROUNDS = 7
LINES = (
    BlueprintLine(ItemKind.SINGLE, 40, 10),
    BlueprintLine(ItemKind.SINGLE, 10, 10, "第3章"),
    BlueprintLine(ItemKind.MULTIPLE, 15, 10, "第1章"),
    BlueprintLine(ItemKind.MULTIPLE, 5, 10, "", 3),
    BlueprintLine(ItemKind.TRUE_FALSE, 30, 10),
)
PLAN = BlueprintPlan(
    "百题卷",
    Blueprint(LINES, 600, 90, shuffle_options=True, avoid_papers=3),
    MarkingRule(),
)


def run() -> Iterator[Ratio | Limit]:
    """Every line of this bench; a function for each thing that is measured."""
    with tempfile.TemporaryDirectory() as name:
        yield from drawing(Path(name))


def drawing(room: Path) -> Iterator[Ratio | Limit]:
    """A blueprint of 100 items over 10,000, the last papers avoided and nothing alike.

    Beside it the bare work: the same columns read by the driver, and so many of them picked.
    """
    folder = room / "drawing"
    create_folder(folder, NewFolder("周庄镇"), system_clock)
    write_items(room / "items.xlsx", COUNT)
    app = open_application(folder)
    try:
        app.bank_files.import_plan(app.bank_files.plan_file(room / "items.xlsx"))
    finally:
        app.close()
    seeds = itertools.count()
    app = open_application(folder)
    first = seconds(lambda: _draft(app, next(seeds)))
    for _ in range(PLAN.blueprint.avoid_papers):
        app.papers.draw(PLAN, "卷", next(seeds))
    took = statistics.median(seconds(lambda: _draft(app, next(seeds))) for _round in range(ROUNDS))
    plain = bare(lambda: _bare(folder / DATABASE, next(seeds)))
    yield Limit(f"百题卷抽自 {COUNT} 道题，开机第一份", first * 1000, "ms", 100, plain)
    yield Limit(f"百题卷抽自 {COUNT} 道题", took * 1000, "ms", 100, plain)
    yield compare(
        f"百题卷抽自 {COUNT} 道题，对裸读题与抽签",
        lambda: _draft(app, next(seeds)),
        lambda: _bare(folder / DATABASE, next(seeds)),
        allowed=3,
        rounds=ROUNDS,
    )
    app.close()


def _draft(app: Application, seed: int) -> None:
    items = app.papers.draft(PLAN, "卷", seed).items
    assert len(items) == PLAN.blueprint.item_count, len(items)


def _bare(database: Path, seed: int) -> None:
    """What no drawing can do without: read the traits of all, pick a hundred, read those."""
    with closing(sqlite3.connect(database)) as connection:
        rows = connection.execute(
            "select item.id, item.revision_id, item.question_id, kind, category, difficulty, stem"
            " from item join item_revision r on r.id = item.revision_id"
            " where item.deleted = 0 and status = 'in_force' and kind != 'oral'"
        ).fetchall()
        chance = random.Random(seed)
        chance.shuffle(rows)
        keys = [row[1] for row in rows[: PLAN.blueprint.item_count]]
        marks = ",".join("?" * len(keys))
        found = connection.execute(
            f"select stem, options from item_revision where id in ({marks})", keys
        )
        assert sum(len(json.loads(options)) for _stem, options in found)
