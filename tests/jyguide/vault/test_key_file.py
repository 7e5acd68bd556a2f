"""The key file: each secret opens its own slot, and nothing in it can be changed unnoticed."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from uuid import UUID, uuid4

import msgspec
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from nacl.pwhash import argon2id
from pyrage.x25519 import Identity

from jyguide.errors import RuleError, StationError
from jyguide.vault.escrow import Escrow
from jyguide.vault.key_file import (
    KEYS,
    Change,
    KeyFile,
    WrongSecretError,
    is_protected,
    load_key_file,
    store_key_file,
)
from jyguide.vault.ring import Ring
from jyguide.vault.secret import BY_MACHINE, Cost, level, stretched
from jyguide.vault.slot import hidden
from jyguide.vault.vault import Vault

RING = Ring.draw()
WANG, LI = UUID(int=1), UUID(int=2)
SECRETS = {WANG: "春风又绿江南岸1", LI: "ＪＩＡＮＧ　nan 2026"}
CITY = Identity.generate()
KEYFILE = (
    KeyFile.new()
    .with_user(RING, WANG, "王", SECRETS[WANG], BY_MACHINE)
    .with_user(RING, LI, "阿卜杜拉·买买提", SECRETS[LI], BY_MACHINE)
    .with_recovery(RING, str(CITY.to_public()), "周庄镇 A 机")
)
CONTENT = KEYFILE.text()
words = st.text(min_size=1, max_size=30)


@given(secret=words, other=words)
def test_a_secret_opens_its_own_slot_and_no_other(secret, other):
    assume(level(secret) != level(other))
    keys = KeyFile.new().with_user(RING, WANG, "王芳", secret, BY_MACHINE)
    keys = KeyFile.read(keys.with_user(RING, LI, "李雷", other, BY_MACHINE).text())
    assert keys.opened(WANG, secret) == keys.opened(LI, other) == RING
    for user, wrong in ((WANG, other), (LI, secret)):
        with pytest.raises(WrongSecretError, match="口令不对"):
            keys.opened(user, wrong)


def test_width_and_blanks_around_make_no_other_secret():
    assert KEYFILE.opened(LI, "  JIANG nan 2026 ") == RING


@given(place=st.integers(0, len(CONTENT) - 1), bit=st.integers(0, 7))
def test_every_flipped_bit_is_said_to_be_damage(place, bit):
    altered = bytearray(CONTENT)
    altered[place] ^= 1 << bit
    with pytest.raises(StationError, match=r"已损坏或被改动过|更新版本") as caught:
        KeyFile.read(bytes(altered)).opened(WANG, SECRETS[WANG])
    assert caught.value.hint


@given(st.integers(0, len(CONTENT) - 1))
def test_a_file_that_was_cut_off_is_damaged(size):
    with pytest.raises(StationError):
        KeyFile.read(CONTENT[:size])


def _with_slots(*slots) -> KeyFile:
    """As somebody writes it who has not the ring: the plain sum fits, the digest cannot."""
    return KeyFile.read(replace(KEYFILE, slots=slots).text())


def test_no_slot_is_added_swapped_renamed_weakened_or_left_out_without_the_ring():
    own, other = KEYFILE.slots
    thief = KeyFile.new().with_user(Ring.draw(), uuid4(), "贼", "thief's own", BY_MACHINE).slots[0]
    edited = msgspec.structs.replace
    for slots in (
        (own, other, thief),
        (own,),
        (other, own),
        (own, edited(other, user=uuid4().hex)),
        (own, edited(other, label="王*")),
        (own, edited(other, public=thief.public)),
    ):
        with pytest.raises(StationError, match="改动过"):
            _with_slots(*slots).opened(WANG, SECRETS[WANG])
    lent = edited(thief, user=WANG.hex)  # his user, the thief's secret and ring
    with pytest.raises(StationError, match="改动过"):
        _with_slots(lent, other).check(RING)
    for memory in (1, 8 << 40):
        with pytest.raises(StationError):
            _with_slots(edited(own, memory=memory), other).opened(WANG, SECRETS[WANG])


@pytest.mark.parametrize(
    "change", [{"recovery_to": "age1x"}, {"recovery": "x"}, {"change": Change.SHUTTING}]
)
def test_what_else_it_says_is_signed_too(change):
    """A plain database must not be believed because a thief wrote that it may be one."""
    with pytest.raises(StationError, match="改动过"):
        KeyFile.read(replace(KEYFILE, **change).text()).opened(WANG, SECRETS[WANG])


def test_keys_are_renewed_without_anybodys_secret():
    newer = RING.renewed()
    keys = KeyFile.read(KEYFILE.with_ring(newer).text())
    for user, secret in SECRETS.items():
        assert keys.opened(user, secret) == newer
    assert newer.database[1:] == RING.database
    assert newer.files[1:] == RING.files
    assert Escrow.open(keys.recovery, str(CITY)).ring == newer
    with pytest.raises(StationError):
        keys.check(RING)


def test_a_changed_secret_and_a_removed_user_open_nothing_any_more():
    keys = KEYFILE.with_secret(RING, WANG, "another secret", BY_MACHINE)
    assert keys.opened(WANG, "another secret") == RING
    assert keys.slot(WANG).label == "王**"
    with pytest.raises(WrongSecretError):
        keys.opened(WANG, SECRETS[WANG])
    gone = keys.without_user(RING, LI)
    assert gone.opened(WANG, "another secret") == RING
    with pytest.raises(StationError):
        gone.opened(LI, SECRETS[LI])


def test_the_city_alone_opens_what_is_sealed_to_it():
    kept = Escrow.open(KEYFILE.recovery, str(CITY))
    assert (kept.folder, kept.office, kept.ring) == (KEYFILE.folder, "周庄镇 A 机", RING)
    with pytest.raises(ValueError, match="sealed to another"):
        Escrow.open(KEYFILE.recovery, str(Identity.generate()))


def test_the_file_says_no_name_and_no_key(tmp_path):
    store_key_file(tmp_path, KEYFILE)
    assert load_key_file(tmp_path) == KEYFILE
    content = (tmp_path / KEYS).read_bytes()
    for told in ("阿卜杜拉", *(key.hex() for key in (*RING.database, *RING.files))):
        assert told.encode() not in content
    assert [hidden(name) for name in ("王", "王芳", "𠮷野家太郎")] == ["王**", "王**", "𠮷**"]
    assert (tmp_path / KEYS).stat().st_mode & 0o077 == 0


def test_one_of_a_later_release_is_not_called_damaged():
    with pytest.raises(StationError, match="更新版本"):
        KeyFile.read(msgspec.json.encode({"v": 2, "other": 1}))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes in folders")
def test_a_shut_folder_whose_key_file_is_gone_or_none_is_not_taken_for_a_plain_one(tmp_path):
    assert not is_protected(tmp_path)
    for put in (Path.mkdir, os.mkfifo, lambda path: path.symlink_to("nowhere")):
        put(path := tmp_path / KEYS)
        assert is_protected(tmp_path)
        with pytest.raises(StationError, match="不见了或读不出"):
            load_key_file(tmp_path)
        path.rmdir() if path.is_dir() else path.unlink()
    (tmp_path / "device.key").write_bytes(Vault(RING).seal(b"of this PC"))
    assert is_protected(tmp_path)


def test_where_memory_is_short_it_is_said():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(argon2id, "kdf", _no_memory)
        with pytest.raises(RuleError, match=r"内存不够.*1024 MB"):
            stretched(SECRETS[WANG], bytes(16), Cost(1, 1 << 30))


def _no_memory(*_, **__):
    raise RuntimeError
