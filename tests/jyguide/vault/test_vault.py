"""Bytes sealed in the data folder."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyguide.vault import on_disk
from jyguide.vault.on_disk import overwrite_replaced, replace_and_overwrite
from jyguide.vault.ring import Ring
from jyguide.vault.vault import Vault, sealed, unsealed

VAULT = Vault(Ring.draw())
SEALED = VAULT.seal(b"photo")


@given(st.binary(max_size=2000))
def test_what_is_sealed_opens_again_also_after_keys_were_renewed(data):
    kept = VAULT.seal(data)
    newer = Vault(VAULT.ring.renewed())
    assert newer.open(kept) == data == newer.open(newer.seal(data))
    assert VAULT.is_newest(kept)
    assert not newer.is_newest(kept)
    with pytest.raises(ValueError, match="not here"):
        VAULT.open(newer.seal(data))


@given(st.integers(0, len(SEALED) * 8 - 1))
def test_every_flipped_bit_is_noticed(bit):
    altered = bytearray(SEALED)
    altered[bit // 8] ^= 1 << bit % 8
    with pytest.raises(ValueError, match=r"altered|not here|not sealed"):
        VAULT.open(bytes(altered))


def test_a_plain_folder_seals_nothing_and_opens_nothing_sealed():
    assert sealed(None, b"photo") == unsealed(None, b"photo") == b"photo"
    with pytest.raises(ValueError, match="no keys"):
        unsealed(None, SEALED)


def test_what_is_replaced_is_written_over(tmp_path, monkeypatch):
    """A second name of the old bytes shows what became of them."""
    old, new, seen = tmp_path / "old", tmp_path / "new", tmp_path / "seen"
    old.write_bytes(b"plain" * 1000)
    seen.hardlink_to(old)
    new.write_bytes(b"sealed")
    replace_and_overwrite(new, old)
    assert old.read_bytes() == b"sealed"
    assert seen.read_bytes() == bytes(5000)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["old", "seen"]


@pytest.mark.parametrize("last", ["replace", "overwrite"])
def test_cut_off_in_between_the_bytes_at_work_are_not_written_over(tmp_path, monkeypatch, last):
    """Before the swap both names lead to the same bytes."""
    old, new = tmp_path / "old", tmp_path / "new"
    old.write_bytes(b"plain")
    new.write_bytes(b"sealed")

    def cut(*_):
        raise SystemExit

    monkeypatch.setattr(type(old) if last == "replace" else on_disk, last, cut)
    with pytest.raises(SystemExit):
        replace_and_overwrite(new, old)
    monkeypatch.undo()
    overwrite_replaced(tmp_path / "old.plain")
    assert old.read_bytes() == (b"plain" if last == "replace" else b"sealed")
    assert not (tmp_path / "old.plain").exists()
