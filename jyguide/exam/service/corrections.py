"""Use cases of a key found wrong: who is touched, and marking anew."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.keys import new_key
from db.models import Item, ItemRevision, Marking
from db.models import KeyChange as KeyChangeTable
from db.uow import Store
from jyguide.bank.item import ItemContent
from jyguide.bank.row import answer_text
from jyguide.bank.service import BankService
from jyguide.clock import Clock
from jyguide.errors import RuleError
from jyguide.exam.marking.correction import Correction, Impact, refuse_unfit
from jyguide.exam.marking.key_change import TREATMENT_NAMES, Answer, KeyChange, Treatment
from jyguide.exam.marking.mark import right_text
from jyguide.exam.paper import Paper, corrected
from jyguide.exam.service.impacts import Remarked, exam_impacts
from jyguide.exam.service.key_changes import counting_changes, kept_answer
from jyguide.exam.service.papers import PaperService
from jyguide.exam.service.sat_attempts import sat_attempts
from jyguide.exam.service.sealed_copies import copies_of
from jyguide.ids import KeyChangeId, PaperId, RevisionId
from jyguide.place import Place

_A_MOMENT = timedelta(milliseconds=1)
"""The finest that moments are kept to."""


class CorrectionService:
    """Corrects keys after people have answered; their answers stay as they are.

    Nothing is taken back by undoing, as no mark ever is: whoever corrected by mistake corrects
    again, to the key as it was printed. Only an item in words that was made void by mistake has
    no key to go back to: its marks are given by hand again.
    """

    def __init__(
        self, store: Store, place: Place, clock: Clock, bank: BankService, papers: PaperService
    ) -> None:
        self._store = store
        self._place = place
        self._clock = clock
        self._bank = bank
        self._papers = papers

    def current(self, revision_id: RevisionId) -> tuple[ItemContent, KeyChange | None]:
        """An item as the bank keeps it, and what counts instead of its key, if anything does.

        Raises:
            RuleError: there is no such revision.
        """
        content = self._bank.contents([revision_id]).get(revision_id)
        if content is None:
            raise RuleError("没有找到这道题，没有改动。", hint="请刷新列表后重新选择。")
        with self._store.read() as session:
            offices = {self._place.station_id, self._home(session, revision_id)}
            return content, counting_changes(session, offices).get(revision_id)

    def impact(
        self, revision_id: RevisionId, treatment: Treatment, answers: Sequence[Answer]
    ) -> Impact:
        """What a correction would do to everybody who was asked the item; writes nothing.

        The city sees the people of all stations too, as far as their results have come in.

        Args:
            revision_id: The item as it was asked.
            treatment: What becomes of it.
            answers: Each right by itself, in the letters of the bank; none for FULL_MARKS.

        Raises:
            RuleError: no such item, answers that do not fit it, or what counts already.
        """
        change = self._proposed(revision_id, treatment, answers, "")
        with self._store.read() as session:
            return self._weigh_proposed(session, change)[0]

    def correct(
        self,
        revision_id: RevisionId,
        treatment: Treatment,
        answers: Sequence[Answer],
        reason: str,
        seen: Impact | None = None,
    ) -> Impact:
        """Let other answers count, and mark anew everybody of this office whose marks change.

        Args:
            revision_id: As for ``impact``, like what follows.
            treatment: What becomes of the item.
            answers: Each right by itself.
            reason: Why, for the journal and the people concerned.
            seen: What was shown before; when somebody handed in since, nothing is done.

        Raises:
            RuleError: as ``impact``; no reason; or it would do something else than was shown.
        """
        change = self._proposed(revision_id, treatment, answers, reason)
        if not reason.strip():
            raise RuleError("没有写明为什么改正答案，没有改动。", hint="请填写原因。")
        with self._store.begin("改正答案并重新评分") as uow:
            impact, anew = self._weigh_proposed(uow.session, change)
            if seen is not None and seen.exams != impact.exams:
                raise RuleError(
                    "看过影响之后，又有人交卷或改了分数，没有改动。",
                    hint="请看一下新的影响，再确认一次。",
                )
            uow.session.add(_row(change, self._home(uow.session, revision_id)))
            for one in anew:
                uow.session.add(self._marking(one, change.reason))
            uow.commit()
        return impact

    def pending(self) -> Impact:
        """What corrections that count here would still do to marks of this office.

        They came from the city or another PC after the papers had been marked.
        """
        with self._store.read() as session:
            return self._pending(session)[0]

    def apply_pending(self, seen: Impact | None = None) -> Impact:
        """Mark anew everybody of this office whose marks go by a key that no longer counts.

        Raises:
            RuleError: it would do something else than was ``seen``.
        """
        with self._store.begin("按更正的答案重新评分") as uow:
            impact, anew = self._pending(uow.session)
            if seen is not None and seen != impact:
                raise RuleError(
                    "看过影响之后又有变化，没有重新评分。", hint="请看一下新的影响，再确认一次。"
                )
            if anew:
                for one in anew:
                    uow.session.add(self._marking(one, _reason(one)))
                uow.commit()
        return impact

    def _home(self, session: Session, revision_id: RevisionId) -> uuid.UUID | None:
        """Whom a correction made here is for: who has the item, where the city makes it.

        A correction for everybody of an item that only one station has would wait at all others.
        """
        if not self._place.is_city:
            return self._place.station_id
        return session.scalar(
            select(Item.station_id)
            .join(ItemRevision, ItemRevision.item_id == Item.id)
            .where(ItemRevision.id == revision_id)
        )

    def _pending(self, session: Session) -> tuple[Impact, list[Remarked]]:
        counting = counting_changes(session, {self._place.station_id})
        written = {RevisionId(key) for key in session.scalars(select(KeyChangeTable.revision_id))}
        written |= copies_of(session, written).keys()
        # One that an import brought and its undoing took away again leaves the printed key.
        changes: dict[RevisionId, KeyChange | None] = {key: counting.get(key) for key in written}
        return self._weigh(session, changes, ours_only=True) if changes else (Impact((), ()), [])

    def _proposed(
        self, revision_id: RevisionId, treatment: Treatment, answers: Sequence[Answer], reason: str
    ) -> KeyChange:
        content, former = self.current(revision_id)
        fit = refuse_unfit(content, treatment, answers)
        counts: tuple[Treatment, tuple[Answer | None, ...]] = Treatment.ANSWERS, (content.answer,)
        if former is not None:
            counts = former.treatment, former.answers
        if (treatment, fit) == counts:
            raise RuleError(
                f"“{_after(content, treatment, fit)}”正是现在的处理，没有改动。",
                hint="请选别的答案。",
            )
        return KeyChange(
            id=KeyChangeId(new_key()),
            revision_id=revision_id,
            treatment=treatment,
            answers=fit,
            reason=reason.strip(),
            at=self._after_all(revision_id, former),
            unified=self._place.is_city,
        )

    def _after_all(self, revision_id: RevisionId, former: KeyChange | None) -> datetime:
        """Now, or just after all that was said before: the newest counts, and clocks differ."""
        with self._store.read() as session:
            said = select(KeyChangeTable.at).where(KeyChangeTable.revision_id == revision_id)
            moments: list[datetime] = list(session.scalars(said))
        moments += [former.at] if former else []
        return max([self._clock(), *(moment + _A_MOMENT for moment in moments)])

    def _weigh_proposed(
        self, session: Session, change: KeyChange
    ) -> tuple[Impact, list[Remarked]]:
        """What one new correction does, also to those who were asked a station's copy."""
        copies = copies_of(session, [change.revision_id])
        counts = {key: replace(change, revision_id=key) for key in copies}
        impact, anew = self._weigh(session, {change.revision_id: change, **counts})
        return replace(impact, corrections=impact.corrections[:1]), anew

    def _weigh(
        self,
        session: Session,
        changes: Mapping[RevisionId, KeyChange | None],
        *,
        ours_only: bool = False,
    ) -> tuple[Impact, list[Remarked]]:
        """What these keys do, and the markings of this office they ask for."""
        sat = sat_attempts(session, changes.keys(), self._paper_with(changes))
        if ours_only:
            sat = [one for one in sat if one.exam.station_id == self._place.station_id]
        retired = _changes_of(session, changes.keys())
        anew = [Remarked(one, one.anew(retired)) for one in sat]
        exams = exam_impacts(session, anew, self._place)
        differing = [one for one in anew if one.differs]
        concerned = set(changes)
        if ours_only:
            concerned = set().union(*(one.touched() for one in differing))
            exams = tuple(exam for exam in exams if exam.people)
        corrections = self._corrections({key: changes[key] for key in changes if key in concerned})
        return Impact(corrections, exams), [
            one for one in differing if one.sat.exam.station_id == self._place.station_id
        ]

    def _paper_with(
        self, changes: Mapping[RevisionId, KeyChange | None]
    ) -> Callable[[PaperId], Paper]:
        """Papers whose places go by these keys, whatever is kept of them yet."""

        def paper(paper_id: PaperId) -> Paper:
            kept = self._papers.paper(paper_id)
            return replace(
                kept,
                places=tuple(
                    corrected(place, changes[place.revision_id])
                    if place.revision_id in changes
                    else place
                    for place in kept.places
                ),
            )

        return paper

    def _corrections(
        self, changes: Mapping[RevisionId, KeyChange | None]
    ) -> tuple[Correction, ...]:
        contents = self._bank.contents(list(changes))
        return tuple(
            Correction(
                revision_id=key,
                content=contents[key],
                before=answer_text(contents[key].kind, contents[key].answer),
                after=_after(contents[key], change.treatment, change.answers)
                if change
                else answer_text(contents[key].kind, contents[key].answer),
                reason=change.reason if change else "",
            )
            for key, change in changes.items()
        )

    def _marking(self, one: Remarked, reason: str) -> Marking:
        marks = one.marks
        return Marking(
            attempt_id=one.sat.attempt.id,
            replaces_id=one.sat.marking.id,
            at=self._clock(),
            marks={str(place): points for place, points in marks.points.items()},
            points=marks.total,
            passed=marks.total >= one.sat.paper.row.pass_points,
            waiting=sorted(marks.waiting),
            reason=reason,
            key_changes=sorted(map(str, marks.changes)),
        )


