"""What others found at a station's branches reaches it through the city, by real files."""

from __future__ import annotations

from sqlalchemy import select

from db.models import Station
from jyguide.standard.counting import counted
from jyguide.standard.scoring import Score
from tests.jyguide.builders import a_person, looking_at
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


def test_an_inspector_who_is_erased_is_named_nowhere(offices):
    """At station and city, open or completed: what he found stays, and nobody else's goes."""
    city, a = offices.city, offices.a
    person = a.people.add(a_person("仇英", 3))
    laid = lay_round(a)
    for one in laid.branches[:2]:
        key = a.inspections.begin(laid.round_id, one, CROSS, "仇英")
    others = inspected(a, laid, 2, scores=all_well() | {"F01": Score(0, finding="没有场所。")})
    a.inspections.keep(key, all_well())
    a.inspections.complete(key)
    a.inspections.follow_up(others, "仇英")
    offices.round(["a"])
    city.upkeep.erase(person, "本人申请")
    offices.round(["a"])
    for office in (city, a):
        rows = [office.inspections.sheet(one).row for one in (key, others)]
        assert [(row.inspector, row.tally.total) for row in rows] == [("", 1000), ("陈明", 900)]
        with looking_at(office) as connection:
            assert "仇英" not in "\n".join(connection.connection.iterdump())


def test_what_one_pc_takes_away_while_another_scores_it_comes_back(offices):
    a, b = offices.a, offices.b
    dropped, kept = lay_round(a), lay_round(a)
    offices.settle_down(["a", "b"])
    a.rounds.drop(dropped.round_id)
    a.rounds.remove_branches(kept.round_id, kept.branches[:2])
    for laid in (dropped, kept):
        inspected(b, laid)
    for pc in (a, b):
        inspected(pc, kept, 2)
    offices.settle_down(["a", "b"])
    for pc in (a, b):
        seen = [one.branch for one in pc.rounds.overview(dropped.round_id).branches]
        assert [(one.id, one.left_reason) for one in seen] == [(dropped.branches[0], "")]
        left, stayed = pc.rounds.overview(kept.round_id).branches
        assert (left.branch.id, left.points(CROSS), left.branch.left_reason) == (
            kept.branches[0],
            1000,
            "移出本轮次时，另一台电脑上已有检查结果",
        )
        assert not stayed.left
        told = pc.rounds.closing_preview(kept.round_id, CROSS).undone
        assert told == ("有 1 个支部不止一次检查，以最后完成的为准：稷山村党支部。",)
    before = offices.city.history.latest()
    offices.send("city", "a")
    assert offices.city.history.latest() == before, "nothing more to be brought back"
