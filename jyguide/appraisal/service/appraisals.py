"""Use cases of appraisals: laid down, changed, filled with secretaries."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import func, select

from db.keys import fixed_key
from db.models import Appraisal, AppraisalPublication, AppraisalSubject
from db.uow import Store, UnitOfWork
from jyguide.appraisal.rows import (
    AppraisalFacts,
    AppraisalRow,
    SubjectRow,
    checked_facts,
    names_of,
)
from jyguide.appraisal.service.reading import (
    may_key,
    read_appraisal,
    read_appraisals,
    read_subjects,
)
from jyguide.appraisal.stored import scheme_to_json
from jyguide.clock import Clock
from jyguide.errors import RuleError
from jyguide.ids import AppraisalId, AppraisalSubjectId, PersonId
from jyguide.people.secretary import SecretaryRow
from jyguide.people.service.merged import read_merged
from jyguide.people.service.secretaries import read_secretaries
from jyguide.place import Place

_NOTHING = "没有改动。"
_NAMED = 3


class AppraisalService:
    """Appraisals of a year, and who takes part."""

    def __init__(self, store: Store, place: Place, clock: Clock) -> None:
        self._store = store
        self._place = place
        self._clock = clock

    def owns(self, row: AppraisalRow) -> bool:
        """Whether the office at work decides about an appraisal: its own only."""
        return row.station_id == self._place.station_id

    def appraisals(self) -> list[AppraisalRow]:
        """All there are, the newest year first."""
        with self._store.read() as session:
            return read_appraisals(session)

    def appraisal(self, appraisal_id: AppraisalId) -> AppraisalRow:
        """One of them.

        Raises:
            RuleError: it was deleted meanwhile.
        """
        with self._store.read() as session:
            return read_appraisal(session, appraisal_id)

    def subjects(self, appraisal_id: AppraisalId) -> list[SubjectRow]:
        """Everybody in an appraisal in its order, those who left among them.

        Raises:
            RuleError: it was deleted meanwhile.
        """
        with self._store.read() as session:
            row = read_appraisal(session, appraisal_id)
            return read_subjects(session, self._place, row)

    def candidates(self, appraisal_id: AppraisalId) -> list[SecretaryRow]:
        """Secretaries who could be taken in and are not, in list order.

        Raises:
            RuleError: the appraisal was deleted meanwhile.
        """
        with self._store.read() as session:
            row = read_appraisal(session, appraisal_id)
            there = {one.person_id for one in read_subjects(session, self._place, row)}
            everybody = read_secretaries(session, self._clock().date())
        return [
            one
            for one in everybody
            if one.person_id not in there and may_key(self._place, row, one.station_id)
        ]

    def lay_down(self, facts: AppraisalFacts, *, everybody: bool = False) -> AppraisalId:
        """Begin an appraisal of the office at work.

        Args:
            facts: Its name, year and scheme.
            everybody: Take in all secretaries there are as well, in the same action.

        Raises:
            RuleError: the facts cannot be, or this office has one of that year and name.
        """
        facts = checked_facts(facts, self._clock().date())
        with self._store.begin(f"新建考核“{facts.name}”") as uow:
            self._refuse_twin(uow, facts, None)
            row = Appraisal(
                station_id=self._place.station_id,
                name=facts.name,
                year=facts.year,
                note=facts.note,
                scheme=scheme_to_json(facts.scheme),
            )
            uow.session.add(row)
            uow.session.flush()
            if everybody:
                people = read_secretaries(uow.session, self._clock().date())
                self._add(uow, AppraisalId(row.id), people)
            uow.commit()
            return AppraisalId(row.id)

    def change(
        self, appraisal_id: AppraisalId, facts: AppraisalFacts, seen: str | None = None
    ) -> None:
        """Lay it down otherwise; what was published stays as it was published.

        Raises:
            RuleError: the facts cannot be, a veto that holds against somebody would be lost, it
                is another office's, gone, or changed meanwhile.
        """
        facts = checked_facts(facts, self._clock().date())
        with self._store.begin(f"修改考核“{facts.name}”") as uow:
            row = self._own(uow, appraisal_id)
            if seen not in (None, row.sync_v):
                raise RuleError(
                    "这次考核在您打开之后又被改过，没有保存。",
                    hint="请刷新后看过新的考核办法，再改再保存。",
                )
            self._refuse_twin(uow, facts, appraisal_id)
            _refuse_lost_vetoes(uow, appraisal_id, facts)
            row.name, row.year, row.note = facts.name, facts.year, facts.note
            row.scheme = scheme_to_json(facts.scheme)
            uow.commit()

    def remove(self, appraisal_id: AppraisalId) -> None:
        """Take an appraisal out that was never published.

        Raises:
            RuleError: it was published, is another office's or gone.
        """
        with self._store.begin("删除考核") as uow:
            row = self._own(uow, appraisal_id)
            published = select(func.count()).where(
                AppraisalPublication.appraisal_id == appraisal_id,
                AppraisalPublication.deleted.is_(False),
            )
            if uow.session.scalar(published):
                raise RuleError(
                    f"“{row.name}”已经公布过，不能删除，{_NOTHING}",
                    hint="公布错了的，请改好后再公布一次，新的代替旧的。",
                )
            row.deleted = True
            uow.commit()

    def take_in(self, appraisal_id: AppraisalId, people: Collection[PersonId]) -> int:
        """Let secretaries take part, as they stand now; returns how many.

        Raises:
            RuleError: the appraisal is gone, or not this office's to fill.
        """
        with self._store.begin("加入考核对象") as uow:
            row = read_appraisal(uow.session, appraisal_id)
            everybody = read_secretaries(uow.session, self._clock().date())
            wanted = [one for one in everybody if one.person_id in set(people)]
            if not all(may_key(self._place, row, one.station_id) for one in wanted):
                raise RuleError(
                    f"选中的书记里有其他指导站的，{_NOTHING}", hint="请只选本站的书记。"
                )
            count = self._add(uow, appraisal_id, wanted)
            uow.commit()
            return count

    def leave(self, subjects: Collection[AppraisalSubjectId], on: date, reason: str) -> int:
        """Let people take part no longer, with a reason; what was keyed in stays.

        Raises:
            RuleError: no reason, the day is to come, or they are not this office's.
        """
        reason = reason.strip()
        if not reason:
            raise RuleError(f"没有写明退出原因，{_NOTHING}", hint="如“年中卸任”“任职不满半年”。")
        if on > self._clock().date():
            raise RuleError(f"退出日期不能晚于今天，{_NOTHING}", hint="请填今天或更早的日期。")
        with self._store.begin("退出考核") as uow:
            rows = self._subjects(uow, subjects)
            for row in rows:
                row.left_on, row.left_reason = on, reason
            uow.commit()
            return len(rows)

    def come_back(self, subjects: Collection[AppraisalSubjectId]) -> int:
        """Let people who left take part again.

        Raises:
            RuleError: they are not this office's.
        """
        with self._store.begin("恢复参加考核") as uow:
            rows = self._subjects(uow, subjects)
            for row in rows:
                row.left_on, row.left_reason = None, ""
            uow.commit()
            return len(rows)

    def _own(self, uow: UnitOfWork, appraisal_id: AppraisalId) -> Appraisal:
        found = read_appraisal(uow.session, appraisal_id)
        if not self.owns(found):
            raise RuleError(
                f"“{found.facts.name}”是{found.owner}的考核，由主办单位决定，{_NOTHING}",
                hint="需要调整时，请告诉主办单位。",
            )
        return uow.session.get_one(Appraisal, appraisal_id)

    def _refuse_twin(
        self, uow: UnitOfWork, facts: AppraisalFacts, but: AppraisalId | None
    ) -> None:
        same = [
            row
            for row in read_appraisals(uow.session, Appraisal.year == facts.year)
            if row.facts.name == facts.name and self.owns(row) and row.id != but
        ]
        if same:
            raise RuleError(
                f"{facts.year} 年已经有“{facts.name}”，没有保存。",
                hint="请换一个名称，或改原来的。",
            )

    def _add(
        self, uow: UnitOfWork, appraisal_id: AppraisalId, people: Sequence[SecretaryRow]
    ) -> int:
        """Under keys made from appraisal and person: two PCs that take in one have him once.

        Whoever takes part already, by the key of somebody merged into him, is not taken in again.
        """
        keyed = {
            fixed_key("appraisal_subject", appraisal_id, one.person_id): one for one in people
        }
        there = {
            row.id: row
            for row in uow.session.scalars(
                select(AppraisalSubject).where(AppraisalSubject.appraisal_id == appraisal_id)
            )
        }
        merged = read_merged(uow.session)
        part = {merged.end(row.person_key) for row in there.values() if not row.deleted}
        keyed = {
            key: one for key, one in keyed.items() if key in there or one.person_id not in part
        }
        last = max((row.position for row in there.values()), default=0)
        new = []
        for at, (key, one) in enumerate(keyed.items(), last + 1):
            stands = {
                "name": one.name,
                "organisation": one.organisation,
                "township": one.township,
                "station_id": one.station_id,
            }
            old = there.get(key)
            if old is None:
                more = {"person_key": one.person_id, "position": at, "vetoes": {}}
                empty = {"override_grade": "", "override_reason": "", "override_by": ""}
                left = {"left_on": None, "left_reason": ""}
                new.append(
                    {"id": key, "appraisal_id": appraisal_id, **stands, **more, **empty, **left}
                )
            elif old.deleted or old.left_on is not None:
                old.deleted, old.left_on, old.left_reason = False, None, ""
                for name, value in stands.items():
                    setattr(old, name, value)
        uow.add_many(AppraisalSubject, new)
        return len(keyed)

    def _subjects(
        self, uow: UnitOfWork, wanted: Collection[AppraisalSubjectId]
    ) -> list[AppraisalSubject]:
        rows = list(
            uow.session.scalars(
                select(AppraisalSubject).where(
                    AppraisalSubject.id.in_(list(wanted)), AppraisalSubject.deleted.is_(False)
                )
            )
        )
        if len(rows) != len(set(wanted)) or not rows:
            raise RuleError(f"有人已不在考核里，{_NOTHING}", hint="请刷新后再看。")
        appraisal = read_appraisal(uow.session, AppraisalId(rows[0].appraisal_id))
        refuse_foreign(
            read_subjects(uow.session, self._place, appraisal), {row.id for row in rows}
        )
        return rows


def _refuse_lost_vetoes(uow: UnitOfWork, appraisal_id: AppraisalId, facts: AppraisalFacts) -> None:
    """A veto that is gone from the scheme, or has another text, would hold no more, unnoticed."""
    found = uow.session.execute(
        select(AppraisalSubject.name, AppraisalSubject.vetoes).where(
            AppraisalSubject.appraisal_id == appraisal_id,
            AppraisalSubject.deleted.is_(False),
            AppraisalSubject.left_on.is_(None),
        )
    )
    known = {one.code for one in facts.scheme.vetoes}
    lost = [name for name, vetoes in found if set(vetoes) - known]
    if lost:
        raise RuleError(
            f"“{'、'.join(lost[:_NAMED])}”登记着要去掉或改写的一票否决情形，去掉就不再起作用，没有保存。",
            hint="请先取消他的一票否决，改好办法后再登记；或者保留原来的一行。",
        )


def refuse_foreign(rows: Sequence[SubjectRow], wanted: Collection[object]) -> None:
    """Refuse to write about people for whom another office keys in.

    Raises:
        RuleError: some of them are such.
    """
    foreign = [one for one in rows if one.id in wanted and not one.may_key]
    if foreign:
        raise RuleError(
            f"{names_of(foreign)}不由本单位录入，{_NOTHING}", hint="请告诉主办单位或所属指导站。"
        )
