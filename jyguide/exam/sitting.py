"""Time during an exam: only what passes while the window runs counts, and breaks are told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

Interruption = tuple[datetime, datetime]
"""Last sign of life before a break, and the moment the examinee went on; both aware."""


def remaining_seconds(allowed: int, extra: int, used: int) -> int:
    """Seconds left, never negative.

    Args:
        allowed: Seconds of the paper.
        extra: Seconds the invigilator has granted on top.
        used: Seconds counted while the exam window was running, breaks left out.
    """
    return max(0, allowed + extra - max(0, used))


def clock_text(seconds: int) -> str:
    """``mm:ss``; minutes go on past 99, so two hours read ``120:00``."""
    minutes, rest = divmod(max(0, seconds), 60)
    return f"{minutes:02d}:{rest:02d}"


def interruptions_text(interruptions: Sequence[Interruption]) -> str:
    """One Chinese sentence on all breaks for the record of the exam.

    A break that ends before it begins shows that the machine's clock was moved; its length is
    then unknown and said to be so.
    """
    if not interruptions:
        return "考试没有中断。"
    known = [(stopped, resumed) for stopped, resumed in interruptions if resumed >= stopped]
    parts = [f"考试中断 {len(interruptions)} 次"]
    if known:
        parts.append(_known_text(known))
    if len(known) < len(interruptions):
        parts.append(f"其中 {len(interruptions) - len(known)} 次因电脑时间被改动，时长不明")
    return "，".join([*parts, "中断期间没有计时。"])


def _known_text(known: Sequence[Interruption]) -> str:
    lengths = [round((resumed - stopped).total_seconds()) for stopped, resumed in known]
    longest = lengths.index(max(lengths))
    stopped, resumed = known[longest]
    span = f"{stopped:%H:%M} 至 {resumed:%H:%M}"
    if len(known) == 1:
        return f"{span}，共 {_length_text(lengths[0])}"
    return f"共 {_length_text(sum(lengths))}，最长一次 {span}（{_length_text(lengths[longest])}）"


def _length_text(seconds: int) -> str:
    hours, rest = divmod(seconds, 3600)
    minutes, rest = divmod(rest, 60)
    named = ((hours, "小时"), (minutes, "分"), (rest, "秒"))
    return " ".join(f"{count} {unit}" for count, unit in named if count) or "0 秒"
