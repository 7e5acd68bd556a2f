"""The table of limits is what SECURITY.md says, and its edges are where it says."""

import re
import struct
from datetime import date
from pathlib import Path
from unittest.mock import Mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_spec.audit_dependencies import judged, lock_faults, understood
from jyguide.bank.import_file import read_item_text
from jyguide.errors import Cancelled, FileError
from jyguide.exchange.boundary.blanks import LONGEST, bounded_blanks
from jyguide.exchange.boundary.compound import old_extents
from jyguide.exchange.boundary.extent import Extent, UnsoundError, repeated_extents, sheet_extent
from jyguide.exchange.boundary.foreign import foreign_faults
from jyguide.exchange.boundary.limits import ENROLMENT, TABLE, size_text
from jyguide.exchange.boundary.nested import read_json, read_toml
from jyguide.exchange.boundary.package import BrokenPackageError, checked_parts
from jyguide.exchange.file_bytes import read_bytes
from jyguide.exchange.loose import parts
from jyguide.sync.reading import read_open_line
from tests.fuzz.mutating import packed
from tests.fuzz.targets import CORPUS

ROOT = Path(__file__).parents[2]
MOST = 10_000


def test_the_page_names_every_limit():
    page = (ROOT / "SECURITY.md").read_text("utf-8")
    for limits in TABLE.values():
        (row,) = [line for line in page.splitlines() if line.startswith(f"| {limits.name} |")]
        assert f"| {size_text(limits.file)} |" in row
        assert not limits.unpacked or f"| {size_text(limits.unpacked)} |" in row
        for count in (limits.area, limits.places, limits.pixels):
            assert not count or f"{count:,} " in row


def sheet(rows):
    return b"<worksheet><sheetData>" + rows + b"</sheetData></worksheet>"


@pytest.mark.parametrize(
    "rows",
    [
        b'<row r="9"><c r="XFD900"><v>1</v></c></row>',
        b"<row r='900'><c r='XFD900'><v>1</v></c></row>",
        b'<x:row r="900"><x:c r="XFD900"><x:v>1</x:v></x:c></x:row>',
        b'<row r="900"><c t="n" r="XFD900"><v xml:space="preserve">1</v></c></row>',
        b'<row r="899"/><row><c r="XFC1"/><c r="XFD900"><is><t>1</t></is></c></row>',
        b'<row r="1" q=" r=\'1\' "><c q=">" r="XFD900"><v>1</v></c></row>',
        b'<row r="0900"><c r="XFD0900"><v>1</v></c></row>',
    ],
)
def test_a_far_value_is_found_however_it_is_written(rows):
    prefixed = sheet(rows).replace(b"<worksheet>", b'<worksheet xmlns:x="y">')
    assert sheet_extent(prefixed, MOST, 64) == Extent(900, 16384)


@given(st.integers(1, 99_999), st.integers(1, 99_999), st.integers(1, 700))
def test_a_glance_is_never_less_than_the_truth(row, cell, column):
    letters = b""
    while column:
        column, digit = divmod(column - 1, 26)
        letters = bytes([65 + digit]) + letters
    xml = sheet(b'<row r="%d"><c r="%b%d"><v>1</v></c></row>' % (row, letters, cell))
    truth = sheet_extent(xml.replace(b"<c r", b"<c  r"), 0, 64)
    glance = sheet_extent(xml, 1 << 40, 64)
    assert glance.rows >= truth.rows == cell
    assert glance.columns >= truth.columns


@pytest.mark.parametrize(
    "xml", [b"<a>" * 99 + b"</a>" * 99, b"<!DOCTYPE a><a/>", b"<a", b"<a b=1/>"]
)
def test_markup_that_nobody_writes(xml):
    with pytest.raises(UnsoundError):
        sheet_extent(xml, -1, 64)
    with pytest.raises(UnsoundError):
        repeated_extents(xml, MOST, 64)


def test_empty_cells_count_once_another_stands_behind_them():
    head = (
        '<office:d xmlns:office="o" xmlns:table="t" xmlns:text="x"><table:table table:name="甲">'
    )
    empty = '<table:table-cell table:number-columns-repeated="+16000"/>'
    end = "</table:table></office:d>"

    def extent(cells):
        xml = f"{head}<table:table-row>{cells}</table:table-row>{end}"
        return repeated_extents(xml.encode(), MOST, 64)["甲"]

    assert extent(empty).area == 0
    assert extent(f"{empty}<table:table-cell/>").columns > MOST
    assert extent('<table:table-cell office:value="1"/>' + empty).area == 1
    spaces = '<table:table-cell office:value-type="string"><text:p><text:s text:c="{}"/></text:p>'
    assert extent(f"{spaces.format(10**9)}</table:table-cell>").columns > MOST


def test_an_old_workbook_whose_chains_claims_or_sheets_are_none():
    data = (CORPUS / "名单.xls").read_bytes()
    assert [extent.rows for extent in old_extents(data)] == [5, 1]
    for at, value in ((44, 1 << 31), (30, 7), (48, 9999)):
        broken = bytearray(data)
        struct.pack_into("<I", broken, at, value)
        with pytest.raises(UnsoundError):
            old_extents(bytes(broken))
    with pytest.raises(UnsoundError):
        old_extents(data[:600])
    dimensions = data.index(struct.pack("<HH", 0x0200, 14))
    for bottom in (0xFFFFFFFF, 0):
        broken = bytearray(data)
        struct.pack_into("<II", broken, dimensions + 4, 1, bottom or 1)
        with pytest.raises(UnsoundError):
            old_extents(bytes(broken))


