"""Use cases of approval to take post: who is how far, and the steps beside the lists."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Appointment, DutyChange, Station
from db.uow import Store
from jyguide.approval.establishment import (
    POSTS_RULE,
    Establishment,
    Head,
    StationPosts,
    establishment,
)
from jyguide.approval.gate import State
from jyguide.approval.guard import why_not_historic, why_not_step
from jyguide.approval.refusing import checked_decree, needed, refuse_future, refuse_lacking
from jyguide.approval.row import Decree, StandingRow
from jyguide.approval.rule import POST_RULE, PostRule, RuleOrigin, check_rule
from jyguide.approval.service.reading import read_evidence
from jyguide.approval.service.rules import city_posts, own_posts, post_rules
from jyguide.approval.service.standing_rows import (
    living,
    standing_row,
    standing_rows,
    whom,
    write_decree,
)
from jyguide.approval.service.submission_rows import follow_document
from jyguide.approval.standing import term_on
from jyguide.approval.step import DUTY_STEP_NAMES, AppointmentKind, DutyStep
from jyguide.changes import Changed
from jyguide.clock import Clock
from jyguide.errors import RuleError
from jyguide.ids import AppointmentId, PersonId, StationId
from jyguide.people.person import InstructorKind
from jyguide.people.row import PersonRow
from jyguide.people.service import PeopleService
from jyguide.people.service.merged import read_merged
from jyguide.place import Place
from jyguide.training.service.credit_rules import put_rule

_MOST_POSTS = 9999


class ApprovalService:
    """How far each instructor is on the way to his post, and the next step of many at once."""

    def __init__(self, store: Store, place: Place, clock: Clock, people: PeopleService) -> None:
        self._store = store
        self._place = place
        self._clock = clock
        self._people = people

    def rule(self) -> PostRule:
        """The terms of approvals that hold here this year."""
        with self._store.read() as session:
            return self._rule(session)

    def set_rule(self, rule: PostRule) -> Changed:
        """Lay down the terms from this year on: for everybody at the city, else for this station.

        Raises:
            RuleError: a figure is out of its bounds, or the city has laid down terms.
        """
        check_rule(rule)
        year = self._today.year
        with self._store.begin("设定任期规则") as uow:
            if not self._place.is_city and self._rule(uow.session).origin is RuleOrigin.CITY:
                raise RuleError(
                    "任期规则由市级规定，没有改动。", hint="如需调整，请与市委组织部联系。"
                )
            put_rule(uow, self._place.station_id, POST_RULE, year, rule.terms)
            uow.commit()
        return Changed.APPROVALS

    def set_posts(self, full_time: int, part_time: int) -> Changed:
        """Lay down posts from this year on: of the whole city there, else of this station.

        What a station says counts on its own page as long as the city lays nothing down for it.

        Raises:
            RuleError: a number cannot be.
        """
        if not (0 <= full_time <= _MOST_POSTS and 0 <= part_time <= _MOST_POSTS):
            raise RuleError(f"编制数应在 0 到 {_MOST_POSTS} 之间，没有改动。", hint="请核对数字。")
        terms: dict[str, object] = {
            InstructorKind.FULL_TIME.value: full_time,
            InstructorKind.PART_TIME.value: part_time,
        }
        whose = "全市编制" if self._place.is_city else "本站编制"
        with self._store.begin(f"设定{whose}") as uow:
            put_rule(uow, self._place.station_id, POSTS_RULE, self._today.year, terms)
            uow.commit()
        return Changed.APPROVALS

    def standings(
        self, day: date | None = None, only: Collection[PersonId] | None = None
    ) -> list[StandingRow]:
        """Everybody on a roster that day, by the pinyin of his name.

        Args:
            day: As of when; today if left out.
            only: Of these people alone, somebody merged being the one he lives on as.
        """
        day = day or self._today
        with self._store.read() as session:
            known = read_evidence(session, only)
            rules = post_rules(session, day.year)
            if only is not None:  # of many everything was read
                end = read_merged(session).end
                known = {key: known[key] for key in map(end, only) if key in known}
        on_roster = {key: held for key, held in known.items() if term_on(held, day)}
        people = self._people.people(ids=list(on_roster))
        return [
            standing_row(person, on_roster[person.id], rules, day)
            for person in people
            if not person.removed
        ]

    def standing(self, person_id: PersonId, day: date | None = None) -> StandingRow:
        """One person, whether he is on a roster or not.

        Raises:
            RuleError: he has been removed meanwhile.
        """
        person = self._people.person(person_id)
        with self._store.read() as session:
            (row,) = standing_rows(session, [person], day or self._today)
        return row

    def decide(self, step: DutyStep, people: Sequence[PersonId], on: date, reason: str) -> Changed:
        """Take one decision about several people.

        Raises:
            RuleError: somebody lacks what it asks for, or no reason is given.
        """
        name = DUTY_STEP_NAMES[step]
        reason = needed(reason, name)
        named = self._named(people)
        with self._store.begin(f"{name}（{whom(named)}）") as uow:
            rows = standing_rows(uow.session, named, self._today)
            refuse_lacking(
                name,
                [
                    (r.person.name, why_not_step(r.standing, r.evidence, step, on, self._today))
                    for r in rows
                ],
            )
            uow.session.add_all(
                DutyChange(person_id=row.id, step=step.value, on_date=on, reason=reason)
                for row in rows
            )
            uow.commit()
        return Changed.APPROVALS

    def recognise(self, people: Sequence[PersonId], decree: Decree, reason: str) -> Changed:
        """Enter approvals that were given before this program was used (历史认定).

        Raises:
            RuleError: no reason, days that cannot be, or somebody is in post already.
        """
        reason = needed(reason, "历史认定")
        decree = checked_decree(decree, numbered=False)
        refuse_future("批复日期", decree.approved_on, self._today)
        named = self._named(people)
        with self._store.begin(f"历史认定（{whom(named)}）") as uow:
            rows = standing_rows(uow.session, named, self._today)
            refuse_lacking(
                "历史认定",
                [(r.person.name, why_not_historic(r.standing, decree.approved_on)) for r in rows],
            )
            uow.session.add_all(
                Appointment(
                    person_id=row.id,
                    kind=AppointmentKind.HISTORIC.value,
                    number=decree.number,
                    approved_on=decree.approved_on,
                    effective_on=decree.effective_on,
                    valid_until=decree.valid_until,
                    reason=reason,
                )
                for row in rows
            )
            uow.commit()
        return Changed.APPROVALS

    def correct(self, approvals: Mapping[AppointmentId, str | None], decree: Decree) -> Changed:
        """Correct the number or a day of a document that was typed wrong, for all it approved.

        Args:
            approvals: Which, each with the ``version`` that a form was filled from.
            decree: As it should have been.

        Raises:
            RuleError: the days cannot be, or one was changed or removed meanwhile.
        """
        refuse_future("批复日期", decree.approved_on, self._today)
        with self._store.begin(f"更正批复（{len(approvals)} 人）") as uow:
            for key, seen in approvals.items():
                row = uow.session.get(Appointment, key)
                if row is None or row.deleted or seen not in (None, row.sync_v):
                    raise RuleError(
                        "这份批复在您打开之后又被改动过（可能在另一台电脑上）。"
                        "为了不覆盖别人的改动，没有保存。",
                        hint="请关闭这个窗口，按 F5 刷新，看一看新的内容再改。",
                    )
                historic = row.kind == AppointmentKind.HISTORIC.value
                write_decree(row, checked_decree(decree, numbered=not historic))
                follow_document(uow.session, row)
            uow.commit()
        return Changed.APPROVALS

    def establishment(self, rows: Sequence[StandingRow]) -> Establishment:
        """Instructors in post against the posts there are to be.

        Args:
            rows: What `standings` gave; the day is theirs.
        """
        year, here = self._today.year, self._place.station_id
        with self._store.read() as session:
            stations = [
                StationPosts(StationId(key), name, full, part)
                for key, name, full, part in session.execute(
                    select(
                        Station.id, Station.name, Station.full_time_posts, Station.part_time_posts
                    )
                    .where(Station.deleted.is_(False))
                    .order_by(Station.position)
                )
                if here in (None, key)
            ]
            city = city_posts(session, year) if self._place.is_city else None
            own = None if here is None else own_posts(session, here, year)
        stations = [station.filled_up(own) for station in stations]
        heads = [
            Head(r.station_id, r.kind, r.standing.at_work, r.standing.state is State.LEFT)
            for r in rows
        ]
        return establishment(stations, heads, city)

    @property
    def _today(self) -> date:
        return self._clock().date()

    def _rule(self, session: Session) -> PostRule:
        return post_rules(session, self._today.year).of(self._place.station_id)

    def _named(self, people: Sequence[PersonId]) -> list[PersonRow]:
        return living(self._people.people(ids=list(dict.fromkeys(people))))
