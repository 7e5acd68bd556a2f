from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyguide.people.cell import CellError
from jyguide.people.dates import Month, read_date, read_date_or_month

days = st.dates(date(1930, 1, 1), date(2099, 12, 31))
FULL_WIDTH = str.maketrans("0123456789-", "０１２３４５６７８９－")
STYLES: list[Callable[[date], object]] = [
    lambda d: d,
    lambda d: datetime.combine(d, time()),
    lambda d: datetime.combine(d, time(8, 30)),
    lambda d: d.isoformat(),
    lambda d: f"{d.isoformat()} ",
    lambda d: f" {d.isoformat()}　",
    lambda d: f"{d.isoformat()} 00:00:00",
    lambda d: d.isoformat().translate(FULL_WIDTH),
    lambda d: f"{d.year}.{d.month}.{d.day}",
    lambda d: f"{d.year}.{d.month:02}.{d.day:02}",
    lambda d: f"{d.year}/{d.month}/{d.day}",
    lambda d: f"{d.year}年{d.month}月{d.day}日",
    lambda d: f"{d.year} 年 {d.month:02} 月 {d.day:02} 日",
    lambda d: f"{d:%Y%m%d}",
    lambda d: float(f"{d:%Y%m%d}"),
    lambda d: float((d - date(1899, 12, 30)).days),
    lambda d: (d - date(1899, 12, 30)).days,
    lambda d: str((d - date(1899, 12, 30)).days),
    lambda d: f"{(d - date(1899, 12, 30)).days}.0",
    lambda d: (d - date(1899, 12, 30)).days + 0.354,
]


@pytest.mark.parametrize("style", STYLES)
@given(day=days)
def test_any_day_in_every_style_comes_back(style: Callable[[date], object], day: date) -> None:
    assert read_date(style(day)) == day  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("1998.03", "不完整：只有 1998 年 3 月"),
        ("1998年3月", "不完整"),
        ("199803", "不完整"),
        (199803.0, "不完整"),
        (1998.03, "不完整：只有 1998 年 3 月"),
        (1998.1, "不完整：只有 1998 年 1 月或 10 月"),
        ("1998-02-30", "1998 年 2 月 30 日不存在"),
        ("19981345", "不存在"),
        ("98.3.22", "看不出是哪一天"),
        ("22/3/1998", "看不出是哪一天"),
        ("1998-3/22", "看不出是哪一天"),
        ("1998", "看不出是哪一天"),
        (1998.0, "看不出是哪一天"),
        ("不详", "看不出是哪一天"),
        (1998.55, "不存在"),
        (0.5, "看不出是哪一天"),
        (-3.0, "看不出是哪一天"),
        (time(8, 30), "不是日期"),
        (timedelta(hours=30), "不是日期"),
        (True, "不是日期"),
        ("1898-03-22", "不合情理"),
        (date(2999, 1, 1), "不合情理"),
        (float("nan"), "看不出是哪一天"),
    ],
)
def test_incomplete_and_doubtful_dates_are_refused(value: object, reason: str) -> None:
    with pytest.raises(CellError, match=reason):
        read_date(value)  # type: ignore[arg-type]


@pytest.mark.parametrize("empty", [None, "", " 　"])
def test_an_empty_cell_is_no_date(empty: str | None) -> None:
    assert read_date(empty) is None


def test_a_month_is_handed_back_for_the_id_number_to_complete() -> None:
    assert read_date_or_month("1998.03") == Month(1998, (3,))
    assert read_date_or_month(1998.1) == Month(1998, (1, 10))
    assert Month(1998, (3,)).holds(date(1998, 3, 22))
    assert not Month(1998, (3,)).holds(date(1999, 3, 22))
