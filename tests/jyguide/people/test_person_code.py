import uuid

from hypothesis import given
from hypothesis import strategies as st

from jyguide.ids import PersonId
from jyguide.people.person_code import person_code, read_code

keys = st.integers(0, (1 << 128) - 1).map(lambda number: PersonId(uuid.UUID(int=number)))


@given(keys)
def test_a_code_is_41_digits_and_names_its_person_however_it_was_typed(key):
    code = person_code(key)
    assert len(code) == 41
    assert code.isascii()
    assert code.isdecimal()
    full_width = code.translate({ord("0") + digit: 0xFF10 + digit for digit in range(10)})
    for typed in (code, f"{code}\r\n", f"  {code[:20]} {code[20:]}\t", full_width, f"﻿{code}"):
        assert read_code(typed) == key


@given(keys, st.integers(0, 40), st.integers(1, 9))
def test_a_wrong_digit_is_nobody(key, place, more):
    code = person_code(key)
    wrong = code[:place] + str((int(code[place]) + more) % 10) + code[place + 1 :]
    assert read_code(wrong) is None


@given(keys, st.integers(0, 39))
def test_two_swapped_digits_are_nobody(key, place):
    code = person_code(key)
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert read_code(swapped) == (key if swapped == code else None)


def test_what_is_no_code_is_nobody():
    code = person_code(PersonId(uuid.UUID(int=7)))
    nobody = ["", "张三", code[:-1], code + "1", "²" * 41, "1" * 41, "٣" * 41, f"{code[:-1]}x"]
    assert [read_code(typed) for typed in nobody] == [None] * len(nobody)
    too_large = f"{(1 << 128) + 5:039}"
    check = 98 - int(too_large + "00") % 97
    assert read_code(f"{too_large}{check:02}") is None
