"""A portable program takes the other's place; killed at any moment, one of them is there whole."""

import errno
import io
import os
import subprocess
import tarfile
from dataclasses import replace
from pathlib import Path

import pytest

from jyguide.errors import FileError, RuleError
from jyguide.installed import Installed
from jyguide.progress import Cancelled, CancelToken, Silent
from jyguide.self_test.program_files import read_facts
from jyguide.update import afterwards, handing_over, swapping, taking
from jyguide.update.afterwards import is_after_update, outcome, way_back
from jyguide.update.handing_over import Prepared, hand_over, own_environment
from jyguide.update.looking import look_at
from jyguide.update.note import kept_note, note_place
from jyguide.update.preparing import give_up, prepare
from jyguide.update.swapping import exchange, old_programs, remove_program, swap
from jyguide.update.taking import updates_folder
from jyguide.update.unpacking import part_beside
from tests.jyguide.update.made import OURS, PC, TODAY, archive_of, portable_pc, program_in, put


class Killed(BaseException):
    """The process is gone: nothing that it had meant to do afterwards is done."""


class Steps:
    """Counts every change on the disk, and kills before the one it is told."""

    CHANGES = ("rename", "replace", "mkdir", "symlink", "unlink", "rmdir", "fsync", "chmod")

    def __init__(self, monkeypatch, last):
        self.done, self._last = 0, last
        for name in self.CHANGES:
            monkeypatch.setattr(os, name, self._counted(getattr(os, name)))
        monkeypatch.setattr(io, "open", self._counted(io.open))
        monkeypatch.setattr(swapping, "exchange", self._counted(swapping.exchange))

    def _counted(self, real):
        def step(*args, **options):
            if self.done == self._last:
                raise Killed
            self.done += 1
            return real(*args, **options)

        return step


def said_by(program):
    """What a program says when it is started, all of its files being of one release."""
    facts = read_facts(program, CancelToken())
    assert (facts.gone, facts.changed, facts.further) == ((), (), ())
    said = subprocess.run([program / "jyguide"], capture_output=True, text=True, check=True)
    assert (program / "_internal" / "link.so").read_text("utf-8") == said.stdout.strip()
    return said.stdout.strip()


@pytest.fixture
def program(tmp_path):
    return program_in(tmp_path / "opt" / "jyguide", "old")


@pytest.fixture
def stick(tmp_path):
    folder = tmp_path / "stick"
    folder.mkdir()
    payload = archive_of(program_in(tmp_path / "packed", "new"), "jyguide-0.2.0")
    return put(folder, payload=payload, kind="portable", name="新.jyupdate")


def prepared(stick, program, cancel=None):
    look = look_at(stick, OURS, portable_pc(program), TODAY)
    cancel = cancel or CancelToken()
    folder = program.parent / "data"
    return prepare(look, portable_pc(program), folder, lambda: "备份一", Silent(), cancel)


def begun(stick, program):
    """Goes through all of it; gives the line that the process would become."""
    lines = []
    hand_over(prepared(stick, program), lambda line, _: lines.append(line))
    return lines


def test_the_new_program_lies_where_the_old_one_lay(stick, program):
    left = part_beside(program, "0.1.9")
    left.mkdir()
    ready = prepared(stick, program)
    assert not left.exists()
    stick.unlink()
    assert said_by(program) == "old"
    lines = []
    hand_over(ready, lambda line, _: lines.append(line))
    (former,) = old_programs(program, "0.2.0")
    assert (said_by(program), said_by(former)) == ("new", "old")
    assert former.name == "jyguide-旧版-0.1.0"
    assert lines == [[str(program / "jyguide"), "--data", str(program.parent / "data")]]
    assert kept_note().old == str(former)
    remove_program(former)
    assert old_programs(program, "0.2.0") == []


def test_where_the_disk_cannot_exchange_both_stay_whole(stick, program, monkeypatch):
    monkeypatch.setattr(swapping, "exchange", lambda one, other: False)
    (line,) = begun(stick, program)
    new = Path(line[0]).parent
    assert new.name == "jyguide-新版-0.2.0"
    assert (said_by(program), said_by(new)) == ("old", "new")
    assert old_programs(new, "0.2.0") == [program]
    assert old_programs(program, "0.1.0") == []


def test_killed_at_any_step_the_old_or_the_new_is_there_whole(
    stick, program, monkeypatch, tmp_path
):
    steps, seen, done = 0, set(), False
    while not done:
        with monkeypatch.context() as patched:
            Steps(patched, steps)
            try:
                begun(stick, program)
                done = True
            except Killed:
                pass
        steps += 1
        seen.add(said := said_by(program))
        if said == "new" and not done:
            old = swapping.settle(program, "0.1.0", "0.2.0") or old_programs(program, "0.2.0")[-1]
            assert said_by(old) == "old"
            exchange(old, program)
            remove_program(old)
    assert steps > 30
    assert seen == {"old", "new"}


