"""Papers are drawn whenever they can be, the same every time, and shortfalls are honest."""

import random
import subprocess
import sys
import uuid
from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyguide.bank.item import ItemKind
from jyguide.errors import RuleError
from jyguide.exam.composing.blueprint import (
    KIND_ORDER,
    Blueprint,
    BlueprintLine,
    Candidate,
    shortfalls,
)
from jyguide.exam.composing.drawing import draw

SINGLE, MULTIPLE = ItemKind.SINGLE, ItemKind.MULTIPLE


def a_candidate(number, kind=SINGLE, category="党费", difficulty=1, **more):
    return Candidate(
        uuid.UUID(int=1000 + number), uuid.UUID(int=number), kind, category, difficulty, **more
    )


def a_blueprint(*lines, shuffle=False):
    return Blueprint(lines, pass_points=60, minutes=60, shuffle_options=shuffle)


def test_total_points():
    blueprint = a_blueprint(BlueprintLine(SINGLE, 10, 15), BlueprintLine(MULTIPLE, 5, 30))
    assert blueprint.total_points == 300


def test_shortfall_names_what_is_missing():
    line = BlueprintLine(SINGLE, 3, 20, category="党费", difficulty=3)
    pool = [a_candidate(1, difficulty=3), a_candidate(2, difficulty=2)]
    (short,) = shortfalls([line], pool)
    assert (short.missing, short.fitting) == (2, 1)
    assert short.sentence() == "缺 2 道单选题（党费、难）：要 3 道，题库里只有 1 道。"


def test_lines_that_compete_for_the_same_items():
    anything, fees = BlueprintLine(SINGLE, 2, 20), BlueprintLine(SINGLE, 2, 20, category="党费")
    pool = [a_candidate(1), a_candidate(2), a_candidate(3, category="选举")]
    (short,) = shortfalls([anything, fees], pool)
    assert short.line is anything
    assert short.sentence() == "缺 1 道单选题：要 2 道，合适的题目与别的要求重叠。"
    assert shortfalls([anything, fees], [*pool, a_candidate(4, category="换届")]) == ()


def test_a_chain_of_lines_must_move_on():
    """Greedy choice fails here: each line has to give way to the next."""
    lines = [
        BlueprintLine(SINGLE, 1, 10, category="甲"),
        BlueprintLine(SINGLE, 1, 10, difficulty=1),
        BlueprintLine(SINGLE, 1, 10),
    ]
    pool = [
        a_candidate(1, category="甲", difficulty=1),
        a_candidate(2, category="乙", difficulty=1),
    ]
    assert len(shortfalls(lines, pool)) == 1
    pool.append(a_candidate(3, category="甲", difficulty=2))
    assert shortfalls(lines, pool) == ()
    for seed in range(50):
        assert len(draw(a_blueprint(*lines), pool, seed)) == 3


def test_a_line_gives_back_what_another_needs():
    """The first line may take both items of 丙 and must then hand one over for the other."""
    lines = [BlueprintLine(SINGLE, 2, 10), BlueprintLine(SINGLE, 1, 20, category="丙")]
    pool = [a_candidate(n, category=c) for n, c in enumerate("丙丙乙")]
    assert shortfalls(lines, pool) == ()
    for seed in range(20):
        drawn = draw(a_blueprint(*lines), pool, seed)
        assert sorted(d.points for d in drawn) == [10, 10, 20]
        assert next(d for d in drawn if d.points == 20).revision_id.int < 1002


def test_draw_refuses_with_every_line_that_lacks():
    blueprint = a_blueprint(BlueprintLine(SINGLE, 1, 10), BlueprintLine(MULTIPLE, 2, 10))
    with pytest.raises(RuleError) as caught:
        draw(blueprint, [], 1)
    assert "缺 1 道单选题：要 1 道，题库里没有" in caught.value.message
    assert "缺 2 道多选题" in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize("lines", [(), (BlueprintLine(SINGLE, 0, 10),)])
def test_an_empty_blueprint_is_refused(lines):
    with pytest.raises(RuleError, match="组卷要求是空的"):
        draw(a_blueprint(*lines), [a_candidate(1)], 1)


def test_only_the_newest_revision_of_an_item_counts():
    old, new = uuid.UUID(int=5), uuid.UUID(int=6)
    item = uuid.UUID(int=1)
    pool = [Candidate(new, item, SINGLE, "", 1), Candidate(old, item, SINGLE, "", 1)]
    line = BlueprintLine(SINGLE, 1, 10)
    assert draw(a_blueprint(line), pool, 3)[0].revision_id == new
    assert shortfalls([BlueprintLine(SINGLE, 2, 10)], pool)[0].missing == 1


def test_the_seed_decides():
    pool = [a_candidate(n) for n in range(100)]
    blueprint = a_blueprint(BlueprintLine(SINGLE, 10, 10))
    drawn = {draw(blueprint, pool, seed) for seed in range(20)}
    assert len(drawn) == 20


def test_every_item_has_its_chance():
    pool = [a_candidate(n) for n in range(10)]
    blueprint = a_blueprint(BlueprintLine(SINGLE, 5, 10))
    seen = Counter(d.revision_id for seed in range(400) for d in draw(blueprint, pool, seed))
    assert len(seen) == 10
    assert min(seen.values()) > 140


def drawn_questions(pool, count, seed):
    drawn = draw(a_blueprint(BlueprintLine(SINGLE, count, 10)), pool, seed)
    asked = {one.revision_id: one.question for one in pool}
    return [asked[one.revision_id] for one in drawn]


