from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyguide.documents.breaking import (
    NOT_AT_END,
    NOT_AT_START,
    cut,
    line_starts,
    paragraph_points,
    split_after,
    unbroken,
    width_at_most,
)
from jyguide.documents.page import MM_PER_POINT, Paragraph, Run, Shape, Style, paragraph

TEN = Style(size=10)
WIDE = 10.5 * 10 * MM_PER_POINT
"""Room for ten characters at ten points, and the reserve."""
WORDS = st.text("党建，。（）“”《》2026 ABcd\n", max_size=200)


def lines(text, width=WIDE, **shape):
    starts = [*line_starts(paragraph(text, TEN, Shape(**shape)), width), len(text)]
    return [text[first:last] for first, last in pairwise(starts)]


def test_lines_are_filled_and_nothing_is_lost():
    assert lines("党" * 25) == ["党" * 10, "党" * 10, "党" * 5]
    assert lines("") == [""]


def test_punctuation_takes_the_character_before_it_along():
    assert lines("党" * 10 + "。") == ["党" * 9, "党。"]
    assert lines("党" * 9 + "（建）") == ["党" * 9, "（建）"]


def test_numbers_and_words_stay_whole():
    assert lines("党" * 9 + "2026年") == ["党" * 9, "2026年"]
    assert unbroken("3.5%，Party党") == ["3.5", "%", "，", "Party", "党"]


def test_a_word_longer_than_a_line_goes_on():
    found = lines("x" * 100)
    assert "".join(found) == "x" * 100
    assert len(found) > 5


def test_line_feeds_begin_lines():
    assert lines("党\n建") == ["党\n", "建"]


def test_indents_and_tabs_take_room():
    assert len(lines("党" * 10, first_indent=2)) == 2
    assert len(lines("党" * 10, left=10 * MM_PER_POINT)) == 2
    hung = {"left": 30 * MM_PER_POINT, "first_indent": -3, "tabs": (30 * MM_PER_POINT,)}
    assert lines("1\t" + "党" * 10, **hung) == ["1\t" + "党" * 7, "党" * 3]


def test_a_leader_leaves_the_number_on_its_line():
    assert len(lines("党" * 5 + "\t12", leader=WIDE)) == 1
    assert len(lines("党" * 9 + "\t12", leader=WIDE)) == 2


@given(WORDS)
def test_no_line_begins_or_ends_as_none_may(text):
    found = [line for line in lines(text.replace("\n", "")) if line]
    for before, line in pairwise(found):
        assert line[0] not in NOT_AT_START or before[0] in NOT_AT_START or len(before) == 1
        assert before[-1] not in NOT_AT_END or len(before) == 1


@given(WORDS, st.floats(40, 200))
def test_a_wider_column_never_takes_more_lines(text, width):
    assert len(lines(text, width * 1.5)) <= len(lines(text, width))


@given(WORDS, st.integers(1, 20))
def test_a_cut_paragraph_says_the_same_and_its_first_part_fits(text, allowed):
    runs = (Run(text[:30], TEN), Run(text[30:], Style(size=10, bold=True)))
    block = Paragraph(tuple(run for run in runs if run.text), Shape(line=15, first_indent=2))
    place = split_after(block, allowed, WIDE)
    if not place:
        assert allowed >= len(line_starts(block, WIDE))
        return
    first, second = cut(block, place)
    assert first.text == text[:place].removesuffix("\n")
    assert second.text == text[place:]
    assert paragraph_points(first, WIDE) <= allowed * 15
    assert first.shape.first_indent == 2
    assert second.shape.first_indent == 0


def test_a_cut_is_behind_a_sentence_where_one_ends():
    text = "党" * 14 + "。" + "建" * 40
    block = paragraph(text, TEN)
    assert split_after(block, 2, WIDE) == 15
    assert split_after(block, 5, WIDE) == len("".join(lines(text)[:5]))
    assert split_after(block, 0, WIDE) == 0


@pytest.mark.parametrize(("text", "width"), [("党建", 2), ("3人", 1.82), ("\u200b", 0)])
def test_width_is_rather_too_large(text, width):
    assert width_at_most(text) == pytest.approx(width)
