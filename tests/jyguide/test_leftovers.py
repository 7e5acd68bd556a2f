"""What a run writes beside its purpose is gone after it, also after it was killed."""

import os
import platform
import signal
import tempfile
from pathlib import Path

import pytest

from jyguide.app import open_application
from jyguide.bad_luck.instance import Claims, FolderTakenError
from jyguide.bad_luck.leftovers import Stay, TemporaryRoom, begin_stay, tidy
from jyguide.documents.files import whole_files
from jyguide.documents.part_notes import remove_left_parts

DRAFTS = (
    "jyguide.db.new",
    "jyguide.db.new-wal",
    "jyguide.db.moving",
    "jyguide.upgrading",
    "jyguide.upgrading-shm",
    "database.url.new",
    f".{'0a' * 6}.part",
)
KEPT = ("jyguide.db", "jyguide.db-wal", "jyguide.before-0006.db", "我的笔记.part", "device.key")


def names(folder):
    return {path.name for path in folder.iterdir()}


def left_behind(folder):
    for name in (*DRAFTS, *KEPT):
        (folder / name).write_bytes(b"x")
    (folder / "tmp" / "a1" / "b").mkdir(parents=True)
    (folder / "tmp" / "a1" / "b" / "openpyxl.x").write_text("王小明")
    (folder / "opened" / "c").mkdir(parents=True)
    copy = folder / "opened" / "c" / "花名册.xlsx"
    copy.write_text("王小明")
    copy.chmod(0o400)


def test_the_first_to_open_a_folder_clears_up_and_nothing_else_is_touched(tmp_path):
    left_behind(tmp_path)
    other = Claims()
    with other.claim(tmp_path, window=True):
        stay = begin_stay(tmp_path)  # a command beside a window leaves the window's things alone
        assert {"opened", "tmp", *DRAFTS} <= names(tmp_path)
        assert (tmp_path / "tmp" / "a1").exists()
        stay.end()
    stay = begin_stay(tmp_path)
    assert names(tmp_path) == {"lock", "tmp", "opened", *KEPT}
    assert not any(path.is_file() for path in (tmp_path / "opened").rglob("*"))
    stay.end()
    assert "tmp" not in names(tmp_path)


def test_another_pcs_folder_is_neither_opened_nor_cleared_up(tmp_path, monkeypatch):
    left_behind(tmp_path)
    before = names(tmp_path)
    other = Claims()
    with monkeypatch.context() as patch:
        patch.setattr(platform, "node", lambda: "DANGAN-PC")
        window = other.claim(tmp_path, window=True)
    with pytest.raises(FolderTakenError, match="DANGAN-PC"):
        open_application(tmp_path)
    assert names(tmp_path) == before | {"lock"}
    window.release()


def test_a_draft_without_a_database_may_be_one_in_the_making(tmp_path):
    (tmp_path / "jyguide.db.new").write_bytes(b"x")
    tidy(tmp_path)
    assert names(tmp_path) == {"jyguide.db.new"}
    assert begin_stay(tmp_path) is None
    assert begin_stay(tmp_path / "none") is None
    assert names(tmp_path) == {"jyguide.db.new"}


def test_libraries_write_into_the_data_folder_until_it_is_closed(tmp_path, monkeypatch):
    before = tempfile.gettempdir()
    room, beside = TemporaryRoom(tmp_path), TemporaryRoom(tmp_path)
    file, name = tempfile.mkstemp()
    os.close(file)
    assert Path(name).is_relative_to(tmp_path / "tmp")
    beside.leave()
    assert not Path(name).exists()
    assert Path(tempfile.gettempdir()).is_relative_to(tmp_path / "tmp")
    room.leave()
    assert tempfile.gettempdir() == before
    assert names(tmp_path) == set()
    monkeypatch.setattr(Path, "mkdir", lambda *_, **__: (_ for _ in ()).throw(OSError(28, "full")))
    full = TemporaryRoom(tmp_path)  # keeps nobody from work
    assert tempfile.gettempdir() == before
    full.leave()


@pytest.mark.parametrize("stick_is_in", [True, False])
def test_what_a_kill_leaves_beside_a_target_goes_at_the_next_start(tmp_path, stick_is_in):
    stick = tmp_path / "U盘"
    stick.mkdir()
    (stick / "old.part").write_text("kept")
    child = os.fork()
    if not child:
        with whole_files() as batch:
            for name in ("王小明.docx", "李四.docx"):
                batch.beside(stick / name).write_text("王小明")
            os.kill(os.getpid(), signal.SIGKILL)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    assert len(names(stick)) == 3
    if not stick_is_in:
        stick.rename(tmp_path / "away")
        remove_left_parts()
        (tmp_path / "away").rename(stick)
    with whole_files() as batch:  # what is being written just now is nobody's leftover
        batch.beside(stick / "新.docx").write_text("new")
        remove_left_parts()
        assert len(names(stick)) == 2
    remove_left_parts()
    assert names(stick) == {"old.part", "新.docx"}


def test_a_note_removes_nothing_but_parts(tmp_path, own_state):
    precious = tmp_path / "jyguide.db"
    precious.write_text("kept")
    notes = own_state / "parts"
    notes.mkdir(parents=True, exist_ok=True)
    (notes / "forged.txt").write_text(f"{precious}\n\n{tmp_path}\n", "utf-8")
    (notes / "spoilt.txt").write_bytes(b"\xff\x00\n")
    remove_left_parts()
    assert precious.read_text() == "kept"
    assert names(notes) == set()


def test_a_stay_that_is_over_lets_others_in(tmp_path):
    (tmp_path / "jyguide.db").write_bytes(b"x")
    stay = begin_stay(tmp_path)
    assert isinstance(stay, Stay)
    stay.end()
    with Claims().claim(tmp_path, alone=True):
        pass
