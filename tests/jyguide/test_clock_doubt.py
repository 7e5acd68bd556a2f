"""A clock that cannot be right is told in words; small differences are not."""

from datetime import UTC, datetime, timedelta

import pytest

from jyguide.clock_doubt import RELEASED, clock_doubt

NOW = datetime(2027, 3, 1, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "newest", "words"),
    [
        (NOW, None, ""),
        (NOW, NOW - timedelta(days=40), ""),
        (NOW, NOW + timedelta(minutes=4), ""),
        (NOW, NOW + timedelta(minutes=6), "比上一次操作"),
        (NOW, NOW - timedelta(days=367), "超过一年"),
        (RELEASED - timedelta(hours=20), None, ""),
        (datetime(2009, 1, 1, tzinfo=UTC), None, "这个版本"),
        (datetime(2009, 1, 1, tzinfo=UTC), NOW, "比上一次操作"),
    ],
)
def test_what_is_said_of_a_clock(now, newest, words):
    said = clock_doubt(now, newest)
    assert bool(said) is bool(words)
    assert words in said
    assert not said or said.endswith("数据没有受影响。")
