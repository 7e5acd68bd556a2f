"""What the bank as a whole gives away."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyguide.bank.audit import FindingKind
from jyguide.bank.audit.spread import CRITICAL, ENOUGH, spread, unevenness
from tests.jyguide.bank.audit.auditing import an_item, kinds

OF_THE_WHOLE = {
    FindingKind.LETTERS_UNEVEN,
    FindingKind.LETTERS_IN_A_ROW,
    FindingKind.TRUTHS_UNEVEN,
    FindingKind.LENGTHS_TELL,
}
WORDS = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛"


def singles(letters, lengths=None):
    """One single a letter, each of words of its own; `lengths` gives that of each key."""
    made = []
    for at, letter in enumerate(letters):
        options = [f"{sign}{WORDS[at % 44]}{at}" for sign in "甲乙丙丁"]
        if lengths is not None:
            options["ABCD".index(letter)] += "长" * lengths[at]
        made.append(
            an_item(
                stem=f"{WORDS[at % 44] * 9}{at}（   ）。", options=tuple(options), answer=letter
            )
        )
    return made


def of_the_whole(items):
    return [kind for kind in kinds(*items) if kind in OF_THE_WHOLE]


def test_an_even_bank_is_left_alone():
    letters = list("ABCD" * 12)
    random.Random(5).shuffle(letters)
    assert of_the_whole(singles(letters)) == []


def test_too_much_of_one_letter_is_found_from_forty_items():
    letters = "ABCB" * 10
    assert of_the_whole(singles(letters)) == [FindingKind.LETTERS_UNEVEN]
    assert of_the_whole(singles(letters[: ENOUGH - 1])) == []


def test_a_row_of_one_letter_is_found():
    letters = "ABCD" * 5 + "B" * 8 + "ACD" * 4 + "ACDACD"
    assert of_the_whole(singles(letters)) == [FindingKind.LETTERS_IN_A_ROW]


def test_keys_that_are_mostly_the_longest_are_found():
    letters = "ABCD" * 12
    assert of_the_whole(singles(letters, [1] * 48)) == [FindingKind.LENGTHS_TELL]
    assert of_the_whole(singles(letters[:39], [1] * 39)) == []


@pytest.mark.parametrize(("true", "uneven"), [(24, False), (30, False), (36, True)])
def test_statements_mostly_right_are_found(true, uneven):
    items = [
        an_item(
            "true_false", f"{WORDS[at % 44] * 7}{WORDS[at // 2]}", answer="T" if at < true else "F"
        )
        for at in range(48)
    ]
    assert of_the_whole(items) == ([FindingKind.TRUTHS_UNEVEN] if uneven else [])


def test_the_sum_is_pearsons_own_for_single_letters():
    draws = [(4, letter) for letter in "A" * 20 + "B" * 10 + "C" * 5 + "D" * 5]
    assert unevenness(spread(draws)) == pytest.approx(100 / 10 + 0 + 25 / 10 + 25 / 10)


@given(st.integers(0, 10_000), st.integers(1, 3))
def test_chance_is_seldom_uneven(seed, keys):
    """The statistic of keys of several letters follows the same chi-square."""
    chance = random.Random(seed)
    exceeded = 0
    for _bank in range(40):
        draws = [(4, "".join(sorted(chance.sample("ABCD", keys)))) for _ in range(60)]
        exceeded += unevenness(spread(draws)) > CRITICAL[2]
    assert exceeded <= 5


def test_letters_beyond_the_options_are_not_expected():
    draws = [(3, letter) for letter in "ABC" * 20]
    assert [one.letter for one in spread(draws)] == ["A", "B", "C"]
