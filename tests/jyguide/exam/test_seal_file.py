"""The sealed file: tells nothing but its header, and is refused whole when a bit is wrong."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from random import Random
from uuid import UUID, uuid4

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nacl.signing import SigningKey

from jyguide.bank.item import ItemContent, ItemKind, KeyPoint
from jyguide.exam.marking.mark import MarkingRule
from jyguide.exam.seal import file, payload
from jyguide.exam.seal.file import Cost, SealError
from jyguide.exam.seal.payload import PayloadError, SealedPaper
from jyguide.exam.seal.waiting import Try, Waiting, delay_after, seconds_to_wait

CODE = "12345678901234567890"
KEY = SigningKey(b"k" * 32)
HOUR = datetime(2026, 11, 20, 9, 0, tzinfo=timezone(timedelta(hours=8)))
REAL = file.COST
SIGNER = {"device": "0" * 32, "office": "C00"}


@pytest.fixture(autouse=True, scope="module")
def cheap():
    """What a try costs is Argon2id's own; here it would only take time."""
    patch = pytest.MonkeyPatch()
    patch.setattr(file, "COST", Cost(1, 8192))
    yield
    patch.undo()


def words(random, count):
    return "".join(chr(random.randrange(0x4E00, 0x9FA5)) for _ in range(count))


def an_item(random, stem=40, option=12):
    content = ItemContent(
        ItemKind.SINGLE,
        words(random, stem),
        tuple(words(random, option) for _ in range(4)),
        "C",
        words(random, stem),
        (KeyPoint(words(random, 5), 2, required=True),),
        article="第三条",
    )
    return payload.sealed_item(UUID(int=random.getrandbits(128)), 20, (2, 0, 3, 1), content)


def a_paper(count=10, seed=1, stem=40, option=12):
    random = Random(seed)
    return SealedPaper(
        v=1,
        seal=uuid4().hex,
        title="年度统考",
        minutes=60,
        pass_points=count * 12,
        rule=MarkingRule().to_json(),
        shuffle=True,
        seed=7,
        lines=[],
        items=[an_item(random, stem, option) for _ in range(count)],
    )


def sealed(paper, code=CODE):
    header = file.new_header(UUID(paper.seal), paper.title, paper.minutes, HOUR, "市级", SIGNER)
    return file.seal(header, paper, code, lambda text: KEY.sign(text).signature)


def reason(content):
    with pytest.raises(SealError) as caught:
        file.read(content)
    return caught.value.reason


@pytest.fixture(scope="module")
def paper():
    return a_paper()


@pytest.fixture(scope="module")
def content(cheap, paper):
    return sealed(paper)


def test_the_code_opens_it_and_another_does_not(paper, content):
    read = file.read(content)
    assert read.open(CODE) == paper
    assert read.open("0" * 20) is None
    KEY.verify_key.verify(read.signed, read.signature)


def test_the_header_is_all_that_is_told(paper, content):
    read = file.read(content)
    assert read.header == file.Header(
        seal=paper.seal,
        title="年度统考",
        minutes=60,
        starts_at="2026-11-20T09:00+08:00",
        office="市级",
        passes=1,
        memory=8192,
        salt=read.header.salt,
        signer=SIGNER,
    )
    secret = [
        text for item in paper.items for text in (item.stem, *item.options, item.explanation)
    ]
    secret += [item.revision for item in paper.items]
    for text in secret:
        assert text.encode() not in content
    assert not any(bytes.fromhex(item.revision) in content for item in paper.items)
    assert "单".encode() not in read.head
    assert b"single" not in content


@given(st.integers(1, 150), st.integers(1, 400), st.integers(1, 120), st.integers(0, 9))
@settings(max_examples=12, deadline=None)
def test_whatever_is_sealed_the_file_has_one_size(count, stem, option, seed):
    packed = payload.pack(a_paper(count, seed, stem, option))
    assert len(packed) == payload.SMALLEST


def test_the_largest_paper_has_the_size_of_the_smallest(content):
    large = a_paper(150, 3, 400, 120)
    assert len(sealed(large)) == len(content)
    assert payload.unpack(payload.pack(large)) == large


