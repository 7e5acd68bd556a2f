"""Work that takes neither progress nor cancel, in the shape the desk calls."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from jyguide.progress import CancelToken, Progress, watched_by

T = TypeVar("T")


def brief(work: Callable[[], T]) -> Callable[[Progress, CancelToken], T]:
    """`work` in the shape `Desk.act` calls.

    Most of it is over before anybody could want to stop it. What writes many rows into a file
    says so between them, and stops there: see `jyguide.progress.rows_told`.
    """

    def run(progress: Progress, cancel: CancelToken) -> T:
        with watched_by(progress, cancel):
            return work()

    return run
