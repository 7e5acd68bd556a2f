"""A quiz under way: who has the floor, who is out, what is shown. Nothing moves by itself."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from jyguide.bank.item import ItemContent
from jyguide.ids import RevisionId
from jyguide.quiz.plan import Quiz
from jyguide.quiz.row import QuizMode, RoundKind
from jyguide.quiz.scoring import Entry, Round, totals
from jyguide.quiz.shown import is_right, kept_answer, with_letter

HIGHEST_STAKE = 3
_HELD_BACK = "已停用、待复核或改过"


@dataclass(frozen=True, slots=True)
class Play:
    """Where a quiz stands. Every act returns a new one; rounds at its end are to be kept.

    Attributes:
        at: Place of the item shown, from 0; -1 before the first, their number after the last.
        kind: ASK or BUZZ, for the item shown.
        stake: 1, or 2 and 3 for an item at risk: so many times the points, lost when wrong.
        opened: Whether the countdown has been started for this item.
        order: Sides in the order in which they buzzed.
        answering: The side that has the floor, or whose letters are being put down.
        false_starts: Sides that buzzed before the countdown.
        answers: Letters said by side, as shown.
        counts: Hands raised by letter.
        held_back: Items of the quiz that may not be asked any more: withdrawn, recalled or worded
            anew since it was made. Whichever has not been asked is passed over.
        note: What the last act came to, for the instructor.
    """

    quiz: Quiz
    at: int = -1
    kind: RoundKind = RoundKind.BUZZ
    stake: int = 1
    opened: bool = False
    revealed: bool = False
    order: tuple[int, ...] = ()
    answering: int | None = None
    false_starts: tuple[int, ...] = ()
    answers: Mapping[int, str] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    rounds: tuple[Round, ...] = ()
    held_back: frozenset[RevisionId] = frozenset()
    note: str = ""

    @property
    def content(self) -> ItemContent | None:
        """The item shown, None on the first and the last picture."""
        contents = self.quiz.contents
        return contents[self.at] if 0 <= self.at < len(contents) else None

    @property
    def next_at(self) -> int:
        """Place of the item that comes next, their number where none does."""
        items = self.quiz.plan.items
        later = range(self.at + 1, len(items))
        return next((at for at in later if items[at] not in self.held_back), len(items))

    @property
    def next_content(self) -> ItemContent | None:
        at = self.next_at
        return self.quiz.contents[at] if at < len(self.quiz.contents) else None

    @property
    def closed(self) -> bool:
        """Whether the last item has been left behind."""
        return self.at >= len(self.quiz.contents)

    @property
    def teams(self) -> bool:
        return self.quiz.plan.mode is QuizMode.TEAM

    @property
    def scores(self) -> tuple[int, ...]:
        """Tenths of each side."""
        return totals(len(self.quiz.names), self.rounds)

    @property
    def here(self) -> tuple[Round, ...]:
        """What was kept of the item shown."""
        if self.content is None:
            return ()
        revision = self.quiz.plan.items[self.at]
        return tuple(one for one in self.rounds if one.revision_id == revision)

    @property
    def results(self) -> dict[int, Entry]:
        """What each side that was judged got for the item shown."""
        return {
            entry.side: entry
            for one in self.here
            for entry in one.entries
            if entry.right is not None
        }

    @property
    def out(self) -> frozenset[int]:
        """Sides that may not answer the item any more."""
        false = self.false_starts if self.quiz.plan.rules.lock_false_start else ()
        return frozenset({*false, *self.results})

    @property
    def worth(self) -> int:
        """Tenths for a right answer."""
        return self.quiz.plan.rules.right * self.stake

    @property
    def cost(self) -> int:
        """Tenths that a wrong answer takes."""
        return self.worth if self.stake > 1 else self.quiz.plan.rules.wrong

    @property
    def untouched(self) -> bool:
        """Whether nothing has happened to the item yet."""
        return not (
            self.opened or self.revealed or self.order or self.answers or self.false_starts
        )

    def name(self, side: int) -> str:
        return self.quiz.names[side]


def begin(quiz: Quiz, rounds: Sequence[Round] = ()) -> Play:
    """A quiz from its first picture, or from the item that was scored last.

    That item is shown without its answer, whether or not it had been revealed: what others may
    still want to answer is not given away by a power cut.
    """
    play = Play(quiz, rounds=tuple(rounds))
    asked = [one for one in rounds if one.revision_id in quiz.plan.items]
    if quiz.ended_at is not None:
        return _arrive(play, len(quiz.contents))
    if not asked:
        return play
    last = asked[-1]
    at = max(place for place, key in enumerate(quiz.plan.items) if key == last.revision_id)
    arrived = _arrive(play, at)
    false = [entry.side for one in arrived.here for entry in one.entries if entry.false_start]
    return replace(arrived, kind=last.kind, revealed=False, false_starts=tuple(false))


def open_floor(play: Play) -> Play:
    """The countdown has been started."""
    if play.content is None or play.revealed:
        return play
    return replace(play, opened=True, note="")


def buzz(play: Play, side: int) -> Play:
    """A side presses its key, or is called upon.

    On an item for everybody it says whose letters come next. On the buzzer the first one has the
    floor and later ones are noted in their order; too early is a false start.
    """
    if play.content is None or not 0 <= side < len(play.quiz.names):
        return play
    if side in play.out:
        said = "抢跑了" if side in play.false_starts else "已经答过"
        return replace(play, note=f"{play.name(side)}本题{said}，不能再答。")
    if play.kind is RoundKind.ASK:
        return replace(play, answering=side, note="")
    if play.revealed:
        return play
    return _race(play, side) if play.opened else _false_start(play, side)


def _race(play: Play, side: int) -> Play:
    order = play.order if side in play.order else (*play.order, side)
    if play.answering is not None:
        return replace(play, order=order)
    return replace(play, order=order, answering=side, note=f"{play.name(side)}抢到，请回答。")


def _false_start(play: Play, side: int) -> Play:
    if not play.quiz.plan.rules.lock_false_start:
        return replace(play, note=f"{play.name(side)}按早了，还没有开始计时，不算。")
    said = f"{play.name(side)}抢跑，本题不能再抢。"
    return replace(play, false_starts=(*play.false_starts, side), note=said)


def say_letter(play: Play, letter: str) -> Play:
    """The side that has the floor says a letter; nothing is scored yet."""
    side = play.answering
    if play.content is None or side is None or play.revealed:
        return play
    said = with_letter(play.content, play.answers.get(side, ""), letter)
    return replace(play, answers={**play.answers, side: said}, note="")


def count_hands(play: Play, counts: Mapping[str, int]) -> Play:
    """Hands raised for each letter; on the wall after the answer only."""
    if play.content is None:
        return play
    counted = replace(play, counts=dict(counts), note="举手人数已记下，亮答案后显示。")
    return _keep(counted, (), always=True) if play.revealed else counted


def judge(play: Play, *, right: bool, seconds: int | None) -> Play:
    """The instructor says whether the side that has the floor was right; it is scored at once.

    The answer is not shown by that: after a wrong one another side may take the floor.
    """
    side = play.answering
    if play.content is None or side is None or side in play.results:
        return play
    entry = _entry(play, side, right=right, seconds=seconds)
    said = f"{play.name(side)}答{'对' if right else '错'}了。"
    return replace(_keep(play, (entry,)), answering=None, note=said)


def reveal(play: Play, seconds: int | None) -> Play:
    """Show the answer, and score every side whose letters were put down and not judged yet.

    An item that nobody answered is kept as asked.
    """
    content = play.content
    if content is None or play.revealed:
        return play
    entries = tuple(
        _entry(play, side, right=is_right(content, letters), seconds=seconds)
        for side, letters in sorted(play.answers.items())
        if letters and side not in play.results
    )
    shown = _keep(play, entries, always=bool(play.counts) or not play.here)
    judged = play.answering in {entry.side for entry in entries}
    return replace(shown, revealed=True, answering=None if judged else play.answering, note="")


def onward(play: Play, seconds: int | None = None) -> Play:
    """The first item; the answer; the next item; the end: one after the other."""
    if play.content is not None and not play.revealed:
        return reveal(play, seconds)
    if play.closed:
        return play
    passed = "、".join(str(at + 1) for at in range(play.at + 1, play.next_at))
    note = f"第 {passed} 题{_HELD_BACK}，已跳过。" if passed else ""
    return replace(_arrive(play, play.next_at), note=note)


def back(play: Play) -> Play:
    """To the item before, with its answer; not out of the middle of one."""
    if play.at <= 0 or not (play.untouched or play.revealed or play.closed):
        return play
    asked = {one.revision_id for one in play.rounds}
    items = play.quiz.plan.items
    before = (at for at in reversed(range(play.at)) if items[at] not in play.held_back - asked)
    at = next(before, -1)
    return _arrive(play, at) if at >= 0 else play


def hold_back(play: Play, items: Collection[RevisionId]) -> Play:
    """Some items may not be asked any more; of the one on the wall the instructor is told."""
    if (held := frozenset(items)) == play.held_back:
        return play
    shown = play.content is not None and play.quiz.plan.items[play.at] in held - play.held_back
    note = f"这道题{_HELD_BACK}，请不要计分，直接进入下一题。" if shown else play.note
    return replace(play, held_back=held, note=note)


def adjust(play: Play, side: int, points: int) -> Play:
    """Give or take points by hand, in tenths."""
    if not points or not 0 <= side < len(play.quiz.names):
        return play
    one = Round(RoundKind.ADJUST, None, (Entry(side, points=points),))
    return replace(play, rounds=(*play.rounds, one), note=f"{play.name(side)}的得分已更正。")


def take_back(play: Play) -> Play:
    """Undo the last scoring.

    Of the item shown, the side has the floor again and the answer is covered, so that it can be
    judged anew. Of an earlier one only the points go: the class is not led back.
    """
    if not play.rounds:
        return replace(play, note="没有可以撤销的计分。")
    last = play.rounds[-1]
    shorter = replace(play, rounds=play.rounds[:-1], note="已撤销上一次计分。")
    if play.content is None or last.revision_id != play.quiz.plan.items[play.at]:
        return shorter
    judged = [entry.side for entry in last.entries if entry.right is not None]
    floor = judged[0] if len(judged) == 1 else None
    return replace(shorter, revealed=False, answering=floor)


def turn_kind(play: Play) -> Play:
    """Ask everybody instead of the quickest, or the other way round; before it has begun."""
    if play.content is None or not play.untouched:
        return play
    turned = RoundKind.ASK if play.kind is RoundKind.BUZZ else RoundKind.BUZZ
    return replace(play, kind=turned, note="")


def turn_stake(play: Play) -> Play:
    """An ordinary item, one at twice the risk, at three times; before anybody was judged."""
    if play.content is None or play.here or play.revealed:
        return play
    return replace(play, stake=play.stake % HIGHEST_STAKE + 1, note="")


def _arrive(play: Play, at: int) -> Play:
    """At an item as nobody has touched it, or with its answer where it was asked before."""
    fresh = Play(play.quiz, at, play.quiz.plan.kind_at(at), rounds=play.rounds)
    fresh = replace(fresh, held_back=play.held_back)
    counts = next((one.counts for one in fresh.here if one.counts), {})
    return replace(fresh, revealed=bool(fresh.here), counts=counts)


def _entry(play: Play, side: int, *, right: bool, seconds: int | None) -> Entry:
    content = play.content
    letters = play.answers.get(side, "")
    if content is not None:
        plan = play.quiz.plan
        letters = kept_answer(content, letters, plan.orders.get(plan.items[play.at], ()))
    return Entry(
        side=side,
        answer=letters,
        right=right,
        points=play.worth if right else -play.cost,
        seconds=seconds,
    )


def _keep(play: Play, entries: tuple[Entry, ...], *, always: bool = False) -> Play:
    if not entries and not always:
        return play
    noted = {entry.side for one in play.here for entry in one.entries if entry.false_start}
    false = tuple(Entry(side, false_start=True) for side in play.false_starts if side not in noted)
    counts = {} if any(one.counts == play.counts for one in play.here) else play.counts
    one = Round(play.kind, play.quiz.plan.items[play.at], (*entries, *false), counts)
    return replace(play, rounds=(*play.rounds, one))
