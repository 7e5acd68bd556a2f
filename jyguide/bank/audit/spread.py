"""What the bank as a whole gives away: letters, lengths, right and wrong.

Each figure is compared with what chance would give; a finding is made where chance gives so much
in one bank of a hundred at most. Below `ENOUGH` items chance gives anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import sqrt

from jyguide.bank.audit.finding import AuditedItem, Finding, FindingKind, Severity, about
from jyguide.bank.audit.options import right_and_wrong
from jyguide.bank.item import OPTION_LETTERS, ItemKind
from jyguide.bank.row import KIND_NAMES

ENOUGH = 40
"""Items of a kind from which its spread is judged."""

CRITICAL = (6.63, 9.21, 11.34, 13.28, 15.09, 16.81, 18.48, 20.09, 21.67)
"""Chi-square that chance exceeds in one of a hundred, for 1 to 9 degrees of freedom."""

ONE_SIDED = 2.33
"""Standard deviations above the mean that chance exceeds in one of a hundred."""

RARE = 0.01

_LETTERED = (ItemKind.SINGLE, ItemKind.MULTIPLE, ItemKind.ORDERING)


def spread_findings(items: Sequence[AuditedItem]) -> Iterator[Finding]:
    """What the bank as a whole gives away."""
    for kind in _LETTERED:
        yield from _letters(kind, _answered(items, kind))
    singles = _answered(items, ItemKind.SINGLE)
    yield from _runs(singles)
    yield from _lengths(singles)
    yield from _truths(_answered(items, ItemKind.TRUE_FALSE))


def _answered(items: Sequence[AuditedItem], kind: ItemKind) -> list[AuditedItem]:
    return [one for one in items if one.content.kind is kind and one.content.answer]


@dataclass(frozen=True, slots=True)
class Spread:
    """How often a letter is drawn, and how often it would be by chance, with its variance."""

    letter: str
    observed: int
    expected: float
    variance: float


def spread(draws: Sequence[tuple[int, str]]) -> tuple[Spread, ...]:
    """The letters of many keys beside what chance gives.

    An item of k options with m right ones gives each of its letters m/k. Its letters are drawn
    without replacement, so the count of one varies by m/k · (1 − m/k) · k/(k−1) in `unevenness`.

    Args:
        draws: For each item how many options it has, and the letters of its key.
    """
    return tuple(
        Spread(
            letter,
            sum(letter in letters for _options, letters in draws),
            sum(_share(draw) for draw in draws if place < draw[0]),
            sum(_varies(draw) for draw in draws if place < draw[0]),
        )
        for place, letter in enumerate(OPTION_LETTERS)
        if any(place < options for options, _letters in draws)
    )


def unevenness(letters: Sequence[Spread]) -> float:
    """How far from even letters are spread: a chi-square of one degree of freedom less.

    Pearson's sum of (observed − expected)² / expected (Phil. Mag. 50, 1900). Keys of several
    letters vary less than single ones, so their variance stands in for the expectation; for
    single letters both are 1/k an item.
    """
    return sum(
        (one.observed - one.expected) ** 2 / one.variance for one in letters if one.variance
    )


def _share(draw: tuple[int, str]) -> float:
    options, letters = draw
    return len(letters) / options


def _varies(draw: tuple[int, str]) -> float:
    options, _letters = draw
    return _share(draw) * (1 - _share(draw)) * options / (options - 1)


def _letters(kind: ItemKind, items: Sequence[AuditedItem]) -> Iterator[Finding]:
    draws = [
        (len(one.content.options), _drawn(kind, str(one.content.answer)))
        for one in items
        if len(one.content.options) > 1
    ]
    if len(draws) < ENOUGH:
        return
    letters = spread(draws)
    if unevenness(letters) <= CRITICAL[len(letters) - 2]:
        return
    shown = "，".join(
        f"{one.letter} {one.observed} 次（应约 {one.expected:.0f} 次）" for one in letters
    )
    what = "排在第一的" if kind is ItemKind.ORDERING else "答案的"
    yield about(
        *(FindingKind.LETTERS_UNEVEN, Severity.DOUBT, ()),
        f"{KIND_NAMES[kind]} {len(draws)} 道，{what}字母分布不匀：{shown}。",
        "请把一部分题的选项换一下次序；组卷时打乱选项的试卷不受影响。",
    )


def _drawn(kind: ItemKind, answer: str) -> str:
    """Of an ordering the letter that comes first."""
    return answer[:1] if kind is ItemKind.ORDERING else answer


def _runs(items: Sequence[AuditedItem]) -> Iterator[Finding]:
    """The longest row of items with one letter.

    Among n draws of k letters alike rows of r are expected in n·k·(1 − 1/k)·(1/k)^r places at
    most (Schilling, The Longest Run of Heads, College Math. J. 21, 1990).
    """
    if len(items) < ENOUGH:
        return
    options = min(len(one.content.options) for one in items)
    rows = [
        (letter, list(row)) for letter, row in groupby(items, lambda one: str(one.content.answer))
    ]
    letter, longest = max(rows, key=lambda row: len(row[1]))
    places = len(items) * (options - 1) * (1 / options) ** len(longest)
    if places < RARE:
        yield about(
            *(FindingKind.LETTERS_IN_A_ROW, Severity.DOUBT, tuple(longest)),
            f"从 {longest[0].name} 到 {longest[-1].name}，接连 {len(longest)} 道单选题的答案"
            f"都是 {letter}。",
            "请把其中几道的选项换一下次序。",
        )


def _lengths(items: Sequence[AuditedItem]) -> Iterator[Finding]:
    """How often the key of a single is the longest of its options, against 1/k by chance."""
    chances: list[float] = []
    hits: list[tuple[int, AuditedItem]] = []
    for one in items:
        right, wrong = right_and_wrong(one.content)
        lengths = sorted(map(len, [*right, *wrong]), reverse=True)
        if len(lengths) > 1 and len(right) == 1 and lengths[0] > lengths[1]:
            chances.append(1 / len(lengths))
            if len(right[0]) == lengths[0]:
                hits.append((lengths[0] - lengths[1], one))
    if len(chances) < ENOUGH:
        return
    expected = sum(chances)
    deviation = sqrt(sum(chance * (1 - chance) for chance in chances))
    if len(hits) > expected + ONE_SIDED * deviation:
        hits.sort(key=lambda hit: -hit[0])
        share = f"{len(hits) / len(chances):.0%}"
        yield about(
            *(FindingKind.LENGTHS_TELL, Severity.DOUBT, tuple(one for _more, one in hits)),
            f"有一个选项最长的单选题 {len(chances)} 道，其中 {len(hits)} 道（{share}）最长的就是"
            f"答案，随机只该有 {expected:.0f} 道。",
            "请从前面几道改起，把干扰项写得和答案一样长。",
        )


def _truths(items: Sequence[AuditedItem]) -> Iterator[Finding]:
    if len(items) < ENOUGH:
        return
    true = sum(one.content.answer == "T" for one in items)
    even = len(items) / 2
    if 2 * (true - even) ** 2 / even > CRITICAL[0]:
        yield about(
            *(FindingKind.TRUTHS_UNEVEN, Severity.DOUBT, ()),
            f"判断题 {len(items)} 道，{true} 道对，{len(items) - true} 道错，相差太多。",
            "请把一部分题改成另一种说法。",
        )
