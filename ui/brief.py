"""Writes that are over before anybody could want to stop them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from jyguide.progress import CancelToken, Progress

T = TypeVar("T")


def brief(work: Callable[[], T]) -> Callable[[Progress, CancelToken], T]:
    """`work` in the shape `Desk.act` calls, which takes notice of neither argument."""

    def run(_progress: Progress, _cancel: CancelToken) -> T:
        return work()

    return run
