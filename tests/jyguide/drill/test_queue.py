"""What comes up in each way of practising, and what it looks like when it does."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from jyguide.bank.item import ItemContent, ItemKind, KeyPoint
from jyguide.drill.card import card, option_order
from jyguide.drill.coach import chance_text, stuck_items
from jyguide.drill.plan import DrillPlan
from jyguide.drill.queue import comes_back, due, forecast, fresh, minutes, pick, progress
from jyguide.drill.review import DrillMode
from jyguide.drill.suggest import by_key_points, by_letters
from jyguide.errors import RuleError
from jyguide.ids import PersonId
from tests.jyguide.drill.practice import (
    AGAIN,
    EASY,
    GOOD,
    HARD,
    TODAY,
    a_record,
    a_review,
    an_item,
    at,
    item_id,
    standing,
)

PERSON = PersonId(UUID(int=1))
POINTS = (KeyPoint("三人以上", 2, required=True), KeyPoint("单独组建"), KeyPoint("五十人"))


def numbers(rows):
    return [int(row.number) for row in rows]


@pytest.fixture
def here():
    """Six items: 2 long overdue, 3 due today, 4 not yet, 5 begun today; the rest new."""
    items = [an_item(n, category="甲" if n < 4 else "乙") for n in range(1, 8)]
    records = {
        2: a_record((-20, GOOD)),
        3: a_record((-2, GOOD)),
        4: a_record((-1, EASY)),
        5: a_record((0, AGAIN)),
    }
    return standing(
        items, records, plan=DrillPlan(daily_items=3), favourites=frozenset({item_id(6)})
    )


def test_due_first_and_then_new_ones_up_to_the_daily_number(here):
    assert numbers(due(here)) == [2, 3]
    assert numbers(fresh(here)) == [1, 6]  # one of three was begun today
    assert numbers(pick(here, DrillMode.QUEUE)) == [2, 3, 1, 6]
    assert minutes(here, 4) == 3
    assert minutes(here, 0) == 0
    only = replace(here, plan=DrillPlan(daily_items=3, categories=("乙",)))
    assert numbers(pick(only, DrillMode.QUEUE)) == [6, 7]


def test_every_way_brings_its_own(here):
    assert numbers(pick(here, DrillMode.SEQUENCE)) == [1, 2, 3, 4, 5, 6, 7]
    assert numbers(pick(here, DrillMode.CATEGORY, "甲")) == [1, 2, 3]
    assert numbers(pick(here, DrillMode.WRONG)) == [5]
    assert numbers(pick(here, DrillMode.FAVOURITE)) == [6]
    shuffled = numbers(pick(here, DrillMode.RANDOM, seed=4))
    assert sorted(shuffled) == [1, 2, 3, 4, 5, 6, 7]
    assert shuffled == numbers(pick(here, DrillMode.RANDOM, seed=4))
    assert shuffled != numbers(pick(here, DrillMode.RANDOM, seed=5))
    assert comes_back(DrillMode.QUEUE, AGAIN)
    assert not comes_back(DrillMode.QUEUE, HARD)
    assert not comes_back(DrillMode.RANDOM, AGAIN)


def test_the_forecast_carries_on_from_today(here):
    loads = forecast(here)
    assert len(loads) == 30
    assert (loads[0].again, loads[0].new) == (2, 2)
    assert (loads[1].again, loads[1].new) == (1, 1)  # item 5 tomorrow; one new one is left
    assert sum(load.new for load in loads) == 3
    assert loads[7].day == TODAY + timedelta(days=7)
    assert sum(load.again for load in loads) > 10
    assert forecast(standing([]))[0].again == 0


def test_progress_is_what_would_be_recalled_today(here):
    first, second = progress(here)
    assert (first.category, first.items, first.seen) == ("甲", 3, 2)
    assert first.recalled == pytest.approx(sum(here.recall(row) for row in here.items[1:3]))
    assert 0 < first.share < 2 / 3
    assert second.recalled > 1.9  # one of today, one of yesterday


def test_options_move_anew_each_time_and_what_speaks_of_them_does_not(here):
    item = an_item(9)
    seen = {option_order(item.content, (PERSON, item.id, times)) for times in range(12)}
    assert len(seen) > 4
    fixed = replace(item.content, options=("甲", "乙", "丙", "以上都对"))
    assert {option_order(fixed, (PERSON, item.id, n))[3] for n in range(9)} == {3}
    shown = card(item, here, PERSON)
    letter = "ABCD".index(shown.content.answer)
    assert shown.content.options[letter] == "甲"
    assert shown.next_days == (1, 1, 2, 8)
    assert (shown.recall, shown.right_needed) == (None, 0)
    assert card(here.items[4], here, PERSON).right_needed == 3


def test_what_was_named_suggests_a_grade():
    content = ItemContent(ItemKind.ORAL, "问", answer="答", key_points=POINTS)
    assert by_key_points(content, [True, True, True]) is GOOD
    assert by_key_points(content, [True, True, True], quick=True) is EASY
    assert by_key_points(content, [True, True, False], quick=True) is GOOD
    assert by_key_points(content, [True, False, False]) is HARD
    assert by_key_points(content, [False, True, True]) is HARD  # half at most without the required
    assert by_key_points(content, [False, False, False]) is AGAIN
    assert by_key_points(ItemContent(ItemKind.FILL_IN, "问"), []) is GOOD


def test_letters_are_right_or_wrong():
    several = replace(an_item(1, ItemKind.MULTIPLE).content, answer="AC")
    assert by_letters(several, "CA") is GOOD
    assert by_letters(several, "A") is by_letters(several, "ABC") is by_letters(several, None)
    assert by_letters(several, None) is AGAIN


@pytest.mark.parametrize("plan", [DrillPlan(daily_items=0), DrillPlan(right_in_row=0)])
def test_a_plan_nobody_can_keep_is_refused(plan):
    with pytest.raises(RuleError, match="没有保存"):
        plan.check()


def test_items_many_miss_are_named_and_nobody_is():
    reviews = [
        a_review(1, AGAIN, at(-1), 1, person=1),
        a_review(1, AGAIN, at(-1), 2, person=2),
        a_review(2, AGAIN, at(-1), 3, person=1),
        a_review(2, AGAIN, at(0), 4, person=1),
        a_review(2, GOOD, at(0), 5, person=2),
        a_review(3, AGAIN, at(0), 6, person=2),
        a_review(9, AGAIN, at(0), 7, person=2),
        a_review(9, AGAIN, at(0), 8, person=1),
    ]
    items = {item_id(n): an_item(n) for n in (1, 2, 3)}
    found = stuck_items(reviews, items)
    assert [(int(one.item.number), one.people, one.missed) for one in found] == [
        (1, 2, 2),
        (2, 1, 2),
    ]


def test_a_chance_is_told_no_finer_than_it_is_known():
    said = [chance_text(chance) for chance in (0.0, 0.04, 0.12, 0.66, 0.94, 0.97, 1.0)]
    assert said == ["不到一成", "不到一成", "约一成", "约七成", "约九成", "九成以上", "九成以上"]
