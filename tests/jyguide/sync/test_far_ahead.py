"""A PC that says it has edited something a million million times: counts have an end."""

import pytest

from db.models import Item
from jyguide.bank.row import ItemStatus
from jyguide.sync.bundle import FARTHEST
from tests.jyguide.builders import a_person
from tests.jyguide.sync.offices import doctor, ops


def far(table):
    """Raises the counts of the last change of a table as high as a file may say."""

    def change(acts):
        op = ops(acts, table)[-1]
        if op[3] is not None:
            op[3] = {group: [FARTHEST - 1, *rest] for group, (_, *rest) in op[3].items()}
        op[4] = {group: [FARTHEST, *rest] for group, (_, *rest) in op[4].items()}

    return change


@pytest.fixture
def trespassed(offices):
    """周庄镇 A withdraws an item of the unified bank, in a file to the city."""
    item = offices.a.bank.items()[0].id
    with offices.a._store.begin("停用试题") as uow:  # which its own service would not do
        uow.session.get_one(Item, item).status = ItemStatus.WITHDRAWN.value
        uow.commit()
    return doctor(offices, offices.export("a", "city"), "a", "city", far("item"))


def test_the_citys_answer_can_be_read_by_all(offices, trespassed):
    (refused,) = offices.city.sync.take_in(trespassed).refused
    assert "不合情理" in refused.why
    for name in ("b", "c"):
        assert offices.send("city", name).number
    assert offices.city.sync.status().refused == 1


def test_what_another_pc_edits_afterwards_is_taken(offices):
    person = offices.a.people.add(a_person("陈明", 1))
    offices.settle_down(["a", "b"])
    offices.a.people.change(person, a_person("陈明", 1, phone="13900000001"))
    sent = offices.export("a", "b")
    assert offices.b.sync.take_in(doctor(offices, sent, "a", "b", far("person"))).refused_count
    offices.b.people.change(person, a_person("陈明", 1, phone="13900000002"))
    offices.send("b", "city")
    assert offices.city.people.person(person).phone == "13900000002"
