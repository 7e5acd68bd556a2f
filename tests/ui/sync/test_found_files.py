"""What a file on a stick is to this office, and in which order files are taken in."""

import dataclasses

import pytest

from tests.jyguide.sync.sticks import HERE, OTHER, put_bundle
from tests.ui.sync import fakes
from ui.sync.entry import Reader, find_files, in_order


@pytest.fixture
def reader():
    status = fakes.FakeSync(offices=(fakes.an_office(last_in=9, missing_in=(7,)),)).status()
    return Reader("S13", fakes.HERE, status)


def states(tmp_path, reader):
    return {row.found.path.stem: row.state for row in find_files([tmp_path], reader)}


def test_a_file_says_what_it_is_to_us(tmp_path, reader):
    mine = {"to_office": "S13", "to_name": "周庄镇", "to": [HERE]}
    put_bundle(tmp_path / "新.jysync", b"1", number=10, **mine)
    put_bundle(tmp_path / "收过.jysync", b"2", number=9, **mine)
    put_bundle(tmp_path / "补号.jysync", b"3", number=7, **mine)
    put_bundle(tmp_path / "别站.jysync", b"4", to_office="S01", to_name="澄江街道")
    put_bundle(tmp_path / "自己.jysync", b"5", office="S13", to_office="C00", to_name="市级")
    put_bundle(tmp_path / "另机.jysync", b"6", **{**mine, "to": [OTHER]})
    half = put_bundle(tmp_path / "半.jysync", b"77", **mine)
    half.write_bytes(half.read_bytes()[:-1])
    assert states(tmp_path, reader) == {
        "新": "新的",
        "收过": "已收过",
        "补号": "新的",
        "别站": "给澄江街道的",
        "自己": "本单位发给市级的",
        "另机": "给本单位另一台电脑的",
        "半": "不完整",
    }


def test_a_file_of_an_office_nobody_knows_is_new(tmp_path, reader):
    put_bundle(tmp_path / "新.jysync", office="S02", to_office="S13")
    assert states(tmp_path, reader) == {"新": "新的"}


def test_a_pc_the_city_does_not_know_yet_asks_only_for_its_office(tmp_path, reader):
    put_bundle(tmp_path / "新.jysync", number=10, to_office="S13", to=[OTHER])
    assert states(tmp_path, dataclasses.replace(reader, device=None)) == {"新": "新的"}


def test_files_are_taken_in_by_office_and_number(tmp_path):
    later = put_bundle(tmp_path / "a", number=11, office="S01")
    first = put_bundle(tmp_path / "b", number=10, office="S01")
    other = put_bundle(tmp_path / "c", number=2, office="S02")
    strange = tmp_path / "0.xlsx"
    strange.write_bytes(b"PK")
    assert in_order([strange, other, later, first]) == [first, later, other, strange]
