"""Which Debian packages the packed program needs: computed from its binaries, not remembered.

A library that no file in the folder brings along has to come from the system. What the program
cannot start without becomes Depends; what only an optional plugin wants (Wayland, a bare frame
buffer) becomes Recommends, so that a PC without it and without a network still installs.
"""

from __future__ import annotations

import subprocess
import sysconfig
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from build_spec.pack.elf import Elf
from build_spec.pack.glibc import GLIBC, GLIBCXX, demand

_PLUGINS = "plugins"
_SCREEN = "libqxcb.so"
"""The plugin without which there is no window; UOS and Kylin run X11."""

FONTS = (
    "fonts-noto-cjk",
    "fonts-wqy-microhei",
    "fonts-wqy-zenhei",
    "fonts-droid-fallback",
    "fonts-arphic-uming",
)
"""Any one of them shows Chinese; domestic systems have their own, so none is a must."""


@dataclass(frozen=True, slots=True)
class Needs:
    """Sonames that the system has to bring.

    Attributes:
        must: For the program to start and show its window.
        may: For optional plugins alone.
    """

    must: frozenset[str]
    may: frozenset[str]


def needs_of(elves: Sequence[Elf]) -> Needs:
    """Follow every file's libraries through the folder to those that are not in it."""
    everybody = _outside(elves, elves)
    asked_for = {soname for elf in elves for soname in elf.needed}
    roots = [elf for elf in elves if _is_root(elf, asked_for)]
    must = _outside(_reached(roots, elves), elves)
    return Needs(must, everybody - must)


def _is_root(elf: Elf, asked_for: set[str]) -> bool:
    if _PLUGINS in elf.path.parts:
        return elf.path.name == _SCREEN
    return not asked_for & {elf.soname, elf.path.name}


def _reached(roots: Iterable[Elf], elves: Sequence[Elf]) -> list[Elf]:
    by_name = {name: elf for elf in elves for name in (elf.soname, elf.path.name)}
    waiting, reached = list(roots), dict[str, Elf]()
    while waiting:
        elf = waiting.pop()
        if str(elf.path) not in reached:
            reached[str(elf.path)] = elf
            waiting += [by_name[name] for name in elf.needed if name in by_name]
    return list(reached.values())


def _outside(asking: Iterable[Elf], elves: Sequence[Elf]) -> frozenset[str]:
    inside = {name for elf in elves for name in (elf.soname, elf.path.name)}
    return frozenset(name for elf in asking for name in elf.needed if name not in inside)


def depends(elves: Sequence[Elf]) -> str:
    """The control field: the C library with its computed minimum, and the others by name.

    Raises:
        RuntimeError: no package of this machine owns one of the libraries; or the C++ library,
            whose minimum is not computed, does not come with the program.
    """
    return ", ".join(_with_versions(_packages(needs_of(elves).must), elves))


def recommends(elves: Sequence[Elf]) -> str:
    """The control field: what optional plugins want, and a Chinese font.

    Raises:
        RuntimeError: as `depends`.
    """
    needs = needs_of(elves)
    optional = _packages(needs.may) - _packages(needs.must)
    return ", ".join([*sorted(optional), " | ".join(FONTS), "xdg-utils"])


def _with_versions(packages: Iterable[str], elves: Sequence[Elf]) -> list[str]:
    inside = frozenset(elf.soname for elf in elves)
    if demand(elves, GLIBCXX, inside).version:
        raise RuntimeError("程序文件夹里没有 libstdc++，算不出它的最低版本。")
    least = {"libc6": str(demand(elves, GLIBC))}
    return [f"{name} (>= {least[name]})" if name in least else name for name in sorted(packages)]


def _packages(sonames: Iterable[str]) -> set[str]:
    return {owner(soname) for soname in sonames}


def owner(soname: str) -> str:
    """The package of this machine that has a library among the system's.

    Raises:
        RuntimeError: none has: the build holds a plugin that could not even load here.
    """
    folder = sysconfig.get_config_var("MULTIARCH") or "*"
    done = subprocess.run(  # noqa: S603 - asks the system's own list of files
        ["dpkg-query", "--search", f"*/{soname}"],  # noqa: S607
        capture_output=True,
        text=True,
        check=False,
    )
    for line in done.stdout.splitlines():
        names, _, path = line.rpartition(": ")
        if f"/{folder}/" in path or path.startswith("/lib64/") or folder == "*":
            return names.split(",")[0].split(":")[0]
    raise RuntimeError(
        f"没有哪个软件包带有 {soname}，算不出 .deb 的依赖；"
        "请从 build_spec/pack/contents.py 里去掉用它的插件，或装上它的软件包。"
    )
