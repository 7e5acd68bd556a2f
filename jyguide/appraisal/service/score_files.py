"""Use cases of points in files: read, compare, take in."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import AppraisalScore, AppraisalSubject
from db.uow import Store, UnitOfWork
from jyguide.appraisal.kinds import Source
from jyguide.appraisal.rows import ScoreSheet
from jyguide.appraisal.score_table import (
    NOTES,
    SPEC,
    SUBJECT,
    Identity,
    KeptScore,
    ScoreComparison,
)
from jyguide.appraisal.service.reading import read_appraisal, read_subjects
from jyguide.appraisal.service.scores import write_points
from jyguide.clock import Clock
from jyguide.exchange.table.plan import Compare, PlannedRow
from jyguide.exchange.table.reading import TableFile
from jyguide.exchange.table.service import ListFiles, ListWords, Taking
from jyguide.exchange.table.spec import TableSpec
from jyguide.ids import AppraisalId, AppraisalSubjectId
from jyguide.place import Place


class ScoreFiles(ListFiles):
    """Takes in points of one appraisal from Excel: raters' and the village composite."""

    words = ListWords("导入考核得分“{}”", "考核对象或得分又有改动，没有导入", SPEC.title, NOTES)

    def __init__(
        self, store: Store, place: Place, clock: Clock, appraisal_id: AppraisalId
    ) -> None:
        super().__init__(store, SPEC.purpose)
        self._place = place
        self._clock = clock
        self._appraisal_id = appraisal_id

    def spec(self) -> TableSpec:
        return SPEC

    def comparing(self, session: Session, spec: TableSpec, file: TableFile) -> Compare:
        del spec, file
        row = read_appraisal(session, self._appraisal_id)
        people = read_subjects(session, self._place, row)
        today = self._clock().date()
        return ScoreComparison(people, _kept(session, self._appraisal_id), today).compare

    def write(self, uow: UnitOfWork, taking: Taking) -> None:
        said: defaultdict[tuple[Source, str], list[tuple[PlannedRow, int]]] = defaultdict(list)
        for row in taking.new:
            said[_sheet_of(row)].append((row, row.values["points"]))
        for row in taking.updates:
            points = taking.said(row).get("points", row.known.points)
            said[_sheet_of(row)].append((row, points))
        for (source, rater), rows in said.items():
            points = {_subject(row): value for row, value in rows}
            versions = {_subject(row): row.known.version for row, _ in rows if row.known}
            for day in {row.values.get("rated_on") for row, _ in rows}:
                some = {_subject(row) for row, _ in rows if row.values.get("rated_on") == day}
                sheet = ScoreSheet(source, rater, {}, versions, day)
                mine = {key: points[key] for key in some}
                write_points(uow, self._appraisal_id, sheet, mine)


def _subject(row: PlannedRow) -> AppraisalSubjectId:
    return AppraisalSubjectId(row.values[SUBJECT])


def _sheet_of(row: PlannedRow) -> tuple[Source, str]:
    return Source(row.values["source"]), row.values.get("rater") or ""


def _kept(session: Session, appraisal_id: AppraisalId) -> dict[Identity, KeptScore]:
    rows = session.scalars(
        select(AppraisalScore)
        .join(AppraisalSubject, AppraisalSubject.id == AppraisalScore.subject_id)
        .where(AppraisalSubject.appraisal_id == appraisal_id, AppraisalScore.deleted.is_(False))
    )
    return {
        (AppraisalSubjectId(row.subject_id), Source(row.source), row.rater): KeptScore(
            row.points, row.rated_on, row.sync_v
        )
        for row in rows
    }
