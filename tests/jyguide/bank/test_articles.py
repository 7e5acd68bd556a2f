"""Articles as numbers, and citations that follow them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyguide.bank.articles import (
    article_name,
    articles_named,
    number_of,
    numeral_of,
    renumbered,
)

NUMBERS = st.integers(1, 999)


@given(st.integers(1, 9999))
def test_a_numeral_is_read_back(number):
    assert number_of(numeral_of(number)) == number


@pytest.mark.parametrize(
    ("number", "numeral"),
    [
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (101, "一百零一"),
        (110, "一百一十"),
        (1001, "一千零一"),
    ],
)
def test_numerals_as_laws_write_them(number, numeral):
    assert numeral_of(number) == numeral


@pytest.mark.parametrize(
    ("citation", "moved", "stands"),
    [
        ("第二十二条", {22: 26}, "第二十六条"),
        ("第十一至十三条、第十六条", {11: 12, 12: 13, 13: 14, 16: 18}, "第十二至十四条、第十八条"),
        ("第十、十二条", {12: 13}, "第十、十三条"),
        ("第22条", {22: 26}, "第26条"),
        ("第四条（六）", {4: 5, 6: 7}, "第五条（六）"),
        ("第二十四条之一", {24: 28, 1: 2}, "第二十八条之一"),
        ("附则", {1: 2}, "附则"),
        ("第二章", {2: 3}, "第二章"),
    ],
)
def test_citations_follow_their_articles(citation, moved, stands):
    assert renumbered(citation, moved) == stands


@given(st.lists(NUMBERS, min_size=1, max_size=5), st.dictionaries(NUMBERS, NUMBERS))
def test_every_article_of_a_list_moves(numbers, moved):
    citation = "、".join(map(article_name, numbers))
    stands = renumbered(citation, moved)
    assert articles_named(stands) == {moved.get(number, number) for number in numbers}
