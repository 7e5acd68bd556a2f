"""Options that bear numbers in place of letters: ``⑴每月 ⑵每季度`` with ``答案：⑵``."""

from __future__ import annotations

import re
import unicodedata

from jyguide.bank.item import OPTION_LETTERS
from jyguide.exchange.loose.options import Options, join_lines

_ROMAN = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ"
_STYLES = (
    r"[①-⑩]",
    r"[⑴-⑽]",
    r"[（(]\s*(?:10|[1-9])\s*[)）]",
    rf"[{_ROMAN}](?![{_ROMAN}])",
    r"(?:(?m:^)|(?<=\s))(?:10|[1-9])(?=\s*[.．、)）](?!\d))",
)
_SIGN = re.compile(r"\s*[.．、:：)）]?\s*")
_BETWEEN = re.compile(r"[\s、,，;；和及与.．。)）]+")
_FEWEST = 2


def cut_numbered(body: str, answer: str) -> tuple[Options, str] | None:
    """Stem with options, and the letters that the answer stands for; None where it is not so.

    Only an answer that is nothing but numbers of the options shows that they are options, and no
    statements of which the stem speaks.
    """
    for style in _STYLES:
        marks = _run(re.compile(style), body)
        letters = _letters(style, answer, len(marks))
        if len(marks) >= _FEWEST and letters:
            return _cut(body, marks), letters
    return None


def only_numbers(answer: str) -> bool:
    """Whether an answer names options by their numbers and says nothing else."""
    return bool(letters_of_numbers(answer, len(OPTION_LETTERS)))


def letters_of_numbers(answer: str, options: int) -> str:
    """The letters of the options whose numbers an answer names; empty if it says anything else."""
    return next(filter(None, (_letters(style, answer, options) for style in _STYLES)), "")


def _run(style: re.Pattern[str], body: str) -> list[tuple[int, int]]:
    """Where 1, 2, 3 … of one style begin and end; empty unless they count on from 1."""
    found = list(style.finditer(body))
    counted = [_value(mark[0]) for mark in found]
    in_order = counted == list(range(1, len(counted) + 1))
    return [mark.span() for mark in found] if in_order else []


def _value(mark: str) -> int:
    if mark in _ROMAN:
        return _ROMAN.index(mark) + 1
    return int(re.sub(r"\D", "", unicodedata.normalize("NFKC", mark)) or 0)


def _letters(style: str, answer: str, options: int) -> str:
    """The letters of the options that the answer names; empty if it says anything else."""
    named = re.findall(style, answer)
    rest = _BETWEEN.sub("", re.sub(style, "", answer))
    if not named or rest:
        named = _BETWEEN.split(answer.strip("。.\n "))
        if not all(piece.isdecimal() for piece in named):
            return ""
    values = [_value(mark) for mark in named]
    fits = len(set(values)) == len(values) and all(1 <= value <= options for value in values)
    return "".join(OPTION_LETTERS[value - 1] for value in values) if fits else ""


def _cut(body: str, marks: list[tuple[int, int]]) -> Options:
    ends = [start for start, _ in marks[1:]] + [len(body)]
    texts = [body[end:until] for (_, end), until in zip(marks, ends, strict=True)]
    bare = tuple(join_lines(_SIGN.sub("", text, count=1)).rstrip("；;、 ") for text in texts)
    return Options(body[: marks[0][0]].strip(), bare)
