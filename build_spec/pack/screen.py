"""A screen that nobody sees, with a small window manager, for trying the installed program."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

SIZE = "1366x768x24"
LONGEST = 180
"""Seconds that a window may take to come: on a busy machine it takes long."""

TOOLS = ("Xvfb", "openbox", "xdotool", "import")
"""Debian: xvfb, openbox, xdotool, imagemagick."""


@dataclass(frozen=True, slots=True)
class VirtualScreen:
    """What programs on it are started with.

    Attributes:
        environment: DISPLAY among it, and a home that is not the user's.
    """

    environment: Mapping[str, str]

    def window(self, name: str) -> str:
        """Wait for a window by its title; its number.

        Raises:
            RuntimeError: it does not come.
        """
        command = ["xdotool", "search", "--sync", "--onlyvisible", "--name", name]
        return self._said(command).split()[0]

    def picture(self, target: Path) -> None:
        """The whole screen as PNG.

        Raises:
            RuntimeError: it could not be taken.
        """
        self._said(["import", "-window", "root", str(target)])

    def _said(self, command: Sequence[str]) -> str:
        try:
            done = subprocess.run(  # noqa: S603 - the tools named above
                command,
                capture_output=True,
                text=True,
                check=True,
                timeout=LONGEST,
                env=self.environment,
            )
        except subprocess.TimeoutExpired as error:
            raise RuntimeError(f"{command[0]} 等了太久。") from error
        except subprocess.CalledProcessError as error:
            raise RuntimeError(f"{command[0]} 没有做成：{error.stderr!s:.400}") from error
        return done.stdout


@contextmanager
def virtual_screen(home: Path) -> Iterator[VirtualScreen]:
    """Start a screen with its window manager, and end both.

    Args:
        home: The home of whoever works on it.
    """
    with ExitStack() as stack:
        server = stack.enter_context(
            running(["Xvfb", "-displayfd", "1", "-screen", "0", SIZE], os.environ)
        )
        if server.stdout is None:
            raise RuntimeError("Xvfb 没有说出屏幕号。")
        number = server.stdout.readline().decode().strip()
        environment = {
            name: os.environ[name] for name in ("PATH", "TMPDIR") if name in os.environ
        } | {"DISPLAY": f":{number}", "HOME": str(home), "LANG": "C.UTF-8"}
        stack.enter_context(running(["openbox", "--sm-disable"], environment))
        yield VirtualScreen(environment)


@contextmanager
def running(
    command: Sequence[str], environment: Mapping[str, str]
) -> Iterator[subprocess.Popen[bytes]]:
    """A process that is ended with the block, if it has not ended by itself."""
    process = subprocess.Popen(  # noqa: S603 - started by us, ended by us
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=dict(environment)
    )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(LONGEST)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
