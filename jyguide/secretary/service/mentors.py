"""Use cases of mentor pairs: agreed, met, extended, ended; what a pupil still lacks."""

from __future__ import annotations

import uuid
from datetime import date

from sqlalchemy.orm import Session

from db.keys import new_key
from db.models import MentorMeeting, MentorPair, Person, Rule
from db.uow import Store
from jyguide.changes import Changed
from jyguide.clock import Clock
from jyguide.documents.page import Document
from jyguide.documents.section import ReportSection
from jyguide.ids import PairId, PersonId
from jyguide.pause import collector_paused
from jyguide.people.service.secretaries import read_secretaries
from jyguide.place import Place
from jyguide.secretary.gap import Topic, topics
from jyguide.secretary.mentor import (
    EndFacts,
    MeetingFacts,
    MeetingRow,
    MentorRule,
    PairFacts,
    PairRow,
    check,
    due_sentence,
    end_problems,
    extension_problem,
    meeting_problems,
    pair_problems,
)
from jyguide.secretary.mentor_board import MentorBoard, mentor_board
from jyguide.secretary.mentor_report import mentor_section
from jyguide.secretary.mentor_suggest import MentorChoice, mentor_choices
from jyguide.secretary.printing.notebook import Notebook, notebook_document
from jyguide.secretary.printing.pair_report import pair_report_document
from jyguide.secretary.quarter import Quarter
from jyguide.secretary.service.gap_reading import read_known
from jyguide.secretary.service.ledger_people import (
    changed_meanwhile,
    gone,
    own_person,
    refuse_foreign,
    write_values,
)
from jyguide.secretary.service.mentor_limits import (
    pupils_of,
    refuse_busy,
    refuse_second,
    running_pairs,
)
from jyguide.secretary.service.mentor_reading import (
    meetings_of,
    mentor_rule,
    mentor_rule_key,
    read_pairs,
)


