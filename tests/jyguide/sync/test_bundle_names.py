from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyguide.sync.file_name import bundle_name, free_path, safe_name

FORBIDDEN = set('\\/:*?"<>|') | {chr(at) for at in range(32)}


def test_a_name_says_from_whom_to_whom_which_and_when():
    day = date(2026, 11, 23)
    assert bundle_name("S07", "C00", 17, day) == "S07→市 第17号 2026-11-23.jysync"
    assert bundle_name("C00", "S07", 9, day) == "市→S07 第9号 2026-11-23.jysync"


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("甲/乙:丙?.jysync", "甲 乙 丙.jysync"),
        ("con.jysync", "_con.jysync"),
        ("报告 . ", "报告"),
        ("镇\t站\x00.jysync", "镇 站.jysync"),
        ("站" * 300 + ".jysync", "站" * 113 + ".jysync"),
        ("???", "_"),
    ],
)
def test_what_fat_refuses_is_left_out(name, safe):
    assert safe_name(name) == safe


@given(st.text())
def test_every_name_can_be_kept_on_a_stick(name):
    safe = safe_name(name)
    assert 0 < len(safe) <= 120
    assert not FORBIDDEN & set(safe)
    assert safe == safe.strip(" ")
    assert not safe.endswith(".")


def test_a_taken_name_is_not_used_again(tmp_path):
    assert free_path(tmp_path, "一.jysync") == tmp_path / "一.jysync"
    (tmp_path / "一.jysync").touch()
    (tmp_path / "一 (2).jysync").touch()
    assert free_path(tmp_path, "一.jysync") == tmp_path / "一 (3).jysync"
