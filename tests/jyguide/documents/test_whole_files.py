import errno
import os

import pytest

from jyguide.documents.files import part_faults, replace_when_whole, whole_files
from jyguide.errors import Cancelled, FileError


def half_written(target, raised):
    with replace_when_whole(target) as part:
        part.write_bytes(b"half")
        raise raised


def write_all(folder, names):
    with whole_files() as batch:
        for name in names:
            batch.beside(folder / name).write_bytes(b"new")


def content(folder):
    return sorted((path.name, path.read_bytes()) for path in folder.iterdir())


def test_a_new_file_appears_whole(tmp_path):
    target = tmp_path / "证书.docx"
    with replace_when_whole(target) as part:
        part.write_bytes(b"whole")
        assert part.parent == tmp_path
        assert not target.exists()
    assert content(tmp_path) == [("证书.docx", b"whole")]


def test_an_existing_file_is_replaced(tmp_path):
    target = tmp_path / "证书.docx"
    target.write_bytes(b"old")
    with replace_when_whole(target) as part:
        part.write_bytes(b"new")
        assert target.read_bytes() == b"old"
    assert content(tmp_path) == [("证书.docx", b"new")]


@pytest.mark.parametrize("raised", [Cancelled(), KeyboardInterrupt(), ValueError("bug")])
def test_an_interrupted_file_leaves_nothing(tmp_path, raised):
    target = tmp_path / "证书.docx"
    target.write_bytes(b"old")
    with pytest.raises(type(raised)):
        half_written(target, raised)
    assert content(tmp_path) == [("证书.docx", b"old")]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "磁盘空间不够"),
        (errno.EDQUOT, "磁盘空间不够"),
        (errno.EACCES, "正被别的程序打开"),
        (errno.EBUSY, "正被别的程序打开"),
        (errno.ENAMETOOLONG, "文件名太长"),
        (errno.EROFS, "只读"),
        (errno.EIO, "写入时出错"),
    ],
)
def test_a_fault_while_writing_becomes_a_sentence(tmp_path, number, words):
    target = tmp_path / "成绩单.xlsx"
    target.write_bytes(b"old")
    with pytest.raises(FileError) as caught:
        half_written(target, OSError(number, os.strerror(number)))
    assert words in caught.value.message
    assert "成绩单.xlsx" in caught.value.message
    assert caught.value.hint
    assert content(tmp_path) == [("成绩单.xlsx", b"old")]


def test_a_target_locked_by_word_is_named(tmp_path, monkeypatch):
    def locked(*_):
        raise PermissionError(errno.EACCES, "locked")

    target = tmp_path / "签到表.docx"
    target.write_bytes(b"old")
    monkeypatch.setattr(os, "replace", locked)
    with pytest.raises(FileError, match="签到表"), replace_when_whole(target) as part:
        part.write_bytes(b"new")
    assert content(tmp_path) == [("签到表.docx", b"old")]


def test_a_missing_folder_is_said_before_anything_is_made(tmp_path):
    with (
        pytest.raises(FileError, match="不存在"),
        replace_when_whole(tmp_path / "没有" / "证书.pdf"),
    ):
        pytest.fail("nothing must be written")


def test_a_folder_of_that_name_is_not_replaced(tmp_path):
    (tmp_path / "证书.pdf").mkdir()
    with pytest.raises(FileError, match="同名的文件夹"), replace_when_whole(tmp_path / "证书.pdf"):
        pytest.fail("nothing must be written")


def test_several_files_appear_together(tmp_path):
    with whole_files() as batch:
        for name in "甲乙丙":
            batch.beside(tmp_path / name).write_bytes(name.encode())
        assert not any((tmp_path / name).exists() for name in "甲乙丙")
    assert [name for name, _ in content(tmp_path)] == sorted("甲乙丙")


def test_when_one_of_several_is_locked_no_new_one_stays(tmp_path, monkeypatch):
    real = os.replace

    def locked_third(part, target):
        if target.name == "丙":
            raise PermissionError(errno.EACCES, "locked")
        real(part, target)

    (tmp_path / "丙").write_bytes(b"old")
    monkeypatch.setattr(os, "replace", locked_third)
    with pytest.raises(FileError, match="丙"):
        write_all(tmp_path, "甲乙丙")
    assert content(tmp_path) == [("丙", b"old")]


def test_a_writer_that_knows_its_part_alone_speaks_of_the_target(tmp_path):
    def write():
        with whole_files() as batch:
            part = batch.beside(target)
            with part_faults(target, part), replace_when_whole(part):
                raise OSError(errno.ENOSPC, "full")

    target = tmp_path / "第一册.pdf"
    with pytest.raises(FileError, match=r"第一册.+没有保存：磁盘空间不够"):
        write()
    assert list(tmp_path.iterdir()) == []


def test_a_name_no_disk_takes_is_a_sentence(tmp_path):
    with pytest.raises(FileError, match="文件名太长"), whole_files() as batch:
        batch.beside(tmp_path / f"{'长' * 200}.pdf")
