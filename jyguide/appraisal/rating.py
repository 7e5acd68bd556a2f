"""The four lists of a year: which secretary stands on which, by the scheme of the appraisal.

The definition, in full:

1. A source gives points where somebody rated, or where ballots were counted in (see `ballots`).
   Several raters give their mean, ballots the mean of the valid ones, each an exact fraction.
   Where a source has both, the two means count half each, so that neither a hundred ballots drown
   the raters nor one rater a hundred ballots. The result is rounded half up to tenths once: that
   is the figure everybody sees.
2. A secretary's points are ``Σ weight x source ÷ Σ weight`` over the sources that have a weight
   and gave points, exact and rounded half up to tenths once. A source that is missing never
   counts as zero: by the scheme the weights of the rest are used, or there is no result yet and
   he stands apart with what is missing. Without any source there is no result either way.
3. Somebody with a veto is unqualified, whatever his points and even without any.
4. A list is open to whoever reaches its line. With a quota of `n` places, he has a place among
   the excellent where at most `n` of those who reached that line have his points or more; where
   ties go in, where fewer than `n` have more. `n` is a share of those with a result, rounded
   down. Who has no place is qualified.
5. Who reaches no line is unqualified. A person may then put somebody on another list, with a
   reason: that moves nobody else.

More points never give a worse list while the others stay as they are; but where ties go out,
somebody who comes to equal points with another can lose the place together with him, since
neither is preferred.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from jyguide.appraisal.ballots import Count
from jyguide.appraisal.kinds import Grade, Missing, Source
from jyguide.appraisal.scheme import LINE_GRADES, Scheme
from jyguide.ids import AppraisalSubjectId, PersonId
from jyguide.quota import Quota, least_in
from jyguide.weighing import half_up_quotient, points_of

_WHOLE = 100


@dataclass(frozen=True, slots=True)
class Rater:
    """One rater's points for one secretary, in tenths."""

    name: str
    points: int


@dataclass(frozen=True, slots=True)
class Found:
    """What one source gave for one secretary.

    Attributes:
        ballots: As they are shown; None while none are counted in.
        waiting: Batches that are not counted in yet.
    """

    raters: tuple[Rater, ...] = ()
    ballots: Count | None = None
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class Override:
    """A secretary put on another list by a person."""

    grade: Grade
    reason: str
    decided_by: str


