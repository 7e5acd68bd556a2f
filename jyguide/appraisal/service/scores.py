"""Use cases of raters' points: keyed in for many secretaries at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import func, select

from db.keys import fixed_key
from db.models import AppraisalScore, AppraisalSubject
from db.uow import Store, UnitOfWork
from jyguide.appraisal.kinds import SOURCE_NAMES, Source
from jyguide.appraisal.rows import RaterRow, ScoreSheet
from jyguide.appraisal.scheme import SCALE
from jyguide.appraisal.service.appraisals import refuse_foreign
from jyguide.appraisal.service.reading import read_appraisal, read_subjects
from jyguide.clock import Clock
from jyguide.documents.dates import tenths_text
from jyguide.errors import RuleError
from jyguide.ids import AppraisalId, AppraisalSubjectId
from jyguide.place import Place

_NOT_SAVED = "没有保存。"
LONGEST_RATER = 60
Points = Mapping[AppraisalSubjectId, int | None]
"""Tenths by secretary; None takes away what was keyed in."""


class ScoreService:
    """Points of raters and the village composite, signed by whoever rated."""

    def __init__(self, store: Store, place: Place, clock: Clock) -> None:
        self._store = store
        self._place = place
        self._clock = clock

    def raters(self, appraisal_id: AppraisalId) -> list[RaterRow]:
        """Who rated, by source and name, and how many each."""
        with self._store.read() as session:
            found = session.execute(
                select(AppraisalScore.source, AppraisalScore.rater, func.count())
                .join(AppraisalSubject, AppraisalSubject.id == AppraisalScore.subject_id)
                .where(
                    AppraisalSubject.appraisal_id == appraisal_id,
                    AppraisalSubject.deleted.is_(False),
                    AppraisalScore.deleted.is_(False),
                )
                .group_by(AppraisalScore.source, AppraisalScore.rater)
            ).all()
        order = list(Source)
        rows = [RaterRow(Source(source), rater, count) for source, rater, count in found]
        return sorted(rows, key=lambda row: (order.index(row.source), row.rater))

    def sheet(self, appraisal_id: AppraisalId, source: Source, rater: str) -> ScoreSheet:
        """What one rater gave, to be keyed in on."""
        with self._store.read() as session:
            rows = [
                row
                for row in session.scalars(_of_rater(appraisal_id, source, tidy_rater(rater)))
                if not row.deleted
            ]
        days = [row.rated_on for row in rows if row.rated_on]
        return ScoreSheet(
            source,
            tidy_rater(rater),
            {AppraisalSubjectId(row.subject_id): row.points for row in rows},
            {AppraisalSubjectId(row.subject_id): row.sync_v for row in rows},
            max(days, default=None),
        )

    def save(
        self,
        appraisal_id: AppraisalId,
        sheet: ScoreSheet,
        points: Points,
    ) -> int:
        """Keep what was keyed in on a sheet; returns how many cells changed.

        Args:
            appraisal_id: Of which appraisal.
            sheet: As it was read, with the day now on it.
            points: Of everybody whose points are now others.

        Raises:
            RuleError: no rater, points out of range, somebody is not this office's, or another
                keyed in meanwhile.
        """
        _refuse_sheet(sheet, points, self._clock().date())
        with self._store.begin(_action(sheet)) as uow:
            appraisal = read_appraisal(uow.session, appraisal_id)
            rows = read_subjects(uow.session, self._place, appraisal)
            if not set(points) <= {one.id for one in rows}:
                raise RuleError(f"有人已不在考核里，{_NOT_SAVED}", hint="请刷新后再录入。")
            refuse_foreign(rows, points)
            changed = write_points(uow, appraisal_id, sheet, points)
            uow.commit()
            return changed


def write_points(
    uow: UnitOfWork, appraisal_id: AppraisalId, sheet: ScoreSheet, points: Points
) -> int:
    """Write a rater's points, under keys made from secretary, source and rater.

    Raises:
        RuleError: another wrote one of these meanwhile.
    """
    kept = {
        AppraisalSubjectId(row.subject_id): row
        for row in uow.session.scalars(_of_rater(appraisal_id, sheet.source, sheet.rater))
    }
    new = []
    changed = 0
    for subject, value in points.items():
        row = kept.get(subject)
        _refuse_changed(row, sheet, subject)
        if row is None and value is not None:
            new.append(_columns(sheet, subject, value))
        elif (
            row is not None
            and (row.deleted or row.points != value)
            and (value is not None or not row.deleted)
        ):
            _change(row, sheet, value)
            changed += 1
    uow.add_many(AppraisalScore, new)
    return changed + len(new)


def _refuse_changed(
    row: AppraisalScore | None, sheet: ScoreSheet, subject: AppraisalSubjectId
) -> None:
    now = "" if row is None or row.deleted else row.sync_v
    if now != sheet.versions.get(subject, ""):
        raise RuleError(
            f"这张打分表在您打开之后又被改过，{_NOT_SAVED}", hint="请重新打开，看过新的得分再改。"
        )


def _change(row: AppraisalScore, sheet: ScoreSheet, value: int | None) -> None:
    row.deleted = value is None
    if value is not None:
        row.points, row.rated_on = value, sheet.rated_on


def _columns(sheet: ScoreSheet, subject: AppraisalSubjectId, value: int) -> dict[str, Any]:
    return {
        "id": fixed_key("appraisal_score", subject, sheet.source.value, sheet.rater),
        "subject_id": subject,
        "source": sheet.source.value,
        "rater": sheet.rater,
        "points": value,
        "rated_on": sheet.rated_on,
        "note": "",
    }


def _of_rater(appraisal_id: AppraisalId, source: Source, rater: str) -> Any:
    return (
        select(AppraisalScore)
        .join(AppraisalSubject, AppraisalSubject.id == AppraisalScore.subject_id)
        .where(
            AppraisalSubject.appraisal_id == appraisal_id,
            AppraisalScore.source == source.value,
            AppraisalScore.rater == rater,
        )
    )


def tidy_rater(text: str) -> str:
    """A rater's name without blanks at its ends or several in a row."""
    return " ".join(text.split())


def _action(sheet: ScoreSheet) -> str:
    who = f"（{sheet.rater}）" if sheet.rater else ""
    return f"录入{SOURCE_NAMES[sheet.source]}得分{who}"


def _refuse_sheet(sheet: ScoreSheet, points: Points, today: date) -> None:
    if not sheet.rater and sheet.source is not Source.COMPOSITE:
        raise RuleError(
            f"没有填写评价人，{_NOT_SAVED}", hint="如“镇党委书记 王某”或“镇纪委”；一人一张。"
        )
    if len(sheet.rater) > LONGEST_RATER:
        raise RuleError(f"评价人最多 {LONGEST_RATER} 个字，{_NOT_SAVED}", hint="请写短一些。")
    if sheet.rated_on is not None and sheet.rated_on > today:
        raise RuleError(f"评价日期不能晚于今天，{_NOT_SAVED}", hint="请填今天或更早的日期。")
    wrong = [one for one in points.values() if one is not None and not 0 <= one <= SCALE]
    if wrong:
        raise RuleError(
            f"得分 {tenths_text(wrong[0])} 不在 0 到 100 分之间，{_NOT_SAVED}",
            hint="请改成 0 到 100 之间的分数，最多一位小数。",
        )
