"""What the bank says of an item and Moodle has no place for, as labels with Chinese names.

Moodle XML carries them as tags (``难度:中``), GIFT as comment lines (``// 难度：中``). The names
that begin with 原 hold a text exactly where a format would trim or collapse it; they count only
as long as what stands in the question is that text but for spaces and the length of blanks, so
that somebody who edits the question in the file is not overruled.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from jyguide.bank.entry import BankEntry
from jyguide.bank.item import OPTION_LETTERS, KeyPoint
from jyguide.bank.row import DIFFICULTY_NAMES, KIND_NAMES, STATUS_NAMES, ItemStatus
from jyguide.exchange.moodle.question import Label

KIND = "题型"
STATUS = "状态"
DIFFICULTY = "难度"
TESTS = "考点"
REGULATION = "依据"
EDITION = "版本"
ARTICLE = "条款"
QUESTION = "百问"
NUMBER = "题号"
POINT = "要点"
ORDER = "选项顺序"
ANSWER = "答案"
EXPLANATION = "解析"
EXACT_STEM = "原题干"
EXACT_OPTION = "原选项"
EXACT_ANSWER = "原答案"
EXACT_EXPLANATION = "原解析"
EXACT_CATEGORY = "原分类"

_PLAIN_NAMES = frozenset(
    {
        KIND,
        STATUS,
        DIFFICULTY,
        TESTS,
        REGULATION,
        EDITION,
        ARTICLE,
        QUESTION,
        NUMBER,
        POINT,
        ORDER,
        ANSWER,
        EXPLANATION,
        EXACT_STEM,
        EXACT_ANSWER,
        EXACT_EXPLANATION,
        EXACT_CATEGORY,
    }
)
_NAME_AND_VALUE = re.compile(r"\s*(第[1-9]\d?空|原选项[A-J]|[一-鿿]{2,4})\s*[：:](.*)", re.DOTALL)
_EDGES = re.compile(r"^\s+|\s+$")
_ESCAPED = re.compile(r"\\(\\|n|u[0-9a-f]{4})")
_RULE = re.compile(r"（(?:权重 (?P<weight>[1-9])(?:，(?P<must>必答))?|(?P<alone>必答))）$")
_BETWEEN = "｜"

KINDS_BY_NAME = {name: kind for kind, name in KIND_NAMES.items()}
DIFFICULTIES_BY_NAME = {name: level for level, name in DIFFICULTY_NAMES.items()}


def read_label(text: str) -> Label | None:
    """A tag or the text of a comment, if it is one of ours."""
    found = _NAME_AND_VALUE.fullmatch(text)
    if found is None:
        return None
    name, value = found[1], _many_lines(found[2].strip())
    if name in _PLAIN_NAMES or name.startswith(("第", EXACT_OPTION)):
        return Label(name, value) if not _is_list(name) else Label(name, found[2].strip())
    return None


def label_text(label: Label, colon: str) -> str:
    """The label on one line."""
    value = label.value if _is_list(label.name) else one_line(label.value)
    return f"{label.name}{colon}{value}"


def data_labels(entry: BankEntry, *, with_points: bool) -> list[Label]:
    """Everything a question cannot say by itself and that is not empty.

    The status only where it is not in force: of most items there is nothing to say.
    """
    content = entry.content
    pairs = [
        (STATUS, "" if entry.status is ItemStatus.IN_FORCE else STATUS_NAMES[entry.status]),
        (QUESTION, entry.question),
        (DIFFICULTY, DIFFICULTY_NAMES.get(content.difficulty, "")),
        (TESTS, content.tests),
        (REGULATION, content.regulation),
        (EDITION, content.edition),
        (ARTICLE, content.article),
    ]
    points = content.key_points if with_points else ()
    return [Label(name, value) for name, value in pairs if value] + point_labels(points)


def point_labels(points: Iterable[KeyPoint]) -> list[Label]:
    """One label a point, in their order."""
    return [Label(POINT, point_text(point)) for point in points]


def point_text(point: KeyPoint) -> str:
    """A point on one line, with its weight where it is not an ordinary one."""
    text = one_line(point.text)
    if point.weight == 1 and not point.required and not _RULE.search(text):
        return text
    return f"{text}（权重 {point.weight}{'，必答' if point.required else ''}）"


def read_point(text: str) -> KeyPoint:
    """What `point_text` wrote."""
    found = _RULE.search(text)
    if found is None:
        return KeyPoint(_many_lines(text))
    return KeyPoint(
        _many_lines(text[: found.start()]),
        int(found["weight"] or 1),
        bool(found["must"] or found["alone"]),
    )


def blank_label(place: int, variants: Iterable[str]) -> Label:
    """All that is accepted in a blank; ``place`` counts from 1."""
    written = (one_line(text).replace(_BETWEEN, r"\uff5c") for text in variants)
    return Label(f"第{place}空", _BETWEEN.join(written))


def read_variants(value: str) -> tuple[str, ...]:
    """The variants in the value of a `blank_label`."""
    return tuple(_many_lines(text.strip()) for text in value.split(_BETWEEN))


def option_label(index: int, text: str) -> Label:
    """An option exactly; ``index`` counts from 0."""
    return Label(f"{EXACT_OPTION}{OPTION_LETTERS[index]}", text)


def bare(text: str) -> str:
    """What a text says, whatever its spaces and however long its blanks."""
    return re.sub(r"_+", "_", "".join(text.split()))


def one_line(text: str) -> str:
    """The text on one line from which `_many_lines` finds it again.

    Spaces at the edges are spelled out, since files are trimmed, and so is the beginning of
    what Moodle takes for an ID or a tag inside a comment.
    """
    line = text.replace("\\", r"\\").replace("\n", r"\n")
    line = _EDGES.sub(lambda edge: "".join(f"\\u{ord(one):04x}" for one in edge[0]), line)
    return line.replace("[id:", r"\u005bid:").replace("[tag:", r"\u005btag:")


def _many_lines(line: str) -> str:
    return _ESCAPED.sub(_spelled, line)


def _spelled(found: re.Match[str]) -> str:
    code = found[1]
    if code.startswith("u"):
        return chr(int(code[1:], 16))
    return "\n" if code == "n" else "\\"


def _is_list(name: str) -> bool:
    """Whether the value has been put on one line part by part."""
    return name == POINT or name.startswith("第")
