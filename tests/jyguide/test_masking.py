import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyguide.exchange.table.hiding import hidden
from jyguide.exchange.workbook import Sheet
from jyguide.masking import births_masked, masked_birth, masked_id, masked_phone, numbers_masked

ID, PHONE = "320281199001011234", "13912345678"
DIGITS = st.text(alphabet="0123456789０１２３Xx -+()·E*", max_size=24)


@pytest.mark.parametrize(
    "text",
    [ID, "３２０２８１１９９００１０１１２３４", "320281 19900101 1234", f"'{ID}", f"{ID}\u200b"],
)
def test_an_id_keeps_its_region_and_its_last_four(text):
    assert masked_id(text) == "320281********1234"
    assert masked_id(masked_id(text)) == masked_id(text)


@pytest.mark.parametrize(
    "text",
    [PHONE, "139-1234-5678", "+86 13912345678", "008613912345678", "１３９１２３４５６７８"],
)
def test_a_mobile_number_keeps_its_ends(text):
    assert masked_phone(text) == "139****5678"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", ""),
        ("1234567", "*******"),
        ("E12345678", "*******78"),
        ("320281900101123", "320281******123"),
        (f"{ID}5", "***************2345"),
        ("身份证号", "****"),
    ],
)
def test_what_looks_like_no_id_shows_less(text, shown):
    assert masked_id(text) == shown


@given(DIGITS)
def test_no_field_ever_shows_more_than_its_form_does(text):
    for mask, most in ((masked_id, 10), (masked_phone, 7)):
        shown = mask(text).replace("*", "")
        assert len(shown) <= most
        assert len(shown) <= max(4, len("".join(text.split())) * 2 / 3)


@given(st.sampled_from([ID, PHONE, "32028119900101123X"]), st.sampled_from(["", " ", "-"]))
def test_numbers_in_words_are_hidden_however_they_are_grouped(number, gap):
    groups = (3, 7, 11) if len(number) == len(PHONE) else (6, 14, 18)
    cut = gap.join(number[a:b] for a, b in zip((0, *groups), groups, strict=False))
    said = numbers_masked(f"联系{cut}，2026-11-25 17:30:00 起，第 20261125 号")
    assert not re.search(r"\d{5,}", said.replace("20261125", "").replace(number[:6], ""))
    assert said.endswith("2026-11-25 17:30:00 起，第 20261125 号")


@pytest.mark.parametrize(
    "day", [date(1990, 1, 1), "1990-01-01", "19900101", "１９９０年1月1日", " 1990.1", "1990"]
)
def test_the_day_of_birth_is_hidden_beside_the_number(day):
    assert masked_birth(day) == "1990-**-**"


def test_of_what_begins_with_no_year_nothing_is_shown():
    assert (masked_birth(None), masked_birth(""), masked_birth("32874")) == ("", "", "*****")


def test_a_line_of_a_list_shows_years_of_birth_and_its_own_day():
    said = births_masked(f"2026年11月25日 ｜ 1990.1.1 ｜ 20010203 ｜ {ID} ｜ 1987年10月1日")
    masked = "320281********1234"
    assert said == f"2026年11月25日 ｜ 1990-**-** ｜ 2001-**-** ｜ {masked} ｜ 1987-**-**"


def test_rows_given_back_hide_numbers_and_birthdays_and_keep_their_heads():
    rows = (
        ("姓名", "出生年月", "身份证号"),
        ("王芳", date(1990, 1, 1), ID),
        ("丁", "1990.1", 1),
    )
    sheet = hidden(Sheet("名单", hidden=False, rows=rows), {"name": 0, "birth": 1, "id_number": 2})
    assert sheet.rows[0] == rows[0]
    assert sheet.rows[1] == ("王芳", "1990-**-**", "320281********1234")
    assert sheet.rows[2] == ("丁", "1990-**-**", 1)
