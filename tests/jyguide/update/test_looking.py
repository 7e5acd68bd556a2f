"""An update is the publisher's, whole, and fits this PC; or it is refused with a sentence."""

import io
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.signing import SigningKey

from jyguide.errors import FileError
from jyguide.exchange.boundary.limits import UPDATE
from jyguide.installed import Installed
from jyguide.progress import CancelToken, Silent
from jyguide.update.fitting import obstacle
from jyguide.update.frame import FrameError, read_head
from jyguide.update.looking import found_on, look_at
from jyguide.update.numbers import is_below, numbers_of
from jyguide.update.publisher import name_of, read_keys, shipped_keys, signer_of
from jyguide.update.taking import verify
from jyguide.update.this_pc import arch_of, this_pc
from tests.jyguide.update.made import KEY, OURS, PC, TODAY, manifest, put, update_bytes

GOOD = update_bytes()
OTHER = SigningKey(bytes(32))


def trusted(content):
    """Head and payload as `look_at` and `verify` go through them; raises what they raise."""
    head = read_head(io.BytesIO(content), len(content))
    signer_of(head, OURS, TODAY)
    return head.manifest, content[head.payload_at :]


def looked(folder, content=None, keys=OURS, pc=PC, **changed):
    return look_at(put(folder, content, **changed), keys, pc, TODAY)


def test_a_good_one_says_whose_it_is_and_what_it_brings(tmp_path):
    look = looked(tmp_path)
    assert (look.signer, look.now, look.manifest.release) == ("市委组织部", "0.1.0", "0.2.0")
    assert look.obstacle is None
    assert "导入快了一倍" in look.manifest.notes
    verify(look, Silent(), CancelToken())


@given(st.integers(0, len(GOOD) * 8 - 1))
def test_no_bit_can_be_changed(tmp_path_factory, bit):
    changed = bytearray(GOOD)
    changed[bit // 8] ^= 1 << bit % 8
    folder = tmp_path_factory.getbasetemp()
    with pytest.raises(FileError, match="没有安装"):
        verify(looked(folder, bytes(changed)), Silent(), CancelToken())


@given(st.integers(0, len(GOOD) - 1) | st.just(len(GOOD) + 1))
def test_neither_cut_off_nor_added_to(tmp_path_factory, size):
    folder = tmp_path_factory.getbasetemp()
    with pytest.raises(FileError, match="没有安装"):
        looked(folder, (GOOD + b"x")[:size])


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"PK\3\4 something else entirely", "不是本程序的更新文件"),
        (GOOD.replace(b"JYUPDATE1", b"JYUPDATE2", 1), "格式比这一版程序新"),
        (GOOD[:-1], "不完整或者已损坏"),
        (update_bytes(key=OTHER), "不是发布单位签发的"),
        (update_bytes(key=OTHER, signer=name_of(bytes(KEY.verify_key))), "不是发布单位签发的"),
    ],
    ids=["foreign", "newer format", "cut", "stranger", "stranger in our name"],
)
def test_what_nobody_we_trust_has_written_whole(tmp_path, content, sentence):
    with pytest.raises(FileError, match=sentence) as refused:
        looked(tmp_path, content)
    assert refused.value.hint


def test_one_that_is_too_large_is_not_even_read(tmp_path):
    path = put(tmp_path)
    with path.open("r+b") as file:
        file.truncate(UPDATE.file + 1)  # a hole
    with pytest.raises(FileError, match="上限 512 MB"):
        look_at(path, OURS, PC, TODAY)


def test_without_a_key_none_is_taken(tmp_path):
    assert shipped_keys() == () or all(len(one.key) == 32 for one in shipped_keys())
    with pytest.raises(FileError, match="还没有发布单位的公钥") as refused:
        looked(tmp_path, keys=())
    assert "手工安装" in refused.value.hint


@pytest.mark.parametrize(
    ("signed", "today", "taken"),
    [
        (date(2026, 11, 26), date(2026, 11, 30), True),
        (date(2026, 12, 2), date(2026, 12, 2), False),
        (date(2026, 11, 26), date(2026, 12, 2), False),  # the day in it is what a thief writes
        (date(2025, 11, 26), date(2026, 11, 30), False),
    ],
)
def test_a_key_counts_while_it_is_in_use(tmp_path, signed, today, taken):
    keys = [replace(OURS[0], until=date(2026, 12, 1))]
    path = put(tmp_path, day=signed)
    if taken:
        assert look_at(path, keys, PC, today).signer
    else:
        with pytest.raises(FileError, match="已经停用"):
            look_at(path, keys, PC, today)


