"""Answers set as a table, 题号 above 答案, turned into the list ``1. A  2. B``."""

from __future__ import annotations

import re
from dataclasses import replace

from jyguide.exchange.loose.lines import Line

_NUMBERS = re.compile(r"(?:题\s*号|序\s*号|题\s*目|编\s*号)\s*[:：|\t ]\s*(?P<rest>\d.*)")
_ANSWERS = re.compile(r"(?:参考|正确|标准)?答\s*案\s*[:：|\t ]\s*(?P<rest>\S.*)")
_COLUMN_HEADS = re.compile(r"(?:(?:题号|序号)[\s|]+(?:参考|正确|标准)?答案[\s|]*)+")
_PAIRED = re.compile(r"(?P<number>\d{1,6})[\t|]\s*(?P<value>[^\t|]+?)\s*(?:[\t|]|$)")
_CUT = re.compile(r"[\t|]+|\s{2,}|\s+")
_FARTHEST = 3
"""Lines between the numbers and their answers; blank ones do not count."""


def flatten_grids(lines: list[Line]) -> list[Line]:
    """Lines with every such table written as numbered answers under its own line numbers."""
    found: list[Line] = []
    index, in_columns = 0, False
    while index < len(lines):
        line = lines[index]
        pairs, used = _across(lines, index)
        if pairs:
            found.append(replace(line, text=f"答案：{pairs}"))
            found += [replace(one, text="") for one in lines[index + 1 : index + used]]
            index += used
            continue
        if _COLUMN_HEADS.fullmatch(line.text):
            in_columns = True
            found.append(replace(line, text="参考答案："))
        elif in_columns and line.text:
            listed = _PAIRED.findall(line.text)
            in_columns = bool(listed)
            found += _numbered(line, listed) if listed else [line]
        else:
            found.append(line)
        index += 1
    return found


def _numbered(line: Line, listed: list[tuple[str, str]]) -> list[Line]:
    return [replace(line, text=f"{number}. {value}") for number, value in listed]


def _across(lines: list[Line], index: int) -> tuple[str, int]:
    """The pairs of a row of numbers with a row of answers below, and how many lines that is."""
    numbers = _NUMBERS.fullmatch(lines[index].text)
    if not numbers:
        return "", 0
    below = [i for i in range(index + 1, min(index + 1 + _FARTHEST, len(lines))) if lines[i].text]
    answers = _ANSWERS.fullmatch(lines[below[0]].text) if below else None
    if not answers:
        return "", 0
    left, right = _cells(numbers["rest"]), _cells(answers["rest"])
    if len(left) != len(right) or not all(cell.isdecimal() for cell in left):
        return "", 0
    pairs = "  ".join(f"{n}. {a}" for n, a in zip(left, right, strict=True))
    return pairs, below[0] - index + 1


def _cells(text: str) -> list[str]:
    sign = "\t" if "\t" in text else "|" if "|" in text else None
    pieces = text.split(sign) if sign else _CUT.split(text)
    return [piece.strip() for piece in pieces if piece.strip()]