@pytest.mark.parametrize("seed", range(8))
def test_items_of_one_question_are_drawn_together_only_where_others_run_out(seed):
    questions = [uuid.UUID(int=at) for at in range(5)]
    pool = [a_candidate(at, question=questions[at % 5]) for at in range(15)]
    assert len(set(drawn_questions(pool, 5, seed))) == 5
    more = drawn_questions(pool, 8, seed)
    assert sorted(more.count(one) for one in questions) == [1, 1, 2, 2, 2]
    alone = [*pool[:1], *(a_candidate(at) for at in range(20, 24))]
    assert len(drawn_questions(alone, 5, seed)) == 5


def test_a_paper_drawn_years_ago_is_drawn_again():
    """The very paper of this seed: a change here breaks papers already on record."""
    pool = [a_candidate(n, option_count=4) for n in range(20)]
    drawn = draw(a_blueprint(BlueprintLine(SINGLE, 3, 20), shuffle=True), pool, 20260511)
    assert [(d.revision_id.int - 1000, d.order) for d in drawn] == [
        (10, (1, 2, 0, 3)),
        (7, (0, 1, 3, 2)),
        (2, (0, 1, 3, 2)),
    ]


def test_the_hash_seed_makes_no_difference():
    code = (
        "import uuid\n"
        "from jyguide.exam.composing.blueprint import *\n"
        "from jyguide.exam.composing.drawing import draw\n"
        "from jyguide.bank.item import ItemKind as K\n"
        "key = lambda n: uuid.UUID(int=n)\n"
        "new = lambda n: Candidate(key(n + 99), key(n), K.SINGLE, f'c{n % 3}', 1, 4)\n"
        "lines = (BlueprintLine(K.SINGLE, 9, 10), BlueprintLine(K.SINGLE, 9, 10, 'c1'))\n"
        "print(draw(Blueprint(lines, 60, 60, True), map(new, range(60)), 7))\n"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


def test_options_are_shuffled_and_some_may_stay_last():
    pool = [a_candidate(n, option_count=4, pinned=(1,) * (n % 2 == 0)) for n in range(40)]
    drawn = draw(a_blueprint(BlueprintLine(SINGLE, 40, 10), shuffle=True), pool, 1)
    assert all(sorted(d.order) == [0, 1, 2, 3] for d in drawn)
    assert len({d.order for d in drawn}) > 10
    staying = [d for d in drawn if d.revision_id.int % 2 == 0]
    assert all(d.order[-1] == 1 for d in staying)
    judged = a_candidate(99, kind=ItemKind.TRUE_FALSE)
    line = BlueprintLine(ItemKind.TRUE_FALSE, 1, 10)
    assert draw(a_blueprint(line, shuffle=True), [judged], 1)[0].order == ()
    unshuffled = draw(a_blueprint(BlueprintLine(SINGLE, 40, 10)), pool, 1)
    assert all(d.order == () for d in unshuffled)


kinds = st.sampled_from([SINGLE, MULTIPLE, ItemKind.TRUE_FALSE])
categories = st.sampled_from(["甲", "乙"])
lines_of = st.lists(
    st.builds(
        BlueprintLine,
        kind=kinds,
        count=st.integers(0, 3),
        points=st.integers(1, 50),
        category=st.sampled_from(["", "甲", "乙"]),
        difficulty=st.integers(0, 2),
    ),
    min_size=1,
    max_size=4,
)
pools = st.lists(st.tuples(kinds, categories, st.integers(1, 2)), max_size=9).map(
    lambda rows: [a_candidate(n, *row) for n, row in enumerate(rows)]
)


def hall_deficit(lines, pool):
    """The least that must be missing (König-Ore: the worst set of lines decides)."""
    worst = 0
    for size in range(len(lines) + 1):
        for chosen in combinations(lines, size):
            fitting = sum(any(line.accepts(c) for line in chosen) for c in pool)
            worst = max(worst, sum(line.count for line in chosen) - fitting)
    return worst


@given(lines_of, pools)
def test_what_is_missing_is_the_least_possible(lines, pool):
    assert sum(short.missing for short in shortfalls(lines, pool)) == hall_deficit(lines, pool)


@given(lines_of, pools, st.integers(), st.randoms(use_true_random=False))
def test_a_paper_fits_its_blueprint_in_whatever_order_candidates_come(lines, pool, seed, chance):
    blueprint = a_blueprint(*lines)
    if shortfalls(lines, pool) or not any(line.count for line in lines):
        with pytest.raises(RuleError):
            draw(blueprint, pool, seed)
        return
    drawn = draw(blueprint, pool, seed)
    mixed = list(pool)
    chance.shuffle(mixed)
    assert draw(blueprint, iter(mixed), seed) == drawn
    by_revision = {c.revision_id: c for c in pool}
    assert len({d.revision_id for d in drawn}) == len(drawn) == sum(line.count for line in lines)
    assert sum(d.points for d in drawn) == blueprint.total_points
    sections = [KIND_ORDER.index(by_revision[d.revision_id].kind) for d in drawn]
    assert sections == sorted(sections)


def test_no_global_randomness_is_touched():
    random.seed(1)
    before = random.getstate()
    draw(a_blueprint(BlueprintLine(SINGLE, 1, 10)), [a_candidate(1)], 1)
    assert random.getstate() == before
