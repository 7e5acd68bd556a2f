"""One window to a folder, one PC: what stands in whose way, and that a crash frees it."""

import json
import os
import signal
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from jyguide.bad_luck import at_work
from jyguide.bad_luck.at_work import FILE, FOLDER
from jyguide.bad_luck.instance import Claims, FolderTakenError, WindowOpenError, claim
from jyguide.errors import FileError

ROOT = Path(__file__).parents[2]
_HOLD = """
import sys
from pathlib import Path
from jyguide.bad_luck.instance import claim
held = claim(Path(sys.argv[1]), window=True)
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def own():
    return Claims()


@pytest.fixture
def other():
    """As another process sees it: its own handle of the file, so its own locks."""
    return Claims()


def nine():
    return datetime(2026, 11, 26, 9, 12).astimezone()


def elsewhere(monkeypatch, pc="DANGAN-PC"):
    monkeypatch.setattr(at_work.platform, "node", lambda: pc)
    monkeypatch.setattr(at_work, "machine", lambda: "another")
    monkeypatch.setattr("jyguide.bad_luck.instance.machine", lambda: "another")


def test_one_window_and_commands_beside_it(own, other, tmp_path):
    first = own.claim(tmp_path, window=True, clock=nine)
    with pytest.raises(WindowOpenError, match="09:12") as caught:
        other.claim(tmp_path, window=True)
    assert "没有再开" in caught.value.message
    assert caught.value.hint
    with other.claim(tmp_path) as beside:
        assert not beside.only
    with own.claim(tmp_path) as opened:  # whatever opens the folder in the window's process
        assert opened.only
        assert not own.claim(tmp_path).only
    first.release()
    with other.claim(tmp_path, window=True):
        assert not other.claim(tmp_path).only  # one of the claims above is still held


def test_what_needs_the_folder_alone_waits_for_everybody_else(own, other, tmp_path):
    window = own.claim(tmp_path, window=True)
    with pytest.raises(FolderTakenError, match="窗口"):
        other.claim(tmp_path, alone=True)
    itself = own.claim(tmp_path, alone=True)  # it restores a backup
    with pytest.raises(FolderTakenError, match="恢复备份"):
        other.claim(tmp_path)
    itself.release()
    command = other.claim(tmp_path)
    with pytest.raises(FolderTakenError, match="另一个命令"):
        own.claim(tmp_path, alone=True)
    command.release()
    window.release()
    with other.claim(tmp_path, alone=True, window=True):
        pass
    assert own.claim(tmp_path).only


def test_another_pc_is_named_with_who_is_at_it_and_what_to_do(own, other, tmp_path, monkeypatch):
    with monkeypatch.context() as patch:
        elsewhere(patch)
        window = other.claim(tmp_path, window=True, clock=nine)
        window.introduce("王小明", nine)
    for wish in ({}, {"window": True}, {"alone": True}):
        with pytest.raises(
            FolderTakenError, match=r"DANGAN-PC.*王\*\*.*2026-11-26 09:12"
        ) as caught:
            own.claim(tmp_path, **wish)
        assert "关机" in caught.value.hint
        assert "重新启动" in caught.value.hint
    window.release()
    with monkeypatch.context() as patch:  # a command over there is in the way as well
        elsewhere(patch)
        command = other.claim(tmp_path, clock=nine)
    with pytest.raises(FolderTakenError, match="DANGAN-PC"):
        own.claim(tmp_path)
    command.release()
    own.claim(tmp_path).release()


def test_a_spoilt_record_names_nobody_and_lets_commands_in(own, other, tmp_path):
    own.claim(tmp_path, window=True)
    file = tmp_path / FOLDER / FILE
    file.write_bytes(b"\xff" * file.stat().st_size)
    with pytest.raises(WindowOpenError):
        other.claim(tmp_path, window=True)
    other.claim(tmp_path).release()


def test_a_name_of_a_person_does_not_lie_in_the_folder(own, tmp_path, monkeypatch):
    monkeypatch.setattr("getpass.getuser", lambda: "王小明")
    with own.claim(tmp_path):
        content = (tmp_path / FOLDER / FILE).read_bytes()
    assert "王小明".encode() not in content
    assert json.loads(content[at_work._RECORD : 2 * at_work._RECORD])["user"] == "王**"


def test_a_killed_window_is_in_nobodys_way(tmp_path):
    command = [sys.executable, "-c", _HOLD, str(tmp_path)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as window:
        assert window.stdout.readline() == b"held\n"
        with pytest.raises(WindowOpenError):
            claim(tmp_path, window=True)
        window.send_signal(signal.SIGKILL)
    claim(tmp_path, window=True).release()


def test_a_forked_child_takes_a_seat_of_its_own_and_leaves_ours(own, other, tmp_path):
    window = own.claim(tmp_path, window=True)
    child = os.fork()
    if not child:
        try:
            window.release()  # not its own to give
            own.claim(tmp_path)
            own.claim(tmp_path, window=True)
        except WindowOpenError:
            os._exit(7)
        finally:
            os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7
    with pytest.raises(WindowOpenError):
        other.claim(tmp_path, window=True)
    window.release()


def test_a_drive_without_locks_and_a_folder_that_takes_no_file_are_sentences(
    own, tmp_path, monkeypatch
):
    def no_locks(_file, _byte):
        raise OSError(95, "Operation not supported")

    with monkeypatch.context() as patch:
        patch.setattr(at_work, "take", no_locks)
        with pytest.raises(FileError, match="不支持文件锁") as caught:
            own.claim(tmp_path)
        assert caught.value.hint
    with pytest.raises(FileError, match="找不到"):
        own.claim(tmp_path / "gone")
    assert not (tmp_path / "gone").exists()
