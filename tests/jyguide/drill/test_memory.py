"""The state of a card: what fsrs makes of its reviews, on days, in any order they came in."""

from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest
from fsrs import Card, Rating, Scheduler

from jyguide.drill.memory import after, happened, replay, study_day
from jyguide.drill.service.records import records
from jyguide.drill.wrong import right_still_needed
from tests.jyguide.drill.practice import AGAIN, EASY, GOOD, HARD, TODAY, a_review, at


def day(offset):
    return TODAY + timedelta(days=offset)


def test_a_card_is_what_the_package_says():
    steps = ((-40, GOOD), (-37, HARD), (-30, AGAIN), (-29, GOOD), (-12, EASY))
    scheduler = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    card = Card(card_id=1)
    for offset, grade in steps:
        moment = datetime(2026, 11, 20, tzinfo=UTC) + timedelta(days=offset)
        card, _ = scheduler.review_card(card, Rating(int(grade)), moment)
    memory = replay([a_review(1, grade, at(offset)) for offset, grade in steps], TODAY)
    assert memory.stability == pytest.approx(card.stability)
    assert memory.difficulty == pytest.approx(card.difficulty)
    assert memory.due == card.due.date()
    assert memory.recall(TODAY) == pytest.approx(
        scheduler.get_card_retrievability(card, datetime(2026, 11, 20, tzinfo=UTC))
    )
    assert memory.recall(day(-12)) == memory.recall(day(-20)) == 1


def test_two_pcs_agree_in_whatever_order_reviews_came():
    reviews = [
        a_review(1, GOOD, at(-9), 1),
        a_review(1, AGAIN, at(-5), 3),
        a_review(1, HARD, at(-5), 2),
        a_review(1, EASY, at(-1), 4),
    ]
    assert len({replay(order, TODAY) for order in permutations(reviews)}) == 1


def test_a_day_begins_at_four():
    assert study_day(at(hour=3)) == day(-1)
    assert study_day(at(hour=4)) == TODAY
    night = replay([a_review(1, GOOD, at(0, 1))], TODAY)
    assert night == replay([a_review(1, GOOD, at(-1, 22))], TODAY)
    assert night.due == day(1)


def test_a_clock_that_was_wrong_hides_nothing_for_long():
    future = replay([a_review(1, GOOD, at(1))], TODAY)
    assert future == after(None, GOOD, TODAY)
    assert after(future, GOOD, day(-30)).last == TODAY


def test_what_a_wrong_clock_dated_years_ahead_waits_for_its_day():
    ahead, real = a_review(1, AGAIN, at(900), 1), a_review(1, GOOD, at(-3), 2)
    found = records([ahead, real], TODAY)[real.item_id]
    assert (found.grades, found.memory) == ((GOOD,), replay([real], TODAY))
    assert records([ahead], TODAY) == {}
    assert records([ahead, real], day(900))[real.item_id].grades == (GOOD, AGAIN)
    assert happened([a_review(1, GOOD, at(1)), a_review(1, GOOD, at(2))], TODAY) == [
        a_review(1, GOOD, at(1))
    ]


def test_the_first_grade_sets_the_next_day():
    assert [(after(None, grade, TODAY).due - TODAY).days for grade in (1, 2, 3, 4)] == [1, 1, 2, 8]
    known = after(after(None, GOOD, TODAY), GOOD, day(2))
    spans = [(after(known, grade, known.due).due - known.due).days for grade in (1, 2, 3, 4)]
    assert spans == sorted(spans)
    assert spans[0] <= 2
    assert spans[3] > 20


@pytest.mark.parametrize(
    ("grades", "needed"),
    [
        ([], 0),
        ([GOOD, HARD], 0),
        ([AGAIN], 3),
        ([AGAIN, GOOD, EASY], 1),
        ([AGAIN, GOOD, HARD, GOOD, GOOD], 0),
        ([AGAIN, GOOD, GOOD, AGAIN], 3),
        ([AGAIN, GOOD, GOOD, GOOD, HARD], 0),
    ],
)
def test_a_wrong_item_leaves_after_so_many_right_in_a_row(grades, needed):
    assert right_still_needed(grades) == needed
    assert right_still_needed(grades, 1) == (1 if grades[-1:] == [AGAIN] else 0)