def test_the_same_paper_sealed_twice_has_nothing_in_common(paper, content):
    again = file.read(sealed(paper)).sealed
    first = file.read(content).sealed
    alike = sum(a == b for a, b in zip(first, again, strict=True))
    assert alike < len(first) // 200, "one byte in 256 is alike by chance"


def test_larger_ones_come_in_classes():
    assert payload.padded_size(payload.SMALLEST) == payload.SMALLEST
    assert payload.padded_size(payload.SMALLEST + 1) == 2 * payload.SMALLEST
    with pytest.raises(ValueError, match="large"):
        payload.padded_size(payload.LARGEST + 1)


@given(st.data())
@settings(max_examples=60)
def test_no_byte_can_be_changed(content, data):
    place = data.draw(st.integers(0, 700) | st.integers(0, len(content) - 1))
    bit = data.draw(st.integers(0, 7))
    wrong = bytearray(content)
    wrong[place] ^= 1 << bit
    try:
        read = file.read(bytes(wrong))
    except SealError:
        return
    with pytest.raises(Exception, match=r"(?i)signature"):
        KEY.verify_key.verify(read.signed, read.signature)
    if read.header.salt == file.read(content).header.salt and place > 700 + 64:
        assert read.open(CODE) is None


def test_what_a_try_really_costs_is_accepted_by_every_reader(monkeypatch):
    monkeypatch.setattr(file, "COST", REAL)
    header = file.new_header(uuid4(), "卷", 60, None, "市级", SIGNER)
    assert (header.memory, header.hour) == (64 << 20, None)
    assert header.passes >= 3


def test_the_header_is_bound_to_what_is_sealed(paper, content):
    """Even signed anew, another hour or title does not go with this paper."""
    read = file.read(content)
    head = read.head.replace("年度统考".encode(), "季度统考".encode())
    signature = KEY.sign(head + read.sealed).signature
    assert file.read(head + signature + read.sealed).open(CODE) is None


def test_what_is_no_such_file_is_told_apart(content):
    assert reason(b"PK\x03\x04" + bytes(5000)) == file.FOREIGN
    assert reason(b"") == file.FOREIGN
    assert reason(content.replace(b"JYEXAM1", b"JYEXAM2", 1)) == file.NEWER
    assert reason(content.replace(b"JYEXAM1", b"JYEXAM0", 1)) == file.FOREIGN
    assert reason(content[:-1]) == file.DAMAGED
    assert reason(content + b"x") == file.DAMAGED
    assert reason(content[:200]) == file.DAMAGED
    assert reason(b"JYEXAM1\n" + b"{" * 9000) == file.DAMAGED
    assert reason(content + bytes(file.MOST_BYTES)) == file.TOO_LARGE


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("memory", 1 << 40),
        ("passes", 10_000),
        ("minutes", 0),
        ("title", ""),
        ("more", 1),
        ("starts_at", "明天"),
        ("starts_at", "2026-11-20T09:00"),
        ("starts_at", "9999-12-31T23:59-12:00"),
        ("starts_at", "0001-01-01T00:00+14:00"),
        ("seal", "../x"),
    ],
)
def test_a_hostile_header_is_refused_before_anything_is_computed(content, name, value):
    read = file.read(content)
    said = msgspec.to_builtins(read.header) | {name: value}
    head = b"JYEXAM1\n" + msgspec.json.encode(said) + b"\n"
    assert reason(head + read.signature + read.sealed) == file.DAMAGED


def frozen_bomb():
    import zstandard  # noqa: PLC0415 - only here

    packed = zstandard.compress(bytes(payload.MOST_UNPACKED + 1))
    return len(packed).to_bytes(4) + packed


@pytest.mark.parametrize(
    ("inside", "newer"),
    [(bytes(100), False), (frozen_bomb(), False), (b"\xff" * 100, False)],
    ids=["zeros", "bomb", "noise"],
)
def test_what_is_inside_is_checked_too(inside, newer):
    with pytest.raises(PayloadError) as caught:
        payload.unpack(inside)
    assert caught.value.newer is newer


