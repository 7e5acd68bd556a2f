"""Whether an update fits this PC; pure."""

from __future__ import annotations

from collections.abc import Callable

from jyguide.errors import RuleError
from jyguide.exchange.boundary.limits import MEGABYTE
from jyguide.installed import Installed
from jyguide.update.frame import Manifest
from jyguide.update.numbers import is_below
from jyguide.update.this_pc import ThisPc

KINDS = {
    Installed.WINDOWS: "Windows 安装版",
    Installed.DEBIAN: "Linux 安装版（.deb）",
    Installed.PORTABLE: "便携版",
    Installed.SOURCE: "源码运行",
}
_KEPT = "没有安装，程序和数据没有改动。"
_Answer = tuple[str, str] | None


def obstacle(manifest: Manifest, pc: ThisPc) -> RuleError | None:
    """The first reason why it cannot be put in place here, or None."""
    checks: tuple[Callable[[Manifest, ThisPc], _Answer], ...] = (
        _from_sources,
        _another_system,
        _another_kind,
        _not_newer,
        _too_great_a_step,
        _old_library,
        _no_way_beside,
        _no_room,
    )
    for check in checks:
        if (answer := check(manifest, pc)) is not None:
            said, hint = answer
            return RuleError(f"{said}，{_KEPT}", hint=hint)
    return None


def _from_sources(_manifest: Manifest, pc: ThisPc) -> _Answer:
    if pc.kind is not Installed.SOURCE:
        return None
    return "这个程序是从源码运行的，不用更新文件", "请用版本管理工具取来新的源码。"


def _another_system(manifest: Manifest, pc: ThisPc) -> _Answer:
    if (manifest.system, manifest.arch) == (pc.system, pc.arch):
        return None
    theirs = f"{manifest.system.capitalize()} {manifest.arch}"
    ours = f"{pc.system.capitalize()} {pc.arch}"
    return (
        f"这个更新文件是给另一种电脑（{theirs}）的，这台电脑是 {ours}",
        f"请向发给您的人要给 {ours} 的那一份。",
    )


def _another_kind(manifest: Manifest, pc: ThisPc) -> _Answer:
    if manifest.kind != pc.kind:
        theirs, ours = KINDS[Installed(manifest.kind)], KINDS[pc.kind]
        return (
            f"这个更新文件是给“{theirs}”的，这台电脑上装的是“{ours}”",
            f"请向发给您的人要文件名里带“-{pc.kind.value}-”的那一份。",
        )
    if pc.kind is Installed.PORTABLE and pc.system == "windows":
        return (
            "Windows 上的便携版不能由程序自己更新",
            "请把新的便携版解压到另一个文件夹，从那里打开；旧的可以删除，数据不在里面。",
        )
    return None


def _not_newer(manifest: Manifest, pc: ThisPc) -> _Answer:
    if is_below(pc.release, manifest.release):
        return None
    if is_below(manifest.release, pc.release):
        return (
            f"这个更新文件是较旧的 {manifest.release}，现在用的是 {pc.release}",
            "新程序改过的数据旧程序打不开，因此不退回旧版本。",
        )
    return f"现在用的已经是 {pc.release}", "不用再安装。"


def _too_great_a_step(manifest: Manifest, pc: ThisPc) -> _Answer:
    if not is_below(pc.release, manifest.oldest):
        return None
    return (
        f"这个更新要求先装到 {manifest.oldest}，现在是 {pc.release}",
        f"请先要 {manifest.oldest} 的更新文件，装好以后再装这一份。",
    )


def _old_library(manifest: Manifest, pc: ThisPc) -> _Answer:
    if not manifest.glibc or not is_below(pc.glibc, manifest.glibc):
        return None
    ours = pc.glibc or "未知"
    numbers = f"要求 glibc 不低于 {manifest.glibc}，这台电脑是 {ours}"
    return (
        f"这台电脑的系统太旧，新版本装不了（{numbers}）",
        "现在的程序可以照常用。请把这句话告诉发给您的人，要给这个系统制作的那一份。",
    )


def _no_way_beside(_manifest: Manifest, pc: ThisPc) -> _Answer:
    if pc.kind is not Installed.PORTABLE or pc.writable:
        return None
    return (
        "程序旁边的位置不允许写入，新程序没有地方放",
        "请把整个程序文件夹移到可以写入的位置，再从那里打开程序安装更新。",
    )


def room_needed(manifest: Manifest) -> int:
    """Bytes for the copy and the unpacked program, both there for a while."""
    return manifest.size + manifest.unpacked


def _no_room(manifest: Manifest, pc: ThisPc) -> _Answer:
    needed = room_needed(manifest)
    if pc.free is None or pc.free >= needed:
        return None
    return (
        f"磁盘空间不够：需要约 {-(-needed // MEGABYTE)} MB，只剩 {pc.free // MEGABYTE} MB",
        "请清理磁盘后再装。",
    )
