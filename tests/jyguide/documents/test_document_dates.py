from datetime import date

import pytest

from jyguide.documents.dates import chinese_date, span_text, tenths_text


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 21), "二〇二六年十一月二十一日"),
        (date(2026, 1, 1), "二〇二六年一月一日"),
        (date(2030, 10, 10), "二〇三〇年十月十日"),
        (date(2026, 2, 30 - 10), "二〇二六年二月二十日"),
        (date(2026, 12, 31), "二〇二六年十二月三十一日"),
    ],
)
def test_dates_in_chinese_digits(day, words):
    assert chinese_date(day) == words


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (date(2026, 11, 20), date(2026, 11, 20), "2026年11月20日"),
        (date(2026, 11, 20), date(2026, 11, 21), "2026年11月20日至21日"),
        (date(2026, 11, 20), date(2026, 12, 1), "2026年11月20日至12月1日"),
        (date(2026, 12, 31), date(2027, 1, 2), "2026年12月31日至2027年1月2日"),
    ],
)
def test_spans_say_nothing_twice(start, end, words):
    assert span_text(start, end) == words


@pytest.mark.parametrize(("tenths", "words"), [(15, "1.5"), (20, "2"), (0, "0"), (1005, "100.5")])
def test_tenths(tenths, words):
    assert tenths_text(tenths) == words
