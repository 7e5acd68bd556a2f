"""Telling a GIFT file from other text."""

from __future__ import annotations

import re

_QUESTION = re.compile(
    r"(?<!\\)\{\s*(?:[=~]|#\s*[=%\d.-]|>\s*\d|(?:T|TRUE|F|FALSE)\s*[#}]|(?:####[^}]*)?\})",
    re.IGNORECASE,
)
_LOOSE = re.compile(
    r"^[^\S\n]*+(?:【?(?:正确|参考|标准)?答案】?\s*[：:]|【答案】|[B-D]\s*[、．])", re.MULTILINE
)


def looks_like_gift(text: str) -> bool:
    """Whether the text holds GIFT questions and none in the loose layout (``B、`` ``答案：A``)."""
    return _QUESTION.search(text) is not None and _LOOSE.search(text) is None
