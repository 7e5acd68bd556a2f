"""Whatever is handed over as a file is read, or refused with a sentence; nothing is written."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jyguide.errors import EXPLAINED
from tests.fuzz.mutating import blows, damaged
from tests.fuzz.targets import BY_NAME, CORPUS, TARGETS

CHINESE = re.compile("[\u4e00-\u9fff].*[。！？]", re.S)
FOUND = CORPUS / "found"
"""Every input that ever broke a reader, by the name of the reader."""


def survives(target, data, folder):
    """Read the bytes as a file of its own in this folder; gives whether it was read."""
    path = folder / f"来件{target.suffix}"
    path.write_bytes(data)
    refusal = refusal_of(target, path)
    assert refusal is None or (CHINESE.search(refusal.message) and refusal.hint), refusal
    assert [one.name for one in folder.iterdir()] == [path.name]
    assert path.read_bytes() == data
    return refusal is None


def refusal_of(target, path):
    try:
        target.read(path)
    except EXPLAINED as error:
        return error
    return None


@st.composite
def bad_files(draw, target):
    """Bytes of any kind, or a good file after some blows."""
    if draw(st.integers(0, 19)) == 0:
        return draw(st.binary(max_size=400))
    good = target.good()
    data = draw(st.sampled_from(good))
    for blow in draw(st.lists(blows, min_size=1, max_size=4)):
        data = damaged(data, blow, draw(st.sampled_from(good)))[: 4 << 20]
    return target.dress(data)


@pytest.mark.parametrize("target", TARGETS, ids=lambda one: one.name)
def test_good_files_are_read(target, tmp_path):
    assert all([survives(target, target.dress(data), tmp_path) for data in target.good()][:1])


@pytest.mark.parametrize("target", TARGETS, ids=lambda one: one.name)
def test_damage_of_any_kind_is_survived(target, tmp_path):
    @settings(
        max_examples=4, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(bad_files(target))
    def read(data):
        survives(target, data, tmp_path)

    read()


@pytest.mark.parametrize(
    "path", sorted(FOUND.glob("*/*")), ids=lambda one: "/".join(one.parts[-2:])
)
def test_what_once_broke_a_reader_does_no_more(path: Path, tmp_path):
    survives(BY_NAME[path.parent.name], path.read_bytes(), tmp_path)
