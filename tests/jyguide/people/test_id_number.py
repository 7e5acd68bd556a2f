from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyguide.people.cell import CellError
from jyguide.people.id_number import birth_of, check_character, read_id_number, sex_of

births = st.dates(date(1900, 1, 1), date(2026, 11, 23))
sequences = st.sampled_from(["996", "997", "998", "999"])


@st.composite
def id_numbers(draw: st.DrawFn) -> str:
    first = f"320281{draw(births):%Y%m%d}{draw(sequences)}"
    return first + check_character(first)


@given(id_numbers())
def test_a_valid_number_is_kept_and_states_birth_and_sex(number: str) -> None:
    assert read_id_number(number) == number
    assert f"{birth_of(number):%Y%m%d}" == number[6:14]
    assert sex_of(number) == ("男" if number[16] in "13579" else "女")


@given(id_numbers(), st.integers(0, 16), st.integers(1, 9))
def test_any_one_digit_wrong_is_refused(number: str, place: int, shift: int) -> None:
    wrong = str((int(number[place]) + shift) % 10)
    with pytest.raises(CellError):
        read_id_number(number[:place] + wrong + number[place + 1 :])


@given(id_numbers(), st.integers(0, 16))
def test_two_neighbouring_digits_swapped_are_refused(number: str, place: int) -> None:
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    if swapped == number:
        return
    with pytest.raises(CellError):
        read_id_number(swapped)


@given(id_numbers(), st.integers(0, 17))
def test_a_missing_character_is_refused_with_the_length(number: str, place: int) -> None:
    with pytest.raises(CellError, match="实际为 17 位"):
        read_id_number(number[:place] + number[place + 1 :])


@pytest.mark.parametrize(
    "written",
    [
        "３２０２８１２０００１２０５９９７５",
        " 320281200012059975　",
        "320281 20001205 9975",
        "'320281200012059975",
        "320281200012059975\t",
    ],
)
def test_full_width_digits_and_blanks_are_read(written: str) -> None:
    assert read_id_number(written) == "320281200012059975"


def test_a_small_x_becomes_a_capital_one() -> None:
    assert read_id_number("32028119991228999x") == "32028119991228999X"
    assert read_id_number("32028119991228999ｘ") == "32028119991228999X"


@pytest.mark.parametrize("number", [320281200012059975.0, 320281200012059975, 3.2e17])
def test_a_numeric_cell_has_lost_digits_and_is_never_completed(number: float) -> None:
    with pytest.raises(CellError, match="末几位已经丢失"):
        read_id_number(number)


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("3.20281E+17", "科学计数法"),
        ("320281710226997", "15 位旧身份证号"),
        (320281710226997.0, "15 位旧身份证号"),
        ("32028120001205997", "实际为 17 位"),
        ("32028120001205997A", "只能由数字组成"),
        ("3202812000X2059975", "只能由数字组成"),
        ("320281200012059976", "校验位不符"),
        ("990281200012059970", "校验位不符"),
        ("320281******059975", "只能由数字组成"),
    ],
)
def test_each_fault_has_its_own_reason(value: object, reason: str) -> None:
    with pytest.raises(CellError, match=reason):
        read_id_number(value)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("first", "reason"),
    [
        ("99028120001205997", "省份"),
        ("32028120010229997", "出生日期不存在"),
        ("32028118991231997", "早于 1900 年"),
    ],
)
def test_a_right_check_character_does_not_excuse_the_rest(first: str, reason: str) -> None:
    with pytest.raises(CellError, match=reason):
        read_id_number(first + check_character(first))


@pytest.mark.parametrize("empty", [None, "", "  　"])
def test_an_empty_cell_is_no_fault_of_the_number(empty: str | None) -> None:
    assert read_id_number(empty) == ""
