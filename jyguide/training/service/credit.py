"""Use cases of credit: hours, days and person-times."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from db.models import CreditRecord, Person, Station, TrainingSession
from db.uow import Store
from jyguide.changes import Changed
from jyguide.clock import Clock
from jyguide.errors import RuleError
from jyguide.ids import PersonId, RecordId
from jyguide.pause import collector_paused
from jyguide.people.service import PeopleService
from jyguide.people.service.merged import read_merged
from jyguide.place import Place
from jyguide.training.credit import (
    CreditEntry,
    CreditRecordRow,
    RecordFacts,
    check_record,
    each_once,
)
from jyguide.training.credit_rule import CreditRule, RuleInForce, check_rule
from jyguide.training.credit_year import CreditYear, credit_lines
from jyguide.training.forum import ForumQuarter, forum_quarters
from jyguide.training.pace import year_so_far
from jyguide.training.person_times import Attended
from jyguide.training.service.credit_ahead import offers_in, unsettled_in
from jyguide.training.service.credit_rows import (
    own_record,
    record_columns,
    record_of,
    record_row,
    write_record,
)
from jyguide.training.service.credit_rules import rule_of, rules_of, write_rule
from jyguide.training.service.credit_sums import (
    candidates,
    entries_of,
    gained_in,
    in_year,
)
from jyguide.training.service.handing_down import hand_down_all, hand_down_from
from jyguide.training.service.person_times import attended_in
from jyguide.training.service.reserve import ReserveService
from jyguide.training.session import SessionKind, SessionStage
from jyguide.training.year_report import YearReport


class CreditService:
    """Counts training days per person and year, and who will miss them."""

    def __init__(self, store: Store, place: Place, clock: Clock, people: PeopleService) -> None:
        self._store = store
        self._place = place
        self._clock = clock
        self._people = people

    def rule(self, year: int) -> RuleInForce:
        """The rule that holds here in a year, and who laid it down."""
        with self._store.read() as session:
            return rule_of(session, self._place.station_id, year)

    def rules(self) -> list[RuleInForce]:
        """Every rule that the city or this office has set."""
        with self._store.read() as session:
            return rules_of(session, self._place.station_id)

    def set_rule(self, rule: CreditRule, seen: str | None = None) -> Changed:
        """Let a rule hold from its year on; years before keep theirs.

        Args:
            rule: All of it.
            seen: The ``version`` of the rule of that very year that a form was filled from, ""
                if there was none.

        Raises:
            RuleError: the rule cannot be applied, the city has laid one down, or it was
                changed meanwhile.
        """
        check_rule(rule)
        with self._store.begin(f"设定 {rule.year} 年起的学时规则") as uow:
            in_force = rule_of(uow.session, self._place.station_id, rule.year)
            if in_force.by_city and not self._place.is_city:
                raise RuleError(
                    "学时规则由市级统一规定，本站不能另行设定，没有改动。",
                    hint="如需调整，请与市级联系。",
                )
            write_rule(uow, self._place.station_id, rule, seen)
            if self._place.is_city and rule.hours_a_day != in_force.rule.hours_a_day:
                uow.session.flush()
                hand_down_from(uow, rule.year)
            uow.commit()
        return Changed.SESSIONS

    @collector_paused()
    def year(self, year: int, *, required_only: bool = False) -> CreditYear:
        """Everybody's credit in a year, and who will miss what is required.

        Args:
            year: Which year.
            required_only: Leave out those of whom nothing is required, which is faster.
        """
        today = self._clock().date()
        so_far = year_so_far(year, today)
        with self._store.read() as session:
            in_force = rule_of(session, self._place.station_id, year)
            rule = in_force.rule
            gained = gained_in(session, year, rule)
            ahead, offers = offers_in(session, self._place, year, rule, today)
            unsettled = unsettled_in(session, year, today)
            people = candidates(session, rule.roles if required_only else None)
            lines = credit_lines(people, gained, offers, rule, so_far)  # few of them stay
        known = offers.city_known
        return CreditYear(year, today, in_force, so_far, lines, ahead, known, unsettled)

    def entries(self, person_id: PersonId, year: int) -> list[CreditEntry]:
        """The trainings behind somebody's figures, each once, whoever he was entered as."""
        with self._store.read() as session:
            rule = rule_of(session, self._place.station_id, year).rule
            keys = read_merged(session).keys_of(person_id)
            found = entries_of(session, keys, year, rule)
            return each_once(entry for entries in found.values() for entry in entries)

    @collector_paused()
    def attended(self, year: int) -> list[Attended]:
        """Every person-time of a year: the rows that all figures of person-times count."""
        with self._store.read() as session:
            return attended_in(session, year)

    def forums(self, year: int) -> list[tuple[str, tuple[ForumQuarter, ...]]]:
        """The quarters' forums of this office, and in the city's folder of every station."""
        with self._store.read() as session:
            held = session.execute(
                select(
                    TrainingSession.station_id, TrainingSession.starts_on, TrainingSession.stage
                ).where(
                    TrainingSession.kind == SessionKind.QUARTERLY_FORUM.value,
                    TrainingSession.stage != SessionStage.CANCELLED.value,
                    TrainingSession.deleted.is_(False),
                    in_year(TrainingSession.starts_on, year),
                )
            ).all()
            offices: list[tuple[Any, str]] = [(self._place.station_id, self._place.office)]
            if self._place.is_city:
                stations = session.execute(
                    select(Station.id, Station.name).order_by(Station.position)
                )
                offices += [(key, name) for key, name in stations]
        return [(name, forum_quarters(year, _of_office(held, key))) for key, name in offices]

    def report(self, year: int, reserve: ReserveService) -> YearReport:
        """Everything the report of a year says; those new in post began in the year."""
        return YearReport(
            office=self._place.office,
            credit=self.year(year),
            attended=self.attended(year),
            forums=self.forums(year),
            reserve=reserve.rows(),
            new_in_post=reserve.new_in_post(date(year, 1, 1), date(year, 12, 31)),
            stations=[name for _, name in self._people.stations()],
        )

    def own_forums(self) -> tuple[ForumQuarter, ...]:
        """This office's own quarters of the present year."""
        return self.forums(self._clock().date().year)[0][1]

    def records(self, year: int) -> list[CreditRecordRow]:
        """Trainings entered here that were held elsewhere; those the city handed down are not."""
        with self._store.read() as session:
            rows = session.scalars(
                select(CreditRecord)
                .where(
                    CreditRecord.deleted.is_(False),
                    CreditRecord.session_key.is_(None),
                    in_year(CreditRecord.starts_on, year),
                )
                .order_by(CreditRecord.starts_on, CreditRecord.id)
            )
            return [record_row(row) for row in rows]

    def record(self, record_id: RecordId) -> CreditRecordRow:
        """One record.

        Raises:
            RuleError: it has been removed meanwhile.
        """
        with self._store.read() as session:
            return record_row(record_of(session, record_id))

    def add_records(self, person_ids: Sequence[PersonId], facts: RecordFacts) -> list[RecordId]:
        """Enter a training held elsewhere for everybody who was there.

        Raises:
            RuleError: it cannot be so, or one of them has been removed.
        """
        check_record(facts, self._clock().date())
        wanted = list(dict.fromkeys(person_ids))
        if not wanted:
            raise RuleError("没有选择人员，没有登记。", hint="请先选择参加培训的人。")
        with self._store.begin(f"登记培训“{facts.title.strip()}”") as uow:
            for key in wanted:
                person = uow.session.get(Person, key)
                if person is None or person.deleted:
                    raise RuleError(
                        "所选人员中有人已被删除，没有登记。", hint="请刷新名单后重新选择。"
                    )
            rows = [CreditRecord(person_id=key, **record_columns(facts)) for key in wanted]
            uow.session.add_all(rows)
            uow.commit()
            return [RecordId(row.id) for row in rows]

    def change_record(
        self, record_id: RecordId, facts: RecordFacts, seen: str | None = None
    ) -> Changed:
        """Correct a training that was entered.

        Args:
            record_id: Which record.
            facts: Everything that is to be kept about it.
            seen: The ``version`` of the row that a form was filled from.

        Raises:
            RuleError: it cannot be so, was handed down by the city, or changed meanwhile.
        """
        check_record(facts, self._clock().date())
        with self._store.begin(f"修改培训记录“{facts.title.strip()}”") as uow:
            row = own_record(uow.session, record_id)
            if seen not in (None, str(row.sync_v)):
                raise RuleError(
                    "这条培训记录在您打开之后又被改动过。为了不覆盖别人的改动，没有保存。",
                    hint="请关闭这个窗口，按 F5 刷新，看一看新的内容再改。",
                )
            write_record(row, facts)
            uow.commit()
        return Changed.SESSIONS

    def remove_records(self, record_ids: Iterable[RecordId]) -> Changed:
        """Take trainings out that were entered by mistake.

        Raises:
            RuleError: one was handed down by the city.
        """
        keys = list(record_ids)
        with self._store.begin(f"删除 {len(keys)} 条培训记录") as uow:
            for key in keys:
                own_record(uow.session, key).deleted = True
            uow.commit()
        return Changed.SESSIONS

    def hand_down_all(self) -> Changed:
        """Tell the stations of every session the city has held, those of before among them.

        Raises:
            RuleError: this is a station's folder.
        """
        if not self._place.is_city:
            raise RuleError(
                "只有市级可以下发学时，没有改动。", hint="市级下发后，本站导入数据包即可看到。"
            )
        with self._store.begin("下发市级培训学时") as uow:
            hand_down_all(uow)
            uow.commit()
        return Changed.SESSIONS


def _of_office(held: Iterable[Any], key: object) -> list[tuple[date, bool]]:
    return [
        (day, stage == SessionStage.FIXED.value) for station, day, stage in held if station == key
    ]
