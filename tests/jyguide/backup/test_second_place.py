"""The stick: known again wherever it is, whole whenever it is pulled, and asked for in words."""

import errno
from datetime import timedelta
from pathlib import Path

import pytest

from jyguide.attachment.kind import AttachmentKind
from jyguide.backup import writing
from jyguide.backup.rack import Rack
from jyguide.backup.reason import Reason
from jyguide.backup.second_place import SecondPlace, reminder
from jyguide.backup.service import second as copying
from jyguide.errors import FileError, RuleError
from tests.jyguide.backup.conftest import flip
from tests.jyguide.builders import a_person, a_plan, add_people


@pytest.fixture
def service(shut, backups_of, stick):
    made = backups_of(shut)
    made.stick = stick
    return made


@pytest.fixture
def with_photo(shut, photo):
    session_id = shut.training.plan(a_plan())
    shut.attachments.add(session_id, AttachmentKind.PHOTO, [photo])
    (kept,) = copying.held(shut.place.folder / "files")
    return kept


def test_it_is_chosen_once_and_known_again(service, stick, shut, clock, with_photo):
    assert "还没有备份到U盘" in service.reminder()
    with pytest.raises(RuleError, match="还没有选过"):
        service.copy_to_second()
    with pytest.raises(RuleError, match="就在数据文件夹里"):
        service.choose_second(shut.place.folder / "backups")
    place = service.choose_second(stick.folder)
    assert place.root == stick.folder / "暨阳指导备份 周庄镇A"
    copied = service.copy_to_second()
    assert copied.files == 1
    there = place.root / "files" / with_photo.parent.name / with_photo.name
    assert there.read_bytes() == with_photo.read_bytes(), "sealed as it lies"
    assert service.reminder() == ""
    assert not service.second_wants()
    stick.mount_as("KINGSTON1")  # another drive letter
    root = service.second_root(service.second())
    assert root == stick.folder / "暨阳指导备份 周庄镇A"
    shut.people.add(a_person("解珍", 20))
    clock.advance(3600)
    service.ensure(Reason.CLOSING)
    assert service.second_wants()
    assert service.copy_to_second().files == 0
    assert len(Rack(root).sound()) == 2
    assert {row.where for row in service.standing().rows} == {"本机", "KINGSTON"}
    clock.advance(8 * 86_400)
    assert "已过 8 天" in service.reminder()
    stick.folder.rename(stick.folder.with_name("gone"))
    with pytest.raises(RuleError, match="没有找到备份用的“KINGSTON”"):
        service.copy_to_second()


@pytest.mark.parametrize("at", ["attachment", "database", "manifest", "rename", "read back"])
def test_pulled_or_full_it_keeps_what_it_had(service, clock, shut, with_photo, monkeypatch, at):
    service.choose_second(service.stick.folder)
    service.copy_to_second()
    root = service.second_root(service.second())
    before = [one.manifest for one in Rack(root).backups()]
    shut.people.add(a_person("解珍", 20))
    (root / "files" / with_photo.parent.name / with_photo.name).write_bytes(b"half")
    clock.advance(60)
    copy, calls = copying.copy_for_good, []

    def broken(source, target, tick):
        calls.append(source.name)
        if at == ("attachment" if source == with_photo else "database"):
            target.write_bytes(source.read_bytes()[:100])
            raise OSError(errno.EIO if at == "attachment" else errno.ENOSPC, "pulled or full")
        return copy(source, target, tick)

    def fail(*_args, **_more):
        raise OSError(errno.ENOENT, "pulled")

    monkeypatch.setattr(copying, "copy_for_good", broken)
    if at == "manifest":
        monkeypatch.setattr(copying, "write_for_good", fail)
    if at == "rename":
        service.ensure(Reason.CLOSING)
        monkeypatch.setattr(Path, "rename", fail)
    if at == "read back":
        monkeypatch.setattr(writing, "_forget_cached", lambda _: flip(next(_parts(root))))
    with pytest.raises(FileError, match="上面以前的备份都还在") as caught:
        service.copy_to_second()
    assert caught.value.hint
    monkeypatch.undo()
    assert [one.manifest for one in Rack(root).backups()] == before
    assert not Rack(root).backups()[0].problem
    assert service.copy_to_second().backup.manifest.number > before[0].number


def _parts(root):
    """What is being written just now."""
    return (path for path in root.rglob("*") if ".part" in str(path) and path.is_file())


def test_the_reminder_says_how_long_it_has_been(clock):
    place = SecondPlace("a", Path("/media/x"), "X", clock(), 7)
    assert reminder(None, clock(), anything=True)
    assert not reminder(None, clock(), anything=False)
    assert not reminder(place, clock() + timedelta(days=7), anything=True)
    assert "已过 9 天" in reminder(place, clock() + timedelta(days=9), anything=True)
    assert not reminder(place, clock() - timedelta(days=400), anything=True)


def test_people_added_are_no_reason_to_touch_older_copies(service, stick, clock, shut):
    """Attachments are only added to; a backup there is never written again."""
    service.choose_second(stick.folder)
    first = service.copy_to_second().backup
    stamp = first.database.stat().st_mtime_ns
    add_people(shut, 1)
    clock.advance(60)
    service.copy_to_second()
    assert first.database.stat().st_mtime_ns == stamp
