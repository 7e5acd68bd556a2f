"""Articles as numbers, and citations that follow them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyguide.bank.articles import articles_named, as_citation, is_unclear, listed, renumbered
from jyguide.bank.numerals import number_of, numeral_of

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
    stands = renumbered(listed(numbers), moved)
    assert articles_named(stands) == {moved.get(number, number) for number in numbers}


DASHES = ("至", "到", "-", "－", "—", "——", "–", "‐", "～", "~", "〜", " 至 ")
COMMAS = ("、", "，", ",", "和", "与", "及", "以及")


@st.composite
def runs(draw):
    """One list under one 条, in any of the ways people write it, and what it names."""
    ends = sorted(draw(st.sets(NUMBERS, min_size=1, max_size=6)))
    written = draw(st.sampled_from([numeral_of, str, lambda number: f"{number:02}"]))
    text, named, open_at = "", set(), None
    for number in ends:
        spans = open_at is not None and draw(st.booleans())
        text += draw(st.sampled_from(DASHES if spans else COMMAS)) if named else ""
        full = draw(st.booleans()) or not named
        text += ("第" if full else "") + written(number)
        text += "条" if draw(st.booleans()) or number == ends[-1] else ""
        named |= set(range(open_at, number + 1)) if spans else {number}
        open_at = None if spans else number
    return text, frozenset(named)


@given(runs())
def test_no_article_of_a_list_is_lost(run):
    text, named = run
    assert articles_named(text) == named
    assert not is_unclear(text)


@given(runs(), st.dictionaries(NUMBERS, NUMBERS))
def test_every_article_of_any_list_moves(run, moved):
    text, named = run
    assert articles_named(renumbered(text, moved)) == {moved.get(one, one) for one in named}


@pytest.mark.parametrize(
    ("citation", "named"),
    [
        ("第13～15条", {13, 14, 15}),
        ("第十三条－第十五条", {13, 14, 15}),
        ("第十三、十四、十六至十八条", {13, 14, 16, 17, 18}),
        ("第十三及十四条", {13, 14}),
        ("第廿三条", {23}),
        ("第卅条", {30}),
        ("第一〇三条", {103}),
        ("第十三条第二款至第十五条第一款", {13, 14, 15}),
        ("第十三条第一、二款，第十四条（三）、（四）", {13, 14}),
        ("第四章第十三条第（二）项", {13}),
        ("2026年5月11日修订，第三条", {3}),
        ("第二十四条之一、第二十六条", {24, 26}),
    ],
)
def test_citations_that_were_misread(citation, named):
    assert articles_named(citation) == named


@pytest.mark.parametrize(
    "citation",
    [
        "第三四条",
        "第十三四条",
        "第13",
        "第十三条、第十四",
        "第二十三至五条",
        "第四十三、四条",
        "第三章至第五条",
        "第五条至第三章",
        "第①条",
        "Ⅲ",
        "第1至9999条",
    ],
)
def test_a_number_that_cannot_be_told_may_be_any_article(citation):
    assert is_unclear(citation)
    assert articles_named(citation) == frozenset()


@given(st.text("第条款章之零十廿三4、至—（）和 附", max_size=14))
def test_no_citation_is_too_odd(citation):
    named = articles_named(citation)
    assert 0 not in named
    assert not (named and is_unclear(citation))


@pytest.mark.parametrize(
    ("typed", "article"),
    [
        ("4", "第四条"),
        ("第4", "第四条"),
        ("四", "第四条"),
        ("第四条", "第四条"),
        (" 第3至5条", "第3至5条"),
        ("附则", "附则"),
    ],
)
def test_a_bare_number_is_an_article(typed, article):
    assert as_citation(typed) == article
