"""Conflicts kept, swapped and settled; what a station may not write."""

import pytest

from jyguide.changes import Changed
from jyguide.errors import RuleError
from jyguide.sync.row import ConflictKind
from tests.jyguide.builders import a_person
from tests.jyguide.sync.chen import call, names, phone
from tests.jyguide.sync.offices import doctor, ops

# -- conflicts


@pytest.fixture
def quarrel(offices, chen):
    """Both PCs of the station gave 陈明 another phone; the city has both."""
    call(offices.a, chen, "13900008888")
    call(offices.b, chen, "13900009999")
    offices.send("a", "city")
    report = offices.send("b", "city")
    assert report.conflict_count == 1
    (conflict,) = offices.city.sync.conflicts()
    return conflict


def test_a_conflict_names_the_record_and_both_sides(offices, quarrel):
    assert quarrel.kind is ConflictKind.EDIT
    assert quarrel.what == "人员 · 陈明 · 手机号"
    texts = {quarrel.kept.text, quarrel.lost.text}
    assert any("9999" in text for text in texts)
    assert any("8888" in text for text in texts)
    assert quarrel.kept.at
    assert quarrel.can_swap
    assert offices.city.sync.status().open_conflicts == 1


def test_keeping_settles_it(offices, quarrel):
    shown_phone = phone(offices.city)
    assert offices.city.sync.settle(quarrel.id, swap=False) & Changed.PEOPLE
    assert offices.city.sync.conflicts() == []
    (row,) = offices.city.sync.conflicts(settled=True)
    assert "保留" in row.settled
    assert phone(offices.city) == shown_phone
    with pytest.raises(RuleError, match="已经处理过"):
        offices.city.sync.settle(quarrel.id, swap=True)


def test_swapping_is_an_ordinary_edit_that_goes_everywhere(offices, quarrel):
    other = "13900008888" if phone(offices.city) == "13900009999" else "13900009999"
    offices.city.sync.settle(quarrel.id, swap=True)
    assert phone(offices.city) == other
    offices.settle_down(["a", "b"])
    for name in ("a", "b", "city"):
        assert phone(offices[name]) == other, name
    assert not offices.city.sync.conflicts()
    assert not offices.a.sync.conflicts()


def test_a_later_edit_settles_it_too(offices, quarrel, chen):
    call(offices.city, chen, "13911111111")
    assert offices.city.sync.conflicts() == []
    (row,) = offices.city.sync.conflicts(settled=True)
    assert "后来又改过" in row.settled


def test_a_record_deleted_here_and_changed_there_can_be_restored(offices, chen):
    offices.a.people.remove([chen])
    call(offices.b, chen, "13900009999")
    offices.send("a", "city")
    offices.send("b", "city")
    conflict = next(
        one for one in offices.city.sync.conflicts() if one.kind is ConflictKind.DELETE
    )
    assert names(offices.city) == []
    offices.city.sync.settle(conflict.id, swap=True)
    assert names(offices.city) == ["陈明"]
    offices.settle_down(["a", "b"])
    assert names(offices.a) == names(offices.b) == ["陈明"]


def test_an_unknown_conflict_is_settled_by_nobody(offices):
    with pytest.raises(RuleError):
        offices.city.sync.settle(12345, swap=True)


# -- what is refused


@pytest.fixture
def trespass(offices, chen):
    """A PC of 华士镇 changes 陈明 of 周庄镇, and makes somebody there."""
    offices.c.people.add(a_person("解珍", 4, station="华士镇"))
    path = offices.export("c", "city")
    station = offices.a.place.station_id.hex

    def change(acts):
        for op in ops(acts, "person"):
            op[5]["station_id"] = station

    return doctor(offices, path, "c", "city", change)


def test_what_a_station_may_not_write_is_refused_answered_and_overruled(offices, trespass):
    report = offices.city.sync.take_in(trespass)
    assert report.refused_count >= 1
    assert {row.why for row in report.refused} <= {"不是本站的记录"}
    assert names(offices.city) == ["陈明"]
    assert offices.city.sync.status().refused == report.refused_count
    assert len(offices.city.sync.refused()) == report.refused_count
    offices.send("city", "c")
    assert offices.city.sync.status().refused == 0
    assert all("更正" in row.why for row in offices.city.sync.refused())
