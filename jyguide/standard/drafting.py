"""A draft of a checklist worked on: codes, order, tidy words; pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from jyguide.standard.checklist import Basis, Criteria, Criterion, Grade, Method
from jyguide.standard.kinds import Aspect

ASPECT_LETTERS = dict(zip(Aspect, "ABCDEF", strict=True))
"""With which the code of a criterion begins."""

_ORDER = {aspect: place for place, aspect in enumerate(Aspect)}
_NUMBER = re.compile(r"[A-Z](\d{1,6})")
_ZERO_WIDTH = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_UNSEEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class AspectSum:
    """How many criteria one aspect has and what they give together, in tenths."""

    aspect: Aspect
    criteria: int
    points: int


def aspect_sums(criteria: Iterable[Criterion]) -> list[AspectSum]:
    """All six aspects, those without criteria too."""
    kept = list(criteria)
    return [
        AspectSum(
            aspect,
            sum(one.aspect is aspect for one in kept),
            sum(one.points for one in kept if one.aspect is aspect),
        )
        for aspect in Aspect
    ]


def in_order(criteria: Iterable[Criterion]) -> Criteria:
    """The criteria aspect by aspect, inside each as they stand."""
    return tuple(sorted(criteria, key=lambda one: _ORDER[one.aspect]))


def next_code(aspect: Aspect, used: Collection[str]) -> str:
    """A code that no criterion has or ever had, ``A03`` after ``A01`` and ``A02``.

    Args:
        aspect: Gives the letter.
        used: Every code of every version of the checklist.
    """
    letter = ASPECT_LETTERS[aspect]
    taken = [
        int(found[1])
        for code in used
        if code.startswith(letter) and (found := _NUMBER.fullmatch(code))
    ]
    return f"{letter}{max(taken, default=0) + 1:02d}"


def added(criteria: Criteria, aspect: Aspect, used: Collection[str]) -> tuple[Criteria, str]:
    """An empty criterion at the end of an aspect; returns its code too."""
    code = next_code(aspect, {*used, *_codes(criteria)})
    return in_order((*criteria, Criterion(code, aspect, "", 0))), code


def duplicated(criteria: Criteria, code: str, used: Collection[str]) -> tuple[Criteria, str]:
    """A criterion once more right after itself, under a code of its own."""
    at = place_of(criteria, code)
    one = criteria[at]
    new = next_code(one.aspect, {*used, *_codes(criteria)})
    twin = replace(one, code=new)
    return (*criteria[: at + 1], twin, *criteria[at + 1 :]), new


def removed(criteria: Criteria, code: str) -> Criteria:
    """Without one criterion."""
    at = place_of(criteria, code)
    return (*criteria[:at], *criteria[at + 1 :])


def changed(criteria: Criteria, code: str, one: Criterion) -> Criteria:
    """With a criterion saying something else; under another aspect it goes to that one's end."""
    at = place_of(criteria, code)
    if one.aspect is criteria[at].aspect:
        return (*criteria[:at], one, *criteria[at + 1 :])
    return in_order((*removed(criteria, code), one))


def moved(criteria: Criteria, code: str, by: int) -> Criteria:
    """One place up (-1) or down (1) inside its aspect; at the edge everything stays."""
    at = place_of(criteria, code)
    to = at + by
    if not 0 <= to < len(criteria) or criteria[to].aspect is not criteria[at].aspect:
        return criteria
    rest = list(removed(criteria, code))
    rest.insert(to, criteria[at])
    return tuple(rest)


def placed(criteria: Criteria, code: str, aspect: Aspect, before: str = "") -> Criteria:
    """Put a criterion before another one, or at the end of an aspect."""
    one = replace(criteria[place_of(criteria, code)], aspect=aspect)
    if before == code:
        return criteria
    rest = list(removed(criteria, code))
    if before:
        rest.insert(place_of(tuple(rest), before), one)
    else:
        rest.append(one)
    return in_order(rest)


def recoded(criteria: Criteria, code: str, kept: Collection[str], used: Collection[str]) -> str:
    """The code a criterion should have after it came under another aspect.

    A code that stands in another version stays, since years are compared by it.

    Args:
        criteria: As they stand.
        code: Of the criterion.
        kept: Codes of the other versions.
        used: Every code given so far.
    """
    one = criteria[place_of(criteria, code)]
    if code in kept or code.startswith(ASPECT_LETTERS[one.aspect]):
        return code
    return next_code(one.aspect, {*used, *_codes(criteria)})


def place_of(criteria: Criteria, code: str) -> int:
    """Where a criterion stands, from 0.

    Raises:
        KeyError: there is none of that code.
    """
    for at, one in enumerate(criteria):
        if one.code == code:
            return at
    raise KeyError(code)


def tidied(criteria: Iterable[Criterion]) -> Criteria:
    """As it is kept: in order, no blanks around words, nothing that cannot be seen or printed.

    What a method does not use is left out, so that it does not come back some day.
    """
    return in_order(_tidy(one) for one in criteria)


def _tidy(one: Criterion) -> Criterion:
    graded, counted = one.method is Method.GRADED, one.method is Method.DEDUCTION
    ratio = one.method is Method.RATIO
    return replace(
        one,
        code=_line(one.code),
        text=_words(one.text),
        guide=_words(one.guide),
        grades=tuple(Grade(_line(each.label), each.points) for each in one.grades)
        if graded
        else (),
        each=one.each if counted else 0,
        cap=one.cap if counted else 0,
        unit=_line(one.unit) if counted or ratio else "",
        target=one.target if ratio else 100,
        evidence=_lines(one.evidence),
        findings=_lines(one.findings),
        basis=tuple(_basis(each) for each in one.basis if _line(each.source)),
    )


def _basis(one: Basis) -> Basis:
    return Basis(_line(one.source), _line(one.text), one.fact, _line(one.status))


def _lines(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(line for text in texts if (line := _line(text)))


def _line(text: str) -> str:
    return " ".join(_UNSEEN.sub(" ", _ZERO_WIDTH.sub("", text)).split())


def _words(text: str) -> str:
    """Lines are kept; blanks at their ends and empty ones are not."""
    lines = (_line(line) for line in text.replace("\r", "\n").split("\n"))
    return "\n".join(line for line in lines if line)


def _codes(criteria: Criteria) -> set[str]:
    return {one.code for one in criteria}
