"""月联季访 of the whole city: what is left by vanguard member, by village, and row by row."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator
from datetime import date

from sqlalchemy import select

from db.keys import new_key
from db.models import ContactTarget, GridVisit
from jyguide.app import Application
from jyguide.grid.kinds import TargetKind, VisitWay
from tests.bench import floors
from tests.bench.ratio import Limit, bare, seconds

_ROUNDS = 5
_LAST = (
    "select t.id, t.kind, t.vanguard_id, max(v.visited_on) from contact_target t "
    "left join grid_visit v on v.target_id = t.id and v.deleted = 0 where t.deleted = 0 group by 1"
)
_KEPT = 5
"""Of so many targets one has not been contacted."""


def run(app: Application) -> Iterator[Limit]:
    """At most 500 ms each, with visits of two quarters and two months in the base."""
    fill_visits(app)
    today = app.clock().date()
    told = app.visits.overview(TargetKind.HOUSEHOLD, today)
    name = f"季访逾期 {told.asked:,} 户"
    plain = bare(floors.read(app.place.folder, _LAST))
    due = _median(lambda: _lists(app, TargetKind.HOUSEHOLD, today))
    yield Limit(name, due, "ms", 500, plain)
    told = app.visits.overview(TargetKind.MEMBER, today)
    name = f"月联逾期 {told.asked:,} 名党员"
    due = _median(lambda: _lists(app, TargetKind.MEMBER, today))
    yield Limit(name, due, "ms", 500, plain)


def growth(app: Application) -> dict[str, float]:
    """The same reading, for a grid of another size."""
    fill_visits(app)
    today = app.clock().date()
    return {"季访逾期": _median(lambda: _lists(app, TargetKind.HOUSEHOLD, today)) / 1000}


def fill_visits(app: Application) -> None:
    """Contacts of most targets in this stretch and the one before, of this year's days."""
    rule, today = app.visits.rule(), app.clock().date()
    with app._store.begin("登记走访") as uow:
        rows: list[dict[str, object]] = []
        found = uow.session.execute(
            select(ContactTarget.id, ContactTarget.kind, ContactTarget.vanguard_id)
        ).all()
        for at, (key, kind, holder) in enumerate(found):
            period = rule.period(TargetKind(kind), today)
            days = [today, period.before.last] if at % _KEPT else [period.before.first]
            rows += [_visit(key, holder, day) for day in days if holder]
        uow.add_many(GridVisit, rows)
        uow.commit()


def _lists(app: Application, kind: TargetKind, day: date) -> None:
    told = app.visits.overview(kind, day)
    assert told.sentence
    assert len(told.by_village) <= len(told.by_holder)


def _visit(target: object, holder: object, day: date) -> dict[str, object]:
    return {
        "id": new_key(),
        "target_id": target,
        "visited_on": day,
        "way": VisitWay.HOME.value,
        "holder_key": holder,
        "holder": "王建国",
        "note": "",
    }


def _median(work: Callable[[], object]) -> float:
    times = [seconds(work) for _ in range(_ROUNDS)]
    return statistics.median(times[1:]) * 1000
