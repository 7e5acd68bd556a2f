"""Photos and materials kept with a session, portraits with a person."""

import errno
import io
import os
import shutil
import stat
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image

from jyguide.attachment.kind import AttachmentKind
from jyguide.attachment.portrait import first_crop
from jyguide.attachment.row import added_sentence, refused_text
from jyguide.errors import Cancelled, FileError, RuleError
from jyguide.progress import CancelToken
from tests.jyguide.attachment.pictures import HEIC, RED, a_jpeg
from tests.jyguide.builders import a_plan, add_people, rows_kept
from tests.postgres import only_sqlite

PHOTO, MATERIAL = AttachmentKind.PHOTO, AttachmentKind.MATERIAL


@pytest.fixture
def session(app):
    return app.training.plan(a_plan())


@pytest.fixture
def taken(tmp_path):
    """Writes a picture: ``taken("a.jpg", orientation=6)``."""

    def take(name, data=None, **options):
        path = tmp_path / name
        path.write_bytes(data if data is not None else a_jpeg(**options))
        return path

    return take


def kept_files(app):
    return sorted(path.name for path in (app.place.folder / "files").rglob("*") if path.is_file())


@only_sqlite
def test_a_stick_full_of_pictures(app, session, taken, tmp_path):
    """Good ones are kept once, bad ones are named, and one undo takes all of it back."""
    paths = [
        taken("一.jpg", orientation=6),
        taken("二.jpg", colour=(1, 200, 1)),
        taken("一 (1).jpg", orientation=6),
        taken("三.heic", HEIC),
        taken("四.jpg", a_jpeg()[:-900]),
        tmp_path / "拔掉了.jpg",
    ]
    added = app.attachments.add(session, PHOTO, paths)
    assert added_sentence(added) == (
        "已加入 2 张照片。“一 (1).jpg”本期已有，没有重复保存。有 3 个文件没有加入。"
    )
    assert [one.name for one in added.refused] == ["三.heic", "四.jpg", "拔掉了.jpg"]
    assert "兼容性最佳" in refused_text(added.refused)
    first, second = app.attachments.attachments(session)
    assert (first.name, first.width, first.height, first.here) == ("一.jpg", 300, 400, True)
    assert first.taken_at.hour == 9
    assert len(kept_files(app)) == 4
    again = app.attachments.add(session, PHOTO, paths[:1])
    assert (again.kept, again.already, again.action_id) == ((), ("一.jpg",), None)
    app.attachments.describe(first.id, " 开班 \n仪式 ", first.version)
    with pytest.raises(RuleError, match="又被改动过"):
        app.attachments.describe(first.id, "别的", first.version)
    app.attachments.arrange(session, [second.id])
    rows = app.attachments.attachments(session, PHOTO)
    assert [(row.name, row.caption) for row in rows] == [("二.jpg", ""), ("一.jpg", "开班 仪式")]
    removal = app.attachments.remove([row.id for row in rows])
    assert app.attachments.attachments(session) == []
    app.history.undo(removal)
    assert len(app.attachments.attachments(session)) == 2
    app.attachments.remove([second.id])
    assert len(app.attachments.add(session, PHOTO, paths[1:2]).kept) == 1


@only_sqlite
def test_bytes_are_swept_when_no_row_has_needed_them_for_a_month(app, session, taken, clock):
    added = app.attachments.add(session, PHOTO, [taken("一.jpg"), taken("二.jpg", size=(50, 50))])
    orphan = app.place.folder / "files" / "ab" / ("ab" * 32)
    orphan.parent.mkdir(exist_ok=True)
    orphan.write_bytes(b"a crash left this")
    app.attachments.remove(added.kept[:1])
    for path in (app.place.folder / "files").rglob("*"):
        os.utime(path, (clock.now.timestamp(), clock.now.timestamp()))
    assert app.attachments.sweep().files == 0
    clock.advance(2 * 86_400)
    assert app.attachments.sweep().files == 1
    assert not orphan.exists()
    clock.advance(timedelta(days=31).total_seconds())
    assert app.attachments.sweep().files == 2
    (row,) = app.attachments.attachments(session)
    assert row.here


@only_sqlite
def test_a_full_disk_keeps_nothing(app, session, taken, monkeypatch):
    before = rows_kept(app)
    path = taken("一.jpg")

    def full(_descriptor):
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as broken:
        broken.setattr("jyguide.attachment.shelf.os.fsync", full)
        with pytest.raises(FileError, match=r"“一.jpg”没有保存：磁盘空间不够"):
            app.attachments.add(session, PHOTO, [path])
    stopped = CancelToken()
    stopped.cancel()
    with pytest.raises(Cancelled):
        app.attachments.add(session, PHOTO, [path], cancel=stopped)
    assert rows_kept(app) == before
    assert kept_files(app) == []
    app.training.drop(session)
    with pytest.raises(RuleError, match="已被删除"):
        app.attachments.add(session, PHOTO, [path])


