"""Fingerprints and codes: what is packed tells every difference, what is printed is read back."""

from __future__ import annotations

import contextlib
import math
from collections import Counter
from datetime import UTC, date, datetime

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from jyguide.errors import FileError, RuleError
from jyguide.report.comparison import ALL_AGREE, CODE_AGREES, ComparedFigure, Comparison
from jyguide.report.figure import TENTHS, WAN_YUAN, FigureName, Scope
from jyguide.report.fingerprint import Stamped, differences, digest_of, key_hash, packed
from jyguide.report.kinds import ReportKind
from jyguide.report.print_mark import PrintedFigure, printed_figure
from jyguide.report.report_code import (
    MOST_SIGNS,
    Printed,
    code_of,
    mark_of,
    read_code,
    short_key,
)
from jyguide.report.service.counting.everything import COUNTINGS

YEAR = Scope(date(2026, 1, 1), date(2026, 12, 31), "S13")
ROWS = st.dictionaries(
    st.integers(0, 40).map(lambda at: f"{at:032x}"),
    st.tuples(st.sampled_from("abc"), st.integers(0, 3)),
)


def rows_of(made):
    return [Stamped(key, stamp, weight) for key, (stamp, weight) in made.items()]


def hashes(keys):
    return Counter(map(key_hash, keys))


@given(ROWS, ROWS)
def test_two_fingerprints_tell_which_rows_came_went_and_changed(before, now):
    found = differences(packed(rows_of(before)), packed(reversed(rows_of(now))))
    assert found.came == hashes(now.keys() - before.keys())
    assert found.gone == hashes(before.keys() - now.keys())
    both = before.keys() & now.keys()
    assert found.changed == hashes(key for key in both if before[key] != now[key])
    assert bool(found) is (digest_of(rows_of(before)) != digest_of(rows_of(now)[::-1]))


def test_two_rows_whose_keys_hash_alike_stay_two():
    one, other = (packed([Stamped("k", stamp, 1)]) for stamp in "ab")
    both = packed([Stamped("k", "a", 1), Stamped("k", "b", 1)])
    hashed = Counter([key_hash("k")])
    assert differences(both, one).gone == hashed
    assert differences(one, both).came == hashed
    assert differences(one, other).changed == hashed


@pytest.mark.parametrize("kept", ["?", "AAAA", "名"])
def test_a_damaged_fingerprint_is_said_to_be_damaged(kept):
    with pytest.raises(FileError, match="已损坏"):
        differences(kept, "")


def figure(key, value=7, digest="0123456789abcdef"):
    return PrintedFigure(key, key, "人", value, digest, "")


def printed(*figures, scope=YEAR):
    return Printed(ReportKind.STATION_YEAR, scope, "S13", figures)


@given(st.lists(st.sampled_from(sorted(COUNTINGS)), unique=True), st.integers(0, 10**12))
def test_the_code_is_read_back_and_fits_a_code_of_version_ten(keys, value):
    report = printed(*(figure(key, value) for key in keys))
    mark = mark_of(report)
    read = read_code(mark.qr_text.lower())
    assert (read.code, read.kind, read.scope, read.office) == (
        mark.code.replace("-", ""),
        report.kind,
        YEAR,
        "S13",
    )
    assert [(one.short, one.value) for one in read.figures] == [
        (short_key(key), value) for key in keys[: len(read.figures)]
    ]
    assert len(read.figures) == len(keys) or len(mark.qr_text) > MOST_SIGNS - 25
    assert report.digest.startswith(read.digest)


def test_everything_at_once_still_fits():
    text = mark_of(printed(*(figure(key, 7_142) for key in COUNTINGS))).qr_text
    assert segno.make_qr(text, error="q", boost_error=False).version <= 10
    assert len(read_code(text).figures) >= 14


def test_numbers_that_are_nought_give_way_to_those_that_are_not():
    figures = [figure(key, at % 2) for at, key in enumerate(COUNTINGS)]
    said = read_code(mark_of(printed(*figures)).qr_text).figures
    assert all(one.value for one in said)


