"""Use cases of practice: what to see next, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from statistics import fmean

from db.models import DrillPlan as DrillPlanTable
from db.models import DrillReview, FavouriteItem
from db.uow import Store, UnitOfWork
from jyguide.bank.item import ItemKind
from jyguide.bank.row import ItemRow, ItemStatus
from jyguide.bank.service import BankService
from jyguide.changes import Changed
from jyguide.clock import Clock
from jyguide.drill.card import DrillCard, card
from jyguide.drill.coach import CoachView, Outlook, stuck_items
from jyguide.drill.desk import Desk, DrillSession, Kept, Sprint
from jyguide.drill.memory import happened, in_order, study_day
from jyguide.drill.outlook import ExamAhead, estimate_today, sprint_plan, sprint_shown
from jyguide.drill.plan import USUAL_SECONDS, DrillPlan, Standing
from jyguide.drill.queue import due, forecast, fresh, minutes, pick, progress
from jyguide.drill.review import GRADE_NAMES, Answered, DrillMode, Review
from jyguide.drill.service.records import (
    favourite_key,
    favourites_of,
    plan_key,
    read_favourites,
    read_plan,
    read_reviews,
    records,
)
from jyguide.errors import RuleError
from jyguide.exam.service.papers import PaperService
from jyguide.ids import ItemId, PersonId, ReviewId
from jyguide.pause import collector_paused
from jyguide.people.row import PersonRow
from jyguide.people.service import PeopleService

_RECENT = 100
_SECONDS = 5, 180
"""Of a review at least and at most, for the average: somebody may have gone for tea."""
_FEW = 10


class DrillService:
    """Practice of one person at a time; nobody is compared with anybody."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        bank: BankService,
        people: PeopleService,
        papers: PaperService,
    ) -> None:
        self._store = store
        self._clock = clock
        self._bank = bank
        self._people = people
        self._papers = papers

    def practises(self, person_id: PersonId) -> bool:
        """Whether somebody is still on the list."""
        return any(not row.removed for row in self._people.people(ids=[person_id]))

    def offered(self) -> frozenset[ItemId]:
        """Items that may be practised now: in force, not recalled, with a key."""
        return frozenset(row.id for row in self._items())

    def desk(self, person_id: PersonId) -> Desk:
        """What somebody's practice looks like today.

        Raises:
            RuleError: he is not on the list any more.
        """
        person = self._people.person(person_id)
        standing = self.standing(person_id)
        waiting, new = len(due(standing)), len(fresh(standing))
        counted = (DrillMode.SEQUENCE, DrillMode.WRONG, DrillMode.FAVOURITE)
        return Desk(
            person_id=person_id,
            name=person.name,
            day=standing.day,
            plan=standing.plan,
            due=waiting,
            fresh=new,
            minutes=minutes(standing, waiting + new),
            counts={mode: len(pick(standing, mode)) for mode in counted},
            forecast=forecast(standing),
            progress=progress(standing),
        )

    def session(
        self, person_id: PersonId, mode: DrillMode, category: str = "", seed: int = 0
    ) -> DrillSession:
        """One sitting: what comes up, in order.

        Args:
            person_id: Who practises.
            mode: Which way; SPRINT takes what is left of today's dose.
            category: For CATEGORY.
            seed: For RANDOM.

        Raises:
            RuleError: he is not on the list any more, or a sprint has no date.
        """
        person = self._people.person(person_id)
        standing = self.standing(person_id)
        if mode is DrillMode.SPRINT:
            items = {row.id: row for row in standing.items}
            plan = sprint_plan(standing, self._exam_ahead())
            rows = [items[key] for key in plan.dose(standing.day)]
        else:
            rows = pick(standing, mode, category, seed)
        cards = tuple(card(row, standing, person_id) for row in rows)
        return DrillSession(person_id, person.name, mode, cards, standing.plan.answer_seconds)

    def keep(self, answered: Answered) -> Kept:
        """Keep an item just practised; it is on the disk when this returns.

        Raises:
            RuleError: the person or the item is gone.
        """
        row = self._bank.item(answered.item_id)
        review_id = self.store(answered)
        person_id = answered.person_id
        return Kept(review_id, card(row, self._standing_on(row, person_id), person_id))

    def store(self, answered: Answered) -> ReviewId:
        """Keep an item just practised, though it may have left the bank meanwhile.

        Raises:
            RuleError: the person is gone.
        """
        person = self._people.person(answered.person_id)
        row = self._found(answered.item_id)
        number = f"第 {row.short_name} 题" if row else "一道已删除的题"
        with self._store.begin(f"{person.name}练习{number}：{GRADE_NAMES[answered.grade]}") as uow:
            review_id = self.note(uow, answered)
            uow.commit()
        return review_id

    def renewed(self, answered: Answered) -> DrillCard | None:
        """The card as it would come up again; None where the item has left the bank."""
        row = self._found(answered.item_id)
        if row is None:
            return None
        return card(row, self._standing_on(row, answered.person_id), answered.person_id)

    def note_oral(self, uow: UnitOfWork, answered: Answered) -> ReviewId:
        """Keep what somebody said in class, as part of the action that keeps the turn."""
        return self.note(uow, replace(answered, mode=DrillMode.ORAL))

    def note(self, uow: UnitOfWork, answered: Answered) -> ReviewId:
        """Keep an item practised as part of another action."""
        row = DrillReview(
            person_id=answered.person_id,
            item_id=answered.item_id,
            revision_id=answered.revision_id,
            at=self._clock(),
            mode=answered.mode.value,
            grade=int(answered.grade),
            seconds=answered.seconds,
            missed=list(answered.missed),
        )
        uow.session.add(row)
        return ReviewId(row.id)

    def take_back(self, review_id: ReviewId) -> Changed:
        """Undo a grade: the item is as if it had not come up.

        Raises:
            RuleError: it has been taken back already.
        """
        with self._store.begin("撤销一次练习评分") as uow:
            row = uow.session.get(DrillReview, review_id)
            if row is None or row.deleted:
                raise RuleError("这次评分已经撤销，没有改动。", hint="请继续练习。")
            row.deleted = True
            uow.commit()
        return Changed.DRILL

    def set_favourite(self, person_id: PersonId, item_id: ItemId, *, wanted: bool) -> Changed:
        """Put an item among somebody's favourites, or take it from there."""
        with self._store.begin("收藏试题" if wanted else "取消收藏试题") as uow:
            rows = favourites_of(uow.session, person_id, item_id)
            if wanted and not rows:
                key = favourite_key(person_id, item_id)
                rows = [FavouriteItem(id=key, person_id=person_id, item_id=item_id)]
                uow.session.add_all(rows)
            for row in rows:
                row.deleted = not wanted
            uow.commit()
        return Changed.DRILL

    def save_plan(self, person_id: PersonId, plan: DrillPlan) -> Changed:
        """Keep what somebody practises for.

        Raises:
            RuleError: a number is out of its bounds, or the exam is not after today.
        """
        plan.check()
        if plan.exam_on is not None and plan.exam_on <= self._today():
            raise RuleError("考试日期要在今天之后，没有保存。", hint="请改日期，或不填日期。")
        with self._store.begin("修改练习计划") as uow:
            key = plan_key(person_id)
            row = uow.session.get(DrillPlanTable, key)
            if row is None:
                row = DrillPlanTable(id=key, person_id=person_id)
                uow.session.add(row)
            row.deleted = False
            row.exam_on = plan.exam_on
            row.daily_items = plan.daily_items
            row.categories = list(plan.categories)
            row.right_in_row = plan.right_in_row
            row.answer_seconds = plan.answer_seconds
            uow.commit()
        return Changed.DRILL

    def sprint(self, person_id: PersonId) -> Sprint:
        """The plan up to somebody's exam, and what it may lead to.

        Raises:
            RuleError: he has given no date, or it is past.
        """
        return sprint_shown(self.standing(person_id), self._exam_ahead())

    @collector_paused()
    def coach(self) -> CoachView:
        """Everybody who practises, by name, for the instructor alone."""
        with self._store.read() as session:
            reviews = read_reviews(session)
        items, day = self._items(), self._today()
        reviews = happened(reviews, day)
        own: dict[PersonId, list[Review]] = {}
        for review in reviews:
            own.setdefault(review.person_id, []).append(review)
        people = [row for row in self._people.people() if row.id in own]
        exam = self._exam_ahead()
        return CoachView(
            tuple(
                _outlook(row, Standing(day, items, records(own[row.id], day)), exam)
                for row in people
            ),
            stuck_items(reviews, {row.id: row for row in items}),
        )

    @collector_paused()
    def standing(self, person_id: PersonId) -> Standing:
        """Where somebody stands today: all his reviews in order, and what they have left.

        Steps of the replay are remembered (`memory.after`), so that only what is new costs.
        """
        day = self._today()
        with self._store.read() as session:
            reviews = read_reviews(session, person_id)
            favourites = read_favourites(session, person_id)
            plan = read_plan(session, person_id)
        return Standing(
            day=day,
            items=self._items(),
            records=records(reviews, day),
            favourites=favourites,
            plan=plan,
            seconds=_usual_seconds(reviews),
        )

    def _found(self, item_id: ItemId) -> ItemRow | None:
        try:
            return self._bank.item(item_id)
        except RuleError:
            return None

    def _standing_on(self, row: ItemRow, person_id: PersonId) -> Standing:
        """As `standing`, of one item alone."""
        day = self._today()
        with self._store.read() as session:
            reviews = read_reviews(session, person_id, row.id)
            favourites = read_favourites(session, person_id)
            plan = read_plan(session, person_id)
        return Standing(day, (row,), records(reviews, day), favourites, plan)

    def _today(self) -> date:
        return study_day(self._clock())

    def _items(self) -> tuple[ItemRow, ...]:
        """What may be practised: in force, not recalled, with a key."""
        rows = self._bank.items(statuses=[ItemStatus.IN_FORCE])
        return tuple(row for row in rows if row.drawable and row.content.answer is not None)

    def _exam_ahead(self) -> ExamAhead:
        """The newest blueprint of written items, else the usual."""
        for kept in self._papers.blueprints():
            blueprint = kept.plan.blueprint
            if any(line.kind is not ItemKind.ORAL for line in blueprint.lines):
                passing = blueprint.pass_points / blueprint.total_points
                return ExamAhead(blueprint.lines, passing)
        return ExamAhead()


def _usual_seconds(reviews: Iterable[Review]) -> float:
    """What an item takes somebody, from his last hundred; the usual before there are ten."""
    timed = [review for review in in_order(reviews) if review.seconds][-_RECENT:]
    if len(timed) < _FEW:
        return USUAL_SECONDS
    least, most = _SECONDS
    return fmean(min(max(review.seconds, least), most) for review in timed)


def _outlook(row: PersonRow, standing: Standing, exam: ExamAhead) -> Outlook:
    return Outlook(
        person_id=row.id,
        name=row.name,
        place=row.organisation or row.station,
        seen=len(standing.records),
        estimate=estimate_today(standing, exam),
    )
