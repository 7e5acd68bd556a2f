"""A virtual screen with a session bus of its own: keys typed, what stands there read back."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from build_spec.input_methods.frameworks import Environment

NEEDED = ("Xvfb", "openbox", "xdotool", "dbus-daemon", "import")
PATIENCE = 20.0
_GLANCE, _PAUSE = 0.1, 0.35
"""Seconds between two looks; after keys, which the X server, input method and program pass on."""
_KEY_MS = "60"
_ENDING = 3.0


def lacking() -> list[str]:
    """Programs without which nothing can be proven here."""
    return [name for name in NEEDED if shutil.which(name) is None]


def wait(seen: Callable[[], bool], what: str, patience: float = PATIENCE) -> None:
    """Wait until something is seen.

    Raises:
        TimeoutError: it was not, within `patience` seconds.
    """
    end = time.monotonic() + patience
    while not seen():
        if time.monotonic() > end:
            raise TimeoutError(what)
        time.sleep(_GLANCE)  # another process is watched: there is no signal of it here


class Screen:
    """Closes all that it started, by their numbers; files of the session lie under `home`."""

    def __init__(self, home: Path, session: Environment) -> None:
        self.home = home
        self._running: list[subprocess.Popen[bytes]] = []
        runtime = home / "run"
        runtime.mkdir(parents=True)
        runtime.chmod(0o700)
        kept = {name: os.environ[name] for name in ("PATH",) if name in os.environ}
        self.environment: Environment = {
            **kept,
            **session,
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(runtime),
            "LANG": "C.UTF-8",
            "JYGUIDE_STATE": str(home / "state"),
        }
        self.environment["DISPLAY"] = self._start_screen()
        self._start_bus(runtime / "bus")
        # A window manager that speaks to fcitx holds the screen while it waits for one that died.
        self.start("openbox", more={"XMODIFIERS": "@im=none"})

    def _start_screen(self) -> str:
        """The X server takes a number that is free, and says it once it is ready."""
        told, tells = os.pipe()
        command = ("Xvfb", "-displayfd", str(tells), "-screen", "0", "1366x768x24")
        with (self.home / "Xvfb.log").open("ab") as log:
            started = subprocess.Popen(  # noqa: S603 - our own command
                (*command, "-nolisten", "tcp"), pass_fds=(tells,), stdout=log, stderr=log
            )
        os.close(tells)
        self.keep(started)
        with os.fdopen(told) as answer:
            return f":{answer.readline().strip()}"

    def _start_bus(self, socket: Path) -> None:
        address = f"unix:path={socket}"
        self.start("dbus-daemon", "--session", "--nofork", f"--address={address}")
        wait(socket.exists, "dbus-daemon")
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = address

    def start(self, *command: str, more: Environment | None = None) -> subprocess.Popen[bytes]:
        """Start a program in this session."""
        with (self.home / f"{Path(command[0]).name}.log").open("ab") as log:
            started = subprocess.Popen(  # noqa: S603 - our own commands
                command, env={**self.environment, **(more or {})}, stdout=log, stderr=log
            )
        self.keep(started)
        return started

    def keep(self, started: subprocess.Popen[bytes]) -> None:
        """End it with the screen."""
        self._running.append(started)

    def close(self) -> None:
        """End what was started, the last first."""
        for one in reversed(self._running):
            one.terminate()  # so that each takes away what it has left on the machine
            try:
                one.wait(_ENDING)
            except subprocess.TimeoutExpired:
                one.kill()
                one.wait()

        for left in self._left():
            with suppress(OSError):
                os.kill(left, signal.SIGTERM)

    def _left(self) -> list[int]:
        """What those have started in their turn: whose home is the one made for this screen."""
        mine = f"HOME={self.home}".encode()
        found = []
        for place in Path("/proc").glob("[0-9]*/environ"):
            with suppress(OSError):
                if mine in place.read_bytes().split(b"\0"):
                    found.append(int(place.parent.name))
        return found

    def run(self, *command: str, more: Environment | None = None) -> str:
        """What a program of this session prints."""
        done = subprocess.run(  # noqa: S603 - our own commands
            command,
            env={**self.environment, **(more or {})},
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
        return done.stdout.decode(errors="replace").strip()

    def key(self, *keys: str) -> None:
        """Press keys by their names of X: "ctrl+k"."""
        for one in keys:
            self.run("xdotool", "key", "--clearmodifiers", one)
            time.sleep(_PAUSE)  # as a person does: three processes pass a key on

    def type(self, letters: str) -> None:
        """Type Latin letters, as fast as somebody who is good at it."""
        self.run("xdotool", "type", "--delay", _KEY_MS, letters)
        time.sleep(_PAUSE)  # as after a key

    def picture(self, file: Path) -> None:
        """Keep what the screen shows."""
        self.run("import", "-window", "root", str(file))

    def window(self, title: str) -> str:
        """The number of a window that is to be seen, by part of its title; "" where none is."""
        found = self.run("xdotool", "search", "--onlyvisible", "--name", title)
        return found.split("\n")[0]