@only_sqlite
def test_copies_go_out_without_the_cameras_notes_and_replace_nothing(
    app, session, taken, tmp_path
):
    app.attachments.add(session, PHOTO, [taken("一.jpg", orientation=6)])
    app.attachments.add(session, MATERIAL, [taken("讲稿.docx", b"PK text")])
    out = tmp_path / "out"
    out.mkdir()
    rows = app.attachments.attachments(session)
    app.attachments.export(rows, out)
    app.attachments.export(rows, out)
    assert sorted(path.name for path in out.iterdir()) == [
        "一.jpg", "一（2）.jpg", "讲稿.docx", "讲稿（2）.docx",
    ]  # fmt: skip
    assert dict(Image.open(io.BytesIO((out / "一.jpg").read_bytes())).getexif()) == {0x0112: 6}
    assert (out / "讲稿.docx").read_bytes() == b"PK text"
    (photo,) = app.attachments.printed(session)
    assert (photo.width, photo.height) == (300, 400)
    row = rows[0]
    (app.place.folder / "files" / row.sha256[:2] / f"{row.sha256}.thumb.jpg").unlink()
    assert app.attachments.thumbnail(row).startswith(b"\xff\xd8")
    shutil.rmtree(app.place.folder / "files")
    (row, _) = app.attachments.attachments(session)
    assert row.elsewhere == "照片在“周庄镇”的电脑上"
    assert app.attachments.thumbnail(row) == b""
    assert app.attachments.printed(session) == []
    with pytest.raises(FileError, match="不在这台电脑上"):
        app.attachments.save_as(row, out / "x.jpg")
    assert not (out / "x.jpg").exists()


@only_sqlite
def test_bytes_changed_on_the_disk_are_not_shown_as_if_nothing_were(app, session, taken):
    app.attachments.add(session, PHOTO, [taken("一.jpg")])
    (row,) = app.attachments.attachments(session)
    spoilt = bytearray(a_jpeg())
    spoilt[-9] ^= 1
    (app.place.folder / "files" / row.sha256[:2] / row.sha256).write_bytes(spoilt)
    with pytest.raises(FileError, match="已损坏"):
        app.attachments.shown(row)
    assert app.attachments.add_pasted(session, a_jpeg(), "粘贴.jpg").already == ("粘贴.jpg",)
    assert app.attachments.shown(row)


@only_sqlite
def test_what_is_opened_is_a_copy_that_goes_when_the_program_does(
    app, session, taken, monkeypatch
):
    app.attachments.add(session, MATERIAL, [taken("讲稿.docx", b"PK text")])
    (row,) = app.attachments.attachments(session)
    path = app.attachments.open_copy(row)
    assert path.is_relative_to(app.place.folder)
    assert (path.name, path.read_bytes()) == ("讲稿.docx", b"PK text")
    assert not path.stat().st_mode & stat.S_IWUSR
    elsewhere = app.attachments.open_copy(replace(row, name="../../..\\外:面.docx"))
    assert elsewhere.is_relative_to(app.place.folder / "opened")
    with pytest.raises(FileError, match="没有打开"):
        app.attachments.open_copy(replace(row, name="讲稿.exe"))
    with monkeypatch.context() as locked:
        locked.setattr(Path, "unlink", _locked)
        app.attachments.leave()
    assert path.exists(), "another program holds it"
    app.attachments.leave()
    assert list(app.place.folder.glob("opened/**/*")) == []


def _locked(_path, **_options):
    raise PermissionError(errno.EACCES, "held")


@only_sqlite
def test_a_portrait_takes_the_place_of_the_one_before(app, taken):
    (person,) = add_people(app, 1)
    first, second = (
        taken("a.jpg", size=(500, 700)),
        taken("b.jpg", size=(90, 60), colour=(9, 9, 9)),
    )
    assert app.attachments.portrait_picture(person) is None
    app.attachments.set_portrait(person, first, first_crop(500, 700))
    action = app.attachments.set_portrait(person, second, first_crop(90, 60))
    made = Image.open(io.BytesIO(app.attachments.portrait_picture(person)))
    assert made.size == (500, 700)
    assert app.attachments.portrait(person).name == "b.jpg"
    app.history.undo(action)
    assert app.attachments.portrait(person).name == "a.jpg"
    red = Image.open(io.BytesIO(app.attachments.portrait_picture(person))).getpixel((400, 600))
    assert all(abs(a - b) < 24 for a, b in zip(red, RED, strict=True))
    with pytest.raises(FileError, match="HEIC"):
        app.attachments.uncropped(taken("c.heic", HEIC))