def _row(change: KeyChange, station_id: uuid.UUID | None) -> KeyChangeTable:
    return KeyChangeTable(
        id=change.id,
        station_id=station_id,
        revision_id=change.revision_id,
        treatment=change.treatment.value,
        answers=[kept_answer(answer) for answer in change.answers],
        reason=change.reason,
        at=change.at,
    )


def _reason(one: Remarked) -> str:
    """Why it is marked anew: what those wrote who corrected the keys."""
    said = [place.change.reason for place in one.sat.places if place.change is not None]
    return "；".join(dict.fromkeys(said)) or "答案更正已撤回"


def _changes_of(session: Session, revisions: Collection[RevisionId]) -> set[KeyChangeId]:
    """Every correction ever written down for these revisions, or what they are copies of."""
    rows = session.execute(select(KeyChangeTable.id, KeyChangeTable.revision_id)).all()
    copies = copies_of(session, {RevisionId(row.revision_id) for row in rows})
    wanted = {*revisions, *(original for copy, original in copies.items() if copy in revisions)}
    return {KeyChangeId(row.id) for row in rows if row.revision_id in wanted}


def _after(content: ItemContent, treatment: Treatment, answers: Sequence[Answer]) -> str:
    """What counts, in words."""
    full = treatment is Treatment.FULL_MARKS
    return TREATMENT_NAMES[treatment] if full else right_text(content.kind, answers)