@pytest.mark.parametrize(
    ("change", "newer"),
    [
        ({"v": 2}, True),
        ({"items": []}, False),
        ({"minutes": 0}, False),
        ({"seal": "x"}, False),
    ],
)
def test_a_paper_that_would_fail_later_is_refused_now(paper, change, newer):
    with pytest.raises(PayloadError) as caught:
        payload.unpack(payload.pack(msgspec.structs.replace(paper, **change)))
    assert caught.value.newer is newer


def test_an_order_that_is_none_is_refused(paper):
    wrong = msgspec.structs.replace(paper.items[0], order=[0, 0, 1, 2])
    with pytest.raises(PayloadError):
        payload.unpack(payload.pack(msgspec.structs.replace(paper, items=[wrong])))


def test_differences_are_named():
    one = a_paper(3)
    item = one.items[1]
    held = msgspec.structs.replace(
        one,
        minutes=90,
        pass_points=10,
        rule="{}",
        title="别的名称",
        items=[
            msgspec.structs.replace(one.items[0], points=50, revision=uuid4().hex),
            msgspec.structs.replace(item, order=[0, 1, 2, 3]),
            msgspec.structs.replace(one.items[2], answer="B"),
            item,
        ],
    )
    assert payload.differences(one, held) == (
        "考试时长是 90 分钟，下发的是 60 分钟",
        "及格分是 1 分，下发的是 3.6 分",
        "评分规则和下发的不同",
        "有 4 题，下发的是 3 题",
        "第 1 题是 5 分，下发的是 2 分",
        "第 2 题的选项顺序和下发的不同",
        "第 3 题的内容和下发的不同",
    )
    assert payload.differences(one, replace_keys(one)) == ()


def replace_keys(paper):
    items = [msgspec.structs.replace(item, revision=uuid4().hex) for item in paper.items]
    return msgspec.structs.replace(paper, items=items)


def test_waiting_doubles_to_a_minute_and_never_locks_out():
    assert [delay_after(wrong) for wrong in range(1, 9)] == [1, 2, 4, 8, 16, 32, 60, 60]
    assert delay_after(10_000) == 60
    tries = [Try(HOUR + timedelta(seconds=at), opened=False) for at in range(3)]
    last = tries[-1].at
    assert seconds_to_wait([], HOUR) == 0
    assert seconds_to_wait(tries, last) == 4
    assert seconds_to_wait(tries, last + timedelta(seconds=3.5)) == 1
    assert seconds_to_wait(tries, last + timedelta(seconds=4)) == 0
    assert seconds_to_wait([*tries, replace(tries[0], opened=True)], last) == 0
    assert seconds_to_wait(tries, HOUR - timedelta(days=30)) == 4, "a clock that was set back"
    assert seconds_to_wait([*tries[1:], tries[0]], last) == 4, "whichever was set back then"


def test_moving_the_clock_neither_ends_the_waiting_nor_makes_it_last():
    steady = [100.1]
    waiting, key = Waiting(lambda: steady[0]), uuid4()
    tries = [Try(HOUR, opened=False)] * 3
    assert waiting.seconds_left(key, tries, HOUR) == 4
    for away in (timedelta(days=-30), timedelta(hours=1)):
        assert waiting.seconds_left(key, tries, HOUR + away) == 4
    steady[0] += 2.5
    assert waiting.seconds_left(key, tries, HOUR - timedelta(days=30)) == 2
    assert waiting.seconds_left(uuid4(), [], HOUR) == 0, "another exam does not wait"
    fresh = Waiting(lambda: steady[0])
    assert fresh.seconds_left(key, tries, HOUR - timedelta(days=30)) == 4, "started anew"
    steady[0] += 4
    for one in (waiting, fresh):
        assert one.seconds_left(key, tries, HOUR - timedelta(days=30)) == 0, "four that passed"
    assert waiting.seconds_left(key, [*tries, tries[0]], HOUR) == 8
