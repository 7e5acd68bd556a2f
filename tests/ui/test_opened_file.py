"""What one run hands to another: a path of a file of ours, and nothing else."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import jyguide.__main__ as started
from ui.opened_file import MOST_BYTES, WHERE, file_named, is_whole, place_of, read, written
from ui.pages import PAGES


@pytest.fixture
def bundle(tmp_path):
    made = tmp_path / "S07→市 第17号 (1).jysync"
    made.write_bytes(b"")
    return made


def test_every_kind_leads_to_a_page_there_is():
    assert {place.partition(":")[0] for place in WHERE.values()} <= {
        "",
        *(page[0] for page in PAGES),
    }
    assert place_of(Path("A.JYSYNC")) == "sync"
    assert place_of(Path("花名册.xlsx")) is None


def test_what_is_written_is_read(bundle):
    assert read(written(bundle)) == bundle
    assert read(written(None)) is None
    assert is_whole(written(bundle))
    assert not is_whole(written(bundle)[:-1])


@pytest.mark.skipif(os.name == "nt", reason="names there are text")
def test_a_name_that_is_no_text_travels_too(tmp_path):
    made = tmp_path / os.fsdecode(b"\xb5\xda.jysync")  # as an old GBK archive unpacks it
    made.write_bytes(b"")
    assert read(written(made)) == made


def test_what_is_too_long_is_not_sent():
    with pytest.raises(ValueError, match="long"):
        written(Path("/" + "长" * MOST_BYTES + ".jysync"))


def test_what_is_no_file_of_ours_is_refused(bundle, tmp_path):
    (tmp_path / "花名册.xlsx").write_bytes(b"")
    (tmp_path / "夹.jysync").mkdir()
    for other in (
        b"",
        b"\0\0",
        os.fsencode(bundle),
        os.fsencode(bundle) + b"\0\0",
        os.fsencode(bundle.name) + b"\0",
        os.fsencode(tmp_path / "夹.jysync") + b"\0",
        os.fsencode(tmp_path / "花名册.xlsx") + b"\0",
        os.fsencode(tmp_path / "没有.jysync") + b"\0",
        b"/" + b"x" * MOST_BYTES + b".jysync\0",
    ):
        with pytest.raises(ValueError, match=r"."):
            read(other)


@given(st.binary(max_size=200))
def test_any_bytes_are_refused_in_one_way_or_are_nothing(message):
    with suppress(ValueError):
        assert read(message) is None


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ([], ("usual", None)),
        (["--data", "D"], ("D", None)),
        (["甲.jysync"], ("usual", "甲.jysync")),
        (["--data", "D", "甲.JYEXAM"], ("D", "甲.JYEXAM")),
        (["check"], None),
        (["甲.jysync", "乙.jysync"], None),
        (["sync", "look", "甲.jysync"], None),
        (["甲.xlsx"], None),
    ],
)
def test_the_program_is_started_with_a_file(monkeypatch, arguments, named):
    monkeypatch.setattr(started, "data_folder", lambda _given: Path("usual"))
    expected = named and (Path(named[0]), named[1] and Path(named[1]).absolute())
    assert started._named(arguments) == expected


def test_an_argument_that_is_a_file_is_named_in_full():
    assert file_named("甲.jysync") == Path.cwd() / "甲.jysync"
    assert file_named("--help") is None
