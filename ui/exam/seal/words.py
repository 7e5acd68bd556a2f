"""Moments and spans of sealed exams as people read them."""

from __future__ import annotations

from datetime import datetime

_MINUTE = 60
_HOUR = 3600
_DAY = 24 * _HOUR


def hour_text(moment: datetime | None) -> str:
    """``2026-11-20 09:00``, or that no hour is told."""
    return f"{moment:%Y-%m-%d %H:%M}" if moment else "另行通知"


def span_text(seconds: int) -> str:
    """``1 小时 5 分钟``; under a minute in seconds."""
    if seconds < _MINUTE:
        return f"{seconds} 秒"
    if seconds >= _DAY:
        return f"{seconds // _DAY} 天 {seconds % _DAY // _HOUR} 小时"
    hours, minutes = seconds // _HOUR, seconds % _HOUR // _MINUTE
    return f"{hours} 小时 {minutes} 分钟" if hours else f"{minutes} 分钟"
