"""What others found at a station's branches reaches it through the city, by real files."""

from __future__ import annotations

from sqlalchemy import select

from db.models import Station
from jyguide.standard.counting import counted
from jyguide.standard.scoring import Score
from tests.jyguide.standard.visiting import CROSS, all_well, inspected, lay_round


def test_a_branch_hears_what_other_offices_found(offices):
    city, a, c = offices.city, offices.a, offices.c
    with city._store.read() as session:
        keys = dict(session.execute(select(Station.code, Station.id)).all())
    homes = [keys[a.place.station_code], keys[a.place.station_code], keys[c.place.station_code]]
    laid = lay_round(city, stations=homes)
    lost = all_well() | {"E01": Score(0, finding="没有活动记录。")}
    by_city = inspected(city, laid, 0, scores=lost)
    offices.send("city", "a")
    (told,) = a.inspections.of_branch(laid.branches[0])
    assert (told.copy_of, told.inspector, told.tally.total) == (by_city, "陈明", 900)
    assert not a.inspections.sheet(told.id).mine
    offices.send("city", "a")  # nothing new: told once
    assert len(city.inspections.of_branch(laid.branches[0])) == 1, "a copy is no second score"

    visits = city.inspections
    fixed = visits.correct(by_city)
    visits.keep(
        fixed, all_well() | {"F01": Score(0, finding="没有场所。")}, seen=drafted(city, fixed)
    )
    visits.complete(fixed)
    again = visits.follow_up(fixed)
    visits.keep(again, {"F01": Score(100)})
    visits.complete(again)
    own = inspected(a, laid, 1)  # at its own branch, and the other station hears nothing of it
    offices.round(["a", "c"])
    rows = a.inspections.of_branch(laid.branches[0])
    assert [(row.copy_of, row.replaced) for row in rows] == [
        (again, False),
        (fixed, False),
        (by_city, True),
    ]
    assert counted(rows)[laid.branches[0], CROSS].copy_of == fixed
    assert c.inspections.of_branch(laid.branches[0]) == []
    assert [row.id for row in city.inspections.of_branch(laid.branches[1])] == [own]
    assert a.inspections.sheet(rows[0].id).earlier["F01"].finding == "没有场所。"


def drafted(app, key):
    return app.inspections.sheet(key).drafted_at
