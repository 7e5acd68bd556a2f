"""What is left of somebody who was erased, and what else must not go with him."""

import msgspec
import pytest

from db.merging import lines
from jyguide.errors import RuleError
from tests.jyguide.builders import a_person, looking_at
from tests.jyguide.sync.offices import doctor, reseal

PHONE = "13911112222"


def kept(app):
    """Everything that an office keeps of rows and beside them."""
    with looking_at(app) as connection:
        tables = ("person", "journal", "sync_conflict", "sync_held")
        return str([connection.exec_driver_sql(f"SELECT * FROM {name}").all() for name in tables])


def bodies_of(app, mentioning):
    with looking_at(app) as connection:
        found = connection.exec_driver_sql("SELECT stream, body FROM sync_segment").all()
    return [stream for stream, body in found if body and mentioning in unpacked(body)]


def unpacked(body):
    return b"\n".join(lines.unpack(body)).decode()


@pytest.fixture
def edited(offices):
    """陈明 is at station and city; A has changed his phone since, and added 单雄, in one file."""
    person = offices.a.people.add(a_person("陈明", 1))
    offices.round(["a"])
    offices.a.people.change(person, a_person("陈明", 1, phone=PHONE))
    offices.a.people.add(a_person("单雄", 2))
    return person


@pytest.mark.parametrize("which", [0, 1])
def test_a_conflict_with_his_twin_goes_too(offices, which):
    """It repeats the number in which the two are alike, whichever of them is named first."""
    people = [offices.a.people.add(a_person("陈明", 1)), offices.b.people.add(a_person("单雄", 1))]
    offices.send("a", "city")
    assert offices.send("b", "city").conflict_count == 1
    offices.city.upkeep.erase(sorted(people)[which], "本人申请")
    assert not offices.city.sync.conflicts(settled=True)


def test_a_late_edit_that_is_not_taken_leaves_nothing_either(offices, edited):
    sent = offices.export("a", "city")
    offices.city.upkeep.erase(edited, "本人申请")
    offices.city.sync.take_in(sent)
    assert PHONE not in kept(offices.city)
    assert not bodies_of(offices.city, PHONE)
    assert "单雄" in {row.name for row in offices.city.people.people()}


def test_what_waited_and_is_forced_in_does_not_bring_him_back(offices, edited):
    late = doctor(offices, offices.export("a", "city"), "a", "city", previous="f" * 64)
    offices.city.upkeep.erase(edited, "本人申请")
    offices.city.sync.take_in(late)
    offices.city.sync.force()
    assert PHONE not in kept(offices.city)
    assert not bodies_of(offices.city, PHONE)


def test_what_waits_beside_his_data_is_not_lost(offices, edited):
    """The city erases him while a file that also brings somebody else waits for another one."""
    gap = offices.export("a", "city")
    late = offices.file()
    offices.a.people.change(edited, a_person("陈明", 1, phone="13911113333"))
    offices.a.people.add(a_person("仇英", 3))
    offices.a.sync.export("C00", late)

    def only_the_last(manifest, bodies):
        return msgspec.structs.replace(manifest, pieces=manifest.pieces[-1:]), bodies[-1:]

    offices.city.sync.take_in(reseal(offices, late, "a", "city", only_the_last))
    offices.city.upkeep.erase(edited, "本人申请")
    offices.city.sync.take_in(gap)
    assert {"单雄", "仇英"} <= {row.name for row in offices.city.people.people()}
    assert "1391111" not in kept(offices.city)


def test_an_import_taken_back_comes_again_after_an_erasure(offices, edited):
    """With what the file says; what lay here of it is gone, and is not taken for all of it."""
    sent = offices.export("a", "city")
    report = offices.city.sync.take_in(sent)
    offices.city.history.undo(report.action_id)
    undoing = offices.city.history.latest()
    offices.city.upkeep.erase(edited, "本人申请")
    with pytest.raises(RuleError, match="重新导入"):
        offices.city.history.undo(undoing)
    offices.city.sync.take_in(sent)
    assert "单雄" in {row.name for row in offices.city.people.people()}
    assert PHONE not in kept(offices.city)
