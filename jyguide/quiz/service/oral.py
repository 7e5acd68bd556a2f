"""Use cases of answers said aloud in class: draw, judge, undo."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from db.models import DrillReview, Item, ItemRevision, OralTurn, Person
from db.uow import Store
from jyguide.bank.item import ItemContent, ItemKind
from jyguide.bank.row import ItemStatus, item_name, name_of_source
from jyguide.bank.service import BankService
from jyguide.changes import Changed
from jyguide.clock import Clock
from jyguide.documents.page import Document
from jyguide.drill.review import Answered, DrillMode
from jyguide.drill.service import DrillService
from jyguide.errors import RuleError
from jyguide.exam.points import format_points
from jyguide.ids import ItemId, OralTurnId, PersonId, RevisionId, SessionId
from jyguide.people.service.merged import read_merged
from jyguide.place import Place
from jyguide.quiz.oral import MOST_JUDGES, OralScore, Ticks, score
from jyguide.quiz.oral_draw import Speaker
from jyguide.quiz.oral_play import OralQuestion
from jyguide.quiz.oral_record import NewTurn, OralRecord, TurnRow
from jyguide.training.service import TrainingService
from jyguide.training.session import EnrolmentRow, SessionRow

_TOUCHED = Changed.QUIZ | Changed.DRILL


class OralService:
    """Keeps every turn the moment the judges are done; what was missed is practised again.

    A turn and the review that it adds to somebody's practice have one key, so that either leads
    to the other, on every PC.
    """

    def __init__(
        self,
        store: Store,
        place: Place,
        clock: Clock,
        bank: BankService,
        training: TrainingService,
        drills: DrillService,
    ) -> None:
        self._store = store
        self._place = place
        self._clock = clock
        self._bank = bank
        self._training = training
        self._drills = drills

    def sessions(self) -> list[SessionRow]:
        """Sessions of which a class may be asked; the one suggested first.

        That is the one held today to which most have signed in, else the newest.
        """
        today = self._clock().date()
        return sorted(
            self._training.sessions(),
            key=lambda row: (
                not row.plan.starts_on <= today <= row.plan.ends_on,
                -row.attended if row.plan.starts_on <= today <= row.plan.ends_on else 0,
            ),
        )

    def present(self, session_id: SessionId) -> list[Speaker]:
        """Who has signed in to a session and not left, by pinyin, with his number of turns.

        Those of one name bear their places as well, so that one of them knows he is meant.
        """
        with self._store.read() as session:
            merged = read_merged(session)
            taken = session.scalars(
                select(OralTurn.person_id).where(
                    OralTurn.session_id == session_id, OralTurn.deleted.is_(False)
                )
            )
            spoken = Counter(map(merged.end, taken))
            gone = set(session.scalars(select(Person.id).where(Person.deleted.is_(True))))
        there = [
            row
            for row in self._training.enrolments(session_id)
            if row.attended and row.person_id not in gone  # his turn could not be kept
        ]
        return [
            Speaker(row.person_id, name, row.signed_at, spoken[row.person_id])
            for row, name in zip(there, _names(there), strict=True)
        ]

    def questions(self) -> list[OralQuestion]:
        """What may be asked aloud: questions in force, not recalled, with key points."""
        rows = self._bank.items(kinds=[ItemKind.ORAL], statuses=[ItemStatus.IN_FORCE])
        return [
            OralQuestion(row.id, row.revision_id, row.short_name, row.content)
            for row in rows
            if row.drawable and row.content.key_points
        ]

    def judge(self, turn: NewTurn) -> TurnRow:
        """Keep a turn and what it means for the person's practice, both or neither.

        Raises:
            RuleError: the person or the question is gone, or nobody has judged.
        """
        name = self._name(turn)
        content = self._content(turn)
        result = score(content.key_points, turn.judges)
        said = f"{name}口答，得 {format_points(result.points)} 分"
        with self._store.begin(said) as uow:
            review_id = self._drills.note_oral(uow, _answered(turn, result))
            row = OralTurn(
                id=review_id,
                station_id=self._place.station_id,
                session_id=turn.session_id,
                person_id=turn.person_id,
                revision_id=turn.revision_id,
                seconds=turn.seconds,
                judges=[list(ticks) for ticks in turn.judges],
                points=result.points,
                max_points=result.max_points,
                at=self._clock(),
            )
            uow.session.add(row)
            uow.commit()
        return self.turn(OralTurnId(review_id))

    def undo(self, turn_id: OralTurnId) -> Changed:
        """Take a turn back, and the review it made.

        Raises:
            RuleError: it has been taken back already.
        """
        with self._store.begin("撤销一次课堂口答") as uow:
            row = uow.session.get(OralTurn, turn_id)
            if row is None or row.deleted:
                raise RuleError("这次口答已经撤销，没有改动。", hint="请刷新列表后查看。")
            row.deleted = True
            review = uow.session.get(DrillReview, turn_id)
            if review is not None:
                review.deleted = True
            uow.commit()
        return _TOUCHED

    def turn(self, turn_id: OralTurnId) -> TurnRow:
        """One turn.

        Raises:
            RuleError: there is none, or it was taken back.
        """
        found = self._turns(_TURNS.where(OralTurn.id == turn_id))
        if not found:
            raise RuleError("没有找到这次口答，可能已经撤销。", hint="请刷新列表后查看。")
        return found[0]

    def turns(self, session_id: SessionId) -> list[TurnRow]:
        """Turns of a session, in the order in which they were taken."""
        return self._turns(_TURNS.where(OralTurn.session_id == session_id))

    def record(self, session_id: SessionId) -> OralRecord:
        """All turns of a session, for the instructor.

        Raises:
            RuleError: the session is gone.
        """
        title = self._training.session(session_id).plan.title
        return OralRecord(title, tuple(self.turns(session_id)))

    def record_document(self, session_id: SessionId) -> Document:
        """The list of turns with what each person missed, for the files of the session."""
        from jyguide.quiz.oral_document import (  # noqa: PLC0415 - only who prints needs it
            record_document,
        )

        return record_document(self.record(session_id))

    def slips(self, session_id: SessionId, person_ids: tuple[PersonId, ...] = ()) -> Document:
        """For each of these people, or for all, a slip with his own turns and nobody else's.

        Raises:
            RuleError: none of them has spoken.
        """
        from jyguide.quiz.oral_document import slips_document  # noqa: PLC0415 - as above

        record = self.record(session_id)
        wanted = [key for key, _name in record.people if not person_ids or key in person_ids]
        if not wanted:
            raise RuleError("还没有人口答，没有可以打印的单子。", hint="请先进行口答。")
        return slips_document(record.title, [record.of(key) for key in wanted])

    def score_sheets(self, title: str, revision_ids: tuple[RevisionId, ...]) -> Document:
        """Sheets on which judges tick with a pen, for these questions in this order."""
        from jyguide.quiz.oral_sheet import score_sheets  # noqa: PLC0415 - as above

        known = {one.revision_id: one for one in self.questions()}
        return score_sheets(title, [known[key] for key in revision_ids if key in known])

    def _name(self, turn: NewTurn) -> str:
        with self._store.read() as session:
            person = session.get(Person, turn.person_id)
            if person is None or person.deleted:
                raise RuleError("这个人已经不在名单里，口答没有保存。", hint="请重新抽一个人。")
            return person.name

    def _content(self, turn: NewTurn) -> ItemContent:
        found = self._bank.contents([turn.revision_id]).get(turn.revision_id)
        if found is None or not found.key_points:
            raise RuleError("这道题没有要点，口答没有保存。", hint="请换一道有要点的题。")
        widths = {len(ticks) for ticks in turn.judges}
        if not 1 <= len(turn.judges) <= MOST_JUDGES or widths != {len(found.key_points)}:
            raise RuleError("评委记的要点与题目不符，口答没有保存。", hint="请重新记一次。")
        return found

    def _turns(self, statement: Select[Any]) -> list[TurnRow]:
        with self._store.read() as session:
            found = session.execute(statement).all()
            names = _holders(session, {row.person_id for row in found})
        contents = self._bank.contents([RevisionId(row.revision_id) for row in found])
        return [
            _turn_row(row, contents[row.revision_id], names[row.person_id])
            for row in found
            if row.revision_id in contents
        ]


_TURNS = (
    select(
        *(OralTurn.id, OralTurn.person_id, OralTurn.revision_id, OralTurn.seconds),
        *(OralTurn.judges, OralTurn.points, OralTurn.max_points, OralTurn.at),
        *(ItemRevision.item_id, Item.number, Item.source, Item.station_id),
    )
    .outerjoin(ItemRevision, ItemRevision.id == OralTurn.revision_id)
    .outerjoin(Item, Item.id == ItemRevision.item_id)
    .where(OralTurn.deleted.is_(False))
    .order_by(OralTurn.at, OralTurn.id)
)


def _names(rows: Sequence[EnrolmentRow]) -> list[str]:
    """As the class is called: with his place, then his post, where that tells two of one name."""
    names = [row.name for row in rows]
    for marks in (
        [row.organisation or row.station for row in rows],
        [row.post for row in rows],
    ):
        marked = [f"{name}（{mark}）" for name, mark in zip(names, marks, strict=True)]
        told = Counter(name for name, _ in set(zip(names, marks, strict=True)))
        names = [
            longer if mark and told[name] > 1 else name
            for name, mark, longer in zip(names, marks, marked, strict=True)
        ]
    return names


def _answered(turn: NewTurn, result: OralScore) -> Answered:
    return Answered(
        turn.person_id,
        turn.item_id,
        turn.revision_id,
        DrillMode.ORAL,
        result.grade,
        turn.seconds,
        result.missed,
    )


def _holders(session: Session, keys: Iterable[uuid.UUID]) -> dict[uuid.UUID, tuple[PersonId, str]]:
    """Who spoke and what he is called; of somebody merged, the one he lives on as."""
    merged = read_merged(session)
    wanted = {key: merged.end(key) for key in keys}
    called = select(Person.id, Person.name).where(Person.id.in_(set(wanted.values())))
    names = {key: name for key, name in session.execute(called)}  # noqa: C416 - a row is no pair
    return {key: (end, names.get(end, "（已删除）")) for key, end in wanted.items()}


def _turn_row(found: Row[Any], content: ItemContent, speaker: tuple[PersonId, str]) -> TurnRow:
    width = len(content.key_points)
    judges = [_fitting(ticks, width) for ticks in found.judges] or [(False,) * width]
    result = score(content.key_points, judges, found.max_points)
    return TurnRow(
        id=OralTurnId(found.id),
        person_id=speaker[0],
        name=speaker[1],
        item_id=ItemId(found.item_id) if found.item_id else None,
        revision_id=RevisionId(found.revision_id),
        number=_number(found),
        content=content,
        seconds=found.seconds,
        score=replace(result, points=found.points),
        at=found.at,
    )


def _number(found: Row[Any]) -> str:
    if found.number is None:
        return ""
    if found.station_id is None:
        return str(found.number)
    return item_name(name_of_source(found.source), found.number)


def _fitting(ticks: list[bool], width: int) -> Ticks:
    """Ticks that another office sent, as many as the question has points."""
    return tuple(bool(one) for one in [*ticks, *[False] * width][:width])