class MentorService:
    """导师制: pairs of a veteran and a new secretary."""

    def __init__(self, store: Store, place: Place, clock: Clock) -> None:
        self._store = store
        self._place = place
        self._clock = clock

    @collector_paused()
    def board(self) -> MentorBoard:
        """The pairs, and who is new and has no mentor."""
        today = self._today
        with self._store.read() as session:
            rule = mentor_rule(session, self._place.station_id)
            pairs = read_pairs(session)
            secretaries = read_secretaries(session, today)
        return mentor_board(pairs, secretaries, rule, today)

    def pair(self, key: PairId) -> PairRow:
        """One pair.

        Raises:
            RuleError: it was removed meanwhile.
        """
        with self._store.read() as session:
            return _found(session, key)

    def meetings(self, key: PairId) -> list[MeetingRow]:
        """Its meetings, the last first."""
        with self._store.read() as session:
            return meetings_of(session, key)

    def choices(self, pupil_id: PersonId) -> list[MentorChoice]:
        """Who might be somebody's mentor; nobody where the pupil is no secretary."""
        today = self._today
        with self._store.read() as session:
            rule = mentor_rule(session, self._place.station_id)
            secretaries = read_secretaries(session, today)
            pupils = pupils_of(running_pairs(session))
        pupil = next((row for row in secretaries if row.person_id == pupil_id), None)
        return [] if pupil is None else mentor_choices(secretaries, pupil, pupils, today, rule)

    def add(self, facts: PairFacts) -> PairId:
        """Pair two people.

        Raises:
            RuleError: it cannot be so (`mentor.pair_problems`), the pupil has a running pair, the
                mentor has as many pupils as the rule allows, the pupil is gone or another's.
        """
        check(pair_problems(facts))
        assert facts.pupil_id is not None  # noqa: S101 - one of the problems
        with self._store.begin("导师结对") as uow:
            pupil = own_person(uow.session, self._place, facts.pupil_id)
            running = running_pairs(uow.session)
            refuse_second(PersonId(pupil.id), pupil.name, running)
            refuse_busy(uow.session, self._place, facts, running)
            key = PairId(new_key())
            values = {"person_id": pupil.id, **_columns(facts)}
            uow.session.add(MentorPair(id=key, outcome="", report="", **values))
            uow.commit()
        return key

    def change(self, key: PairId, facts: PairFacts, seen: str | None = None) -> Changed:
        """Correct what was agreed; whose pair it is stays.

        Raises:
            RuleError: as `add`; it is gone, or was changed meanwhile.
        """
        check(pair_problems(facts))
        with self._store.begin("修改导师结对") as uow:
            row = self._own(uow.session, key, seen)
            if facts.mentor_id != row.mentor_key and row.ended_on is None:
                refuse_busy(uow.session, self._place, facts, running_pairs(uow.session))
            write_values(row, _columns(facts))
            uow.commit()
        return Changed.SECRETARIES

    def extend(self, key: PairId, ends_on: date, seen: str | None = None) -> Changed:
        """Agree on a later last day.

        Raises:
            RuleError: it is no later, or the pair has ended; it is gone or was changed.
        """
        with self._store.begin("导师结对延期") as uow:
            row = self._own(uow.session, key, seen)
            problem = extension_problem(_found(uow.session, key), ends_on)
            check({"ends_on": problem} if problem else {})
            row.ends_on = ends_on
            uow.commit()
        return Changed.SECRETARIES

    def end(self, key: PairId, end: EndFacts, seen: str | None = None) -> Changed:
        """Say how a pair ended, or correct it.

        Raises:
            RuleError: as `mentor.end_problems`; it is gone or was changed.
        """
        with self._store.begin("结束导师结对") as uow:
            row = self._own(uow.session, key, seen)
            check(end_problems(end, _found(uow.session, key), self._today))
            report = end.report.strip()
            values = {"ended_on": end.ended_on, "outcome": end.outcome.value, "report": report}
            write_values(row, values)
            uow.commit()
        return Changed.SECRETARIES

    def remove(self, key: PairId) -> Changed:
        """Take out a pair that was entered by mistake, its meetings with it."""
        with self._store.begin("删除导师结对") as uow:
            self._own(uow.session, key, None).deleted = True
            for meeting in meetings_of(uow.session, key):
                uow.session.get_one(MentorMeeting, meeting.id).deleted = True
            uow.commit()
        return Changed.SECRETARIES

    def meet(self, key: PairId, meeting: MeetingFacts) -> Changed:
        """Note down a meeting.

        Raises:
            RuleError: as `mentor.meeting_problems`; the pair is gone.
        """
        with self._store.begin("登记导师活动") as uow:
            self._own(uow.session, key, None)
            check(meeting_problems(meeting, _found(uow.session, key), self._today))
            uow.session.add(MentorMeeting(pair_id=key, **_meeting_columns(meeting)))
            uow.commit()
        return Changed.SECRETARIES

    def change_meeting(
        self, meeting_id: uuid.UUID, meeting: MeetingFacts, seen: str | None = None
    ) -> Changed:
        """Correct a meeting.

        Raises:
            RuleError: as `meet`; it is gone or was changed.
        """
        with self._store.begin("修改导师活动") as uow:
            row = self._own_meeting(uow.session, meeting_id, seen)
            pair = _found(uow.session, PairId(row.pair_id))
            check(meeting_problems(meeting, pair, self._today))
            write_values(row, _meeting_columns(meeting))
            uow.commit()
        return Changed.SECRETARIES

    def remove_meeting(self, meeting_id: uuid.UUID) -> Changed:
        """Take out a meeting that was entered by mistake."""
        with self._store.begin("删除导师活动") as uow:
            self._own_meeting(uow.session, meeting_id, None).deleted = True
            uow.commit()
        return Changed.SECRETARIES

    def set_rule(self, rule: MentorRule) -> Changed:
        """Let other days and numbers hold at this office."""
        with self._store.begin("修改导师制规则") as uow:
            key = mentor_rule_key(self._place.station_id)
            row = uow.session.get(Rule, key)
            if row is None:
                row = Rule(id=key, station_id=self._place.station_id, code="mentor", year=2000)
                row.terms = rule.to_json()
                uow.session.add(row)
            elif row.terms != rule.to_json() or row.deleted:
                row.terms, row.deleted = rule.to_json(), False
            uow.commit()
        return Changed.SECRETARIES

    def gaps(self, key: PairId) -> tuple[Topic, ...]:
        """What the pupil still lacks, as topics.

        Raises:
            RuleError: the pair was removed meanwhile.
        """
        with self._store.read() as session:
            pair = _found(session, key)
            known = read_known(session, self._place, pair.facts.pupil_id, self._today)
        return topics(known)

    def notebook(self, key: PairId, quarter: Quarter) -> Document:
        """The notebook of a pair for a quarter, with the pupil's own gaps as topics.

        Raises:
            RuleError: the pair was removed meanwhile.
        """
        with self._store.read() as session:
            pair = _found(session, key)
            known = read_known(session, self._place, pair.facts.pupil_id, self._today)
            met = [one.facts for one in meetings_of(session, key)]
        last = next((one for one in met if one.agreed), None)
        return notebook_document(
            Notebook(pair, quarter, topics(known), last, self._place.office, self._today)
        )

    def report(self, key: PairId) -> Document:
        """The end report of a pair with its goals and meetings, to be signed.

        Raises:
            RuleError: the pair was removed meanwhile.
        """
        with self._store.read() as session:
            pair, met = _found(session, key), meetings_of(session, key)
        facts = [one.facts for one in reversed(met)]
        return pair_report_document(pair, facts, self._place.office, self._today)

    def year_sections(self, year: int) -> list[ReportSection]:
        """Pairs and meetings of a year by township."""
        with self._store.read() as session:
            pairs = read_pairs(session)
        return [mentor_section(pairs, year)]

    def due(self) -> str:
        """One sentence on pairs that wait for a word, or nothing."""
        with self._store.read() as session:
            rule = mentor_rule(session, self._place.station_id)
            pairs = read_pairs(session, own=self._place.station_id)
        return due_sentence(pairs, self._today, rule)

    @property
    def _today(self) -> date:
        return self._clock().date()

    def _own(self, session: Session, key: PairId, seen: str | None) -> MentorPair:
        row = session.get(MentorPair, key)
        if row is None or row.deleted:
            raise gone("这次结对")
        if seen not in (None, str(row.sync_v)):
            raise changed_meanwhile("这次结对")
        refuse_foreign(self._place, session.get_one(Person, row.person_id))
        return row

    def _own_meeting(
        self, session: Session, meeting_id: uuid.UUID, seen: str | None
    ) -> MentorMeeting:
        row = session.get(MentorMeeting, meeting_id)
        if row is None or row.deleted:
            raise gone("这次活动")
        if seen not in (None, str(row.sync_v)):
            raise changed_meanwhile("这次活动")
        self._own(session, PairId(row.pair_id), None)
        return row


def _found(session: Session, key: PairId) -> PairRow:
    found = read_pairs(session, MentorPair.id == key)
    if not found:
        raise gone("这次结对")
    return found[0]


def _columns(facts: PairFacts) -> dict[str, object]:
    return {
        "mentor_key": facts.mentor_id,
        "mentor": facts.mentor.strip(),
        "mentor_post": facts.mentor_post.strip(),
        "began_on": facts.began_on,
        "ends_on": facts.ends_on,
        "goals": [goal for one in facts.goals if (goal := one.strip())],
    }


def _meeting_columns(meeting: MeetingFacts) -> dict[str, object]:
    return {
        "met_on": meeting.met_on,
        "place": meeting.place.strip(),
        "topics": meeting.topics.strip(),
        "agreed": meeting.agreed.strip(),
    }
