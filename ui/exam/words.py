"""Responses and moments of an exam in the words the screens use."""

from __future__ import annotations

from jyguide.bank.item import ItemKind
from jyguide.bank.row import answer_text
from jyguide.errors import EXPLAINED, Cancelled
from jyguide.exam.marking import Response

NOT_ANSWERED = "未作答"
_UNFORESEEN = "程序遇到了没有预料到的情况。"
_CLOSING = "程序正在关闭，存储被取消。"


def is_answered(response: Response) -> bool:
    """Whether anything was chosen or written at all."""
    parts = response if isinstance(response, tuple) else (response or "",)
    return any(part.strip() for part in parts)


def response_text(kind: ItemKind, response: Response) -> str:
    """A response as a person would write it; blanks left open are shown as such."""
    if not is_answered(response):
        return NOT_ANSWERED
    if isinstance(response, tuple):
        return "；".join(part.strip() or "（空）" for part in response)
    return answer_text(kind, response)


def problem_text(error: BaseException) -> str:
    """Message and hint of a failure in one line; a fault of ours gets a general sentence."""
    if isinstance(error, EXPLAINED):
        return f"{error.message}{error.hint}"
    if isinstance(error, Cancelled):
        return _CLOSING
    return _UNFORESEEN