def test_a_full_disk_leaves_the_old_one_and_nothing_else(stick, program, monkeypatch):
    """Whichever file or folder is the first that does not come onto the disk."""
    refused = []
    for room in range(60):
        with monkeypatch.context() as patched:
            real, left = os.fsync, iter(range(room))

            def full(handle, real=real, left=left):
                if next(left, None) is None:
                    raise OSError(errno.ENOSPC, "full")
                return real(handle)

            patched.setattr(os, "fsync", full)
            try:
                prepared(stick, program)
            except FileError as error:
                refused.append(error.message)
            else:
                break
        assert said_by(program) == "old"
        assert [one.name for one in program.parent.iterdir()] == ["jyguide"]
        assert list(updates_folder().iterdir()) == []
    assert len(refused) > 4
    assert all("磁盘空间不够" in message for message in refused)


def test_cancelled_between_blocks_nothing_is_left(stick, program):
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        prepared(stick, program, cancel)
    assert list(updates_folder().iterdir()) == []
    ready = prepared(stick, program)
    give_up(ready.part)
    assert [one.name for one in program.parent.iterdir()] == ["jyguide"]


def test_a_backup_that_fails_stops_it(stick, program):
    def fails():
        raise RuleError("没有备份。", hint="。")

    look = look_at(stick, OURS, portable_pc(program), TODAY)
    with pytest.raises(RuleError):
        prepare(look, portable_pc(program), None, fails, Silent(), CancelToken())
    assert [one.name for one in program.parent.iterdir()] == ["jyguide"]


def test_a_disk_that_keeps_something_else_is_noticed(stick, program, monkeypatch):
    def spoil(file):
        Path(file.name).write_bytes(b"spoilt")

    monkeypatch.setattr(taking, "_forget_cached", spoil)
    with pytest.raises(FileError, match="读回来不一样"):
        prepared(stick, program)
    assert list(updates_folder().iterdir()) == []


def linked(name, target):
    member = tarfile.TarInfo(name)
    member.type, member.linkname = tarfile.SYMTYPE, target
    return member, b""


def filed(name, content=b"x", kind=tarfile.REGTYPE):
    member = tarfile.TarInfo(name)
    member.size, member.type = len(content), kind
    return member, content


@pytest.mark.parametrize(
    "member",
    [
        linked("jyguide/out", "../../etc"),
        linked("jyguide/out", "/etc"),
        filed("elsewhere/x"),
        filed("jyguide/../../x"),
        filed("/jyguide/x"),
        filed("jyguide/added"),
        filed("jyguide/pipe", b"", tarfile.FIFOTYPE),
        filed("jyguide/_internal/base.so", b"other"),
    ],
    ids=lambda one: one[0].name + one[0].linkname,
)
def test_what_no_packager_writes_is_refused(program, tmp_path, member):
    packed = program_in(tmp_path / "packed", "new")
    stick = put(tmp_path, payload=archive_of(packed, also=[member]), kind="portable")
    with pytest.raises(FileError, match=r"不完整|没有保存"):
        prepared(stick, program)
    assert [one.name for one in program.parent.iterdir()] == ["jyguide"]


def test_a_link_that_leads_out_through_another_is_refused(program, tmp_path):
    packed = program_in(tmp_path / "packed", "new")
    also = [
        linked("jyguide/_internal/up", ".."),
        linked("jyguide/out", "_internal/up/../.."),
    ]
    stick = put(tmp_path, payload=archive_of(packed, also=also), kind="portable")
    with pytest.raises(FileError, match="不完整"):
        prepared(stick, program)
    assert [one.name for one in program.parent.iterdir()] == ["jyguide"]


@pytest.mark.parametrize("mark", ["debian", ""])
def test_another_kind_of_program_is_no_portable_one(program, tmp_path, mark):
    packed = program_in(tmp_path / "packed", "new", mark)
    stick = put(tmp_path, payload=archive_of(packed), kind="portable")
    with pytest.raises(FileError, match="不完整"):
        prepared(stick, program)
    cut = put(tmp_path, payload=archive_of(packed)[:-40], kind="portable")
    with pytest.raises(FileError, match="不完整"):
        prepared(cut, program)


def installing(tmp_path, kind, pkexec="/usr/bin/pkexec"):
    look = look_at(put(tmp_path, kind=kind, system=SYSTEMS[kind]), OURS, pc_of(kind), TODAY)
    pc = pc_of(kind, tmp_path / "opt" / "jyguide")
    ready = prepare(look, pc, tmp_path / "data", lambda: "备份一", Silent(), CancelToken())
    return Prepared(ready.payload, ready.digest, ready.note, pc.program, None, pkexec)


SYSTEMS = {"windows": "windows", "debian": "linux"}


def pc_of(kind, program=None):
    return replace(PC, kind=Installed(kind), system=SYSTEMS[kind], program=program)


def test_on_windows_the_installer_goes_on_in_the_mode_it_was_installed_in(tmp_path):
    lines = []
    ready = installing(tmp_path, "windows")
    hand_over(ready, lambda line, _: lines.append(line))
    assert lines == [[str(ready.payload), "/SP-", "/NORESTART"]]


