"""Use cases of the four lists: worked out, explained, put right with a reason, published."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from db.models import Appraisal, AppraisalSubject
from db.uow import Store, UnitOfWork
from jyguide.appraisal.explaining import explain, way_text
from jyguide.appraisal.kinds import GRADE_NAMES, Grade
from jyguide.appraisal.lists import (
    AppraisalLists,
    ListedSecretary,
    PublishedRow,
)
from jyguide.appraisal.rating import Rated, Standing, rate
from jyguide.appraisal.rows import AppraisalRow
from jyguide.appraisal.scheme import Scheme, scheme_faults
from jyguide.appraisal.service.appraisals import refuse_foreign
from jyguide.appraisal.service.publishing import (
    add_publication,
    published_lists,
    published_rows,
    refuse_publication,
)
from jyguide.appraisal.service.reading import (
    AppraisalInputs,
    read_appraisal,
    read_appraisals,
    read_inputs,
    read_subjects,
)
from jyguide.clock import Clock
from jyguide.errors import RuleError
from jyguide.ids import (
    AppraisalId,
    AppraisalPublicationId,
    AppraisalSubjectId,
)
from jyguide.pause import collector_paused
from jyguide.place import CITY_NAME, Place
from jyguide.publication import explanation_of

_NOTHING = "没有改动。"
Seen = Mapping[AppraisalSubjectId, Grade | None]


@dataclass(frozen=True, slots=True)
class ExplainedStanding:
    """Why one secretary stands where he does, and what would lift him.

    Attributes:
        way_said: What lies between him and the next better list; empty on the best.
    """

    standing: Standing
    sentences: tuple[str, ...]
    way_said: str


class AppraisalListService:
    """The four lists: worked out, explained, put right with a reason, published."""

    def __init__(self, store: Store, place: Place, clock: Clock) -> None:
        self._store = store
        self._place = place
        self._clock = clock

    def owns(self, row: AppraisalRow) -> bool:
        """Whether the office at work decides about the lists of an appraisal: its own only."""
        return row.station_id == self._place.station_id

    @collector_paused()
    def inputs(self, appraisal_id: AppraisalId) -> AppraisalInputs:
        """Everything the lists follow from, to be rated by any scheme.

        Raises:
            RuleError: the appraisal was deleted meanwhile.
        """
        with self._store.read() as session:
            return read_inputs(session, self._place, appraisal_id)

    @collector_paused()
    def rate(self, appraisal_id: AppraisalId, scheme: Scheme | None = None) -> Rated:
        """The four lists, by the appraisal's own scheme or by another that is only tried.

        Raises:
            RuleError: the appraisal was deleted meanwhile, or the scheme cannot be.
        """
        if scheme is not None:
            _refuse_scheme(scheme)
        found = self.inputs(appraisal_id)
        return rate(found.subjects, scheme or found.appraisal.facts.scheme)

    def veto(
        self, subject_id: AppraisalSubjectId, vetoes: Mapping[str, str], seen: str | None = None
    ) -> None:
        """Note which vetoes of the scheme hold against somebody, and what happened.

        Raises:
            RuleError: the scheme knows no such veto, nothing is said of one, he is not this
                office's, or was changed meanwhile.
        """
        with self._store.begin("登记一票否决" if vetoes else "取消一票否决") as uow:
            row, appraisal = self._subject(uow, subject_id, seen)
            known = {one.code for one in appraisal.facts.scheme.vetoes}
            if set(vetoes) - known:
                raise RuleError(
                    f"考核办法里没有这种一票否决情形，{_NOTHING}", hint="请先改考核办法。"
                )
            if any(not text.strip() for text in vetoes.values()):
                raise RuleError(f"要写明发生了什么，{_NOTHING}", hint="会写进本人的逐项说明。")
            row.vetoes = {code: text.strip() for code, text in vetoes.items()}
            uow.commit()

    def override(
        self,
        subject_id: AppraisalSubjectId,
        grade: Grade,
        said: tuple[str, str],
        seen: str | None = None,
    ) -> None:
        """Put somebody on another list than the scheme says; `said`: the reason, who decided.

        Raises:
            RuleError: no reason or nobody who decided, he has no result or stands on that list
                by the scheme, or the appraisal is another office's.
        """
        reason, decided_by = (one.strip() for one in said)
        if not reason or not decided_by:
            raise RuleError(
                f"人工调整要写明{'原因' if not reason else '决定人'}，{_NOTHING}",
                hint="原因和决定人会写进逐项说明，本人看得到。",
            )
        with self._store.begin(f"人工调整为{GRADE_NAMES[grade]}") as uow:
            row, appraisal = self._subject(uow, subject_id, seen)
            self._refuse_other(appraisal)
            self._refuse_needless(uow, row, grade)
            row.override_grade, row.override_reason = grade.value, reason
            row.override_by = decided_by
            uow.commit()

    def take_back(self, subject_id: AppraisalSubjectId, seen: str | None = None) -> None:
        """Let somebody stand again where the scheme puts him.

        Raises:
            RuleError: nobody had put him elsewhere, or the appraisal is another office's.
        """
        with self._store.begin("取消人工调整") as uow:
            row, appraisal = self._subject(uow, subject_id, seen)
            self._refuse_other(appraisal)
            if not row.override_grade:
                raise RuleError(f"“{row.name}”没有人工调整，{_NOTHING}", hint="请刷新后再看。")
            row.override_grade = row.override_reason = row.override_by = ""
            uow.commit()

    @collector_paused()
    def draft(self, appraisal_id: AppraisalId) -> AppraisalLists:
        """The lists as they would be published now, everybody with his explanation.

        Raises:
            RuleError: the appraisal was deleted meanwhile, or is another office's: what is here
                of its secretaries makes no lists.
        """
        with self._store.read() as session:
            return self._draft(session, appraisal_id)

    @collector_paused()
    def publish(
        self, appraisal_id: AppraisalId, number: str, on: date, seen: Seen | None = None
    ) -> AppraisalPublicationId:
        """Publish the lists as they are now, in one action; an earlier publication is replaced.

        Args:
            appraisal_id: Of which appraisal.
            number: Of the document, ``澄组〔2026〕12号``; may be empty.
            on: The day under it, not after today.
            seen: The list of everybody as whoever publishes saw it.

        Raises:
            RuleError: nobody has a result, the scheme cannot be, the day is to come, the number
                is used, the appraisal is another office's, or the lists are others meanwhile.
        """
        with self._store.begin("公布年度考核名单") as uow:
            lists = self._draft(uow.session, appraisal_id)
            _refuse_scheme(lists.scheme)
            if seen not in (None, {one.id: one.grade for one in lists.people}):
                raise RuleError(
                    "名单在您打开之后又变了，没有公布。", hint="请刷新后看过新的名单，再公布。"
                )
            refuse_publication(uow.session, lists, number, (on, self._clock().date()))
            key = add_publication(uow, lists, number, on)
            uow.commit()
        return key

    def publications(self, appraisal_id: AppraisalId) -> list[PublishedRow]:
        """Every publication of an appraisal, what is in force first, and then the newest."""
        with self._store.read() as session:
            return published_rows(session, appraisal_id)

    def published(self, key: AppraisalPublicationId) -> AppraisalLists:
        """The lists as they were published, with what they changed in the ones before.

        Raises:
            RuleError: there is no such publication here.
        """
        with self._store.read() as session:
            return published_lists(session, key, self._office)

    def due(self) -> str:
        """How many secretaries are still without a result, in a sentence; "" with none."""
        said = []
        with self._store.read() as session:
            since = self._clock().date().year - 1
            for row in read_appraisals(session, Appraisal.year >= since):
                if row.published or not row.people:
                    continue
                found = read_inputs(session, self._place, row.id)
                rated = rate(found.subjects, row.facts.scheme)
                if rated.unrated:
                    said.append(f"{row.facts.year} 年度考核还有 {len(rated.unrated)} 位书记缺得分")
        return "，".join(said) + "，收齐后录入即可。" if said else ""

    def _draft(self, session: Session, appraisal_id: AppraisalId) -> AppraisalLists:
        self._refuse_other(read_appraisal(session, appraisal_id))
        return self._worked_out(session, appraisal_id)

    def _worked_out(self, session: Session, appraisal_id: AppraisalId) -> AppraisalLists:
        found = read_inputs(session, self._place, appraisal_id)
        of = found.appraisal
        rated = rate(found.subjects, of.facts.scheme)
        stations = {row.id: row.station_id for row in found.rows}
        return AppraisalLists(
            appraisal_id=appraisal_id,
            name=of.facts.name,
            year=of.facts.year,
            office=self._office(of),
            scheme=of.facts.scheme,
            people=[_listed(one, rated, stations[one.subject.id]) for one in rated.standings],
        )

    def _office(self, row: AppraisalRow) -> str:
        return CITY_NAME if row.station_id is None else f"{row.station}基层党建工作指导站"

    def _refuse_other(self, row: AppraisalRow) -> None:
        if not self.owns(row):
            raise RuleError(
                f"“{row.facts.name}”是{row.owner}的考核，四张名单由主办单位决定，{_NOTHING}",
                hint="需要调整时，请告诉主办单位。",
            )

    def _subject(
        self, uow: UnitOfWork, subject_id: AppraisalSubjectId, seen: str | None
    ) -> tuple[AppraisalSubject, AppraisalRow]:
        row = uow.session.get(AppraisalSubject, subject_id)
        if row is None or row.deleted or row.left_on is not None:
            raise RuleError(f"他已不参加这次考核，{_NOTHING}", hint="请刷新后再看。")
        if seen not in (None, row.sync_v):
            raise RuleError(
                f"“{row.name}”在您打开之后又被改过，{_NOTHING}", hint="请刷新后看过再改。"
            )
        appraisal = read_appraisal(uow.session, AppraisalId(row.appraisal_id))
        mine = AppraisalSubject.id == subject_id
        refuse_foreign(read_subjects(uow.session, self._place, appraisal, mine), {subject_id})
        return row, appraisal

    def _refuse_needless(self, uow: UnitOfWork, row: AppraisalSubject, grade: Grade) -> None:
        found = read_inputs(uow.session, self._place, AppraisalId(row.appraisal_id))
        rated = rate(found.subjects, found.appraisal.facts.scheme)
        one = rated.of(AppraisalSubjectId(row.id))
        if one is None or one.computed is None:
            raise RuleError(f"“{row.name}”还没有考核结果，{_NOTHING}", hint="请先录入他缺的来源。")
        if one.computed is grade:
            raise RuleError(
                f"“{row.name}”按办法就是{GRADE_NAMES[grade]}，不需要人工调整，{_NOTHING}",
                hint="如果他以前被调整过，请用“取消调整”。",
            )


def explained(rated: Rated, standing: Standing) -> ExplainedStanding:
    """Why a secretary stands where he does, from what was found of him."""
    return ExplainedStanding(standing, explain(standing, rated), way_text(standing, rated))


def _listed(standing: Standing, rated: Rated, station: uuid.UUID | None) -> ListedSecretary:
    said = explained(rated, standing)
    one, override = standing.subject, standing.subject.override
    put = override is not None and standing.grade is not standing.computed
    return ListedSecretary(
        id=one.id,
        person_id=one.person_id,
        station_id=station,  # type: ignore[arg-type]  # as it was read
        name=one.name,
        organisation=one.organisation,
        township=one.township,
        points=standing.points,
        parts=standing.parts,
        computed=standing.computed,
        grade=standing.grade,
        reason=override.reason if override is not None and put else "",
        explanation=explanation_of(said.sentences, said.way_said),
    )


def _refuse_scheme(scheme: Scheme) -> None:
    faults = scheme_faults(scheme)
    if faults:
        raise RuleError("".join(faults.values()), hint="请改好考核办法再试，没有保存。")
