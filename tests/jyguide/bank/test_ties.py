"""The city works on stations' items and nothing is left that another office waits for."""

import uuid

import pytest
from sqlalchemy import text

from jyguide.bank.item import ItemContent, ItemKind
from jyguide.bank.row import ItemStatus
from jyguide.bank.ties import home_of_pair, may_point
from jyguide.errors import RuleError
from tests.jyguide.builders import looking_at

OWN = ItemContent(ItemKind.SINGLE, "本站的样例题（   ）", ("甲", "乙", "丙"), "A")
SPOKEN = ItemContent(ItemKind.ORAL, "本站怎么做？", answer="这样做。")
IN_FORCE = ItemStatus.IN_FORCE


def test_who_may_point_at_whom():
    here, there = uuid.uuid4(), uuid.uuid4()
    assert may_point(None, None)
    assert may_point(here, None)
    assert may_point(here, here)
    assert not may_point(None, here)
    assert not may_point(here, there)


def test_who_is_told_of_a_pair():
    here, there = uuid.uuid4(), uuid.uuid4()
    assert home_of_pair(None, None) is None
    assert home_of_pair(here, None) == home_of_pair(None, here) == home_of_pair(here, here) == here
    with pytest.raises(RuleError, match="不同的站"):
        home_of_pair(here, there)


def waiting(app):
    """How many changes wait for something that has not arrived."""
    with looking_at(app) as connection:
        return connection.execute(text("SELECT count(*) FROM sync_held")).scalar_one()


def sent(offices, name, content=OWN):
    """An item of a station that the city has received."""
    key = offices[name].items.create(content, to_review=True)
    offices[name].items.set_status([key], IN_FORCE)
    offices.settle_down(["a", "c"])
    return key


def unified(app):
    return next(row for row in app.bank.items(statuses=[IN_FORCE]) if row.unified)


def refused(work, *args, **more):
    with pytest.raises(RuleError, match="没有改动") as caught:
        work(*args, **more)
    assert caught.value.hint


def test_a_unified_item_is_not_merged_into_a_stations(offices):
    key = sent(offices, "a")
    city, unified_key = offices.city, unified(offices.city).id
    refused(city.items.merge, key, unified_key)
    city.items.merge(unified_key, key)
    offices.settle_down(["a", "c"])
    assert offices.a.bank.item(key).merged_into == unified_key
    assert [waiting(offices[name]) for name in ("a", "c")] == [0, 0]


def test_items_of_two_stations_stay_with_their_stations(offices):
    first, second = sent(offices, "a"), sent(offices, "c")
    refused(offices.city.items.merge, first, second)
    refused(offices.city.items.keep_apart, first, second)


def test_a_mixed_pair_is_kept_apart_at_the_station_alone(offices):
    key = sent(offices, "a")
    offices.city.items.keep_apart(unified(offices.city).id, key)
    offices.settle_down(["a", "c"])
    assert [waiting(offices[name]) for name in ("a", "c")] == [0, 0]
    for name, count in (("a", 1), ("c", 0)):
        with looking_at(offices[name]) as connection:
            found = connection.execute(text("SELECT count(*) FROM distinct_items")).scalar_one()
        assert found == count


def test_the_city_builds_nothing_on_a_stations_question(offices):
    refused(offices.city.items.create, OWN, question_id=sent(offices, "a", SPOKEN))
