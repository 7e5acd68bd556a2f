"""Use cases of a quiz on the wall: begin, score, undo, end."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from sqlalchemy import func, select

from db.keys import fixed_key
from db.models import Quiz as QuizTable
from db.models import QuizRound, TrainingSession
from db.uow import Store
from jyguide.bank.item import ItemKind
from jyguide.bank.row import ItemRow, ItemStatus
from jyguide.bank.service import BankService
from jyguide.changes import Changed
from jyguide.clock import Clock
from jyguide.documents.page import Document
from jyguide.errors import RuleError
from jyguide.exam.paper import printed
from jyguide.exam.service import PaperService
from jyguide.ids import PersonId, QuizId, RevisionId, SessionId
from jyguide.people.apart import place_of, told_apart
from jyguide.people.row import PersonRow
from jyguide.people.service import PeopleService
from jyguide.place import Place
from jyguide.quiz.picking import (
    Choice,
    FromBlueprint,
    FromPaper,
    ItemSource,
    Picked,
    RandomItems,
    pick,
)
from jyguide.quiz.plan import (
    Quiz,
    QuizPlan,
    Side,
    check_plan,
    rules_to_json,
    sides_to_json,
)
from jyguide.quiz.record import QuizRecord, QuizRow, record_of
from jyguide.quiz.row import QuizMode, RoundKind
from jyguide.quiz.scoring import Round
from jyguide.quiz.service.quiz_rows import key_of, living_quiz, plan_of
from jyguide.quiz.teams import Present
from jyguide.training.service import TrainingService

_LATELY = 5
"""Items of so many quizzes are drawn again only where others run out."""


class QuizService:
    """Keeps every round the moment it is scored."""

    def __init__(
        self,
        store: Store,
        place: Place,
        clock: Clock,
        bank: BankService,
        people: PeopleService,
        training: TrainingService,
    ) -> None:
        self._store = store
        self._place = place
        self._clock = clock
        self._bank = bank
        self._people = people
        self._training = training
        self._papers = PaperService(store, place, bank)

    def present(self, session_id: SessionId | None) -> tuple[Present, ...]:
        """Who may play: those who have signed in, by the pinyin of their names."""
        if session_id is None:
            return ()
        return tuple(
            Present(row.person_id, row.name, row.search)
            for row in self._training.enrolments(session_id)
            if row.attended
        )

    def offered(self) -> list[ItemRow]:
        """Items that may be picked by hand, in the order of the bank."""
        return [row for row in self._bank.items(statuses=[ItemStatus.IN_FORCE]) if _fit(row)]

    def choose(self, source: ItemSource, seed: int) -> Choice:
        """The items a source gives today; nothing withdrawn, recalled or without a key.

        Raises:
            RuleError: a blueprint that the bank cannot fill, a paper that is gone.
        """
        if isinstance(source, RandomItems):
            found = pick(self._papers.candidates(), source, seed, self._asked_lately())
            return Choice(found)
        if isinstance(source, FromBlueprint):
            draft = self._papers.draft(source.plan, source.plan.name, seed)
            return Choice(tuple(RevisionId(one.revision_id) for one in draft.items))
        if isinstance(source, Picked):
            return self._still_fit(source.revisions)
        assert isinstance(source, FromPaper)  # noqa: S101 - for the type checker
        places = self._papers.paper(source.paper_id).places
        fit = self._still_fit([place.revision_id for place in places])
        return replace(fit, orders={place.revision_id: place.order for place in places})

    def held_back(self, items: Collection[RevisionId]) -> frozenset[RevisionId]:
        """Those of these items that `offered` does not offer any more."""
        return frozenset(items) - {row.revision_id for row in self.offered()}

    def begin(self, plan: QuizPlan) -> Quiz:
        """Begin a quiz.

        Raises:
            RuleError: it cannot be held as it stands.
        """
        check_plan(plan)
        with self._store.begin(f"开始课堂竞答“{plan.title.strip()}”") as uow:
            row = QuizTable(
                station_id=self._place.station_id,
                session_id=plan.session_id,
                title=plan.title.strip(),
                mode=plan.mode.value,
                sides=sides_to_json(plan.sides),
                items=[str(key) for key in plan.items],
                rules=rules_to_json(plan),
                started_at=self._clock(),
                ended_at=None,
            )
            uow.session.add(row)
            uow.commit()
            key = QuizId(row.id)
        return self.quiz(key)

    def keep(self, quiz_id: QuizId, position: int, one: Round) -> Changed:
        """Keep a round; once more with the same position replaces it, so it may be tried again.

        Args:
            quiz_id: Which quiz.
            position: From 1, in the order scored.
            one: Who got what.

        Raises:
            RuleError: the quiz was deleted meanwhile.
        """
        with self._store.begin("竞答计分") as uow:
            living_quiz(uow.session, quiz_id)
            key = fixed_key("quiz_round", quiz_id, position)
            row = uow.session.get(QuizRound, key)
            if row is None:
                row = QuizRound(id=key, quiz_id=quiz_id, position=position)
                uow.session.add(row)
            row.kind = one.kind.value
            row.revision_id = one.revision_id
            row.results = one.to_json()
            row.at = self._clock()
            row.deleted = False
            uow.commit()
        return Changed.QUIZ

    def take_back(self, quiz_id: QuizId, position: int) -> Changed:
        """Undo the round at a position; doing so twice changes nothing."""
        with self._store.begin("撤销竞答计分") as uow:
            row = uow.session.get(QuizRound, fixed_key("quiz_round", quiz_id, position))
            if row is not None and not row.deleted:
                row.deleted = True
                uow.commit()
        return Changed.QUIZ

    def end(self, quiz_id: QuizId, *, ended: bool = True) -> Changed:
        """Note that a quiz is over, or that it goes on after all."""
        with self._store.begin("结束课堂竞答" if ended else "继续课堂竞答") as uow:
            row = living_quiz(uow.session, quiz_id)
            if (row.ended_at is not None) is not ended:
                row.ended_at = self._clock() if ended else None
                uow.commit()
        return Changed.QUIZ

    def add_item(self, quiz_id: QuizId, seed: int) -> Quiz:
        """One item more, for sides that are level; the quiz goes on.

        Raises:
            RuleError: the bank has nothing left that was not asked.
        """
        with self._store.begin("竞答加时，加一道题") as uow:
            row = living_quiz(uow.session, quiz_id)
            asked = {RevisionId(key_of(one)) for one in row.items}
            free = [one for one in self._papers.candidates() if one.revision_id not in asked]
            found = pick(free, RandomItems(1), seed, self._asked_lately())
            if not found:
                raise RuleError("题库里没有还没问过的题，没有加题。", hint="可以就此结束竞答。")
            row.items = [*row.items, str(found[0])]
            row.ended_at = None
            uow.commit()
        return self.quiz(quiz_id)

    def remove(self, quiz_id: QuizId) -> Changed:
        """Take a quiz off the list; what was scored in it stays in the journal."""
        with self._store.begin("删除课堂竞答") as uow:
            row = living_quiz(uow.session, quiz_id)
            row.deleted = True
            for one in uow.session.scalars(
                select(QuizRound).where(QuizRound.quiz_id == quiz_id, QuizRound.deleted.is_(False))
            ):
                one.deleted = True
            uow.commit()
        return Changed.QUIZ

    def quizzes(self) -> list[QuizRow]:
        """Every quiz, the newest first."""
        asked = (
            select(func.count(QuizRound.revision_id.distinct()))
            .where(QuizRound.quiz_id == QuizTable.id, QuizRound.deleted.is_(False))
            .scalar_subquery()
        )
        statement = (
            select(QuizTable, TrainingSession.title, asked)
            .outerjoin(TrainingSession, TrainingSession.id == QuizTable.session_id)
            .where(QuizTable.deleted.is_(False))
            .order_by(QuizTable.id.desc())
        )
        with self._store.read() as session:
            return [
                QuizRow(
                    id=QuizId(row.id),
                    title=row.title,
                    mode=QuizMode(row.mode),
                    session_title=title or "",
                    sides=len(row.sides),
                    items=len(row.items),
                    asked=count,
                    started_at=row.started_at,
                    ended_at=row.ended_at,
                )
                for row, title, count in session.execute(statement)
            ]

    def quiz(self, quiz_id: QuizId) -> Quiz:
        """A quiz with everything shown of it.

        Raises:
            RuleError: there is no such quiz, or an item of it has not arrived here.
        """
        with self._store.read() as session:
            row = living_quiz(session, quiz_id)
            plan = plan_of(row)
            started, ended = row.started_at, row.ended_at
        title = ""
        if plan.session_id is not None:
            held = (one for one in self._training.sessions() if one.id == plan.session_id)
            title = next((one.plan.title for one in held), "")
        contents = self._bank.contents(plan.items)
        if set(plan.items) - contents.keys():
            raise RuleError(
                "这次竞答用到的题还没有同步到这台电脑，打不开，没有改动。",
                hint="请先导入最新的数据交换文件。",
            )
        found = self._found(plan.sides)
        teams = plan.mode is QuizMode.TEAM
        played = () if teams else plan.sides
        single = [next(map(found.get, side.person_ids), None) for side in played]
        apart = told_apart(row for row in single if row)
        return Quiz(
            id=quiz_id,
            plan=plan,
            names=tuple(side.name for side in plan.sides)
            if teams
            else tuple(row.name if row else "（已删除）" for row in single),
            contents=tuple(printed(contents[key], plan.orders.get(key, ())) for key in plan.items),
            started_at=started,
            ended_at=ended,
            session_title=title,
            members=tuple(
                tuple(found[key].name for key in side.person_ids if key in found)
                for side in plan.sides
            ),
            places=tuple(place_of(row) if row else "" for row in single),
            marks=tuple(apart.get(row.id, "") if row else "" for row in single),
        )

    def rounds(self, quiz_id: QuizId) -> tuple[Round, ...]:
        """What is kept of a quiz, in the order scored."""
        with self._store.read() as session:
            return tuple(
                Round.from_json(
                    RoundKind(row.kind),
                    RevisionId(row.revision_id) if row.revision_id else None,
                    row.results,
                )
                for row in session.scalars(
                    select(QuizRound)
                    .where(QuizRound.quiz_id == quiz_id, QuizRound.deleted.is_(False))
                    .order_by(QuizRound.position)
                )
            )

    def record(self, quiz_id: QuizId) -> QuizRecord:
        """What a quiz came to.

        Raises:
            RuleError: as ``quiz``.
        """
        return record_of(self.quiz(quiz_id), self.rounds(quiz_id))

    def record_document(self, quiz_id: QuizId) -> Document:
        """The record of a quiz, for the files of the session."""
        from jyguide.quiz.record_document import (  # noqa: PLC0415 - only who prints needs it
            record_document,
        )

        return record_document(self.record(quiz_id))

    def _found(self, sides: Sequence[Side]) -> dict[PersonId, PersonRow]:
        """Those who play, taken off the list since or not."""
        keys = [person for side in sides for person in side.person_ids]
        return {row.id: row for row in self._people.people(ids=keys)} if keys else {}

    def _asked_lately(self) -> Collection[RevisionId]:
        with self._store.read() as session:
            rows = session.scalars(
                select(QuizTable.items)
                .where(QuizTable.deleted.is_(False))
                .order_by(QuizTable.id.desc())
                .limit(_LATELY)
            )
            return {RevisionId(key_of(one)) for items in rows for one in items}

    def _still_fit(self, revisions: Sequence[RevisionId]) -> Choice:
        """Those in force, each in its present wording, in the order given."""
        present = {row.revision_id for row in self.offered()}
        wanted = tuple(dict.fromkeys(revisions))
        fit = tuple(key for key in wanted if key in present)
        return Choice(fit, len(wanted) - len(fit))


def _fit(row: ItemRow) -> bool:
    content = row.content
    return row.drawable and content.kind is not ItemKind.ORAL and content.answer is not None
