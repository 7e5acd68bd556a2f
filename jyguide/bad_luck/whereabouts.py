"""On what kind of drive a data folder lies: a stick is refused, a network drive is told of.

A stick is pulled out in the middle of a writing and is lost with everything on it; files are
handed over on one, the database is never opened there.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from pathlib import Path
from typing import Any

from jyguide.errors import RuleError


class Drive(Enum):
    """What a folder lies on."""

    FIXED = "fixed"
    REMOVABLE = "removable"
    NETWORK = "network"


Look = Callable[[Path], Drive]
"""Finds out what an existing folder lies on."""

ON_NETWORK = (
    "数据文件夹在网络盘上：断网时不能使用，速度也会慢。同一时间只能在一台电脑上打开；"
    "建议把它移到本机硬盘，用备份功能留第二份。"
)

_NETWORK_SYSTEMS = {
    "9p",
    "afs",
    "ceph",
    "cifs",
    "davfs",
    "fuse.davfs2",
    "fuse.glusterfs",
    "fuse.rclone",
    "fuse.sshfs",
    "ncpfs",
    "nfs",
    "nfs4",
    "smb3",
    "smbfs",
    "vboxsf",
}
_ESCAPES = {r"\040": " ", r"\011": "\t", r"\012": "\n", r"\134": "\\"}


@dataclass(frozen=True, slots=True)
class Mount:
    """One line of ``mountinfo``: what is mounted where, from which device (``8:17``)."""

    point: str
    device: str
    system: str


@dataclass(frozen=True, slots=True)
class LinuxDrives:
    """Looks in what the kernel tells; both places can be others in tests."""

    mounts: Path = Path("/proc/self/mountinfo")
    devices: Path = Path("/sys/dev/block")

    def __call__(self, folder: Path) -> Drive:
        """The drive of a folder; one that cannot be made out counts as fixed."""
        mounts = self._mounts()
        mount = _mount_of(folder, mounts)
        if mount is None:
            return Drive.FIXED
        if mount.system in _NETWORK_SYSTEMS:
            return Drive.NETWORK
        disks = self._disks(mount.device)
        if not disks:
            return Drive.FIXED
        root = _mount_of(Path("/"), mounts)
        if root and (root.device == mount.device or disks & self._disks(root.device)):
            return Drive.FIXED  # the system itself runs from it
        return Drive.REMOVABLE if any(map(_is_removable, disks)) else Drive.FIXED

    def _mounts(self) -> tuple[Mount, ...]:
        try:
            return _read_mounts(self.mounts.read_text("utf-8", errors="surrogateescape"))
        except OSError:
            return ()

    def _disks(self, device: str) -> set[Path]:
        """The whole disks a device lies on, through partitions and encryption."""
        try:
            place = (self.devices / device).resolve(strict=True)
            under = list((place / "slaves").glob("*"))
        except OSError:
            return set()
        if under:
            return set().union(*(self._disks(_number(slave)) for slave in under))
        return {place.parent if (place / "partition").exists() else place}


def windows_drive(folder: Path) -> Drive:  # pragma: no cover - the suite runs on Linux
    """What Windows calls the volume of a folder."""
    import ctypes  # noqa: PLC0415 - only there

    system: Any = ctypes
    volume = ctypes.create_unicode_buffer(261)
    kernel = system.windll.kernel32
    if not kernel.GetVolumePathNameW(str(folder), volume, len(volume)):
        return Drive.FIXED
    kinds = {2: Drive.REMOVABLE, 4: Drive.NETWORK, 5: Drive.REMOVABLE}
    kind = kinds.get(kernel.GetDriveTypeW(volume.value), Drive.FIXED)
    is_system = volume.value[:2].upper() == os.environ.get("SYSTEMDRIVE", "").upper()
    if kind is Drive.FIXED and not is_system and _bus(kernel, volume.value) in _CABLES:
        return Drive.REMOVABLE  # a hard disk on a cable: "fixed" to Windows
    return kind


_CABLES = {4, 7, 12}
"""``STORAGE_BUS_TYPE``: FireWire, USB, SD cards."""


def _bus(kernel: Any, volume: str) -> int:  # pragma: no cover - as above
    """How the disk of a volume is connected, by ``IOCTL_STORAGE_QUERY_PROPERTY``; 0: unknown."""
    import ctypes  # noqa: PLC0415 - only there

    kernel.CreateFileW.restype = ctypes.c_void_p
    place = "\\\\.\\" + volume.rstrip("\\").removeprefix("\\\\?\\")
    share, open_existing, query = 0b11, 3, 0x2D1400  # no access asked for: needs no rights
    handle = ctypes.c_void_p(kernel.CreateFileW(place, 0, share, None, open_existing, 0, None))
    if handle.value in {None, ctypes.c_void_p(-1).value}:
        return 0
    asked, told = ctypes.create_string_buffer(12), ctypes.create_string_buffer(1024)
    size = ctypes.c_ulong()
    done = kernel.DeviceIoControl(
        handle, query, asked, len(asked), told, len(told), ctypes.byref(size), None
    )
    kernel.CloseHandle(handle)
    bus_type = 28  # where it stands in STORAGE_DEVICE_DESCRIPTOR
    return int.from_bytes(told.raw[bus_type : bus_type + 4], "little") if done else 0


def whereabouts(folder: Path, look: Look | None = None) -> Drive:
    """On what a folder lies, or would lie if it were made."""
    look = look or (windows_drive if sys.platform == "win32" else LinuxDrives())
    place = folder.absolute()
    while not place.exists() and place != place.parent:
        place = place.parent
    return look(place.resolve())


def refuse_stick(folder: Path, look: Look | None = None) -> None:
    """The rule: a database is not at work on what is carried about.

    Raises:
        RuleError: the folder lies on a stick, or would.
    """
    if whereabouts(folder, look) is Drive.REMOVABLE:
        raise RuleError(
            f"“{folder}”在 U 盘或移动硬盘上，不能当作数据文件夹：中途拔出会损坏数据，"
            "丢失了别人就能拿走。程序没有在上面写任何内容。",
            hint="请把数据文件夹放在本机硬盘上；U 盘上已有的，请先整个复制到本机硬盘再打开。"
            "要随身带一份，请用备份功能。",
        )


def network_notice(folder: Path, look: Look | None = None) -> str:
    """What to say of a folder on a network drive, or ""."""
    return ON_NETWORK if whereabouts(folder, look) is Drive.NETWORK else ""


@lru_cache(maxsize=1)
def _read_mounts(text: str) -> tuple[Mount, ...]:
    """Every opening asks, and seldom was anything mounted since."""
    return tuple(mount for line in text.splitlines() if (mount := _read_mount(line)))


def _read_mount(line: str) -> Mount | None:
    fields = line.split(" ")
    try:
        system = fields[fields.index("-") + 1]
        point = fields[4]
    except (ValueError, IndexError):
        return None
    for written, meant in _ESCAPES.items():
        point = point.replace(written, meant)
    return Mount(point.rstrip("/"), fields[2], system)


def _mount_of(folder: Path, mounts: Sequence[Mount]) -> Mount | None:
    """The last mounted of those with the longest way in common."""
    way = f"{folder.as_posix()}/"
    over = [mount for mount in mounts if way.startswith(f"{mount.point}/")]
    return max(reversed(over), key=lambda mount: len(mount.point), default=None)


def _number(device: Path) -> str:
    try:
        return (device / "dev").read_text("ascii").strip()
    except OSError:
        return ""


def _is_removable(disk: Path) -> bool:
    """Sticks say so; hard disks on a cable and cards are told by how they are connected."""
    is_card = _says(disk / "device" / "type", "SD")
    return _says(disk / "removable", "1") or "/usb" in disk.as_posix() or is_card


def _says(file: Path, word: str) -> bool:
    try:
        return file.read_text("ascii").strip() == word
    except (OSError, UnicodeDecodeError):
        return False
