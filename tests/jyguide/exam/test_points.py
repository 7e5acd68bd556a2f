"""Points in tenths: written, read, split without loss."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyguide.errors import RuleError
from jyguide.exam.points import format_points, parse_points, split_evenly


@pytest.mark.parametrize(("points", "text"), [(0, "0"), (5, "0.5"), (15, "1.5"), (1000, "100")])
def test_format(points, text):
    assert format_points(points) == text


@pytest.mark.parametrize(("text", "points"), [("２", 20), (" 1.5分 ", 15), ("1.50", 15), ("0", 0)])
def test_parse_what_people_type(text, points):
    assert parse_points(text) == points


@pytest.mark.parametrize("text", ["", "-1", "1.55", "两分", "1e3", "nan", "1,5", "٣", "1.2.3"])
def test_parse_refuses(text):
    with pytest.raises(RuleError, match="不是分值"):
        parse_points(text)


@given(st.integers(0, 9_999_999))
def test_round_trip(points):
    assert parse_points(format_points(points)) == points


@given(st.integers(0, 1000), st.integers(1, 12))
def test_split_is_exact_and_even(points, parts):
    shares = split_evenly(points, parts)
    assert sum(shares) == points
    assert max(shares) - min(shares) <= 1
