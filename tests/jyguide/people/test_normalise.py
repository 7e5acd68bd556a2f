import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyguide.people.cell import CellError
from jyguide.people.normalise import read_kind, read_name, read_phone, read_sex
from jyguide.people.person import InstructorKind

phones = st.from_regex(r"1[3-9][0-9]0000[0-9]{4}", fullmatch=True)
noise = st.sampled_from(["", " ", "-", "　", " - ", "‑"])


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("方　华", "方华"),
        (" 熊 珍 ", "熊珍"),
        ("尉迟凤晨", "尉迟凤晨"),
        ("阿依古丽·买买提", "阿依古丽·买买提"),
        ("阿依古丽•买买提", "阿依古丽·买买提"),
        ("阿依古丽．买买提", "阿依古丽·买买提"),
        ("\u2f5a某", "片某"),
        ("崔赟\ufeff", "崔赟"),
        ("𬱖之", "𬱖之"),
        ("王䶮", "王䶮"),
        ("\ue3ac某", "\ue3ac某"),
        ("〇某", "〇某"),
        (None, ""),
        ("　", ""),
    ],
)
def test_names_lose_blanks_and_keep_rare_characters(written: str | None, name: str) -> None:
    assert read_name(written) == name


@pytest.mark.parametrize(
    "bad", ["张三1", "张３", 5.0, "张三（女）", "Tom", "张?", "张", "王" * 31]
)
def test_what_is_no_name_is_refused(bad: str | float) -> None:
    with pytest.raises(CellError, match="姓名"):
        read_name(bad)


@given(
    phones, st.lists(noise, min_size=10, max_size=10), st.sampled_from(["", "+86", "0086", "86"])
)
def test_any_phone_survives_blanks_hyphens_and_prefix(
    phone: str, between: list[str], prefix: str
) -> None:
    written = phone[0] + "".join(n + d for n, d in zip(between, phone[1:], strict=True))
    assert read_phone(f"{prefix} {written} ") == phone
    assert read_phone(float(phone)) == phone
    assert read_phone(int(phone)) == phone


@given(phones, st.integers(0, 10))
def test_a_digit_too_few_is_refused_with_the_count(phone: str, place: int) -> None:
    with pytest.raises(CellError):
        read_phone(phone[:place] + phone[place + 1 :])


def test_a_phone_that_holds_the_country_prefix_inside_stays_whole() -> None:
    assert read_phone("18600008643") == "18600008643"


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ("0510-86000012", "座机"),
        ("86000012", "座机"),
        ("13900000012/13900000013", "两个手机号"),
        ("139000000", "实际为 9 位"),
        ("12900000012", "13 至 19"),
        ("1.39E+10", "不是手机号"),
        ("无", "不是手机号"),
        ("139****0012", "不是手机号"),
        (13900000012.5, "不是手机号"),
    ],
)
def test_other_numbers_are_refused_with_their_reason(bad: str | float, reason: str) -> None:
    with pytest.raises(CellError, match=reason):
        read_phone(bad)


def test_a_phone_may_be_missing() -> None:
    assert read_phone(None) == ""


@pytest.mark.parametrize(
    ("written", "sex"), [("男", "男"), (" 女 ", "女"), ("女性", "女"), ("", "")]
)
def test_sexes(written: str, sex: str) -> None:
    assert read_sex(written) == sex


@pytest.mark.parametrize("bad", ["M", "1", "男女", 1.0])
def test_other_sexes_are_refused(bad: str | float) -> None:
    with pytest.raises(CellError, match="性别"):
        read_sex(bad)


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("专", InstructorKind.FULL_TIME),
        ("专职 ", InstructorKind.FULL_TIME),
        ("专职指导员", InstructorKind.FULL_TIME),
        ("兼", InstructorKind.PART_TIME),
        ("兼 职", InstructorKind.PART_TIME),
        ("兼职指导员", InstructorKind.PART_TIME),
        (None, None),
    ],
)
def test_kinds(written: str | None, kind: InstructorKind | None) -> None:
    assert read_kind(written) is kind


@pytest.mark.parametrize("bad", ["未知", "专兼职", "是", 1.0])
def test_other_kinds_are_refused(bad: str | float) -> None:
    with pytest.raises(CellError, match=r"专职.*兼职"):
        read_kind(bad)
