"""How far a job is and how long it still takes, in words."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

_MANY = 20
"""From here on steps are worth counting; fewer are phases, which their texts tell."""
_WATCHED_SECONDS = 3.0
_WATCHED_SHARE = 0.02
_UNSTEADY = 2.0
_SOON_SECONDS = 5
_ALMOST_A_MINUTE, _MINUTE, _HOUR = 50, 60, 3600
_MARKS = 200


@dataclass(frozen=True, slots=True)
class Mark:
    """How many steps were done at a moment, in seconds of any clock that only goes on."""

    at: float
    done: int


class Pace:
    """What was seen of one phase of a job: its newest marks, the oldest first."""

    def __init__(self) -> None:
        self._total = 0
        self._marks: deque[Mark] = deque(maxlen=_MARKS)

    def note(self, at: float, done: int, total: int) -> None:
        """See how far it is; another total, or fewer done than before, is another phase."""
        if total != self._total or (self._marks and done < self._marks[-1].done):
            self._marks.clear()
            self._total = total
        if not self._marks or done > self._marks[-1].done:
            self._marks.append(Mark(at, done))

    def seconds_left(self, now: float) -> float | None:
        """What the rest takes at the pace seen, None while that cannot be told honestly.

        It can where it was watched for three seconds and a fiftieth of the way, where the later
        half went at least half and at most twice as fast as the earlier one, and where it has not
        stood still for longer than was watched.
        """
        if self._total < 1 or len(self._marks) < 3:  # noqa: PLR2004 - two halves
            return None
        first, last = self._marks[0], self._marks[-1]
        watched, went = last.at - first.at, last.done - first.done
        if watched < _WATCHED_SECONDS or went < _WATCHED_SHARE * self._total:
            return None
        if now - last.at > watched:
            return None
        later = self._later_rate(first, last)
        if not 1 / _UNSTEADY <= later * watched / went <= _UNSTEADY:
            return None
        return max(0.0, (self._total - last.done) / later - (now - last.at))

    def _later_rate(self, first: Mark, last: Mark) -> float:
        """Steps a second since the middle of the time watched."""
        middle = (first.at + last.at) / 2
        begun = next(mark for mark in reversed(self._marks) if mark.at <= middle)
        return (last.done - begun.done) / (last.at - begun.at)


def count_text(done: int, total: int) -> str:
    """已处理 1,200 / 5,000 项; nothing where so few steps say less than their texts."""
    return f"已处理 {min(done, total):,} / {total:,} 项" if total >= _MANY else ""


def left_text(seconds: float | None) -> str:
    """约还需 20 秒, rounded up and coarsely: nobody is told to the second what is not known so."""
    if seconds is None or seconds < _SOON_SECONDS:
        return ""
    if seconds <= _ALMOST_A_MINUTE:
        step = 5 if seconds <= _MINUTE / 2 else 10
        return f"约还需 {_up(seconds, step)} 秒"
    minutes = _up(seconds, _MINUTE) // _MINUTE
    if minutes < _HOUR // _MINUTE:
        return f"约还需 {minutes} 分钟"
    hours, rest = divmod(_up(seconds, 10 * _MINUTE) // _MINUTE, 60)
    return f"约还需 {hours} 小时" + (f" {rest} 分钟" if rest else "")


def what_was_done(title: str) -> str:
    """A job's title as it is called once it is over: 正在导入花名册 → 导入花名册."""
    return title.removeprefix("正在")


def _up(seconds: float, step: int) -> int:
    return -int(-seconds // step) * step
