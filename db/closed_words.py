"""What is closed for good, in the user's words."""

from __future__ import annotations

from collections.abc import Iterable

_WORDS = {
    "paper": "已组的试卷",
    "paper_item": "已组的试卷",
    "attempt": "已交的答卷",
    "answer": "已交的答卷",
    "marking": "已评的分数",
    "certificate": "已发的证书",
    "checklist": "已启用的检查表",
    "phase_closing": "已关闭的阶段",
    "inspection": "已完成的检查",
    "rating_publication": "已公布的名单",
    "branch_rating": "已公布的名单",
}
"""By table."""


def closed_words(names: Iterable[str]) -> str:
    """Kinds of rows, each once; a table without a word of its own holds pieces of something."""
    return "、".join(dict.fromkeys(_WORDS.get(name, "已定稿的内容") for name in names))
