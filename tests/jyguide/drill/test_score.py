"""Expected points: monotone, honest about what is not known, and right as often as they say."""

import random
from datetime import timedelta
from statistics import NormalDist

import pytest

from jyguide.bank.item import ItemContent, ItemKind
from jyguide.drill.memory import after
from jyguide.drill.score import (
    _QUANTILE,
    COVERAGE,
    USUAL_LINES,
    Hidden,
    Prospect,
    estimate,
    guess_rate,
    hidden_knowledge,
)
from jyguide.exam.composing.blueprint import BlueprintLine
from tests.jyguide.drill.practice import AGAIN, GOOD, TODAY, item_id

KINDS = (ItemKind.SINGLE, ItemKind.MULTIPLE, ItemKind.TRUE_FALSE, ItemKind.FILL_IN)
LINES = (
    BlueprintLine(ItemKind.SINGLE, 20, 20),
    BlueprintLine(ItemKind.MULTIPLE, 10, 30),
    BlueprintLine(ItemKind.TRUE_FALSE, 15, 10),
    BlueprintLine(ItemKind.FILL_IN, 5, 30),
)
GUESS = {ItemKind.SINGLE: 0.25, ItemKind.MULTIPLE: 1 / 11, ItemKind.TRUE_FALSE: 0.5}


def prospect(number, recall=None, kind=ItemKind.SINGLE, knew=None):
    """An item; one practised has been missed before, so that its recall is all there is."""
    missed = recall is not None
    return Prospect(item_id(number), kind, "", 2, GUESS.get(kind, 0.0), recall, knew, missed)


def bank(recall, count=40):
    return [prospect(n, recall, KINDS[n % 4]) for n in range(count * 4)]


def test_guessing_by_kind():
    def rate(kind, options=()):
        return guess_rate(ItemContent(kind, "问", options))

    four = ("甲", "乙", "丙", "丁")
    assert rate(ItemKind.SINGLE, four) == 0.25
    assert rate(ItemKind.TRUE_FALSE) == 0.5
    assert rate(ItemKind.MULTIPLE, four) == pytest.approx(1 / 11)  # sets of two, three or four
    assert rate(ItemKind.ORDERING, four[:3]) == pytest.approx(1 / 6)
    assert rate(ItemKind.FILL_IN) == rate(ItemKind.SHORT_ANSWER) == 0


def test_known_is_full_and_unknown_is_what_guessing_brings():
    assert sum(line.count for line in USUAL_LINES) == 50
    assert sum(line.count * line.points for line in USUAL_LINES) == 1000
    full = estimate(bank(1.0), LINES)
    assert (full.points, full.low, full.high, full.passing) == (100, 100, 100, 1.0)
    nothing = estimate(bank(0.0), LINES)
    guessed = 20 * 2 * 0.25 + 10 * 3 / 11 + 15 * 0.5
    assert nothing.points == round(guessed)
    assert nothing.passing < 0.001
    unseen = estimate(bank(None), LINES, hidden=Hidden(0.0, 0.0))
    assert unseen == nothing
    assert estimate([], LINES) is None


def test_the_variance_is_that_of_a_sample_without_replacement():
    """Half of four items known for certain, two drawn: 0, 1 or 2 right as 1 : 4 : 1."""
    pool = [prospect(n, float(n < 2), ItemKind.FILL_IN) for n in range(4)]
    line = BlueprintLine(ItemKind.FILL_IN, 2, 10)
    found = estimate(pool, [line])
    deviation = (1 / 3) ** 0.5 / 2  # of the share right
    assert found.points == 50
    assert found.high == pytest.approx(50 + 100 * 1.2816 * deviation, abs=1)
    whole = estimate(pool, [BlueprintLine(ItemKind.FILL_IN, 4, 10)])
    assert (whole.low, whole.high) == (50, 50)  # all of them are asked: nothing is left to chance


def test_the_interval_is_normal():
    mixed = [*bank(0.9)[:100], *bank(None)[100:]]
    found = estimate(mixed, LINES)
    curve = NormalDist(found.points, (found.high - found.low) / 2 / NormalDist().inv_cdf(0.9))
    assert NormalDist().inv_cdf((1 + COVERAGE) / 2) == pytest.approx(_QUANTILE)
    assert found.passing == pytest.approx(1 - curve.cdf(60), abs=0.05)


def test_more_recall_is_never_fewer_points():
    points = [estimate(bank(recall / 10), LINES).points for recall in range(11)]
    assert points == sorted(points)
    mixed = [
        estimate([*bank(0.9)[:seen], *bank(None)[seen:]], LINES).points
        for seen in (0, 40, 90, 160)
    ]
    assert mixed == sorted(mixed)


def test_what_was_known_at_first_sight_tells_of_the_rest():
    start = hidden_knowledge([])
    assert start.mean == pytest.approx(0.1)
    knew = hidden_knowledge([prospect(n, 1.0, ItemKind.FILL_IN, knew=True) for n in range(30)])
    lucky = hidden_knowledge([prospect(n, 1.0, ItemKind.TRUE_FALSE, knew=True) for n in range(30)])
    not_at_all = hidden_knowledge([prospect(n, 1.0, knew=False) for n in range(30)])
    assert not_at_all.mean < start.mean < lucky.mean < knew.mean
    assert not_at_all.deviation < start.deviation
    wide = estimate(bank(None), LINES)
    narrow = estimate(bank(None), LINES, hidden=Hidden(start.mean, 0.0))
    assert wide.high - wide.low > narrow.high - narrow.low


class Learner:
    """Somebody whose memory is just what FSRS says, and who knows some items beforehand."""

    def __init__(self, chance):
        self.chance = chance
        self.share = chance.betavariate(1, 9)
        self.items = [self.learn(n) for n in range(160)]

    def learn(self, number):
        """Practise an item, or never; returns what is known of it and the chance to be right."""
        kind = KINDS[number % 4]
        guess = GUESS.get(kind, 0.0)
        if number % 8 >= self.chance.choice((4, 8)):
            return prospect(number, None, kind), self.share + (1 - self.share) * guess
        when = TODAY - timedelta(days=self.chance.randint(15, 60))
        knew = self.chance.random() < self.share + (1 - self.share) * guess
        memory = after(None, GOOD, when) if knew else after(after(None, AGAIN, when), GOOD, when)
        for _ in range(self.chance.randint(0, 4)):
            when = min(TODAY, when + timedelta(days=self.chance.randint(1, 12)))
            right = self.chance.random() < memory.recall(when)
            memory = after(memory, GOOD if right else AGAIN, when)
        recall = memory.recall(TODAY)
        return prospect(number, recall, kind, knew), recall + (1 - recall) * guess

    def sit(self):
        """Points of a hundred on a paper drawn from the bank."""
        points = 0
        for line in LINES:
            pool = [right for one, right in self.items if one.kind is line.kind]
            drawn = self.chance.sample(pool, line.count)
            points += line.points * sum(self.chance.random() < right for right in drawn)
        return points / 10 * 100 / 100


def test_four_of_five_exams_end_within_the_interval():
    """200 learners, 4 papers each; the share held has a standard error of about 2 %."""
    chance = random.Random(20261120)
    held, errors = [], []
    for _ in range(200):
        learner = Learner(chance)
        found = estimate([one for one, _ in learner.items], LINES)
        for _ in range(4):
            points = learner.sit()
            held.append(found.low <= points <= found.high)
            errors.append(points - found.points)
    assert 0.75 <= sum(held) / len(held) <= 0.88
    assert abs(sum(errors) / len(errors)) < 1.5
