"""The soak's own parts: its calendar, and that its model notices what is lost or left half."""

import random
from collections import Counter

import pytest

from jyguide.place import DATABASE
from tests.jyguide.builders import a_person, run_sql
from tests.soak import looking
from tests.soak.calendar import DEEDS, KILLS, Blow, Calendar
from tests.soak.deeds_people import add_person, remove_person, walk_back
from tests.soak.deeds_training import hold_session
from tests.soak.ledger import Ledger
from tests.soak.report import growth, slope
from tests.soak.work import Work, head_of

YEAR = Calendar(1, 365)


def test_a_year_has_every_deed_and_every_blow_and_follows_from_its_seed():
    days = [YEAR.day(day) for day in range(YEAR.days)]
    assert days == [Calendar(1, 365).day(day) for day in range(365)]
    assert days != [Calendar(2, 365).day(day) for day in range(365)]
    assert {one.deed for day in days for one in day} == set(DEEDS)
    blows = Counter(one.blow for day in days for one in day if one.blow)
    assert set(blows) == set(Blow)
    assert sum(blows[kill] for kill in KILLS) > 50
    assert all(one.blow is None for day in days for one in day if one.deed == "settle")
    assert not any(one.blow for day in range(60) for one in Calendar(1, 60, blows=False).day(day))


@pytest.mark.parametrize(("first", "step", "rate"), [(100, 0, 0), (50, 512, 0.5), (9, 2048, 2)])
def test_memory_that_grows_is_a_rate_a_month_once_it_is_warm(first, step, rate):
    months = [
        {"memory": kilobytes}
        for kilobytes in (first, 9 * first, *(first + step * at for at in range(6)))
    ]
    assert slope(months) == pytest.approx(rate)
    assert growth([1, 1024, 5 * 1024]) == 4


class _One:
    """One PC that the soak's deeds are done at."""

    def __init__(self, app, clock):
        self.room = app.place.folder.parent
        self.app = app
        self.clock = clock

    def __getitem__(self, _pc):
        return self.app

    def folder(self, _pc):
        return self.app.place.folder


@pytest.fixture
def soaked(offices):
    """A station where deeds were done, the model that heard of them, and its way of looking."""
    app = offices.a
    for at in range(5):
        app.people.add(a_person("陈明", at))
    model = Ledger()
    one = _One(app, offices.clock)
    work = _Today(one, "a", random.Random(7), model, model.take)
    work.tell_head()
    for deed in (add_person, hold_session, remove_person, walk_back):
        deed(work)
    app.backups.make()
    return app, model, lambda: looking.after_a_blow(one, "a", model, model.take)


class _Today(Work):
    @property
    def today(self):
        return self.app.clock().date()


def test_what_was_acknowledged_is_there_and_what_is_gone_is_found(soaked):
    app, model, look = soaked
    look()
    assert model.findings == []
    assert model.heads["a"] == head_of(app)
    person = min(model.made["a"]["person"]).replace("-", "")
    run_sql(app, f"UPDATE person SET deleted = 1 WHERE id = '{person}'")
    look()
    assert any("rows of person were acknowledged and are gone" in one for one in model.findings)
    model.findings.clear()
    run_sql(app, f"DELETE FROM journal WHERE no = {model.heads['a'][0]}")
    look()
    assert any("was acknowledged as part of" in one for one in model.findings)


def test_what_came_after_the_last_word_becomes_part_of_the_model(soaked):
    app, model, look = soaked
    known = set(model.rows["person"])
    key = app.people.add(a_person("仇英", 40))  # kept, but nobody was told
    (app.place.folder / f"{DATABASE}.new").write_bytes(b"left by a kill")
    look()
    assert model.rows["person"] == known | {str(key)}
    app.people.remove([key])  # nor of this
    look()
    assert model.rows["person"] == known
    assert model.heads["a"] == head_of(app)
    assert len(model.findings) == 2
    assert all("left over" in one for one in model.findings)
