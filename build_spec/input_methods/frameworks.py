"""How each input method is started for itself, and what it lacks where it is not to be had."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

_FCITX = {"QT_IM_MODULE": "fcitx", "XMODIFIERS": "@im=fcitx", "GTK_IM_MODULE": "fcitx"}
"""As the sessions of UOS and Kylin say it."""
_IBUS = {"QT_IM_MODULE": "ibus", "XMODIFIERS": "@im=ibus", "GTK_IM_MODULE": "ibus"}
_PROFILE_5 = """[Groups/0]
Name=Default
Default Layout=us
DefaultIM=pinyin
[Groups/0/Items/0]
Name=keyboard-us
[Groups/0/Items/1]
Name=pinyin
[GroupOrder]
0=Default
"""
_PROFILE_4 = "[Profile]\nEnabledIMList=fcitx-keyboard-us:True,pinyin:True\nIMName=pinyin\n"
FCITX_4 = Path(os.environ.get("FCITX4_ROOT", "/opt/fcitx4"))
"""Debian will not have fcitx 4 and 5 installed at once: its packages unpacked here will do."""

Environment = dict[str, str]


@dataclass(frozen=True)
class Framework:
    """One input method.

    Attributes:
        name: As in the table.
        session: What the session says of it.
        lacking: What is to be installed first; "" where nothing is.
        start: Writes its settings into the home of the environment and starts it.
        switch: The command that switches to pinyin once a field has the focus; () for none.
        typed: What stands in a field after `nihao` and a blank.
    """

    name: str
    session: Environment
    lacking: Callable[[], str]
    start: Callable[[Environment], subprocess.Popen[bytes] | None]
    switch: tuple[str, ...] = ()
    state: tuple[str, ...] = ()
    """The command that tells whether pinyin is on, and what it says then."""
    on: str = ""
    typed: str = "你好"
    bridged: bool = False
    """Whether this program's own bridge speaks to it, which has to live through its faults."""
    own: Environment = field(default_factory=dict)
    """What only its own programs want in the environment."""


def _lacking(*programs: str) -> Callable[[], str]:
    def told() -> str:
        return "、".join(name for name in programs if shutil.which(name) is None)

    return told


def _write(environment: Environment, where: str, text: str) -> None:
    file = Path(environment["HOME"]) / ".config" / where
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def _run(environment: Environment, *command: str) -> subprocess.Popen[bytes]:
    with Path(environment["HOME"], "input-method.log").open("ab") as log:
        return subprocess.Popen(command, env=environment, stdout=log, stderr=log)  # noqa: S603 - ours


def _ibus(environment: Environment) -> subprocess.Popen[bytes]:
    return _run(environment, "ibus-daemon", "-xr", "--panel", "disable")


def _fcitx_5(environment: Environment) -> subprocess.Popen[bytes]:
    _write(environment, "fcitx5/profile", _PROFILE_5)
    return _run(environment, "fcitx5", "--disable=wayland")


def _fcitx_4_program(name: str) -> str:
    unpacked = FCITX_4 / "usr/bin" / name
    return str(unpacked) if unpacked.exists() else shutil.which(name) or ""


def _fcitx_4(environment: Environment) -> subprocess.Popen[bytes]:
    _write(environment, "fcitx/profile", _PROFILE_4)
    return _run(environment, _fcitx_4_program("fcitx"), "-D")


def _own_of_fcitx_4() -> Environment:
    """Where it was unpacked it looks under lib/fcitx; Debian has a triplet between the two."""
    root = FCITX_4 / "usr"
    libraries = next(root.glob("lib/*-linux-gnu"), None)
    if libraries is None:
        return {}
    if not (root / "lib/fcitx").exists():
        (root / "lib/fcitx").symlink_to(libraries / "fcitx")
    return {"FCITXDIR": str(root), "LD_LIBRARY_PATH": str(libraries)}


def frameworks() -> tuple[Framework, ...]:
    """All of them; the last is a session that names fcitx while none runs."""
    fcitx_4 = _fcitx_4_program("fcitx")
    return (
        Framework(
            "ibus",
            _IBUS,
            _lacking("ibus-daemon", "ibus"),
            _ibus,
            ("ibus", "engine", "libpinyin"),
            ("ibus", "engine"),
            "libpinyin",
        ),
        Framework(
            "fcitx5",
            _FCITX,
            _lacking("fcitx5", "fcitx5-remote"),
            _fcitx_5,
            ("fcitx5-remote", "-o"),
            ("fcitx5-remote",),
            "2",
        ),
        Framework(
            "fcitx4",
            _FCITX,
            lambda: "" if fcitx_4 else f"fcitx 4（可解包到 {FCITX_4}）",
            _fcitx_4,
            (_fcitx_4_program("fcitx-remote"), "-o"),
            (_fcitx_4_program("fcitx-remote"),),
            "2",
            bridged=True,
            own=_own_of_fcitx_4(),
        ),
        Framework("none", _FCITX, lambda: "", lambda _: None, typed="nihao "),
    )
