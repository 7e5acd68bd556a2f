"""The code of a sealed exam: every slip of ear and finger is told before it is tried."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyguide.errors import RuleError
from jyguide.exam.seal.code import LENGTH, is_sound, new_code, read_code, spaced, spoken

CODES = st.integers(0, 10**19 - 1).map(lambda number: complete(f"{number:019d}"))


def complete(digits):
    """The one check digit that fits, found by trying."""
    (sound,) = [digits + last for last in "0123456789" if is_sound(digits + last)]
    return sound


def refusal(typed):
    with pytest.raises(RuleError) as caught:
        read_code(typed)
    assert "不计入输错次数" in caught.value.message
    assert caught.value.hint
    return caught.value.message


def test_a_published_example():
    """572 has check digit 4: the example of Damm's method in the literature."""
    assert is_sound("5724")
    assert not is_sound("5727")


@given(CODES, st.integers(0, LENGTH - 1), st.integers(1, 9))
def test_every_single_wrong_digit_is_found(code, place, by):
    wrong = f"{(int(code[place]) + by) % 10}"
    assert not is_sound(code[:place] + wrong + code[place + 1 :])


@given(CODES, st.integers(0, LENGTH - 2))
def test_every_exchange_of_neighbours_is_found(code, place):
    one, other = code[place], code[place + 1]
    exchanged = code[:place] + other + one + code[place + 2 :]
    assert is_sound(exchanged) == (one == other)


@given(CODES)
def test_however_it_is_typed_it_is_the_same(code):
    wide = "".join(unicodedata.lookup(f"FULLWIDTH DIGIT {name}") for name in names(code))
    for typed in (code, spaced(code), spaced(code).replace(" ", "-"), wide, spoken(code)):
        assert read_code(typed) == code
    assert read_code(spoken(code).replace("洞", "零").replace("幺", "一")) == code


def names(code):
    words = ["ZERO", "ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT", "NINE"]
    return [words[int(digit)] for digit in code]


def test_new_codes_are_sound_and_read_in_five_groups():
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(
        is_sound(code) and [len(g) for g in spaced(code).split()] == [4] * 5 for code in codes
    )
    firsts = [sum(code[place] == "0" for code in codes) for place in range(19)]
    assert all(0 < count < 60 for count in firsts), "each place is random"


def test_slips_are_told_apart():
    code = complete("1234567890123456789")
    assert "现在是 19 位" in refusal(code[:-1])
    assert "现在是 21 位" in refusal(code + "0")
    assert "听错或打错" in refusal(code[:4] + code[5] + code[4] + code[6:])
    assert "“O”看不懂" in refusal("O" + code[1:])
    assert "“百”看不懂" in refusal("百" + code[1:])
    assert "现在是 0 位" in refusal(" ")
