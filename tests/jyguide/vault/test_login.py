"""Choosing a name and typing a secret: wrong ones slow down, and shut nobody out."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyguide.cli.entry import Given, own_secret
from jyguide.clock import system_clock
from jyguide.errors import FileError, RuleError
from jyguide.vault.key_file import KeyFile, WrongSecretError, load_key_file, store_key_file
from jyguide.vault.login import (
    Login,
    log_in,
    log_in_by_name,
    login_names,
    remember,
)
from jyguide.vault.remembered import remembered
from jyguide.vault.ring import Ring
from jyguide.vault.secret import BY_MACHINE, LONGEST, check_secret, drawn_secret
from jyguide.vault.tries import FREE, Tries
from jyguide.vault.unattended import forget_secret, keep_secret, kept_secret, read_secret
from tests.jyguide.builders import SettableClock
from tests.jyguide.shut import SECRET, make_shut, user_of
from tests.jyguide.vault.test_key_file import LI, RING, WANG

NAMES = {WANG: "王芳", LI: "王强"}
"""Two of one label."""
SECRETS = {WANG: "secret of one", LI: "secret of two"}


@pytest.fixture
def keys(tmp_path):
    """A folder that two open."""
    made = KeyFile.new()
    for user, name in NAMES.items():
        made = made.with_user(RING, user, name, SECRETS[user], BY_MACHINE)
    store_key_file(tmp_path, made)
    return made


def test_two_of_one_label_are_told_by_their_secrets(tmp_path, keys):
    for user, name in NAMES.items():
        for _ in range(FREE + 1):  # the other's slot is tried too, and held against nobody
            assert log_in_by_name(tmp_path, name, SECRETS[user], system_clock).user_id == user
    for user, name in NAMES.items():
        remember(Login(user, keys.folder, RING), name)
    assert [one.name for one in login_names(tmp_path)] == ["王强", "王芳"]
    with pytest.raises(WrongSecretError):
        log_in_by_name(tmp_path, "王芳", SECRETS[LI], system_clock)
    for nobody in ("王", "李雷", ""):
        with pytest.raises(RuleError, match="没有名为"):
            log_in_by_name(tmp_path, nobody, SECRETS[WANG], system_clock)


def test_wrong_ones_slow_down_by_either_way_in_and_the_right_one_clears_it(tmp_path, keys):
    clock = SettableClock()
    for _ in range(FREE):
        with pytest.raises(WrongSecretError):
            log_in_by_name(tmp_path, "王芳", "wrong", clock)
    with pytest.raises(RuleError, match=r"请过 1 分 1 秒再试") as caught:
        log_in(tmp_path, WANG, SECRETS[WANG], clock)
    assert "不会被锁死" in caught.value.hint
    with pytest.raises(RuleError, match="再试"):
        log_in_by_name(tmp_path, "王芳", SECRETS[WANG], clock)
    clock.advance(61)
    assert log_in(tmp_path, WANG, SECRETS[WANG], clock).ring == RING
    assert remembered(keys.folder).tried(WANG) == Tries()


@given(wrong=st.integers(0, 200), back=st.integers(-(10**6), 10**6))
def test_whatever_the_clock_does_nobody_waits_longer_than_a_quarter_of_an_hour(wrong, back):
    now, tries = SettableClock().now, Tries()
    for _ in range(wrong):
        tries = tries.after_wrong(now)
    moved, longest = now + timedelta(minutes=back), timedelta(minutes=15)
    assert timedelta(0) <= tries.wait(moved) <= longest
    assert timedelta(0) in {tries.wait(moved), tries.wait(moved + longest)}
    assert (tries.wait(now) > timedelta(0)) == (wrong >= FREE)


@pytest.mark.parametrize(
    ("secret", "said"),
    [
        ("1234567", "太短"),
        ("　　短口令　　", "太短"),
        ("a" * (LONGEST + 1), "太长"),
        *((weak, "太容易") for weak in ("aaaaaaaa", "12345678", "８７６５４３２１")),
        *((weak, "太容易") for weak in ("19640718", "qwertyuiop", "阿卜杜拉·买买提", "abababab")),
    ],
)
def test_what_would_not_hold_is_refused(secret, said):
    with pytest.raises(RuleError, match=said):
        check_secret(secret, "阿卜杜拉·买买提")


def test_what_holds_is_taken():
    for secret in (
        "春风又绿江南岸",
        "correct horse",
        "王芳在2026年",
        drawn_secret(),
        "𠮷野家の牛丼大盛",
    ):
        if len(secret) >= 8:
            check_secret(secret, "王芳")


def test_a_kept_secret_is_its_owners_alone(tmp_path):
    path = keep_secret("folder", WANG, "drawn")
    assert kept_secret("folder") == (WANG, "drawn")
    assert path.stat().st_mode & 0o077 == 0
    forget_secret("folder")
    assert kept_secret("folder") is None


@pytest.mark.parametrize(
    ("content", "said"), [(b"", "空"), (b"\n\n", "空"), ("口令".encode("gbk"), "读不出")]
)
def test_a_file_without_a_secret_says_so(tmp_path, content, said):
    (tmp_path / "key").write_bytes(content)
    with pytest.raises(FileError, match=said):
        read_secret(tmp_path / "key")
    (tmp_path / "key").write_bytes("\ufeff春风又绿江南岸1\r\nmore".encode())
    assert read_secret(tmp_path / "key") == "春风又绿江南岸1"


def test_a_ring_says_nothing_of_its_keys():
    assert Ring.draw().database[0].hex() not in repr(Login(WANG, "folder", RING))
    assert "b'" not in repr(RING)


def test_what_this_pc_keeps_is_no_answer_for_another_user(tmp_path):
    folder = make_shut(tmp_path / "station")
    keep_secret(load_key_file(folder).folder, user_of(folder), SECRET)
    assert own_secret(folder, Given(), user_of(folder)) == SECRET
    with pytest.raises(RuleError, match="没有给出原来的口令"):
        own_secret(folder, Given(), uuid4())
