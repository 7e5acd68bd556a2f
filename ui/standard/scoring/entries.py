"""What has been entered of one inspection: where one is, what was said, the way back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from jyguide.standard.checklist import Criterion
from jyguide.standard.rows import InspectionSheet
from jyguide.standard.scoring import Score, Tally, full_score, points_for, tally
from jyguide.standard.visit import Obstacle, VisitHead, obstacles, visit_tally, with_head

_UNSAID = Score()
_Step = dict[str, tuple[Score, Score]]
"""What was said of criteria before and after."""


class Entries:
    """The scores on screen; knows nothing of the screen.

    Attributes:
        at: The criterion on screen, by its place in the checklist.
    """

    def __init__(self, sheet: InspectionSheet) -> None:
        self.sheet = sheet
        self.criteria = sheet.criteria
        self.places = {one.code: at for at, one in enumerate(sheet.criteria)}
        self.scores: dict[str, Score] = dict(sheet.scores)
        self.at = self.places.get(sheet.place, 0)
        self._past: list[_Step] = []
        self._tally: Tally | None = None

    @property
    def criterion(self) -> Criterion:
        """The one on screen."""
        return self.criteria[self.at]

    @property
    def said(self) -> Score:
        """What was said of it."""
        return self.score_of(self.criterion.code)

    @property
    def writable(self) -> bool:
        """Whether anything may be entered."""
        return self.sheet.mine and self.sheet.row.completed_at is None

    @property
    def can_undo(self) -> bool:
        return bool(self._past)

    def score_of(self, code: str) -> Score:
        return self.scores.get(code, _UNSAID)

    def lacks_finding(self, code: str) -> bool:
        """Whether points were lost and nobody has said why."""
        return code in self.tally.unexplained

    @property
    def tally(self) -> Tally:
        """What it adds up to so far, of a follow-up visit what it looks at again."""
        if self._tally is None:
            self._tally = tally(self.criteria, self.scores)
        return self._tally

    @property
    def total(self) -> int:
        """Tenths of a hundred; of a completed one as it was added up."""
        kept = self.sheet.row.tally
        if kept is not None:
            return kept.total
        if self.sheet.earlier:
            known = self.sheet.whole or self.criteria
            return visit_tally(known, self.sheet.earlier, self.scores).total
        return self.tally.total

    @property
    def dealt_with(self) -> int:
        return len(self.criteria) - len(self.tally.unsaid)

    @property
    def lacking(self) -> tuple[str, ...]:
        """The criteria not dealt with, and those whose finding is missing."""
        return (*self.tally.unsaid, *self.tally.unexplained)

    def obstacles(self) -> list[Obstacle]:
        """What stands in the way of completing it."""
        return obstacles(self.criteria, self.scores)

    def answer(self, score: Score) -> None:
        """Say something of the criterion on screen; `undo` takes it back."""
        self._say({self.criterion.code: score})

    def choose(self, value: tuple[int, ...]) -> None:
        """The same by what was counted or chosen; the finding stays.

        Raises:
            ValueError: the figures are impossible.
        """
        points = points_for(self.criterion, value)
        self.answer(Score(points, value, finding=self.said.finding))

    def give(self, points: int) -> None:
        """The same by points given outright, in tenths."""
        self.answer(Score(points, finding=self.said.finding))

    def give_full(self) -> bool:
        """Full points where nothing has been said; whether it was so."""
        if self.said.said:
            return False
        self.answer(replace(full_score(self.criterion), finding=self.said.finding))
        return True

    @property
    def fillable(self) -> list[Criterion]:
        """What may get full points at one stroke: the rest of the aspect on screen.

        A veto is looked at by itself, and so is what somebody has begun to write about, and
        on a follow-up visit everything.
        """
        if self.sheet.earlier:
            return []
        aspect = self.criterion.aspect
        rest = (one for one in self.criteria if one.aspect is aspect and not one.veto)
        return [one for one in rest if self.score_of(one.code) == _UNSAID]

    def fill_aspect(self) -> list[str]:
        """Give the rest of the aspect full points, one step for `undo`; the codes."""
        said = {one.code: full_score(one) for one in self.fillable}
        self._say(said)
        return list(said)

    def set_aside(self) -> None:
        """It does not apply; said twice, it applies again and is open."""
        said = self.said
        self.answer(Score(applies=not said.applies, finding=said.finding))

    def as_before(self) -> None:
        """On a follow-up visit: nothing has changed."""
        if (before := self.sheet.earlier.get(self.criterion.code)) is not None:
            self.answer(before)

    def write(self, finding: str) -> None:
        """Note what was found; the field has its own way back."""
        if finding != self.said.finding:
            self._put(self.criterion.code, replace(self.said, finding=finding))

    def put_over(self, entered: Mapping[str, Score]) -> None:
        """Put what was entered here over what was read anew."""
        for code, score in entered.items():
            self._put(code, score)

    def note_head(self, head: VisitHead) -> None:
        """Day, conclusion and who was there, so that asking again begins with them."""
        self.sheet = replace(self.sheet, row=with_head(self.sheet.row, head))

    def count_photos(self, counts: Mapping[str, int]) -> None:
        """How many photos each criterion has now."""
        self.sheet = replace(self.sheet, photos=counts)

    def undo(self) -> list[str]:
        """Take the last step back and go to its first criterion; the codes it was about.

        What was written since is no part of it and stays.
        """
        if not self._past:
            return []
        step = self._past.pop()
        for code, (before, after) in step.items():
            now = self.score_of(code)
            written = now.finding != after.finding
            self._put(code, replace(before, finding=now.finding) if written else before)
        self.at = min(self.places[code] for code in step)
        return list(step)

    def step(self, by: int) -> bool:
        """Go on or back; whether it was possible."""
        return self.go(self.at + by)

    def go(self, at: int) -> bool:
        if not 0 <= at < len(self.criteria) or at == self.at:
            return False
        self.at = at
        return True

    def next_open(self) -> bool:
        """Go to the next criterion that lacks something, from the end on from the beginning."""
        open_ones = {self.places[code] for code in self.lacking}
        order = [*range(self.at + 1, len(self.criteria)), *range(self.at)]
        found = next((at for at in order if at in open_ones), None)
        return found is not None and self.go(found)

    def _say(self, said: Mapping[str, Score]) -> None:
        before = {code: self.score_of(code) for code in said}
        step = {code: (before[code], score) for code, score in said.items()}
        step = {code: pair for code, pair in step.items() if pair[0] != pair[1]}
        for code, (_, score) in step.items():
            self._put(code, score)
        if step:
            self._past.append(step)

    def _put(self, code: str, score: Score) -> None:
        self._tally = None
        if score == _UNSAID:
            self.scores.pop(code, None)
        else:
            self.scores[code] = score
