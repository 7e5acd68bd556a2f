"""The signed record: it fits its code, survives bad typing, and no change of it passes."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from jyguide.certificate.kinds import CertificateKind
from jyguide.certificate.numbering import LAST_SEQUENCE, CertificateNumber, read_number
from jyguide.certificate.seal import (
    NewerError,
    NotOursError,
    Record,
    digest,
    read_mark,
    read_seal,
    seal,
    sealed_wording,
)

NUMBER = CertificateNumber(2026, "S07", "A", 12)
RECORD = Record(CertificateKind.DUTY, NUMBER, date(2026, 11, 26), "阿卜杜拉·买买提", b"12345678")
NAMES = st.text(
    st.characters(min_codepoint=0x20, exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp")),
    min_size=1,
    max_size=24,
)


def sign(text):
    """As long as a signature, and different for every text."""
    return bytes(sum(text[at::64]) % 256 for at in range(64))


@given(
    st.builds(
        Record,
        st.sampled_from(CertificateKind),
        st.builds(
            CertificateNumber,
            st.integers(2000, 9999),
            st.sampled_from(("C00", "S01", "S18")),
            st.sampled_from("AZ"),
            st.integers(1, 999_999_999),
        ),
        st.dates(date(2000, 1, 1), date(2179, 1, 1)),
        NAMES,
        st.binary(min_size=8, max_size=8),
    ),
    st.booleans(),
)
def test_every_record_fits_version_ten_and_is_read_back(record, wide):
    text, mark = seal(record, sign)
    code = segno.make_qr(text, error="m", boost_error=False)
    assert (code.version <= 10, code.mode) == (True, "alphanumeric")
    typed = text.lower()
    if wide:  # as an input method writes it, broken into lines
        typed = "".join(chr(ord(one) + 0xFEE0) for one in typed[:20]) + f"　\r\n{typed[20:]}\n"
    read = read_seal(typed)
    assert (read.record, read.mark) == (record, mark)
    assert read.signature == sign(read.signed)
    assert read_number(str(record.number)) == record.number


@given(st.data())
def test_no_sign_can_be_changed_unseen(data):
    text, _ = seal(RECORD, sign)
    at = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ").filter(text[at].__ne__))
    try:
        read = read_seal(text[:at] + other + text[at + 1 :])
    except (NotOursError, NewerError):
        return
    assert read.signature != sign(read.signed)


@pytest.mark.parametrize(
    "text",
    ["", "JYC", "JYC1", "JYC1ABC", "JYCX00", "https://例.cn", "JYC1" + "Z" * 900, "JYC1*%$"],
)
def test_what_is_no_record_is_told(text):
    with pytest.raises(NotOursError):
        read_seal(text)


def test_a_number_that_no_pc_gives_is_no_record():
    text, _ = seal(replace(RECORD, number=replace(NUMBER, sequence=LAST_SEQUENCE + 1)), sign)
    with pytest.raises(NotOursError):
        read_seal(text)


@pytest.mark.parametrize("cut", [1, 8, 60, 200])
def test_half_a_code_is_no_record_or_fits_no_signature(cut):
    text, _ = seal(RECORD, sign)
    try:
        read = read_seal(text[:-cut])
    except NotOursError:
        return
    assert read.signature != sign(read.signed)


def test_a_later_version_is_told_from_nonsense():
    text, _ = seal(RECORD, sign)
    with pytest.raises(NewerError):
        read_seal(text.replace("JYC1", "JYC2", 1))
    later = "10" + text[6:]  # the first byte says 4
    with pytest.raises(NewerError):
        read_seal("JYC1" + later)


def test_a_very_long_name_is_cut_between_signs_and_still_covered():
    long = replace(RECORD, name="𠮷" * 40)
    text, _ = seal(long, sign)
    assert read_seal(text).record.name == "𠮷" * 24 + "…"
    assert segno.make_qr(text, error="m", boost_error=False).version <= 10
    hidden = replace(RECORD, name="陈\u202e明\n")
    assert read_seal(seal(hidden, sign)[0]).record.name == "陈明"


def test_days_out_of_range_are_kept_at_its_ends():
    early = replace(RECORD, issued_on=date(1999, 1, 1))
    assert read_seal(seal(early, sign)[0]).record.issued_on == date(2000, 1, 1)


def test_the_words_are_covered_in_any_order_and_the_seal_is_not_part_of_them():
    words = {
        "kind": "completion",
        "name": "陈明",
        "issued": "2026-11-26",
        "subject": "党务实训",
        "hours": 80,
        "score": None,
    }
    sealed = sealed_wording(words, NUMBER, sign)
    read = read_seal(sealed["seal"])
    assert (read.mark, read.record.name) == (sealed["mark"], "陈明")
    assert read.record.digest == digest(dict(reversed(sealed.items())))
    for name, value in (("subject", "党务"), ("hours", 81), ("name", "陈名"), ("more", 1)):
        assert digest({**words, name: value}) != read.record.digest


def test_a_short_code_is_read_however_it_is_typed():
    _, mark = seal(RECORD, sign)
    assert read_mark(f" {mark.lower().replace('-', ' ')}　") == mark
    assert read_mark("ｏｉｌ1-0000") == "0111-0000"
    assert read_mark("") == ""
    assert read_number("2026-S7A-1") is None


def test_a_day_later_is_another_record():
    later = replace(RECORD, issued_on=RECORD.issued_on + timedelta(days=1))
    assert seal(later, sign) != seal(RECORD, sign)