def test_packages_that_two_readers_would_read_differently():
    good = packed([("a", b"1"), ("b", b"2")])
    book = TABLE["workbook"]
    assert len(checked_parts(good, book)) == 2
    for bad in (packed([("a", b"1"), ("A", b"2")]), good + good, good[:-30], b""):
        with pytest.raises(BrokenPackageError):
            checked_parts(bad, book)


@pytest.mark.parametrize(
    "text", ["[" * 65 + "]" * 65, "[" * 99_999, '{"a":' * 70, "9" * 5000, "NaN"]
)
def test_json_that_no_person_wrote(text):
    with pytest.raises(ValueError):  # noqa: PT011 - whatever is wrong with it
        read_json(text, 64)


def test_depth_is_that_of_brackets_outside_quotes():
    assert read_json('{"a": "[[[[", "b": "\\"{{"}', 2) == {"a": "[[[[", "b": '"{{'}
    assert read_toml('a = "[[[["\n[b]\nc = [1]', 2)["b"] == {"c": [1]}
    for text in ("a=" + "[" * 70 + "]" * 70, "a" + ".a" * 99_999 + "=1"):
        with pytest.raises(ValueError):  # noqa: PT011 - as above
            read_toml(text, 64)


def test_a_file_over_its_limit_and_what_is_no_file(tmp_path):
    path = tmp_path / "申请.jyreq"
    path.write_bytes(bytes(ENROLMENT.file + 1))
    with pytest.raises(FileError, match="有 64 KB，超过了 64 KB 的上限"):
        read_bytes(path, ENROLMENT)
    with pytest.raises(FileError, match="不是普通的文件"):
        read_bytes(Path("/dev/null"))
    with pytest.raises(FileError, match="不是普通的文件"):
        read_open_line(Path("/dev/zero"))


def test_whatever_a_library_raises_becomes_a_sentence():
    class Panic(BaseException):
        """As Rust's come."""

    for fault in (Panic("index"), MemoryError(), KeyError("x")):
        with (
            pytest.raises(FileError, match="坏"),
            foreign_faults(lambda said: FileError("坏", detail=said)),
        ):
            raise fault
    with pytest.raises(KeyboardInterrupt), foreign_faults(FileError):
        raise KeyboardInterrupt


# -- the audit of dependencies

FLAW = {"id": "PYSEC-2026-1", "aliases": ["CVE-2026-1"], "fix_versions": ["2.0"]}


def report(**more):
    return {"dependencies": [{"name": "Pillow", "version": "1.0", "vulns": [], **more}]}


def test_a_known_vulnerability_fails_unless_it_is_excused_in_time():
    today = date(2026, 11, 26)
    excuse = {"package": "pillow", "id": "CVE-2026-1", "reason": "不用", "until": today}
    assert judged(report(), (), today) == ([], [])
    assert judged(report(vulns=[FLAW]), (), today)[0] == [
        "Pillow 1.0：PYSEC-2026-1，修好的版本：2.0"
    ]
    assert judged(report(vulns=[FLAW]), [excuse], today)[0] == []
    late = judged(report(vulns=[FLAW]), [excuse | {"until": date(2026, 11, 25)}], today)
    assert "到期" in late[0][0]
    skipped = judged({"dependencies": [{"name": "x", "skip_reason": "?"}]}, (), today)
    assert skipped == ([], ["1 个包（共 1 个）没有查到漏洞信息：漏洞库连不上。"])


@pytest.mark.parametrize("printed", ["[]", "{}", '{"dependencies": []}', '{"dependencies": [1]}'])
def test_what_is_no_report_says_nothing(printed):
    assert understood(printed) is None


def test_the_lock_is_pinned_hashed_and_names_no_address():
    assert list(lock_faults((ROOT / "requirements.lock").read_text("utf-8"))) == []
    bad = f"a==1\nb>=1\n--index-url https://x\nc==1 --hash=sha256:{'0' * 64}\n"
    assert len(list(lock_faults(bad + f"c==1 --hash=sha256:{'0' * 64}"))) == 4


# -- text whose cost would be the square of its length


@given(st.text("a \t\u3000\n", max_size=200))
def test_blanks_are_shortened_and_lines_keep_their_numbers(text):
    long = text.replace(" ", " " * LONGEST)
    bounded = bounded_blanks(long)
    assert bounded.split("\n") == [bounded_blanks(line) for line in long.split("\n")]
    assert max(map(len, re.findall(r"[^\S\n]+", bounded)), default=0) <= LONGEST
    assert [line.split() for line in bounded.split("\n")] == [
        line.split() for line in text.split("\n")
    ]


def test_a_question_is_not_read_anew_for_each_line_behind_it(monkeypatch):
    cuts, letters = Mock(wraps=parts.cut_options), Mock(wraps=parts.read_letters)
    monkeypatch.setattr(parts, "cut_options", cuts)
    monkeypatch.setattr(parts, "read_letters", letters)
    head = "1. 题\nA、甲\nB、乙\n答案："
    _, file = read_item_text(f"{head}A" + "\nA、丙" * 400)
    assert len(file.items) + len(file.refused) == 1
    letters.reset_mock()
    read_item_text(f"{head}甲" + "\n//" * 400)
    assert cuts.call_count < 200
    assert letters.call_count < 200


def test_running_text_asks_at_every_line_whether_to_go_on():
    lines = Mock(side_effect=[None] * 5 + [Cancelled])
    with pytest.raises(Cancelled):
        read_item_text("1. 题\n" * 9, check=lines)
