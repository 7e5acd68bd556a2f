"""Runs other programs for the packager."""

from __future__ import annotations

import subprocess
from collections.abc import Container, Mapping, Sequence
from pathlib import Path

_TAIL = 3000


class PackingError(Exception):
    """A step of packing failed, which a Chinese sentence explains."""


def said(
    command: Sequence[str | Path],
    environment: Mapping[str, str] | None = None,
    statuses: Container[int] = (0,),
) -> str:
    """What a program prints.

    Args:
        command: The program and its arguments.
        environment: In place of our own.
        statuses: With which it may end.

    Raises:
        PackingError: it is not there, or ended with another status; with the end of
            what it said.
    """
    words = [str(word) for word in command]
    try:
        done = subprocess.run(  # noqa: S603 - the packager's own words
            words, env=environment, capture_output=True, text=True, check=False
        )
    except OSError as error:
        raise PackingError(f"运行不了 {words[0]}：{error.strerror}。") from error
    if done.returncode not in statuses:
        text = (done.stdout + done.stderr)[-_TAIL:].strip()
        raise PackingError(f"{' '.join(words[:4])} 以 {done.returncode} 结束：\n{text}")
    return done.stdout
