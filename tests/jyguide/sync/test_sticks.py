import os
import shutil
import sys

import pytest

from jyguide.errors import FileError
from jyguide.sync import stick
from jyguide.sync.bundle import DAMAGED, NEWER
from jyguide.sync.stick import (
    OUR_FOLDER,
    TRUNCATED,
    UPWARDS,
    Stick,
    as_stick,
    find_bundles,
    folder_on,
    linux_mounts,
    plugged_in,
    windows_drives,
)
from tests.jyguide.sync.sticks import put_bundle

LATER = 1_800_000_000_000


def names(found):
    return [one.path.name for one in found]


def test_bundles_are_known_whatever_they_are_called(tmp_path):
    put_bundle(tmp_path / "S07→市 第17号 (1).jysync.txt", number=17)
    put_bundle(tmp_path / OUR_FOLDER / UPWARDS / "下载文件", b"other", number=18, at=LATER)
    (tmp_path / "S07→市 第19号.jysync").write_text("只是名字像")
    (tmp_path / "照片.jpg").write_bytes(b"\xff\xd8" * 100)
    (tmp_path / "空.jysync").touch()
    assert [one.line.number for one in find_bundles([tmp_path])] == [18, 17]


def test_a_copy_is_listed_once_under_its_shorter_name(tmp_path):
    put_bundle(tmp_path / "市→S07 第9号.jysync")
    put_bundle(tmp_path / "市→S07 第9号 (1).jysync")
    assert names(find_bundles([tmp_path])) == ["市→S07 第9号.jysync"]


def test_what_cannot_be_used_is_listed_with_the_reason(tmp_path):
    whole = put_bundle(tmp_path / "一半.jysync").read_bytes()
    (tmp_path / "一半.jysync").write_bytes(whole[:-1])
    (tmp_path / "新版.jysync").write_bytes(whole.replace(b"JYSYNC1", b"JYSYNC2"))
    (tmp_path / "改过.jysync").write_bytes(whole.replace(b'"v":1', b'"v": 1'))
    problems = {one.path.stem: one.problem for one in find_bundles([tmp_path])}
    assert problems == {"一半": TRUNCATED, "新版": NEWER, "改过": DAMAGED}


def test_two_whole_and_a_half_copy_of_one_file_are_told_apart(tmp_path):
    whole = put_bundle(tmp_path / "文件.jysync")
    (tmp_path / "半.jysync").write_bytes(whole.read_bytes()[:-2])
    assert len(find_bundles([tmp_path])) == 2


def test_only_a_few_levels_and_so_many_files_are_looked_at(tmp_path, monkeypatch):
    put_bundle(tmp_path / "一" / "二" / "三" / "太深.jysync")
    put_bundle(tmp_path / "一" / "二" / "可及.jysync", number=3)
    assert names(find_bundles([tmp_path])) == ["可及.jysync"]
    monkeypatch.setattr(stick, "_MOST_LOOKED_AT", 1)
    assert find_bundles([tmp_path]) == []


def test_a_stick_pulled_out_meanwhile_has_nothing_on_it(tmp_path):
    gone = tmp_path / "KINGSTON"
    assert find_bundles([gone]) == []
    assert as_stick(gone) == Stick(gone, "KINGSTON", None)
    assert as_stick(tmp_path).free > 0


def test_a_file_that_may_not_be_read_is_passed_over(tmp_path, monkeypatch):
    path = put_bundle(tmp_path / "锁住.jysync")

    def refuse(*_arguments, **_options):
        raise PermissionError

    monkeypatch.setattr(type(path), "open", refuse)
    assert find_bundles([tmp_path]) == []


def test_mounts_are_found_at_and_under_their_parents(tmp_path):
    for name in ("media/wang/KINGSTON", "media/wang/folder", "mnt"):
        (tmp_path / name).mkdir(parents=True)
    mounted = {tmp_path / "media/wang/KINGSTON", tmp_path / "mnt"}
    parents = [tmp_path / "media/wang", tmp_path / "none", tmp_path / "mnt", tmp_path / "mnt"]
    assert linux_mounts(parents, mounted.__contains__) == sorted(mounted)


@pytest.mark.skipif(sys.platform == "win32", reason="asks Linux")
def test_what_is_plugged_in_comes_with_its_room(tmp_path, monkeypatch):
    (tmp_path / "KINGSTON").mkdir()
    monkeypatch.setattr(stick, "_mount_parents", lambda: [tmp_path])
    monkeypatch.setattr(os.path, "ismount", lambda path: path == tmp_path / "KINGSTON")
    (found,) = plugged_in()
    assert found.name == "KINGSTON"
    assert found.free == pytest.approx(shutil.disk_usage(tmp_path).free, rel=0.2)


def test_windows_tells_sticks_from_disks():
    kinds = {"C:\\": 3, "D:\\": 5, "E:\\": 2, "G:\\": 2}
    present = sum(1 << ord(drive[0]) - ord("A") for drive in kinds if drive != "G:\\")
    assert [str(one) for one in windows_drives(present, kinds.__getitem__)] == ["E:\\"]


def test_files_go_into_a_folder_of_our_own(tmp_path):
    folder = folder_on(tmp_path, UPWARDS)
    assert folder == tmp_path / "党建指导站" / "上报"
    assert folder.is_dir()
    assert folder_on(tmp_path, UPWARDS) == folder


def test_a_stick_that_cannot_be_written_is_explained(tmp_path):
    (tmp_path / "党建指导站").write_text("一个文件占了名字")
    with pytest.raises(FileError, match="没有保存"):
        folder_on(tmp_path, UPWARDS)
