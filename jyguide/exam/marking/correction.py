"""A key corrected after people had answered: what it does to marks that stand, and to whom."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from jyguide.bank.item import OPTION_LETTERS, ItemContent, ItemKind
from jyguide.errors import RuleError
from jyguide.exam.marking.key_change import Answer, Treatment
from jyguide.exam.marking.mark import Response
from jyguide.exam.paper import Paper, PaperPlace
from jyguide.exam.points import Points
from jyguide.ids import AttemptId, ExamId, KeyChangeId, RevisionId

_LONGEST_STEM = 40


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of one attempt as one marking has them, by position.

    Attributes:
        waiting: Positions that a person has yet to mark.
        changes: Corrections of keys it went by.
    """

    points: Mapping[int, Points]
    waiting: frozenset[int]
    changes: frozenset[KeyChangeId]

    @property
    def total(self) -> Points:
        return sum(self.points.values())

    def passes(self, pass_points: Points) -> bool:
        """Whether it is enough for sure: short answers still to be marked leave it open."""
        return self.total >= pass_points and not self.waiting


@dataclass(frozen=True, slots=True)
class PersonImpact:
    """One attempt whose marks change.

    Attributes:
        waited: Short answers were still to be marked before.
        waiting: They still are after, so that the sum is not final.
        certified: He holds a certificate of this exam.
    """

    attempt_id: AttemptId
    name: str
    before: Points
    after: Points
    passed_before: bool
    passed_after: bool
    waited: bool
    waiting: bool
    certified: bool

    @property
    def turn(self) -> str:
        """What becomes of passing, in a word; empty where nothing does."""
        if self.passed_before == self.passed_after or self.waited or self.waiting:
            return ""
        return "不合格变合格" if self.passed_after else "合格变不合格"


@dataclass(frozen=True, slots=True)
class ExamImpact:
    """What a correction does to one exam.

    Attributes:
        station: Whose exam it is, where that is another office; it marks its people itself.
        people: Those whose marks change, by pinyin.
        kept: Attempts in which a person had given the mark of the item; it stays.
    """

    exam_id: ExamId
    title: str
    station: str
    handed_in: int
    people: tuple[PersonImpact, ...]
    kept: int


@dataclass(frozen=True, slots=True)
class Correction:
    """A key and what counts instead, in words and in the letters of the bank."""

    revision_id: RevisionId
    content: ItemContent
    before: str
    after: str
    reason: str = ""

    @property
    def short_stem(self) -> str:
        stem = " ".join(self.content.stem.split())
        return stem if len(stem) <= _LONGEST_STEM else f"{stem[: _LONGEST_STEM - 1]}…"


@dataclass(frozen=True, slots=True)
class Impact:
    """What corrections do, before they are made or after."""

    corrections: tuple[Correction, ...]
    exams: tuple[ExamImpact, ...]

    @property
    def people(self) -> tuple[PersonImpact, ...]:
        return tuple(person for exam in self.exams for person in exam.people)

    @property
    def here(self) -> int:
        """How many are marked anew at this office."""
        return sum(len(exam.people) for exam in self.exams if not exam.station)

    def sentence(self) -> str:
        """Said before it is done: ``影响 23 人，3 人由不合格变合格，0 人由合格变不合格。``."""
        people = self.people
        if not people:
            return _nobody(self.exams) + _kept(self.exams)
        turns = Counter(person.turn for person in people)
        said = f"影响 {len(people)} 人"
        for turn in ("不合格变合格", "合格变不合格"):
            said += f"，{turns[turn]} 人由{turn}"
        return f"{said}。{self._more()}{_kept(self.exams)}"

    def _more(self) -> str:
        away = len(self.people) - self.here
        waiting = sum(one.waiting for one in self.people)
        lost = [one.name for one in self.people if one.certified and one.turn == "合格变不合格"]
        said = f"其中 {away} 人由所在站收到更正后重新评分。" if away else ""
        if waiting:
            said += f"{waiting} 人还有简答题待评阅，是否合格尚未确定。"
        if lost:
            named = "、".join(lost[:_NAMED]) + (f"等 {len(lost)} 人" if lost[_NAMED:] else "")
            said += f"{named}已按这场考试发了证书，证书怎样处理请另行决定。"
        return said


_NAMED = 3


def _nobody(exams: Sequence[ExamImpact]) -> str:
    sat = sum(exam.handed_in for exam in exams)
    return f"答过这道题的 {sat} 人，分数都不变。" if sat else "还没有人交过有这道题的试卷。"


def _kept(exams: Sequence[ExamImpact]) -> str:
    kept = sum(exam.kept for exam in exams)
    return f"{kept} 人这道题的分数是人工给的，保留不变。" if kept else ""


