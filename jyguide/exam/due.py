"""What of exams waits for a person, told to whoever has just opened the program."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ExamsDue:
    """What waits; nothing of what is empty.

    Attributes:
        corrected: Items whose key was corrected while marks still go by the old one.
        open: Titles of exams that people have sat and nobody has ended, the session being over.
        sealed: Titles of sealed exams of today that are to be opened.
    """

    corrected: int = 0
    open: Sequence[str] = ()
    sealed: Sequence[str] = ()

    @property
    def sentence(self) -> str:
        """All of it, the most urgent first; empty while nothing waits."""
        said = []
        if self.sealed:
            said.append(f"今天有统考待启封：{_named(self.sealed)}")
        if self.corrected:
            said.append(f"{self.corrected} 道题的答案已经更正，成绩还没有重新评分")
        if self.open:
            said.append(f"培训已过，考试还没有结束：{_named(self.open)}")
        return "；".join(said) + "。" if said else ""


def _named(titles: Sequence[str]) -> str:
    first = f"“{titles[0]}”"
    return first if len(titles) == 1 else f"{first}等 {len(titles)} 场"
