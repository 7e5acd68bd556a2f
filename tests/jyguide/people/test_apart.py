"""People of one name and place are told apart by what gives nothing away."""

from datetime import date
from uuid import UUID

import pytest

from jyguide.ids import PersonId
from jyguide.people.apart import told_apart
from jyguide.people.row import PersonRow


def a_row(number, name="陈明", **more):
    facts = {
        "birth": date(1971, 3, number),
        "phone": f"1390000000{number}",
        "organisation": "甲村",
    }
    facts |= {"sex": "", "ethnic": "", "education": "", "joined": None, "post": "", **more}
    facts |= {"station": "周庄镇", "kind": "", "search": "", "pinyin_key": "", "stroke_key": ""}
    return PersonRow(PersonId(UUID(int=number)), name, id_number="33060119710301123X", **facts)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([a_row(1), a_row(2, "单雄")], []),
        ([a_row(1), a_row(2, organisation="乙村")], []),
        ([a_row(1, post="书记"), a_row(2, post="委员")], ["书记", "委员"]),
        ([a_row(1), a_row(2, birth=date(1980, 1, 1))], ["1971年3月生", "1980年1月生"]),
        ([a_row(1, post="书记"), a_row(2)], ["手机尾号 0001", "手机尾号 0002"]),
        ([a_row(1, phone=""), a_row(2, phone="")], ["1971年3月生", "1971年3月生"]),
    ],
)
def test_only_namesakes_of_one_place_get_a_mark(rows, said):
    found = told_apart(rows)
    assert list(found.values()) == said
    assert not any("123X" in mark for mark in found.values())