def given_by_hand(markings: Sequence[Marks]) -> frozenset[int]:
    """Positions whose mark a person gave last, from the first marking to the newest.

    A marking that goes by other corrections than the one it replaces was made by a rule; what a
    person had given in a place that such a marking changed counts no more.
    """
    found: set[int] = set()
    for former, newer in pairwise(markings):
        touched = {
            place
            for place, points in newer.points.items()
            if points != former.points.get(place)
            or (place in former.waiting and place not in newer.waiting)
        }
        found = found | touched if former.changes == newer.changes else found - touched
    return frozenset(found)


def marked_anew(
    paper: Paper,
    responses: Mapping[uuid.UUID, Response],
    standing: Marks,
    places: Collection[PaperPlace],
    by_hand: Collection[int],
) -> Marks:
    """The marks of an attempt once the keys of these places are what they are now.

    Args:
        paper: The one answered; its rule of marking counts.
        responses: By the key of the place; they stay as they are.
        standing: The marks up to now; all other places keep theirs.
        places: Whose key was corrected.
        by_hand: Positions whose mark a person gave; only an item that all get the points of
            overrules him.
    """
    points, waiting = dict(standing.points), set(standing.waiting)
    for place in places:
        if place.position in by_hand and not _all_get(place):
            continue
        marked = place.mark(responses.get(place.id), paper.rule)
        if not marked.needs_person:
            points[place.position] = marked.points
            waiting.discard(place.position)
    return Marks(points, frozenset(waiting), standing.changes)


def _all_get(place: PaperPlace) -> bool:
    return place.change is not None and place.change.treatment is Treatment.FULL_MARKS


def refuse_unfit(
    content: ItemContent, treatment: Treatment, answers: Sequence[Answer]
) -> tuple[Answer, ...]:
    """The answers as they are kept: letters of a set in order, each answer once.

    Raises:
        RuleError: they are no answers to this item, or there is none.
    """
    if treatment is Treatment.FULL_MARKS:
        return ()
    if content.kind in {ItemKind.SHORT_ANSWER, ItemKind.ORAL}:
        raise RuleError(
            "简答题由人评阅，改正参考答案不会改变分数，没有改动。",
            hint="要重新给分，请在成绩里更正这个人的分数；也可以把这道题作废。",
        )
    if not answers:
        raise RuleError("没有填新的答案，没有改动。", hint="请选出正确答案。")
    return tuple(dict.fromkeys(_fit(content, answer) for answer in answers))


def _fit(content: ItemContent, answer: Answer) -> Answer:
    if isinstance(answer, tuple):
        return _fit_blanks(content, answer)
    letters = answer.strip().upper()
    wanted = _WANTED.get(content.kind)
    if wanted is None:
        raise _unfit("填空题要一空一空地填", "请逐空填写答案。")
    if content.kind is ItemKind.TRUE_FALSE:
        if letters not in {"T", "F"}:
            raise _unfit(f"“{answer}”不是判断题的答案", wanted)
        return letters
    return _fit_letters(content, letters, wanted)


def _fit_letters(content: ItemContent, letters: str, wanted: str) -> str:
    there = OPTION_LETTERS[: len(content.options)]
    if strange := [letter for letter in letters if letter not in there]:
        raise _unfit(f"这道题没有选项 {strange[0]}", f"选项是 {there[:1]} 至 {there[-1:]}。")
    if len(set(letters)) != len(letters):
        raise _unfit(f"“{letters}”里有重复的字母", wanted)
    count = {ItemKind.SINGLE: 1, ItemKind.ORDERING: len(there)}.get(content.kind, len(letters))
    if not letters or len(letters) != count:
        raise _unfit(f"“{letters}”的字母个数不对", wanted)
    return letters if content.kind is ItemKind.ORDERING else "".join(sorted(letters))


def _fit_blanks(content: ItemContent, answer: tuple[tuple[str, ...], ...]) -> Answer:
    blanks = len(content.answer) if isinstance(content.answer, tuple) else 0
    found = tuple(
        tuple(dict.fromkeys(text.strip() for text in blank if text.strip())) for blank in answer
    )
    if content.kind is not ItemKind.FILL_IN or len(found) != blanks or not all(found):
        raise _unfit("填空题的每一空都要有答案", f"这道题有 {blanks} 空。")
    return found


def _unfit(what: str, hint: str) -> RuleError:
    return RuleError(f"{what}，没有改动。", hint=hint)


_WANTED = {
    ItemKind.SINGLE: "单选题的答案是一个字母；两个都算对的，请分成两个答案。",
    ItemKind.MULTIPLE: "多选题的一个答案是一组不重复的字母，例如 ACD。",
    ItemKind.ORDERING: "排序题的答案把所有字母各排一次，例如 CABD。",
    ItemKind.TRUE_FALSE: "判断题的答案是“正确”或“错误”。",
}
