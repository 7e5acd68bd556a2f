"""Sticks are refused, network drives told of: read from what the kernel says, made up here."""

import errno
from pathlib import Path

import pytest

from jyguide.app import open_application
from jyguide.bad_luck.folder_faults import folder_faults
from jyguide.bad_luck.whereabouts import (
    Drive,
    LinuxDrives,
    network_notice,
    refuse_stick,
    whereabouts,
)
from jyguide.clock import system_clock
from jyguide.errors import FileError, RuleError
from jyguide.folder import NewFolder, create_folder

_MOUNTS = r"""22 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw
23 22 0:20 / /proc rw - proc proc rw
40 22 8:17 / /media/王/新加卷\040(E) rw,nosuid shared:5 - exfat /dev/sdb1 rw
41 22 8:33 / /mnt/disk rw - ext4 /dev/sdc1 rw
42 22 0:50 / /mnt/share rw - cifs //server/共享 rw
43 22 254:0 / /mnt/locked rw - ext4 /dev/mapper/locked rw
44 22 179:1 / /mnt/card rw - vfat /dev/mmcblk0p1 rw
45 22 0:51 / /mnt/disk/over rw - tmpfs tmpfs rw
broken line
"""
_DISKS = {
    "sda": ("pci0000:00/ata1/block", "8:0", {"sda2": "8:2"}, "0", None),
    "sdb": ("pci0000:00/block", "8:16", {"sdb1": "8:17"}, "1", None),
    "sdc": ("pci0000:00/usb2/2-1/block", "8:32", {"sdc1": "8:33"}, "0", None),
    "mmcblk0": ("platform/mmc0/block", "179:0", {"mmcblk0p1": "179:1"}, "0", "SD"),
}


@pytest.fixture(scope="module")
def drives(tmp_path_factory):
    root = tmp_path_factory.mktemp("kernel")
    numbers = root / "dev"
    numbers.mkdir()
    for name, (way, number, parts, removable, kind) in _DISKS.items():
        disk = root / "devices" / way / name
        (disk / "device").mkdir(parents=True)
        (disk / "removable").write_text(f"{removable}\n")
        if kind:
            (disk / "device" / "type").write_text(kind)
        (numbers / number).symlink_to(disk)
        for part, part_number in parts.items():
            (disk / part).mkdir()
            (disk / part / "partition").write_text("1")
            (disk / part / "dev").write_text(part_number)
            (numbers / part_number).symlink_to(disk / part)
    locked = root / "devices" / "virtual" / "dm-0" / "slaves"
    locked.mkdir(parents=True)
    (locked / "sdb1").symlink_to(root / "devices" / "pci0000:00" / "block" / "sdb" / "sdb1")
    (numbers / "254:0").symlink_to(locked.parent)
    (root / "mounts").write_text(_MOUNTS)
    return LinuxDrives(root / "mounts", numbers)


@pytest.mark.parametrize(
    ("folder", "drive"),
    [
        ("/home/wang/暨阳指导", Drive.FIXED),
        ("/media/王/新加卷 (E)/数据", Drive.REMOVABLE),
        ("/mnt/disk/数据", Drive.REMOVABLE),  # a hard disk on a cable
        ("/mnt/disk/over/数据", Drive.FIXED),  # what is mounted over it
        ("/mnt/diskette", Drive.FIXED),
        ("/mnt/locked", Drive.REMOVABLE),  # an encrypted stick is one
        ("/mnt/card", Drive.REMOVABLE),
        ("/mnt/share/数据", Drive.NETWORK),
    ],
)
def test_the_drive_of_a_folder(drives, folder, drive):
    assert drives(Path(folder)) is drive


def test_a_system_that_runs_from_a_stick_may_keep_its_data_there(drives, tmp_path):
    mounts = tmp_path / "mounts"
    mounts.write_text("22 1 8:17 / / rw - ext4 /dev/sdb1 rw\n")
    assert LinuxDrives(mounts, drives.devices)(Path("/home")) is Drive.FIXED
    assert LinuxDrives(tmp_path / "none")(Path("/home")) is Drive.FIXED


def test_a_folder_still_to_be_made_lies_where_its_parent_does(tmp_path):
    asked = []
    whereabouts(tmp_path / "a" / "b", lambda place: asked.append(place) or Drive.FIXED)
    assert asked == [tmp_path.resolve()]


def test_a_stick_is_refused_and_a_network_drive_told_of(tmp_path):
    with pytest.raises(RuleError, match="U 盘") as caught:
        refuse_stick(tmp_path / "数据", lambda _place: Drive.REMOVABLE)
    assert "本机硬盘" in caught.value.hint
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(LinuxDrives, "__call__", lambda _self, _folder: Drive.REMOVABLE)
        with pytest.raises(RuleError, match="U 盘"):
            create_folder(tmp_path / "数据", NewFolder("周庄镇"), system_clock)
        (tmp_path / "jyguide.db").write_bytes(b"")
        with pytest.raises(RuleError, match="U 盘"):
            open_application(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["jyguide.db"]  # not even a lock
    for drive in (Drive.FIXED, Drive.NETWORK):
        refuse_stick(tmp_path, lambda _place, drive=drive: drive)
    assert "网络盘" in network_notice(tmp_path, lambda _place: Drive.NETWORK)
    assert network_notice(tmp_path, lambda _place: Drive.FIXED) == ""


@pytest.mark.parametrize(
    ("number", "as_python_has_it", "words"),
    [
        (21, errno.EACCES, "没有应答"),  # a drive that is not ready
        (64, errno.EINVAL, "没有应答"),  # a share that was lost
        (39, errno.EINVAL, "磁盘空间不足"),
        (None, errno.ESTALE, "没有应答"),
        (None, errno.EROFS, "只读"),
    ],
)
def test_what_windows_says_of_a_folder_in_numbers_of_its_own(
    tmp_path, number, as_python_has_it, words
):
    fault = OSError(as_python_has_it, "said by the system")
    fault.winerror = number
    with (
        pytest.raises(FileError, match=words),
        folder_faults(tmp_path, passed={errno.EINVAL}),  # which would say: no locks here
    ):
        raise fault