def test_on_debian_the_system_installs_and_the_program_starts_again(tmp_path, monkeypatch):
    """The real shell, with stand-ins for what asks for the password and for the program."""
    ready = installing(tmp_path, "debian", str(tmp_path / "pkexec"))
    told = tmp_path / "told"
    (tmp_path / "pkexec").write_text(f'#!/bin/sh\necho "$@"\necho asked >>{told}\nexit 1\n')
    program_in(tmp_path / "opt" / "jyguide", "old")
    (tmp_path / "opt" / "jyguide" / "jyguide").write_text(f'#!/bin/sh\necho "$@" >>{told}\n')
    for one in (tmp_path / "pkexec", tmp_path / "opt" / "jyguide" / "jyguide"):
        one.chmod(0o755)
    hand_over(ready, lambda line, further: subprocess.run(line, env=dict(further), check=True))
    assert told.read_text().splitlines() == ["asked", f"--data {tmp_path / 'data'}"]
    log = Path(ready.note.log).read_text()
    assert log == f"/usr/bin/apt-get install --yes {ready.payload}\n"


def test_without_a_way_to_ask_the_line_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(handing_over, "is_administrator", lambda: False)
    ready = installing(tmp_path, "debian", "")
    assert ready.by_hand == f"sudo apt-get install {ready.payload}"
    hand_over(ready, lambda *_: pytest.fail("nothing is to be run"))


def test_what_was_changed_meanwhile_is_not_run(tmp_path):
    ready = installing(tmp_path, "windows")
    ready.payload.write_bytes(b"something else")
    with pytest.raises(FileError, match="被改动过"):
        hand_over(ready, lambda *_: pytest.fail("it was run"))


def test_the_next_program_gets_nothing_of_this_one_s_libraries():
    ours = {"_PYI_ARCHIVE_FILE": "x", "LD_LIBRARY_PATH": "/here", "LD_LIBRARY_PATH_ORIG": "/sys"}
    given = own_environment({**ours, "HOME": "/root"})
    assert given.pop("PYINSTALLER_RESET_ENVIRONMENT") == "1"
    assert given == {"HOME": "/root", "LD_LIBRARY_PATH": "/sys"}


def running(monkeypatch, release, program):
    monkeypatch.setattr(afterwards, "release", lambda: release)
    monkeypatch.setattr(afterwards, "program_folder", lambda: program)


def test_the_new_program_tells_once_what_came_of_it(stick, program, monkeypatch):
    begun(stick, program)
    running(monkeypatch, "0.2.0", program)
    assert is_after_update()
    sentence, hint = way_back()
    assert "数据还是更新前的样子" in sentence
    assert "jyguide-旧版-0.1.0" in hint
    assert "备份一" in hint
    told = outcome()
    assert (told.sentence, told.hint) == ("已更新到 0.2.0。", "")
    assert [one.name for one in told.old] == ["jyguide-旧版-0.1.0"]
    assert outcome() is None
    assert not is_after_update()
    assert way_back() is None


def test_killed_before_the_old_one_had_its_name_it_is_given_it(stick, program, monkeypatch):
    ready = prepared(stick, program)
    hand_over(ready, lambda *_: None)
    (former,) = old_programs(program, "0.2.0")
    former.rename(part_beside(program, "0.2.0"))
    running(monkeypatch, "0.2.0", program)
    assert [said_by(one) for one in outcome().old] == ["old"]


def test_an_update_that_was_not_done_is_told_too(tmp_path, monkeypatch):
    ready = installing(tmp_path, "debian")
    hand_over(ready, lambda *_: None)
    running(monkeypatch, "0.1.0", tmp_path)
    told = outcome()
    assert "没有装上，程序还是 0.1.0" in told.sentence
    assert "update.log" in told.hint
    assert list(updates_folder().iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"{}", b"[" * 9999, b'{"before": 3}'])
def test_a_damaged_note_is_none(content):
    note_place().parent.mkdir(parents=True, exist_ok=True)
    note_place().write_bytes(content)
    assert outcome() is None


def test_what_cannot_be_renamed_is_said(program, tmp_path):
    with pytest.raises(FileError):
        swap(tmp_path / "not there", program, "0.1.0", "0.2.0")
    assert said_by(program) == "old"


def test_a_former_program_with_somebody_s_files_in_it_stays(program):
    own = program / "我的材料" / "台账.xlsx"
    own.parent.mkdir()
    own.write_bytes(b"mine")
    with pytest.raises(RuleError, match="台账"):
        remove_program(program)
    assert own.read_bytes() == b"mine"
    own.unlink()
    assert said_by(program) == "old"
    remove_program(program)
    assert not program.exists()


def test_data_within_the_program_s_folder_is_not_carried_off(stick, program):
    look = look_at(stick, OURS, portable_pc(program), TODAY)
    folder = program / "data"
    folder.mkdir()
    with pytest.raises(RuleError, match="数据文件夹"):
        prepare(look, portable_pc(program), folder, lambda: "备份一", Silent(), CancelToken())
    assert folder.is_dir()
    assert not updates_folder().exists()
