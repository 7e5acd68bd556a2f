"""Items that say the same, nearly the same, or the contrary."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from jyguide.bank.audit.finding import AuditedItem, Finding, FindingKind, Severity, about
from jyguide.bank.audit.options import right_and_wrong
from jyguide.bank.check import CHOICE_KINDS
from jyguide.bank.item import ItemContent, ItemKind
from jyguide.bank.meaning import meaning, numbers_in
from jyguide.bank.row import answer_text
from jyguide.bank.similar import LIKE_ENOUGH, similar_pairs
from jyguide.ids import ItemId

Settled = Collection[frozenset[ItemId]]
"""Pairs that a person has looked at and found to be two."""

_PLACE = re.compile(r"[（(]\s*[)）]|_{2,}")
_MARK = "口"
_OPEN = re.compile("下列|以下|下面|哪[一几]?[项种些个条类]|正确的|错误的|属于|包括|说法")
_NEGATION = re.compile("不得|不能|不应当?|不可以?|不必|不需要?|不须|没有|未|无须|无需|并非|不|无")
_MUST = re.compile("应当|应该|必须|须|要|可以|能|得")
_CLOSED = CHOICE_KINDS | {ItemKind.FILL_IN}
_CROWD = 60
"""More items of one stem than this ask for the options, not for a thing."""

_SAME = (
    "是同一道题。",
    "请合并，两道的历史都会保留；确实是两道题的，请在“查重”里标为不是同一题。",
)
_DISAGREE = "请对照依据，改正其中一道；两道都对的，请在“查重”里标为不是同一题。"


def pair_findings(items: Sequence[AuditedItem], settled: Settled) -> Iterator[Finding]:
    """Duplicates, near-duplicates and contradictions; each pair is named once."""
    seen = set(settled)
    for found in (_by_stem(items), _by_statement(items), _by_likeness(items)):
        for finding in found:
            pair = frozenset(finding.items)
            if pair not in seen:
                seen.add(pair)
                yield finding


# -- the same question


@dataclass(frozen=True, slots=True)
class _Asked:
    """What an item of a stem says: right and wrong answers, by what they mean."""

    item: AuditedItem
    right: frozenset[str]
    wrong: frozenset[str]

    @property
    def one_answer(self) -> bool:
        return self.item.content.kind in {ItemKind.SINGLE, ItemKind.FILL_IN}


def _by_stem(items: Iterable[AuditedItem]) -> Iterator[Finding]:
    """Closed questions of the same words, the place for the answer aside, of whatever kind."""
    by_stem: dict[str, list[_Asked]] = defaultdict(list)
    for item in items:
        if item.content.kind in _CLOSED and item.content.answer is not None:
            by_stem[question(item.content.stem)].append(_asked(item))
    for stem, asked in by_stem.items():
        if len(asked) <= _CROWD:
            for one, other in combinations(asked, 2):
                yield from _of_one_stem(one, other, is_open=bool(_OPEN.search(stem)))


def question(stem: str) -> str:
    """A stem by what it asks: ``预备期为（   ）。`` and ``预备期为____`` are one question."""
    return meaning(_PLACE.sub(_MARK, stem))


def _asked(item: AuditedItem) -> _Asked:
    content = item.content
    if isinstance(content.answer, tuple):
        keys = frozenset(
            f"{place}:{meaning(variant)}" if place else meaning(variant)
            for place, blank in enumerate(content.answer)
            for variant in blank
        )
        return _Asked(item, keys, frozenset())
    right, wrong = right_and_wrong(content)
    return _Asked(item, frozenset(map(meaning, right)), frozenset(map(meaning, wrong)))


def _of_one_stem(one: _Asked, other: _Asked, *, is_open: bool) -> Iterator[Finding]:
    pair = (one.item, other.item)
    against = (one.right & other.wrong) | (other.right & one.wrong)
    apart = one.one_answer and other.one_answer and not _agree(one, other)
    if against or (apart and not is_open):
        yield about(
            *(FindingKind.CONTRADICTION, Severity.FAULT, pair),
            f"同一个问题，答案一处是{_key(one.item)}，一处是{_key(other.item)}。",
            _DISAGREE,
        )
    elif one.right == other.right and _alike_kinds(one, other):
        same = one.wrong == other.wrong
        yield about(
            FindingKind.DUPLICATE if same else FindingKind.NEAR_DUPLICATE,
            Severity.FAULT if same else Severity.DOUBT,
            pair,
            _SAME[0] if same else "问的是同一件事，答案也相同，只是干扰项不同。",
            _SAME[1],
        )


def _agree(one: _Asked, other: _Asked) -> bool:
    """Whether some answer is right in both, blank by blank."""
    if not one.right & other.right:
        return False
    places = {key.partition(":")[0] for key in one.right | other.right if ":" in key}
    return all(
        any(key.startswith(f"{place}:") for key in one.right & other.right) for place in places
    )


def _alike_kinds(one: _Asked, other: _Asked) -> bool:
    return one.item.content.kind is other.item.content.kind


def _key(item: AuditedItem) -> str:
    content = item.content
    if content.kind in CHOICE_KINDS:
        return f"“{'；'.join(right_and_wrong(content)[0])}”"
    return f"“{answer_text(content.kind, content.answer)}”"


# -- the same statement


@dataclass(frozen=True, slots=True)
class _Claim:
    """A statement that an item holds for true or for false."""

    item: AuditedItem
    numbers: tuple[str, ...]
    negated: bool
    holds: bool


def _by_statement(items: Iterable[AuditedItem]) -> Iterator[Finding]:
    """Statements alike but for 不 and numbers, and questions that become one when answered."""
    claims: dict[str, list[_Claim]] = defaultdict(list)
    for item in items:
        for statement, holds in _statements(item.content):
            bare = _skeleton(statement)
            claim = _Claim(item, numbers_in(statement), _negated(statement), holds)
            claims[bare].append(claim)
    for alike in claims.values():
        if len(alike) <= _CROWD:
            for one, other in combinations(alike, 2):
                yield from _of_one_statement(one, other)


def _statements(content: ItemContent) -> Iterator[tuple[str, bool]]:
    if content.kind is ItemKind.TRUE_FALSE and content.answer is not None:
        yield content.stem, content.answer == "T"
    elif content.kind is ItemKind.SINGLE and len(_PLACE.findall(content.stem)) == 1:
        right, wrong = right_and_wrong(content)
        for text, holds in [(one, True) for one in right] + [(one, False) for one in wrong]:
            yield text.join(_PLACE.split(content.stem)), holds
    elif content.kind is ItemKind.FILL_IN and isinstance(content.answer, tuple):
        parts = _PLACE.split(content.stem)
        if len(parts) == len(content.answer) + 1:
            keys = [blank[0] for blank in content.answer]
            filled = (part for pair in zip(parts, [*keys, ""], strict=True) for part in pair)
            yield "".join(filled), True


def _skeleton(statement: str) -> str:
    """A statement without its negations and numbers: what it speaks of."""
    bare = _MUST.sub("", _NEGATION.sub(_affirmed, meaning(statement)))
    return re.sub(r"\d+(?:/\d+)?", "#", bare)


def _affirmed(negation: re.Match[str]) -> str:
    """没有 and 无 say the contrary of 有; the others of the verb that follows them."""
    return "有" if negation[0] in {"没有", "无"} else ""


def _negated(statement: str) -> bool:
    return len(_NEGATION.findall(meaning(statement))) % 2 == 1


def _of_one_statement(one: _Claim, other: _Claim) -> Iterator[Finding]:
    kinds = (one.item.content.kind, other.item.content.kind)
    if one.item.id == other.item.id or ItemKind.TRUE_FALSE not in kinds:
        return  # two questions of one stem were compared before
    pair, severity = (one.item, other.item), Severity.FAULT
    if one.numbers != other.numbers:
        # Of several numbers, as in a sum, both may be right; so may 至少2人 and 至少3人.
        clash = one.holds and other.holds and one.negated == other.negated
        clash, severity = clash and len(one.numbers) == 1, Severity.DOUBT
        said = "只有数字不同的两句话，都算对"
    elif one.negated == other.negated:
        clash, said = one.holds != other.holds, "同一句话，一处算对，一处算错"
    else:
        clash, said = one.holds == other.holds, "意思相反的两句话，判断却相同"
    if clash:
        yield about(FindingKind.CONTRADICTION, severity, pair, f"{said}。", _DISAGREE)


# -- nearly the same words


def _by_likeness(items: Sequence[AuditedItem]) -> Iterator[Finding]:
    by_id = {item.id: item for item in items}
    for found in similar_pairs([(item.id, item.content) for item in items], LIKE_ENOUGH):
        pair = (by_id[found.first], by_id[found.second])
        first, second = (item.content for item in pair)
        same_numbers = numbers_in(first.stem) == numbers_in(second.stem)
        if found.likeness == 100 and found.same_answer:  # noqa: PLR2004 - percent
            yield about(FindingKind.DUPLICATE, Severity.FAULT, pair, *_SAME)
        elif not found.same_answer and same_numbers and _is_closed(first):
            said = f"题目有 {found.likeness}% 相同，答案却不同"
            yield about(FindingKind.CONTRADICTION, Severity.DOUBT, pair, f"{said}。", _DISAGREE)
        else:
            said = f"题目有 {found.likeness}% 相同。"
            yield about(FindingKind.NEAR_DUPLICATE, Severity.DOUBT, pair, said, _SAME[1])


def _is_closed(content: ItemContent) -> bool:
    """Whether the key is more than words of one's own."""
    return content.kind not in {ItemKind.ORAL, ItemKind.SHORT_ANSWER, ItemKind.TRUE_FALSE}
