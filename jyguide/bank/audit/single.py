"""What is wrong with an item by itself."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from jyguide.bank.audit.finding import AuditedItem, Finding, FindingKind, Severity, about
from jyguide.bank.audit.options import lettered, right_and_wrong
from jyguide.bank.check import CHOICE_KINDS, OPTION_KINDS, faults
from jyguide.bank.item import ItemContent, ItemKind
from jyguide.bank.meaning import meaning, numbers_in

STICKS_OUT = 1.6
"""A key so many times as long as the longest distractor draws the eye (Haladyna, Downing and
Rodriguez 2002, Applied Measurement in Education 15(3): keep the length of choices equal), …"""

STICKS_OUT_SIGNS = 8
"""… if it is also so many signs longer: of two short options one is easily twice as long."""

SAID_ENOUGH = 0.5
"""Share of a key point's signs that the model answer has. It paraphrases: of the 748 points of
the shipped bank the one in the freest words has 0.56; of a wrong answer's few have half."""

_SHORTEST = 2
_MERE_NUMBER = re.compile(r"[\d./]+[个人月天日年次元]*")
_INSIDE = re.compile(r"[（(]([^（）()]+)[)）]|_+([^_\s]+?)_+")
_JUDGED = re.compile(r"[（(]\s*(?:√|×|✓|✗|对|错|正确|错误|[TF])\s*[)）]\s*[。.]?\s*$")


def single_findings(items: Iterable[AuditedItem]) -> Iterator[Finding]:
    """All that can be seen from one item alone."""
    for item in items:
        content = item.content
        if wrong := faults(content):
            yield about(
                *(FindingKind.ILL_FORMED, Severity.FAULT, (item,)),
                "".join(wrong),
                "请改正题目；改好之前请停用。",
            )
        elif content.answer is None:
            yield about(
                *(FindingKind.NO_ANSWER, Severity.FAULT, (item,)),
                "没有答案。",
                "请补上答案，补上之前不能启用。",
            )
        else:
            yield from _equal_options(item)
            yield from _answer_in_stem(item)
            yield from _sticks_out(item)
            yield from _points(item)


def _equal_options(item: AuditedItem) -> Iterator[Finding]:
    if item.content.kind not in OPTION_KINDS:
        return
    by_meaning: dict[str, list[str]] = defaultdict(list)
    for letter, text in lettered(item.content):
        by_meaning[meaning(text)].append(letter)
    answer = str(item.content.answer)
    for said, letters in by_meaning.items():
        if len(letters) < 2 or not said:  # noqa: PLR2004 - it takes two to be alike
            continue
        right = [letter for letter in letters if letter in answer]
        named = "、".join(letters)
        if item.content.kind in CHOICE_KINDS and right and len(right) < len(letters):
            yield about(
                *(FindingKind.ANSWER_AMONG_DISTRACTORS, Severity.FAULT, (item,)),
                f"选项 {named} 意思相同，答案却只算 {'、'.join(right)}。",
                "请改掉与答案同义的选项，或者改答案。",
            )
        else:
            yield about(
                *(FindingKind.EQUAL_OPTIONS, Severity.FAULT, (item,)),
                f"选项 {named} 意思相同。",
                "请改掉其中一个。",
            )


def _answer_in_stem(item: AuditedItem) -> Iterator[Finding]:
    content = item.content
    if content.kind is ItemKind.TRUE_FALSE:
        shown = "对错的记号" if _JUDGED.search(content.stem) else ""
    elif content.kind is ItemKind.FILL_IN:
        shown = _blank_told(content)
    elif content.kind is ItemKind.SINGLE:
        shown = _key_told(content)
    else:
        shown = ""
    if shown:
        yield about(
            *(FindingKind.ANSWER_IN_STEM, Severity.FAULT, (item,)),
            f"题干里看得到答案：{shown}。",
            "请从题干里去掉答案，或者换一种问法。",
        )


def _blank_told(content: ItemContent) -> str:
    """A variant that stands in the stem, in a bracket or free; a mere number may stand free."""
    stem = meaning(re.sub(r"_{2,}", "\n", content.stem))
    inside = {meaning(part) for found in _INSIDE.findall(content.stem) for part in found if part}
    blanks = content.answer if isinstance(content.answer, tuple) else ()
    for variant in (one for blank in blanks for one in blank):
        said = meaning(variant)
        free = len(said) >= _SHORTEST and not _MERE_NUMBER.fullmatch(said)
        if said in inside or (free and _stands_in(said, stem)):
            return f"“{variant}”"
    return ""


def _key_told(content: ItemContent) -> str:
    """The key's text where the stem has it and the text of no distractor."""
    stem = meaning(content.stem)
    (right,), wrong = right_and_wrong(content)
    told = len(meaning(right)) >= _SHORTEST and _stands_in(meaning(right), stem)
    others = any(_stands_in(said, stem) for said in map(meaning, wrong) if said)
    return f"“{right}”" if told and not others else ""


def _stands_in(said: str, stem: str) -> bool:
    """Whether a text has these words; 3人 does not stand in 13人."""
    before = r"(?<![\d./])" if said[0].isdigit() else ""
    after = r"(?![\d./])" if said[-1].isdigit() else ""
    return re.search(f"{before}{re.escape(said)}{after}", stem) is not None


def _sticks_out(item: AuditedItem) -> Iterator[Finding]:
    if item.content.kind not in CHOICE_KINDS:
        return
    right, wrong = right_and_wrong(item.content)
    if not right or not wrong:
        return
    key, longest = min(map(len, right)), max(map(len, wrong))
    if key > STICKS_OUT * longest and key >= longest + STICKS_OUT_SIGNS:
        yield about(
            *(FindingKind.KEY_STICKS_OUT, Severity.DOUBT, (item,)),
            f"答案有 {key} 个字，最长的干扰项只有 {longest} 个字，看长短就能猜到。",
            "请把答案写短，或者把干扰项写得一样具体。",
        )


def _points(item: AuditedItem) -> Iterator[Finding]:
    content = item.content
    if not isinstance(content.answer, str) or not content.key_points:
        return
    if content.kind not in {ItemKind.ORAL, ItemKind.SHORT_ANSWER}:
        return
    answer, named = meaning(content.answer), set(numbers_in(content.answer))
    missing = [
        point.text
        for point in content.key_points
        if not _is_said(point.text, answer) or not named.issuperset(numbers_in(point.text))
    ]
    if missing:
        yield about(
            *(FindingKind.POINT_NOT_IN_ANSWER, Severity.DOUBT, (item,)),
            f"参考答案里没有说到要点：{'；'.join(missing)}。",
            "请把要点写进参考答案，或者改要点。",
        )


def _is_said(point: str, answer: str) -> bool:
    wanted, have = Counter(meaning(point)), Counter(answer)
    found = sum(min(count, have[sign]) for sign, count in wanted.items())
    return found >= SAID_ENOUGH * wanted.total()