@dataclass(frozen=True, slots=True)
class Appraised:
    """A secretary who is appraised, with everything his list follows from.

    Attributes:
        vetoes: What happened, by the code of a veto of the scheme.
        search: Pinyin and initials, for finding him.
    """

    id: AppraisalSubjectId
    person_id: PersonId
    name: str
    organisation: str
    township: str
    found: Mapping[Source, Found] = field(default_factory=dict)
    vetoes: Mapping[str, str] = field(default_factory=dict)
    override: Override | None = None
    version: str = field(default="", compare=False, repr=False)
    station: str = ""
    search: str = field(default="", compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a secretary stands, and why.

    Attributes:
        parts: Tenths by source, as far as sources with a weight gave any.
        missing: Sources with a weight that gave none.
        points: Tenths of a hundred; None: no result by points.
        vetoes: Codes of the vetoes that hold.
        reached: The best list open to him by lines; None without points.
        pushed: He reached the line of 优秀 and had no place.
        computed: The list by the scheme; None: no result yet.
    """

    subject: Appraised
    parts: Mapping[Source, int]
    missing: tuple[Source, ...]
    points: int | None
    vetoes: tuple[str, ...] = ()
    reached: Grade | None = None
    pushed: bool = False
    computed: Grade | None = None

    @property
    def grade(self) -> Grade | None:
        """The list he stands on, a person's decision included."""
        override = self.subject.override
        return override.grade if override is not None and self.computed else self.computed


@dataclass(frozen=True, slots=True)
class Rated:
    """All secretaries of an appraisal in the order given, each with his list."""

    scheme: Scheme
    standings: tuple[Standing, ...]
    quota: Quota | None = None

    @property
    def rated(self) -> int:
        """How many have a result."""
        return sum(one.computed is not None for one in self.standings)

    def on(self, grade: Grade) -> list[Standing]:
        """Who stands on a list, in the order given."""
        return [one for one in self.standings if one.grade is grade]

    @property
    def unrated(self) -> list[Standing]:
        """Who has no result yet."""
        return [one for one in self.standings if one.computed is None]

    @property
    def counts(self) -> dict[Grade, int]:
        """How many stand on each list."""
        found = Counter(one.grade for one in self.standings)
        return {grade: found[grade] for grade in Grade}

    def of(self, subject: AppraisalSubjectId | None) -> Standing | None:
        """Where one secretary stands."""
        return next((one for one in self.standings if one.subject.id == subject), None)


def rate(subjects: Iterable[Appraised], scheme: Scheme) -> Rated:
    """Put everybody on his list; see the definition at the head of this module."""
    return rate_again(weigh(subjects, scheme), scheme)


def weigh(subjects: Iterable[Appraised], scheme: Scheme) -> list[Standing]:
    """Points and vetoes: all that takes time, and stays as it is while lines are dragged."""
    return [_weigh(one, scheme) for one in subjects]


def rate_again(found: Sequence[Standing], scheme: Scheme) -> Rated:
    """`rate`, from what was weighed by this scheme or one of other lines and quota."""
    reached = [_reached(one, scheme) for one in found]
    quota = _quota(found, reached, scheme)
    least = least_in(quota, scheme.ties) if quota is not None else 0
    standings = tuple(
        _placed(one, grade, least) for one, grade in zip(found, reached, strict=True)
    )
    return Rated(scheme, standings, quota)


def source_points(found: Found, worth: Mapping[Grade, int]) -> int | None:
    """What a source gives in tenths; None where it gave nothing yet."""
    given, raters = sum(one.points for one in found.raters), len(found.raters)
    ballots = found.ballots
    valid = ballots.valid if ballots is not None else 0
    if ballots is None or not valid:
        return half_up_quotient(given, raters) if raters else None
    said = ballots.worth(worth)
    if not raters:
        return half_up_quotient(said, valid)
    return half_up_quotient(given * valid + said * raters, 2 * raters * valid)


def _weigh(subject: Appraised, scheme: Scheme) -> Standing:
    wanted = [source for source in Source if scheme.weights.get(source)]
    given = {
        source: source_points(subject.found.get(source, Found()), scheme.ballot_points)
        for source in wanted
    }
    parts = {source: points for source, points in given.items() if points is not None}
    missing = tuple(source for source in wanted if source not in parts)
    points = points_of([(scheme.weights[source], each) for source, each in parts.items()])
    if missing and scheme.missing is Missing.WAIT:
        points = None
    known = [veto.code for veto in scheme.vetoes]
    vetoes = tuple(code for code in known if code in subject.vetoes)
    return Standing(subject, parts, missing, points, vetoes)


def _reached(one: Standing, scheme: Scheme) -> Grade | None:
    if one.vetoes:
        return Grade.UNQUALIFIED
    points = one.points
    if points is None:
        return None
    return next(
        (grade for grade in LINE_GRADES if points >= scheme.lines[grade]), Grade.UNQUALIFIED
    )


def _quota(
    found: Sequence[Standing], reached: Sequence[Grade | None], scheme: Scheme
) -> Quota | None:
    percent = scheme.excellent_quota
    if percent is None:
        return None
    wanting = [
        one.points or 0
        for one, grade in zip(found, reached, strict=True)
        if grade is Grade.EXCELLENT
    ]
    places = sum(grade is not None for grade in reached) * percent // _WHOLE
    return Quota(percent, places, tuple(sorted(wanting, reverse=True)))


def _placed(one: Standing, reached: Grade | None, least: int) -> Standing:
    pushed = reached is Grade.EXCELLENT and (one.points or 0) < least
    computed = Grade.QUALIFIED if pushed else reached
    return replace(one, reached=reached, pushed=pushed, computed=computed)


class Trial:
    """Rates as `rate` does, and weighs anew only where a scheme weighs otherwise."""

    def __init__(self, subjects: Sequence[Appraised]) -> None:
        self._subjects = subjects
        self._by: Scheme | None = None
        self._weighed: list[Standing] = []

    def rate(self, scheme: Scheme) -> Rated:
        """The four lists by a scheme."""
        usual = Scheme()
        by = replace(
            scheme, lines=usual.lines, excellent_quota=usual.excellent_quota, ties=usual.ties
        )
        if by != self._by:
            self._by, self._weighed = by, weigh(self._subjects, scheme)
        return rate_again(self._weighed, scheme)
