"""One sitting: what was not known comes once more, and a grade can be taken back."""

from dataclasses import replace
from uuid import UUID

import pytest

from jyguide.drill.card import card
from jyguide.drill.desk import DrillSession
from jyguide.drill.review import DrillMode
from jyguide.drill.sitting import Sitting
from jyguide.ids import PersonId
from tests.jyguide.drill.practice import AGAIN, EASY, GOOD, an_item, standing

PERSON = PersonId(UUID(int=1))


def a_sitting(mode=DrillMode.QUEUE, count=3):
    items = [an_item(n) for n in range(1, count + 1)]
    here = standing(items)
    cards = tuple(card(row, here, PERSON) for row in items)
    return Sitting(DrillSession(PERSON, "陈明", mode, cards))


def numbers(sitting):
    """What comes up until all is done, everything graded GOOD."""
    found = []
    while sitting.current is not None:
        found.append(int(sitting.current.name))
        sitting.grade(GOOD)
    return found


def test_what_was_not_known_comes_once_more_at_the_end():
    sitting = a_sitting()
    assert sitting.place == (1, 3)
    sitting.grade(AGAIN)
    assert sitting.place == (2, 4)
    assert numbers(sitting) == [2, 3, 1]
    assert sitting.place == (4, 4)
    assert sitting.counts() == {AGAIN: 1, GOOD: 3}


def test_looking_through_the_bank_in_order_repeats_nothing():
    sitting = a_sitting(DrillMode.SEQUENCE)
    sitting.grade(AGAIN)
    assert numbers(sitting) == [2, 3]


@pytest.mark.parametrize("grades", [[AGAIN], [AGAIN, AGAIN], [EASY, AGAIN, GOOD, AGAIN]])
def test_undoing_leads_back_the_way_it_came(grades):
    sitting = a_sitting()
    for grade in grades:
        sitting.grade(grade)
    for grade in reversed(grades):
        assert sitting.undo().grade is grade
    assert sitting.undo() is None
    assert sitting.place == (1, 3)
    assert numbers(sitting) == [1, 2, 3]


def test_a_card_that_comes_again_comes_as_it_is_then():
    sitting = a_sitting(count=2)
    first = sitting.grade(AGAIN).card
    sitting.renew(replace(first, next_days=(1, 2, 3, 4)))
    sitting.mark_favourite(first, wanted=True)
    sitting.grade(GOOD)
    assert sitting.current.next_days == (1, 2, 3, 4)
    assert sitting.current.favourite
    assert sitting.done[0].card.favourite
