"""Bundles: what one PC writes another reads, and nothing else is ever taken in."""

import hashlib
import zipfile
from uuid import UUID, uuid4

import msgspec
import pyrage
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from db.keys import new_key
from db.merging.segments import read_head
from jyguide.errors import FileError
from jyguide.place import CITY_CODE
from jyguide.sync import bundle
from jyguide.sync.bundle import BundleError, Manifest, OpenLine, Piece
from jyguide.sync.credential import describe_self
from jyguide.sync.keys import DeviceKeys
from jyguide.sync.reading import read_open_line
from jyguide.sync.service.receiving import receive
from jyguide.sync.service.trusting import read_trust
from tests.cases import case
from tests.jyguide.builders import a_person, a_roster, a_row, looking_at
from tests.jyguide.sync.offices import (
    doctor,
    dumped,
    files_of,
    opened,
    reseal,
    sealed_by_anybody,
    write,
)

NOTHING = "没有导入"
DAMAGED = "不完整或已经损坏"


# -- the format by itself


@pytest.fixture(scope="module")
def two_keys():
    return DeviceKeys.make(uuid4()), DeviceKeys.make(uuid4())


def a_line(sender, reader, **changes):
    facts = {
        "v": 1,
        "sender": sender.device.hex,
        "office": "S13",
        "name": "周庄镇 A 机",
        "to": [reader.device.hex],
        "to_office": CITY_CODE,
        "to_name": "市级",
        "number": 7,
        "at": 1_764_000_000_000,
    }
    return OpenLine(**(facts | changes))


def a_manifest(line, bodies, **changes):
    facts = {
        "v": 1,
        "line": line,
        "claims": msgspec.Raw(b"{}"),
        "app": "1",
        "schema": "0009",
        "suite": bundle.SUITE,
        "credentials": [],
        "pieces": [Piece("{}", "", len(body)) for body in bodies],
    }
    return Manifest(**(facts | changes))


@given(
    bodies=st.lists(st.binary(max_size=200), max_size=5),
    name=st.text(max_size=30),
    number=st.integers(0, 99_999),
)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_written_is_what_is_read(two_keys, bodies, name, number):
    sender, reader = two_keys
    line = a_line(sender, reader, name=name, number=number)
    content = bundle.write_bundle(sender, a_manifest(line, bodies), bodies, [reader.seal_key])
    opened = bundle.open_bundle(content, reader)
    assert replace_sizes(opened.line) == line
    assert opened.manifest.line == line
    assert list(opened.bodies) == bodies
    assert bundle.read_line(content[: bundle.MOST_OPEN])[0] == opened.line
    with pytest.raises(BundleError, match=bundle.NOT_FOR_US):
        bundle.open_bundle(content, sender)


def replace_sizes(line):
    return msgspec.structs.replace(line, size=0, digest="")


@given(st.binary(max_size=300))
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_else_is_read_is_refused_with_a_reason(two_keys, rest):
    for start in (b"", b"JYSYNC", b"JYSYNC1\n", b"JYSYNC1\n{}\n"):
        with pytest.raises(BundleError):
            bundle.open_bundle(start + rest, two_keys[1])


# -- a file on its way to the city


@pytest.fixture
def checked(offices):
    """All that is checked of a file at the city before its database is asked to hold it."""
    with looking_at(offices.city) as connection, Session(connection) as session:
        trust = read_trust(session)
    keys = offices.keys("city")
    return lambda path: receive(path, keys, trust)


def flipped(content, at, bit):
    changed = bytearray(content)
    changed[at] ^= 1 << bit % 8
    return bytes(changed)


def test_every_single_byte_counts(offices, sent, checked):
    content, target = sent.read_bytes(), offices.file()
    city, folder = offices.city, offices.folder("city")
    rows, before = dumped(city), files_of(folder)
    end = bundle.read_line(content)[1]
    for at in (*range(end), *range(end, len(content), 3)):
        target.write_bytes(flipped(content, at, at))
        with pytest.raises(FileError, match=NOTHING):
            checked(target)
    magic, version, line, sealed = 0, len(bundle.MAGIC), end // 2, (end + len(content)) // 2
    for at in (magic, version, version + 1, line, end - 1, end, sealed, len(content) - 1):
        target.write_bytes(flipped(content, at, at))
        with case(at), pytest.raises(FileError, match=NOTHING):
            city.sync.take_in(target)
    assert files_of(folder) == before
    assert dumped(city) == rows
    assert checked(sent).segments
    assert city.sync.take_in(sent).applied


