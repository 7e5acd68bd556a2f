"""What is typed by hand keeps to the rules of a roster."""

from dataclasses import replace
from datetime import date

import pytest

from jyguide.errors import RuleError
from jyguide.people.entry import checked
from tests.jyguide.builders import a_person, an_id

TODAY = date(2026, 11, 20)


def test_good_facts_pass_unchanged():
    facts = a_person(joined=date(2010, 7, 1), education="大学本科", organisation="样例村党支部")
    assert checked(facts, TODAY) == facts


def test_what_is_typed_comes_into_its_one_form():
    number = next(number for number in map(an_id, range(100)) if number.endswith("X"))
    typed = a_person("陈 明", id_number=number.lower(), birth=None, sex="", phone="139 0000 0000")
    kept = checked(typed, TODAY)
    assert (kept.name, kept.id_number, kept.phone) == ("陈明", number, "13900000000")
    assert (kept.sex, str(kept.birth)) == ("女" if int(number[16]) % 2 == 0 else "男", iso(number))


def iso(number):
    return f"{number[6:10]}-{number[10:12]}-{number[12:14]}"


def test_a_person_may_be_without_id_number():
    facts = a_person(id_number="", sex="女", birth=None, phone="")
    assert checked(facts, TODAY) == facts


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"name": " "}, "姓名没有填"),
        ({"name": "Chen"}, "不该出现的字符"),
        ({"id_number": "32028119800101998"}, "18 位"),
        ({"id_number": an_id()[:-1] + ("0" if an_id()[-1] != "0" else "1")}, "校验位"),
        ({"sex": "男"}, "不一致"),
        ({"birth": date(1999, 1, 1)}, "不一致"),
        ({"phone": "1390000"}, "手机|电话|号码"),
        ({"joined": date(2027, 1, 1)}, "还没有到"),
        ({"joined": date(1960, 1, 1)}, "早于出生日期"),
        ({"id_number": "", "birth": None, "sex": ""}, "性别没有填"),
    ],
)
def test_what_cannot_be_so_is_refused(changes, word):
    with pytest.raises(RuleError, match=word) as caught:
        checked(replace(a_person(), **changes), TODAY)
    assert "没有保存" in caught.value.message