def test_every_number_has_three_signs_of_its_own():
    assert len({short_key(key) for key in COUNTINGS}) == len(COUNTINGS)


def test_a_code_may_be_typed_as_it_is_seen():
    code = mark_of(printed(figure("people"))).code
    typed = code.lower().replace("0", "o").replace("1", "l")
    for text in (code, typed, f" {code[:5]} {code[6:]} ", code.replace("-", "—")):
        assert read_code(text).code == code.replace("-", "")


def test_the_code_follows_from_whose_report_it_is_and_from_every_number():
    reports = (
        printed(figure("people")),
        printed(figure("people", 8)),
        printed(figure("people", digest="f" * 16)),
        printed(figure("people"), scope=Scope(YEAR.begins_on, YEAR.ends_on, "S07")),
        printed(figure("people"), figure("talks")),
    )
    assert len({mark_of(one).code for one in reports}) == len(reports)
    turned = printed(figure("talks"), figure("people"))
    assert mark_of(turned).code == mark_of(reports[-1]).code


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "不是报表上的校验码"),
        ("7K3M9", "不是报表上的校验码"),
        ("7K3M9-QXT4U", "不是报表上的校验码"),
        ("JYC1ABC", "这是证书上的二维码"),
        ("JYR2:7K3M9QXT40", "更新版本"),
        ("JYR1:7K3M9QXT40", "残缺或被改动过"),
        ("JYR1:7K3M9QXT40" + ":" * 5_000, "内容太长"),
    ],
)
def test_what_is_no_code_of_ours_is_said_to_be_none(text, said):
    with pytest.raises(RuleError, match=said):
        read_code(text)


def test_an_altered_qr_code_is_refused():
    text = mark_of(printed(figure("people"))).qr_text
    code = text.split(":")[1]
    for old, new in ((code, code_of("f" * 64)), ("20261231", "20261331"), (":SY:", ":XX:")):
        with pytest.raises(RuleError, match="残缺或被改动过"):
            read_code(text.replace(old, new))
    backwards = text.replace("20260101-20261231", "20261231-20260101")
    for altered in (text[:-1], backwards, f"{text}.{text.split(':')[-1]}"):
        with pytest.raises(RuleError, match="残缺或被改动过"):
            read_code(altered)


def test_a_number_is_kept_and_read_back_whatever_a_later_release_adds():
    one = figure("people")
    assert printed_figure({**one.to_json(), "colour": "red"}) == one
    assert printed_figure({}).parts == 1


@pytest.mark.parametrize(
    "kept",
    ["", [], *({"value": value} for value in ("many", None, 10**30, -(10**18), math.inf))],
)
def test_a_number_that_no_release_keeps_is_said_to_be_damaged(kept):
    with pytest.raises(FileError, match="已损坏"):
        printed_figure(kept)


@given(st.one_of(st.text(), st.text().map("JYR1:{}".format), st.text(":.0A", max_size=90)))
def test_whatever_is_scanned_is_read_or_refused(text):
    with contextlib.suppress(RuleError):
        assert len(read_code(text).code) == 10


@pytest.mark.parametrize(("known", "said"), [(True, ALL_AGREE), (False, CODE_AGREES)])
def test_a_qr_code_alone_does_not_speak_for_the_whole_paper(known, said):
    at = datetime(2027, 1, 5, tzinfo=UTC) if known else None
    days = YEAR.begins_on, YEAR.ends_on
    one = ComparedFigure("people", "人员名单", "2 人", "2 人", equal=True, same=True)
    found = Comparison("", "city_year", "", "全市", *days, at, "", (one,))
    assert found.verdict == said
    assert known or found.note.startswith("全市年报（2026-01-01")


def test_values_are_said_in_their_unit():
    whole = FigureName("k", "名", "人次", "", "", "")
    hours = FigureName("k", "名", "学时", "", "", "", parts=TENTHS)
    money = FigureName("k", "名", "万元", "", "", "", parts=WAN_YUAN)
    assert (whole.text(5123), hours.text(12345)) == ("5,123 人次", "1,234.5 学时")
    assert (money.text(123_455_000), money.text(4_999)) == ("123.46 万元", "0.00 万元")