def test_every_single_byte_under_the_seal_counts(offices, sent, checked):
    """Anybody can seal to the city: it is the signatures that tell."""
    keys = offices.keys("city")
    line, start = bundle.read_line(sent.read_bytes())
    inside = pyrage.decrypt(sent.read_bytes()[start:], [keys.sealing])
    recipient = pyrage.x25519.Recipient.from_str(keys.seal_key)
    city, target = offices.city, offices.file()
    before = files_of(offices.folder("city"))

    def seal(inside):
        sealed = pyrage.encrypt(inside, [recipient])
        told = msgspec.structs.replace(
            line, size=len(sealed), digest=hashlib.sha256(sealed).hexdigest()
        )
        target.write_bytes(b"JYSYNC1\n" + msgspec.json.encode(told) + b"\n" + sealed)
        return target

    for at in range(0, len(inside), 2):
        with pytest.raises(FileError, match=NOTHING):
            checked(seal(flipped(inside, at, at // 2)))
    whole = opened(offices, sent)
    assert whole.bodies
    at = 0
    for part in (bytes(8), whole.manifest_text, whole.signature, *whole.bodies):
        for place in (at, at + len(part) // 2, at + len(part) - 1):
            with case(place), pytest.raises(FileError, match=NOTHING):
                city.sync.take_in(seal(flipped(inside, place, place // 2)))
        at += len(part)
    assert at == len(inside)
    assert files_of(offices.folder("city")) == before
    assert checked(seal(inside)).segments


def test_a_file_cut_short_or_with_something_behind_is_refused(offices, sent, refused):
    content = sent.read_bytes()
    _, start = bundle.read_line(content)
    for length in (1, 5, 6, 7, 8, 9, start // 2, start - 1):
        assert NOTHING in refused(write(offices, content[:length])), length
    for length in (start, start + 1, start + 50, len(content) // 2, len(content) - 1):
        assert DAMAGED in refused(write(offices, content[:length])), length
    for more in (b"\n", b"\0" * 512, content):
        assert DAMAGED in refused(write(offices, content + more))


def test_a_file_once_more_brings_nothing(offices, sent):
    first = offices.city.sync.take_in(sent)
    assert first.applied
    again = offices.city.sync.take_in(sent)
    assert again.brings_nothing
    assert again.known
    assert any("以前导入过" in note for note in again.notes)


def test_a_file_for_somebody_else_names_both(offices, sent, refused):
    told = refused(sent, "c")
    assert "周庄镇 A 机" in told
    assert "组织部" in told
    told = refused(sent, "a")
    assert "不是给这台电脑的" in told


def test_an_open_line_with_another_address_is_refused(offices, sent, refused):
    content = sent.read_bytes()
    line, start = bundle.read_line(content)
    other = {
        "to": [*line.to, offices.keys("c").device.hex],
        "office": CITY_CODE,
        "name": "市级 A 机",
        "number": 99,
        "sender": offices.keys("b").device.hex,
        "to_office": "S01",
        "at": 0,
    }
    for field, value in other.items():
        with case(field):
            told = msgspec.structs.replace(line, **{field: value})
            forged = b"JYSYNC1\n" + msgspec.json.encode(told) + b"\n" + content[start:]
            assert DAMAGED in refused(write(offices, forged))


def test_a_line_in_other_words_of_the_same_meaning_is_refused(offices, sent, refused):
    content = sent.read_bytes()
    told = content.replace(b'{"v":1,', b'{ "v":1,', 1)
    assert DAMAGED in refused(write(offices, told))


# -- senders nobody vouches for


def as_it_is(manifest, bodies):
    return manifest, bodies


def test_a_file_signed_by_somebody_else_is_forged(offices, sent, refused):
    assert "签名不对" in refused(reseal(offices, sent, "a", "city", as_it_is, signer="c"))


def say_sender(keys, credential=None, **line):
    """Claims to be another sender, with a credential for it perhaps."""

    def alter(manifest, bodies):
        said = msgspec.structs.replace(manifest.line, sender=keys.device.hex, **line)
        credentials = [*manifest.credentials, *([credential] if credential else [])]
        changed = msgspec.structs.replace(manifest, line=said, credentials=credentials)
        return changed, bodies

    return alter


def test_an_unknown_pc_is_refused(offices, sent, refused):
    offices.make("stranger", "周庄镇", "C")
    alter = say_sender(offices.keys("stranger"))
    told = refused(reseal(offices, sent, "stranger", "city", alter))
    assert "没有在市级登记" in told


def test_a_credential_of_ones_own_making_is_refused(offices, sent, refused):
    offices.make("stranger", "周庄镇", "C")
    keys = offices.keys("stranger")
    for office in ("S13", CITY_CODE):
        with case(office):
            own = describe_self(keys, office, "C", offices.clock())
            say = say_sender(keys, own, office=office)
            told = refused(reseal(offices, sent, "stranger", "city", say))
            assert "不是市级签发的" in told


def test_a_true_credential_with_another_office_or_key_is_refused(offices, sent, refused):
    for change in ({"office": CITY_CODE}, {"sign_key": offices.keys("c").sign_key}):

        def alter(manifest, bodies, change=change):
            other = UUID(int=5).hex
            told = [
                msgspec.structs.replace(one, device=other, **change)
                for one in manifest.credentials
            ]
            return msgspec.structs.replace(manifest, credentials=told), bodies

        assert "不是市级签发的" in refused(reseal(offices, sent, "a", "city", alter))


def test_a_sender_that_says_it_is_another_office_is_refused(offices, sent, refused):
    for office in (CITY_CODE, "S01", "S99", ""):
        alter = say_sender(offices.keys("a"), office=office)
        assert "不属于它所说的单位" in refused(reseal(offices, sent, "a", "city", alter))


def test_a_revoked_pc_is_refused(offices, sent, refused):
    offices.city.devices.revoke(offices.keys("a").device, "失窃")
    assert "已被市级停用" in refused(sent)


# -- segments that may not be


def test_swapped_missing_or_foreign_pieces_are_refused(offices, refused):
    offices.a.people.add(a_person("陈明", 1))
    offices.export("a", "city")
    offices.a.people.add(a_person("单雄", 2))
    two = offices.export("a", "city")
    assert len(opened(offices, two).bodies) == 2

    def swap_bodies(manifest, bodies):
        return manifest, bodies[::-1]

    def drop_a_body(manifest, bodies):
        return manifest, bodies[:-1]

    def one_body_twice(manifest, bodies):
        return manifest, [bodies[0], *bodies]

    def swap_heads(manifest, bodies):
        one, other = manifest.pieces
        pieces = [
            Piece(other.head, other.signature, one.size),
            Piece(one.head, one.signature, other.size),
        ]
        return msgspec.structs.replace(manifest, pieces=pieces), bodies

    def swap_signatures(manifest, bodies):
        one, other = manifest.pieces
        pieces = [
            Piece(one.head, other.signature, one.size),
            Piece(other.head, one.signature, other.size),
        ]
        return msgspec.structs.replace(manifest, pieces=pieces), bodies

    for alter in (swap_bodies, drop_a_body, one_body_twice, swap_heads, swap_signatures):
        refused(reseal(offices, two, "a", "city", alter))

    def order_changed(manifest, bodies):
        pieces = manifest.pieces[::-1]
        return msgspec.structs.replace(manifest, pieces=pieces), bodies[::-1]

    report = offices.city.sync.take_in(reseal(offices, two, "a", "city", order_changed))
    assert [(one.name, one.count) for one in report.new] == [("人员", 2), ("指导员", 2)]
    assert not report.waiting


def test_a_station_writes_for_nobody_else(offices, sent, refused):
    head = read_head(opened(offices, sent).manifest.pieces[-1].head)
    for scope in ("all", "st:S13", "up:S01", "city", "here", "", "up:", "up:C00"):
        with case(scope):
            stream = head.stream.split(".")[0] + "." + scope
            told = refused(doctor(offices, sent, "a", "city", scope=scope, stream=stream))
            assert "无权改动" in told
            # A stream named after one scope, a head that says another:
            refused(doctor(offices, sent, "a", "city", stream=stream))


def test_a_station_signs_for_no_other_pc(offices, sent, refused):
    for name in ("b", "c", "city"):
        device = offices.keys(name).device.hex
        assert "签名不对" in refused(doctor(offices, sent, "a", "city", device=device))
    assert "没有在市级登记" in refused(doctor(offices, sent, "a", "city", device=new_key().hex))
    for wrong in ("", "x", "../../etc/passwd"):
        refused(doctor(offices, sent, "a", "city", device=wrong))


def test_a_body_that_is_not_the_signed_one_is_refused(offices, sent, refused):
    assert DAMAGED in refused(doctor(offices, sent, "a", "city", digest="0" * 64))


# -- files of other kinds, and far too large


def test_what_is_no_bundle_is_named_as_such(offices, refused):
    path = offices.file()
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../../evil.txt", "x")
        archive.writestr("manifest.json", "{}")
    assert "不是暨阳指导的同步文件" in refused(path)
    path = a_roster(offices.file(".xlsx"), [a_row()]).rename(offices.file())
    assert "不是暨阳指导的同步文件" in refused(path)
    for content in (b"", b"\0" * 10_000, "JYSYNC".encode("utf-16"), b"\xef\xbb\xbfJYSYNC1\n"):
        assert "不是暨阳指导的同步文件" in refused(write(offices, content))
    folder = offices.file()
    folder.mkdir()
    assert refused(folder)
    assert "找不到" in refused(offices.root / "没有.jysync")


def test_a_newer_format_asks_for_a_newer_program(offices, refused):
    assert "升级" not in refused(write(offices, b"JYSYNCx\n"))
    far = b"JYSYNC999999999999999999999\n" + b"x" * 100
    for start in (b"JYSYNC2\n", b"JYSYNC10\nrest", far):
        with case(start):
            assert "更新版本的程序" in refused(write(offices, start))


def test_a_newer_manifest_asks_for_a_newer_program(offices, sent, refused):
    def newer(manifest, bodies):
        return msgspec.structs.replace(manifest, v=2), bodies

    assert "更新版本的程序" in refused(reseal(offices, sent, "a", "city", newer))


def test_a_manifest_that_is_none_is_refused(offices, refused):
    for text in (
        b"",
        b"{}",
        b"[" * 1_000_000,
        b'{"v":' * 300_000,
        b'{"v":1,"pieces":' + b"[" * 500_000,
        b"\xff" * 100,
        b"0" * 1000,
        b'"' + b"a" * 1000,
    ):
        with case(text[:30]):
            inside = len(text).to_bytes(8) + text + bytes(64)
            assert DAMAGED in refused(sealed_by_anybody(offices, inside))


def test_a_manifest_of_an_impossible_length_is_refused(offices, refused):
    for length in (0, 1, 7, 8, 16 << 20, (16 << 20) + 1, (1 << 64) - 1):
        for rest in (b"", b"x" * 50):
            with case(length, rest):
                inside = length.to_bytes(8) + rest
                assert DAMAGED in refused(sealed_by_anybody(offices, inside))


def test_pieces_of_an_impossible_size_are_refused(offices, sent, refused):
    for size in (-1, -1000, 1 << 31, 1 << 62, 10**30):

        def alter(manifest, bodies, size=size):
            pieces = [Piece(one.head, one.signature, size) for one in manifest.pieces]
            return msgspec.structs.replace(manifest, pieces=pieces), bodies

        with case(size):
            assert DAMAGED in refused(reseal(offices, sent, "a", "city", alter))


def test_the_open_line_is_read_whatever_the_name(offices, sent):
    for name in (
        "S07→市 第17号 (1).jysync",
        "下载.txt",
        "..jysync",
        "con.zip",
        "\u202ecnysyj.exe",
    ):
        path = sent.rename(offices.root / name)
        assert read_open_line(path).number == 3
        sent = path
    assert offices.city.sync.take_in(sent).applied
