"""What the city publishes reaches each branch's station, by real files."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from db.models import Station
from jyguide.errors import RuleError
from jyguide.standard.kinds import Phase, Rating
from jyguide.standard.rating_rule import RatingRule
from jyguide.standard.scoring import Score
from tests.jyguide.standard.visiting import all_well, inspected, lay_round


def test_a_station_receives_why_its_branches_stand_where_they_do_and_no_others(offices):
    city, a, c = offices.city, offices.a, offices.c
    with city._store.read() as session:
        keys = dict(session.execute(select(Station.code, Station.id)).all())
    homes = [keys[a.place.station_code], keys[a.place.station_code], keys[c.place.station_code]]
    laid = lay_round(city, stations=homes)
    inspected(city, laid, 0, all_well() | {"E01": Score(0, finding="没有活动记录。")})
    inspected(city, laid, 2)
    city.ratings.save_rule(
        laid.round_id, RatingRule({Phase.CROSS_INSPECTION: 100}, quotas={Rating.MODEL: 50})
    )
    city.ratings.override(laid.branches[0], Rating.QUALIFIED, "查实弄虚作假", "评定小组")
    key = city.ratings.publish(laid.round_id, "澄组〔2026〕12号", city.clock().date())
    offices.round(["a", "c"])

    (row,) = a.ratings.publications(laid.round_id)
    assert (row.number, row.counts[Rating.MODEL]) == ("澄组〔2026〕12号", 1)
    told = a.ratings.published(key)
    assert [(one.name, one.points, one.rating) for one in told.branches] == [
        ("山泉村党支部", 900, Rating.QUALIFIED)
    ]
    assert told.office == "中共江阴市委组织部"
    assert "互查失分 1 项、10 分：E01“每月有主题党日”扣 10 分（没有活动记录）。" in (
        told.branches[0].explanation
    )
    (own, unseen) = a.ratings.rate(laid.round_id).standings
    assert (own.points, own.rating, unseen.points) == (900, Rating.QUALIFIED, None)
    with pytest.raises(RuleError, match="主办单位"):
        a.ratings.publish(laid.round_id, "", a.clock().date())
    assert [one.name for one in c.ratings.published(key).branches] == ["稷山村党支部"]


def test_two_pcs_that_publish_apart_agree_on_one_and_say_the_number_is_used_twice(offices):
    a, b = offices.a, offices.b
    laid = lay_round(a)
    inspected(a, laid)
    a.ratings.save_rule(laid.round_id, RatingRule({Phase.CROSS_INSPECTION: 100}))
    offices.settle_down(["a", "b"])
    day = a.clock().date()
    a.ratings.publish(laid.round_id, "周组〔2026〕1号", day)
    a.ratings.override(laid.branches[0], Rating.UNQUALIFIED, "查实弄虚作假", "评定小组")
    b.ratings.publish(laid.round_id, "周组〔2026〕1号", day - timedelta(days=1))
    offices.settle_down(["a", "b"])
    shown = [[one.id for one in pc.ratings.publications(laid.round_id)] for pc in (a, b)]
    assert shown[0] == shown[1]
    for pc in (a, b):
        assert [one.replaced for one in pc.ratings.publications(laid.round_id)] == [False, True]
        assert pc.rounds.overview(laid.round_id).branches[0].rating is Rating.MODEL
        (found,) = pc.sync.conflicts()
        assert found.what == "公布四张名单 · 文号：周组〔2026〕1号"
    last = b.ratings.publish(laid.round_id, "", day)
    assert b.ratings.publications(laid.round_id)[0].id == last
    assert b.rounds.overview(laid.round_id).branches[0].rating is Rating.UNQUALIFIED


def test_a_round_that_came_in_a_file_goes_and_comes_back_with_its_import(offices):
    city, a = offices.city, offices.a
    laid = lay_round(a)
    report = offices.send("a", "city")
    city.history.undo(report.action_id)
    assert city.rounds.rounds() == []
    city.history.undo(city.history.latest())
    assert [row.id for row in city.rounds.rounds()] == [laid.round_id]
