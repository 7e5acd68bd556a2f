"""Runs commands of the exchange in processes of their own, and has them die where it is told to.

Reads one JSON document a line: ``{"words": […], "die_at": 7, "limit": null, …}``. The command runs
in a fork of this process, so that nothing is imported again; it is killed by itself, as hard as a
power cut, before its seventh step to the database or the disk. Answers with the exit status and
the number of steps.

One that is asked for ``"here"`` runs in this process, as a rehearsal: what a command loads, maps
and compiles only when it needs it is then there for all forks. It leaves no connection open that
a fork would share.
"""

from __future__ import annotations

import gc
import io
import json
import os
import resource
import signal
import sys
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

import jyguide.sync.service
from db.merging import turning
from jyguide.cli.root import cli
from tests.compiled import compile_once
from tests.states import STATE

compile_once()

loaded = (jyguide.sync.service, turning)


class Steps:
    """Counts what reaches the database or the disk, and dies before one of them."""

    def __init__(self, die_at: int | None) -> None:
        self._die_at = die_at
        self.count = 0

    def __call__(self, *_: object) -> None:
        if self.count == self._die_at:
            os.kill(os.getpid(), signal.SIGKILL)
        self.count += 1

    def watch(self) -> None:
        event.listen(Engine, "before_cursor_execute", self)
        event.listen(Engine, "commit", self)
        os.fsync = self._before(os.fsync)
        os.replace = self._before(os.replace)
        opened = Path.open
        Path.open = lambda path, mode="r", *rest, **more: (  # type: ignore[method-assign]
            _Halves(opened(path, mode, *rest, **more), self)
            if mode == "wb"
            else opened(path, mode, *rest, **more)
        )

    def _before(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def stepped(*arguments: object) -> object:
            self()
            done = real(*arguments)
            self()
            return done

        return stepped


class _Halves:
    """A file that is written in two halves."""

    def __init__(self, file: Any, step: Steps) -> None:
        self._file = file
        self._step = step

    def __enter__(self) -> _Halves:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def write(self, content: bytes) -> None:
        middle = len(content) // 2
        for part in (content[:middle], content[middle:]):
            self._file.write(part)
            self._file.flush()
            self._step()


def run(words: list[str], die_at: int | None, limit: int | None) -> int:
    """The command, in this process; returns its exit status."""
    steps = Steps(die_at)
    steps.watch()
    if limit is not None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    status = ended(words)
    os.write(3, f"{steps.count}".encode())
    return status


def ended(words: list[str]) -> int:
    try:
        cli(words, prog_name="jyguide")
    except SystemExit as told:
        return int(told.code or 0)
    return 0


def rehearse(words: list[str]) -> int:
    """The command in the process that is forked, which says nothing; returns its exit status."""
    with redirect_stdout(io.StringIO()):
        status = ended(words)
    gc.collect()
    gc.freeze()
    return status


def main() -> None:
    for line in sys.stdin:
        asked = json.loads(line)
        os.environ[STATE] = asked["state"]
        if asked["here"]:
            answer(rehearse(asked["words"]), 0)
            continue
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.dup2(os.open(asked["output"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 1)
            os.dup2(1, 2)
            os.dup2(writing, 3)
            status = 70
            try:
                status = run(asked["words"], asked["die_at"], asked["limit"])
            finally:
                sys.stdout.flush()
                sys.stderr.flush()
                os._exit(status)
        os.close(writing)
        _, how = os.waitpid(child, 0)
        count = os.read(reading, 20).decode()
        os.close(reading)
        answer(os.waitstatus_to_exitcode(how), int(count or 0))


def answer(status: int, steps: int) -> None:
    print(json.dumps({"status": status, "steps": steps}), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
