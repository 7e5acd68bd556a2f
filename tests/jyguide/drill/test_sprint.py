"""Plans up to an exam: highest recall on the day, within the daily amount."""

from datetime import timedelta
from itertools import combinations

import pytest

from jyguide.drill.memory import after
from jyguide.drill.outlook import ExamAhead, estimate_today, sprint_plan, sprint_shown
from jyguide.drill.plan import DrillPlan
from jyguide.drill.sprint import SprintItem, outlook, plan_sprint
from jyguide.errors import RuleError
from tests.jyguide.drill.practice import (
    AGAIN,
    GOOD,
    TODAY,
    a_record,
    an_item,
    item_id,
    standing,
)


def day(offset):
    return TODAY + timedelta(days=offset)


def sprint_item(number, memory=None, worth=1.0):
    return SprintItem(item_id(number), memory, worth)


def planned(items, days=10, daily=3):
    return plan_sprint(items, TODAY, day(days), daily)


def expected(plan, items, known=0.1):
    """The expected points of a plan, items it leaves out included."""
    return sum(
        item.worth * plan.recall.get(item.id, outlook(item.memory, (), plan.exam_on, known))
        for item in items
    )


OLD = after(after(None, GOOD, day(-40)), GOOD, day(-37))
WEAK = after(None, AGAIN, day(-6))


def test_an_outlook_weighs_remembering_and_forgetting():
    exam = day(9)
    recalled = WEAK.recall(day(4))
    right = after(WEAK, GOOD, day(4)).recall(exam)
    wrong = after(after(WEAK, AGAIN, day(4)), GOOD, day(4)).recall(exam)
    assert outlook(WEAK, (day(4),), exam, 0.1) == pytest.approx(
        recalled * right + (1 - recalled) * wrong
    )
    assert outlook(None, (), exam, 0.1) == 0.1
    assert outlook(WEAK, (), exam, 0.1) == WEAK.recall(exam)


def test_doses_keep_to_the_daily_amount_and_end_the_day_before():
    items = [sprint_item(n, OLD if n % 3 else None) for n in range(1, 31)]
    plan = planned(items)
    days = [at for at, _ in plan.doses]
    assert days == [day(n) for n in range(10)]
    assert all(len(dose) <= 3 for _, dose in plan.doses)
    assert sum(len(dose) for _, dose in plan.doses) == 30
    for _, dose in plan.doses:
        assert len(set(dose)) == len(dose)
    assert plan.dose(day(10)) == ()


def test_new_items_come_early_where_all_can_be_seen_twice():
    items = [sprint_item(n) for n in range(1, 9)]
    plan = planned(items)
    first = {item.id: next(at for at, dose in plan.doses if item.id in dose) for item in items}
    assert max(first.values()) == day(2)
    assert all(sum(item.id in dose for _, dose in plan.doses) >= 2 for item in items)
    assert all(recall > 0.85 for recall in plan.recall.values())


def test_few_items_are_planned_as_well_as_by_trying_everything():
    items = [sprint_item(1, WEAK), sprint_item(2, OLD)]
    plan = plan_sprint(items, TODAY, day(5), 1)
    days = [day(n) for n in range(5)]
    best = max(
        outlook(WEAK, first, day(5), 0.1)
        + outlook(OLD, tuple(d for d in days if d not in first), day(5), 0.1)
        for count in range(1, 5)
        for first in combinations(days, count)
    )
    assert expected(plan, items) >= 0.99 * best


def test_more_practice_never_promises_less():
    items = [sprint_item(n, (OLD, WEAK, None)[n % 3], 1 + n % 2) for n in range(1, 31)]
    by_amount = [expected(planned(items, 8, daily), items) for daily in (1, 2, 4, 8, 16)]
    assert by_amount == sorted(by_amount)
    assert by_amount[-1] > by_amount[0] + 5
    practised = [
        sprint_item(n, after(item.memory, GOOD, TODAY), item.worth)
        for n, item in enumerate(items, 1)
    ]
    assert expected(planned(practised, 8, 4), practised) > by_amount[2]


def test_being_right_is_never_held_against_anybody():
    items = [sprint_item(n) for n in range(1, 41)]
    knowing = plan_sprint(items, TODAY, day(20), 2, known=0.8)
    assert all(recall >= 0.8 for recall in knowing.recall.values())
    here = standing(
        [an_item(n) for n in range(1, 61)], {n: a_record((-30, GOOD)) for n in range(1, 31)}
    )
    more = standing(list(here.items), {n: a_record((-30, GOOD)) for n in range(1, 51)})
    assert estimate_today(more, ExamAhead()).points >= estimate_today(here, ExamAhead()).points


def test_what_is_worth_more_comes_before_what_is_worth_less():
    items = [sprint_item(n, None, 5.0 if n in {4, 7} else 1.0) for n in range(1, 20)]
    plan = plan_sprint(items, TODAY, day(1), 2)
    assert set(plan.dose(TODAY)) == {item_id(4), item_id(7)}
    assert set(plan.worth_most(2)) == {item_id(4), item_id(7)}
    assert planned([sprint_item(1, None, 0.0)]).worth_most(3) == []


def test_what_was_done_today_is_taken_off_the_dose():
    done = after(OLD, GOOD, TODAY)
    items = [sprint_item(n, done if n < 3 else OLD) for n in range(1, 41)]
    plan = planned(items)
    assert len(plan.dose(TODAY)) == 1
    assert not {item_id(1), item_id(2)} & set(plan.dose(TODAY))
    assert planned([sprint_item(n, done) for n in range(1, 5)]).dose(TODAY) == ()


def test_no_days_no_items_and_no_date():
    assert plan_sprint([sprint_item(1)], TODAY, TODAY, 5).doses == ()
    assert [dose for _, dose in planned([]).doses] == [()] * 10
    assert len(planned([sprint_item(1)], 400).doses) == 60
    for exam_on in (None, TODAY):
        with pytest.raises(RuleError, match="考试日期"):
            sprint_plan(standing([an_item(1)], plan=DrillPlan(exam_on)), ExamAhead())


def test_a_sprint_says_what_to_expect_and_what_to_look_at_first():
    items = [an_item(n) for n in range(1, 61)]
    records = {n: a_record((-9, GOOD), (-5, GOOD)) for n in range(1, 31)}
    records[31] = a_record((0, AGAIN))
    here = standing(items, records, plan=DrillPlan(day(12), 10))
    sprint = sprint_shown(here, ExamAhead())
    assert (sprint.days, sprint.done_today) == (12, 1)
    assert sprint.doses[0] == (TODAY, 9)
    assert sprint.now.points < sprint.then.points
    assert sprint.then.low < sprint.then.points < sprint.then.high
    assert len(sprint.worth_most) == 10
    assert all(int(row.number) > 30 for row in sprint.worth_most)  # none of those he knows
    few = standing(items, {1: records[1]}, plan=here.plan)
    assert sprint_shown(few, ExamAhead()).now is None


def test_the_same_practice_is_planned_the_same():
    items = [sprint_item(n, OLD if n % 2 else None) for n in range(1, 21)]
    assert planned(items) == planned(items)
