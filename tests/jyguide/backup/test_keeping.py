"""Which backups stay, whatever the clock says."""

from datetime import datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from jyguide.backup.keeping import DAYS, MONTHS, OF_LAST_DAY, Dated, superfluous

HERE = timezone(timedelta(hours=8))
NOW = datetime(2026, 11, 25, 17, 30, tzinfo=HERE)
minutes = st.lists(
    st.tuples(st.integers(-500_000, 2_000_000), st.booleans()),
    max_size=60,
    unique_by=lambda t: t[0],
)


def dated(found):
    return [
        Dated(number, NOW - timedelta(minutes=ago), lasting)
        for number, (ago, lasting) in enumerate(found)
    ]


def days_of(backups):
    return {one.moment.date() for one in backups}


@given(minutes)
def test_the_newest_and_what_the_rule_promises_stay(found):
    backups = dated(found)
    gone = superfluous(backups, NOW)
    kept = [one for one in backups if one.key not in gone]
    past = [one for one in backups if one.moment <= NOW]
    assert all(one in kept for one in backups if one.moment > NOW)
    if past:
        assert max(past, key=lambda one: one.moment) in kept
    for period, most in (("%Y-%m-%d", DAYS), ("%Y-%m", MONTHS)):
        latest = sorted({f"{one.moment:{period}}" for one in past})[-most:]
        assert set(latest) <= {f"{one.moment:{period}}" for one in kept}
    for year in {one.moment.year for one in past}:
        assert (
            min((one for one in past if one.moment.year == year), key=lambda o: o.moment) in kept
        )
    last_days = sorted(days_of(past))[-DAYS:]
    assert all(one in kept for one in past if one.lasting and one.moment.date() in last_days)


@given(minutes)
def test_so_many_stay_and_no_more(found):
    backups = [one for one in dated(found) if one.moment <= NOW and not one.lasting]
    kept = [one for one in backups if one.key not in superfluous(backups, NOW)]
    years = len({one.moment.year for one in backups})
    assert len(kept) <= DAYS + OF_LAST_DAY - 1 + MONTHS + years
    assert not superfluous(kept, NOW), "what stays once stays until something new comes"


@given(minutes, st.integers(-20_000, 20_000))
def test_a_clock_that_is_wrong_for_a_day_costs_one_day_of_the_oldest_at_most(found, days):
    backups = [one for one in dated(found) if one.moment <= NOW]
    wrong = NOW + timedelta(days=days)
    made_then = Dated("new", wrong)
    still = {one.key for one in backups} - superfluous([*backups, made_then], wrong)
    due = {one.key for one in backups} - superfluous(backups, NOW)
    newest = sorted(days_of(backups))[-(DAYS - 1) :]
    lost = [one for one in backups if one.key in due - still]
    assert all(one.moment.date() not in newest or _same_day(one, backups) for one in lost)
    assert made_then.key not in superfluous([*backups, made_then], NOW) or days <= 0


def _same_day(one, backups):
    """Of one day all but the newest may go once another day is the last."""
    return any(
        two.moment.date() == one.moment.date() and two.moment > one.moment for two in backups
    )
