"""What the city publishes reaches each branch's station, by real files."""

from __future__ import annotations

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
