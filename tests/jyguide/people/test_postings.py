"""Where people served: transfers today, past and to come, corrections, and as of a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import StorageError
from jyguide.app import open_application
from jyguide.errors import RuleError
from jyguide.ids import PersonId, PostingId
from jyguide.people.person import PersonRole
from jyguide.people.posting import (
    PostingFacts,
    PostingRow,
    Stood,
    Transfer,
    stood_on,
    timeline,
)
from tests.jyguide.builders import DAY, a_person, table
from tests.postgres import only_sqlite

SPRING = date(2026, 3, 1)
NOW = Stood(None, "今村", "书记", PersonRole.NONE, None, "周庄镇")


def term(number: int, began: date | None, ended: date | None) -> PostingRow:
    facts = PostingFacts(f"村{number}", began_on=began, ended_on=ended)
    return PostingRow(PostingId(number), PersonId(0), facts, None, "")  # type: ignore[arg-type]


@given(st.lists(st.integers(1, 3000), min_size=1, max_size=6, unique=True), st.integers(0, 3200))
def test_of_terms_that_follow_each_other_exactly_one_holds_a_day(days, asked):
    start = date(2018, 1, 1)
    begins = [None, *(start + timedelta(days=day) for day in sorted(days))]
    terms = [
        term(at, began, then - timedelta(days=1) if then else None)
        for at, (began, then) in enumerate(zip(begins, [*begins[1:], None], strict=True))
    ]
    day, today = start + timedelta(days=asked), date(2030, 1, 1)
    (held,) = [row for row in terms if row.holds(day)]
    stood = stood_on(NOW, terms, day, today)
    assert stood == (NOW if held is terms[-1] else held.stood)
    assert timeline(terms) == terms[::-1]


def test_without_terms_he_always_stood_here_and_before_his_first_term_nowhere():
    assert stood_on(NOW, [], SPRING, DAY) is NOW
    assert stood_on(NOW, [term(1, DAY, None)], SPRING, DAY) is None


def test_after_terms_that_all_ended_he_stands_where_his_file_says():
    leap_day = date(2024, 2, 29)
    ended = term(1, date(2020, 1, 1), leap_day)
    assert stood_on(NOW, [ended], leap_day, DAY) == ended.stood
    assert stood_on(NOW, [ended], leap_day + timedelta(days=1), DAY) is NOW


@only_sqlite
def test_a_transfer_ends_what_was_and_says_where_everybody_stood(app):
    one = app.people.add(a_person("陈明", 0, organisation="旧村", post="委员"))
    other = app.people.add(a_person("王芳", 1, organisation="别村"))
    app.postings.transfer([one], Transfer(SPRING, "换届", organisation="新村", post="书记"))
    row = app.people.person(one)
    assert (row.organisation, row.post) == ("新村", "书记")
    new, old = app.postings.of_person(one)
    assert (new.facts.began_on, new.facts.ended_on) == (SPRING, None)
    assert (old.facts.organisation, old.facts.began_on) == ("旧村", None)
    assert old.facts.ended_on == SPRING - timedelta(days=1)
    before, after = app.postings.as_of(date(2026, 2, 28)), app.postings.as_of(SPRING)
    assert (before[one].organisation, before[one].post) == ("旧村", "委员")
    assert (after[one].organisation, after[other].organisation) == ("新村", "别村")
    app.postings.correct(new.id, PostingFacts("新村", "副书记", began_on=SPRING), new.version)
    with pytest.raises(RuleError, match="又被改动过"):
        app.postings.correct(new.id, PostingFacts("新村", "主任"), new.version)
    with pytest.raises(RuleError, match="早于开始日期"):
        app.postings.add(one, PostingFacts("某村", began_on=DAY, ended_on=SPRING))
    app.postings.remove(old.id)
    assert [row.facts.post for row in app.postings.of_person(one)] == ["副书记"]


@only_sqlite
def test_what_cannot_be_moved_is_refused_and_nothing_is_half_moved(app):
    one = app.people.add(a_person("陈明", 0, organisation="旧村"))
    other = app.people.add(a_person("王芳", 1))
    app.postings.transfer([one], Transfer(SPRING, "换届", organisation="新村"))
    kept = table(app, "posting"), table(app, "person")
    for refused, said in (
        (Transfer(SPRING, "换届"), "没有选择"),
        (Transfer(DAY, " ", post="书记"), "原因"),
        (Transfer(SPRING, "换届", post="书记"), "不在它之后"),
        (Transfer(DAY, "调动", station="长泾镇"), "跨站调动"),
        (Transfer(date(1, 1, 1), "换届", post="书记"), "太远"),
        (Transfer(date(2062, 3, 1), "换届", post="书记"), "太远"),
    ):
        with pytest.raises(RuleError, match=said):
            app.postings.transfer([other, one], refused)
    assert (table(app, "posting"), table(app, "person")) == kept


@only_sqlite
def test_a_move_to_come_is_carried_out_once_when_its_day_has_come(new_folder, clock, monkeypatch):
    folder = new_folder()
    app = open_application(folder, clock)
    one = app.people.add(a_person("陈明", 0, organisation="旧村"))
    day = DAY + timedelta(days=7)
    app.postings.transfer([one], Transfer(day, "换届", organisation="新村"))
    assert app.people.person(one).organisation == "旧村"
    assert app.postings.as_of(day)[one].organisation == "新村"
    app.close()
    clock.advance(8 * 86400)
    with monkeypatch.context() as full:
        full.setattr("jyguide.app.settle_due", disk_is_full)
        app = open_application(folder, clock)
        assert app.people.person(one).organisation == "旧村"
        app.close()
    app = open_application(folder, clock)
    assert app.people.person(one).organisation == "新村"
    app.people.change(one, a_person("陈明", 0, organisation="又一村"))
    app.close()
    app = open_application(folder, clock)
    assert app.people.person(one).organisation == "又一村"
    assert app.history.name(app.history.latest_in_force()).startswith("修改人员")
    app.close()


def disk_is_full(*_):
    raise StorageError("磁盘空间不足。", hint="请清理磁盘。")


@only_sqlite
def test_between_stations_the_city_moves_him_and_his_place_on_the_roster(city):
    one = city.people.add(a_person("陈明", 0))
    same = city.people.add(a_person("陈明", 1, kind=None))
    city.doubles.merge(one, same, a_person("陈明", 0))
    city.postings.transfer([one], Transfer(SPRING, "工作调动", station="长泾镇"))
    assert len({row["station_id"] for row in table(city, "person")}) == 1  # his other row too
    row = city.people.person(one)
    assert (row.station, row.kind) == ("长泾镇", "part_time")
    stations = {name: key for key, name in city.people.stations()}
    posts = {post["station_id"]: post for post in table(city, "instructor")}
    ended, begun = posts[stations["周庄镇"].hex], posts[stations["长泾镇"].hex]
    assert (ended["ended_on"], begun["began_on"]) == ("2026-02-28", "2026-03-01")
    assert begun["ended_on"] is None
    assert city.postings.as_of(date(2026, 2, 1))[one].station == "周庄镇"
    assert len(city.people.people()) == 1
    city.history.undo(city.history.latest_in_force())
    assert city.people.person(one).station == "周庄镇"
    assert city.postings.of_person(one) == []
