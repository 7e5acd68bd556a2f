"""Installs the .deb here, works with it, upgrades it, removes it: ``make package-trial``.

Needs root or sudo: the package is really installed. Everything else happens in a home of its own.
Pictures of the screen are left under dist/trial to be looked at.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from build_spec.pack.contents import ROOT
from build_spec.pack.screen import LONGEST, TOOLS, VirtualScreen, running, virtual_screen

PICTURES = ROOT / "dist" / "trial"
OLD_DATABASE = ROOT / "tests" / "data" / "db" / "station-0001.db"
OLDER = "0.0.9"
PROGRAM = "/usr/bin/jyguide"
_TITLE = "暨阳"
_WRITTEN = "application/x-jysync"


@dataclass(frozen=True, slots=True)
class Trial:
    """What the steps share.

    Attributes:
        package: The .deb.
        older: The same under an older version.
        screen: Where windows are shown.
        home: Of the user; it is empty at first.
    """

    package: Path
    older: Path
    screen: VirtualScreen
    home: Path

    @property
    def data(self) -> Path:
        return self.home / "老数据"


def older_variant(package: Path, folder: Path, version: str = OLDER) -> Path:
    """The same package with another version in its control file: what an upgrade goes over.

    Raises:
        RuntimeError: dpkg-deb cannot unpack or pack it.
    """
    tree = folder / "older"
    _do("dpkg-deb", "-R", str(package), str(tree))
    control = tree / "DEBIAN" / "control"
    lines = control.read_text("utf-8").splitlines()
    changed = [f"Version: {version}" if one.startswith("Version: ") else one for one in lines]
    control.write_text("\n".join(changed) + "\n", "utf-8")
    target = folder / f"older_{version}.deb"
    _do("dpkg-deb", "--root-owner-group", "-Zgzip", "-z1", "--build", str(tree), str(target))
    shutil.rmtree(tree)
    return target


def _install_older(trial: Trial) -> None:
    _install(trial.older)
    _expect(_installed() == OLDER, "装上的不是旧版本")


def _smoke(trial: Trial) -> None:
    _do(PROGRAM, "--smoke", environment=trial.screen.environment)


def _look_and_refuse(trial: Trial) -> None:
    """The window comes; as long as it is there the package is neither exchanged nor removed."""
    with running([PROGRAM], trial.screen.environment) as process:
        trial.screen.window(_TITLE)
        trial.screen.picture(PICTURES / "window.png")
        for refused in (("--install", str(trial.package)), ("--remove", "jyguide")):
            done = _run(*_ROOT_BY, "dpkg", *refused)
            _expect(done.returncode != 0 and "正在运行" in done.stderr, "程序开着时没有拒绝")
        _expect(_installed() == OLDER, "程序开着时换了版本")
        _expect(process.poll() is None, "程序没有开着")


def _upgrade(trial: Trial) -> None:
    trial.data.mkdir()
    shutil.copy(OLD_DATABASE, trial.data / "jyguide.db")
    _install(trial.package)
    _expect(_installed() not in {"", OLDER}, "没有升级")
    for command in (
        ("people", "list"),
        ("backup",),
        ("check",),
    ):  # opened, it is brought up to date
        _do(PROGRAM, "--data", str(trial.data), *command, environment=trial.screen.environment)


def _association(trial: Trial) -> None:
    """A double click, as the desktop does it: by the type of the file, and whose the type is."""
    file = trial.home / "周庄镇.jysync"
    file.write_bytes(b"no bundle")
    environment = trial.screen.environment
    told = _do("gio", "info", "-a", "standard::content-type", str(file), environment=environment)
    _expect(_WRITTEN in told, f"文件类型不对：{told}")
    opener = _do("gio", "mime", _WRITTEN, environment=environment)
    _expect("jyguide.desktop" in opener, f"打开它的不是暨阳指导：{opener}")
    with running(["gio", "open", str(file)], environment):  # it ends, and lets the program go
        window = trial.screen.window(_TITLE)
    number = _do("xdotool", "getwindowpid", window, environment=environment).strip()
    try:
        trial.screen.picture(PICTURES / "double-click.png")
        started = Path("/proc", number, "cmdline").read_bytes().decode().split("\0")
        _expect(str(file) in started, f"没有把文件交给程序：{started}")
    finally:
        os.kill(int(number), signal.SIGTERM)
        _gone(number)


def _remove(trial: Trial) -> None:
    files = _do("dpkg-query", "--listfiles", "jyguide").splitlines()
    ours = [Path(one) for one in files if "jyguide" in one]
    before = dict(_kept(trial.home))
    _do(*_ROOT_BY, "apt-get", "purge", "-y", "jyguide")
    left = [str(path) for path in ours if os.path.lexists(path)]
    _expect(not left, f"卸载后还在：{left[:5]}")
    _expect(dict(_kept(trial.home)) == before, "卸载动了用户的数据")
    _expect((trial.data / "jyguide.db").is_file(), "用户的数据不在了")


STEPS: Mapping[str, Callable[[Trial], None]] = {
    "装上旧版本": _install_older,
    "装好的程序自检": _smoke,
    "打开窗口；开着时拒绝升级和卸载": _look_and_refuse,
    "关闭后升级，旧数据库打开并检查": _upgrade,
    "双击数据交换文件": _association,
    "卸载，只留下用户的数据": _remove,
}

_ROOT_BY = () if os.geteuid() == 0 else ("sudo", "-n")


def main(package: Path) -> int:
    """Walk the steps; each says what became of it.

    Returns:
        0, or 1 where one failed; the package is removed from this machine either way.
    """
    if not package.is_file():
        _say("没有安装包可试：请先运行 make package，或用 DEB=文件 指出来。")
        return 1
    if missing := [tool for tool in (*TOOLS, "gio") if shutil.which(tool) is None]:
        _say(
            f"缺少 {'、'.join(missing)}，没有试装：apt-get install xvfb openbox xdotool "
            "imagemagick libglib2.0-bin desktop-file-utils shared-mime-info"
        )
        return 1
    if _installed():
        _say("这台电脑上已经装有暨阳指导，没有试装：试装会把它换掉。")
        return 1
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="jyguide-trial-") as scratch:
        home = Path(scratch, "home")
        home.mkdir()
        older = older_variant(package, Path(scratch))
        with virtual_screen(home) as screen:
            return _walk(Trial(package, older, screen, home))


def _walk(trial: Trial) -> int:
    try:
        for name, step in STEPS.items():
            try:
                step(trial)
            except RuntimeError as error:
                _say(f"{name}：没有做成。{error}")
                return 1
            _say(f"{name}：好。")
    finally:
        if _installed():
            _run(*_ROOT_BY, "dpkg", "--purge", "jyguide")
    _say(f"试装做完了，屏幕截图在“{PICTURES}”。")
    return 0


def _install(package: Path) -> None:
    _do(*_ROOT_BY, "apt-get", "install", "-y", "--no-install-recommends", str(package))


def _installed() -> str:
    """The version that is installed; "" where none is."""
    done = _run("dpkg-query", "--show", "--showformat=${db:Status-Abbrev}${Version}", "jyguide")
    return done.stdout[3:] if done.stdout[1:2] == "i" else ""


def _kept(home: Path) -> Iterator[tuple[str, int]]:
    for path in sorted(home.rglob("*")):
        yield str(path), path.stat().st_size if path.is_file() else 0


def _gone(process: str) -> None:
    command = ["tail", "--pid", process, "-f", "/dev/null"]
    subprocess.run(command, timeout=LONGEST, check=False)  # noqa: S603


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201


def _expect(true: object, otherwise: str) -> None:
    if not true:
        raise RuntimeError(otherwise)


def _do(*command: str, environment: Mapping[str, str] | None = None) -> str:
    done = _run(*command, environment=environment)
    _expect(done.returncode == 0, f"{' '.join(command)}：{(done.stderr or done.stdout)[-800:]}")
    return done.stdout


def _run(
    *command: str, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    quiet = {**(environment or os.environ), "DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.run(  # noqa: S603 - our own package and the system's tools
        command, capture_output=True, text=True, check=False, env=quiet, timeout=1200
    )


if __name__ == "__main__":
    sys.exit(main(Path(*sys.argv[1:2]).resolve()))
