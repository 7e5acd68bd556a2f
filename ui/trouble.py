"""Failures that a wizard shows in itself, where they can be mended, instead of in an alert."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from jyguide.errors import EXPLAINED
from jyguide.progress import CancelToken, Progress

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Trouble:
    """What a service said it could not do; comes back from the worker like a result."""

    sentence: str


def tried(
    work: Callable[[Progress, CancelToken], T], progress: Progress, cancel: CancelToken
) -> T | Trouble:
    """The result of `work`, or what it could explain; a bug or a cancel passes through."""
    try:
        return work(progress, cancel)
    except EXPLAINED as error:
        return Trouble(f"{error.message}{error.hint}")