def test_the_next_key_counts_beside_the_first(tmp_path):
    then = TODAY + timedelta(days=1)
    text = f"""
    [[keys]]
    name = "旧"
    key = "{bytes(KEY.verify_key).hex()}"
    since = 2026-01-01
    until = 2026-12-01
    [[keys]]
    name = "新"
    key = "{bytes(OTHER.verify_key).hex()}"
    since = 2026-11-01
    """
    keys = read_keys(text)
    assert look_at(put(tmp_path, key=OTHER), keys, PC, then).signer == "新"
    for bad in ('[[keys]]\nname = "x"', "keys = 3", text.replace("2026-11-01", '"soon"')):
        with pytest.raises(ValueError, match="no "):
            read_keys(bad)


@pytest.mark.parametrize(
    ("pc", "changed", "sentence"),
    [
        (PC, {"release": "0.1.0"}, "已经是 0.1.0"),
        (replace(PC, release="0.10.0"), {"release": "0.9.0"}, "较旧的 0.9.0"),
        (PC, {"oldest": "0.1.1"}, "先装到 0.1.1"),
        (replace(PC, glibc="2.28"), {"glibc": "2.36"}, "glibc 不低于 2.36，这台电脑是 2.28"),
        (PC, {"system": "windows"}, "给另一种电脑（Windows x86_64）的"),
        (PC, {"arch": "aarch64"}, "给另一种电脑（Linux aarch64）的"),
        (PC, {"kind": "portable"}, "“便携版”的，这台电脑上装的是“Linux 安装版"),
        (replace(PC, kind=Installed.SOURCE), {}, "从源码运行"),
        (replace(PC, kind=Installed.PORTABLE, writable=False), {"kind": "portable"}, "不允许写入"),
        (replace(PC, free=5 << 20), {"unpacked": 30 << 20}, "需要约 31 MB，只剩 5 MB"),
        (
            replace(PC, kind=Installed.PORTABLE, system="windows"),
            {"kind": "portable", "system": "windows"},
            "便携版不能由程序自己更新",
        ),
    ],
)
def test_what_does_not_fit_is_refused_with_the_way_out(pc, changed, sentence):
    refused = obstacle(manifest(**changed), pc)
    assert sentence in refused.message
    assert "没有安装" in refused.message
    assert refused.hint


def test_the_right_kind_is_named():
    refused = obstacle(manifest(kind="windows", system="linux"), PC)
    assert "“-debian-”" in refused.hint


@given(st.lists(st.tuples(*[st.integers(0, 200)] * 3), min_size=2, max_size=2))
def test_releases_are_compared_by_number(pair):
    one, other = (".".join(map(str, parts)) for parts in pair)
    assert is_below(one, other) == (pair[0] < pair[1])


@pytest.mark.parametrize("text", ["", "1.", "1.2.3.4.5", "v1", "1.0rc1", "１.2", "1" * 9])
def test_what_is_no_number_of_a_release(text):
    assert numbers_of(text) is None
    with pytest.raises(FrameError):
        update_bytes(release=text)


@pytest.mark.parametrize("name", ["../x.deb", "a/b.deb", "", "x" * 81, "名.deb", "-o.deb"])
def test_a_payload_is_called_like_a_file_and_nothing_else(name):
    with pytest.raises(FrameError):
        update_bytes(name=name)


def test_this_pc_is_looked_at():
    pc = this_pc()
    assert pc.kind is Installed.SOURCE
    assert pc.program is None
    assert pc.free > 0
    assert arch_of("AMD64") == arch_of("x86_64") == "x86_64"


def test_sticks_are_looked_through(tmp_path):
    stick = tmp_path / "KINGSTON"
    (stick / "程序").mkdir(parents=True)
    at_top, within = put(stick), put(stick / "程序", name="新.jyupdate")
    (stick / "程序" / "x.txt").touch()
    assert found_on([stick, tmp_path / "pulled out"]) == [at_top, within]
