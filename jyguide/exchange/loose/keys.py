"""Lists of answers that stand apart from their questions: ``19. B  20. A``, ``1-5 ABCDE``."""

from __future__ import annotations

import re

from jyguide.bank.item import ItemKind
from jyguide.exchange.item_file import ItemRefusal, text_position
from jyguide.exchange.loose.lines import LETTER_PLACE, MARK, MARK_PLACE, SECTION_WORD
from jyguide.exchange.loose.types import Block, KeyEntry, Label

_LETTER_RUN = r"[A-Ja-jＡ-Ｊ]{1,10}"
_VALUE = rf"(?:{_LETTER_RUN}(?:[、,，][A-JＡ-Ｊ](?![A-Za-z]))*|{MARK})"
_BREAK = (
    r"(?:\s*[;；,，。、]\s*|\s+|(?<=[^\dA-Za-z])(?=\d)|(?<=[A-Ja-jＡ-Ｊ])(?=\d)|(?=[（(]\s*\d)|$)"
)
_RUN = r"[A-Ja-jＡ-Ｊ√✓✔×✗✘对错正确误TF\s]++"
_RANGE = (
    r"(?P<first>\d{1,6})\s*[-~—–－～至]+\s*(?P<last>\d{1,6})\s*[.．、:：)）]?\s*"
    rf"(?P<run>{_RUN})"
)
_PAIR = (
    r"(?:第\s*)?[（(]?\s*(?P<number>\d{1,6})\s*(?P<sign>题?[.．、:：)）]|题|)"
    rf"\s*[（(]?\s*(?P<value>{_VALUE})\s*[)）]?"
)
_UNTOLD = r"(?P<untold>\d{1,6})\s*[.．、](?=\s+\d)"
"""An entry that somebody left open."""
_ENTRY = re.compile(
    rf"\s*(?:{_UNTOLD}\s*|{_RANGE}(?:[;；,，。、]\s*|(?=[\d（(])|$)|{_PAIR}{_BREAK})"
)
_HEADING = re.compile(
    r"[【\[（(]?(?:附[:：件]?\s*)?(?:[一二三四五六七八九十]{1,3}\s*[、.．]\s*)?"
    rf"(?:(?:{SECTION_WORD})\s*的?)?(?:参考|标准|正确|试题|习题)?答案(?:及|与|和)?(?:参考|试题)?(?:详细)?(?:解析|部分|汇总|评分标准|提示)?[】\]）)]?\s*[:：]?"
)

Pairs = list[tuple[int, str]]


def is_key_heading(text: str) -> bool:
    """Whether the line is nothing but 参考答案 or the like."""
    return bool(_HEADING.fullmatch(text))


def read_pairs(text: str) -> Pairs | None:
    """Numbers and answers of a line that is wholly a list of letters and marks, else None.

    A single pair needs a sign behind its number, or ``2对`` would be taken for one.
    """
    pairs: Pairs = []
    at, signed = 0, True
    stripped = text.strip()
    while at < len(stripped):
        entry = _ENTRY.match(stripped, at)
        if not entry or entry.end() == at:
            return None
        found = _entry_pairs(entry)
        if found is None:
            return None
        pairs += found
        signed = signed and (entry["sign"] is None or bool(entry["sign"]))
        at = entry.end()
    return pairs if pairs and (signed or len(pairs) > 1) else None


def _entry_pairs(entry: re.Match[str]) -> Pairs | None:
    if entry["untold"]:
        return []
    if entry["number"]:
        return [(int(entry["number"]), entry["value"])]
    first, last = int(entry["first"]), int(entry["last"])
    values = _spread(entry["run"], last - first + 1)
    return list(zip(range(first, last + 1), values, strict=True)) if values else None


def _spread(run: str, wanted: int) -> list[str] | None:
    """One value for each number: set apart by blanks, or one character each."""
    apart = run.split()
    single = re.findall(MARK + "|[A-Ja-jＡ-Ｊ]", run)
    return next((cut for cut in (apart, single) if len(cut) == wanted), None)


def hand_out(entries: list[KeyEntry], blocks: list[Block]) -> list[ItemRefusal]:
    """Give each entry to the question it names; what finds none is refused, not forgotten.

    A number that several unanswered questions bear is given out only where the list has as many
    entries for it; otherwise nobody can know, and the questions are told so.
    """
    refused: list[ItemRefusal] = []
    groups: dict[tuple[int, int, ItemKind | None, str], list[KeyEntry]] = {}
    for entry in entries:
        place = (entry.region, entry.number, entry.kind, entry.section)
        groups.setdefault(place, []).append(entry)
    numbered: dict[str, list[Block]] = {}
    for block in blocks:
        numbered.setdefault(block.number, []).append(block)
    for group in groups.values():
        named = numbered.get(str(group[0].number), [])
        refused += _hand_out_group(group, _candidates(group[0], named))
    return refused


def _candidates(entry: KeyEntry, named: list[Block]) -> list[Block]:
    """Questions above the list with that number; the unanswered ones if there are any."""
    above = [block for block in named if block.line <= entry.line]
    fitting = [b for b in above if entry.kind is None or b.kind in {None, entry.kind}]
    if len(fitting) > 1 and entry.section:
        # the list's own headings 一、 二、 tell questions of the same number apart
        fitting = [b for b in fitting if b.section == entry.section] or fitting
    return [block for block in fitting if not _answered(block)] or fitting[-1:]


def _answered(block: Block) -> bool:
    body = "\n".join(block.body)
    return bool(
        block.keyed
        or block.parts.get(Label.ANSWER)
        or LETTER_PLACE.search(body)
        or MARK_PLACE.search(body)
    )


def _hand_out_group(group: list[KeyEntry], candidates: list[Block]) -> list[ItemRefusal]:
    if not candidates:
        return [_orphan(entry) for entry in group]
    if len(candidates) == len(group):
        for block, entry in zip(candidates, group, strict=True):
            _give(block, entry)
        return []
    if len(candidates) == 1:
        for entry in group:
            _give(candidates[0], entry)
        return []
    for block in candidates:
        block.warnings.append(f"有几道题都编号 {block.number}，答案表分不清是哪一道，没有采用。")
    return []


def _give(block: Block, entry: KeyEntry) -> None:
    block.keyed.append(entry.text)
    if entry.reason:
        block.parts.setdefault(Label.EXPLANATION, []).append(entry.reason)


def _orphan(entry: KeyEntry) -> ItemRefusal:
    reason = f"答案表里有第 {entry.number} 题（{entry.text[:20]}），但前面没有这道题。"
    return ItemRefusal(text_position(str(entry.number), entry.line), reason, entry.line)
