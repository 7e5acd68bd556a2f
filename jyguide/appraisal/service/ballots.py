"""Use cases of paper ballots: batches keyed in, counted in, and removed by whole pools.

What a batch says is written and never read again: whoever corrects one keys it in anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from db.keys import fixed_key
from db.models import BallotBatch
from db.uow import Store, UnitOfWork
from jyguide.appraisal.ballots import (
    Count,
    ballots_fault,
    next_pool,
)
from jyguide.appraisal.kinds import SOURCE_NAMES, Source
from jyguide.appraisal.rows import AppraisalRow, BatchRow, BatchSheet, SubjectRow
from jyguide.appraisal.service.appraisals import refuse_foreign
from jyguide.appraisal.service.ballot_rows import (
    batch_of,
    batch_row,
    batches_named,
    by_subject,
    living_batches,
    merged_with,
    waiting_rows,
)
from jyguide.appraisal.service.reading import read_appraisal, read_subjects
from jyguide.appraisal.stored import counts_to_json
from jyguide.clock import Clock
from jyguide.errors import RuleError
from jyguide.ids import AppraisalId, AppraisalSubjectId
from jyguide.place import Place

_NOT_SAVED = "没有保存。"
_NAMED = 3
LONGEST_BATCH = 60
Seen = Mapping[AppraisalSubjectId, str]
"""Versions of a batch's rows when it was opened; empty for a new one."""


@dataclass(frozen=True, slots=True)
class CountedIn:
    """What counting in came to.

    Attributes:
        ballots: Batches of one secretary each that count from now on.
        waiting: Such as go on waiting, since their groups are too small together.
    """

    ballots: int
    waiting: int


class BallotService:
    """Batches of anonymous ballots; nobody's ballot has a row."""

    def __init__(self, store: Store, place: Place, clock: Clock) -> None:
        self._store = store
        self._place = place
        self._clock = clock

    def batches(self, appraisal_id: AppraisalId) -> list[BatchRow]:
        """Every batch by source and name; what it says is in none of them."""
        with self._store.read() as session:
            rows = living_batches(session, appraisal_id)
        by: defaultdict[tuple[Source, str], list[BallotBatch]] = defaultdict(list)
        for row in rows:
            by[Source(row.source), row.batch].append(row)
        held = {row.id for each in by_subject(rows) for row in waiting_rows(each)}
        order = list(Source)
        return [
            batch_row(source, name, each, held)
            for (source, name), each in sorted(
                by.items(), key=lambda one: (order.index(one[0][0]), one[0][1])
            )
        ]

    def save(self, appraisal_id: AppraisalId, sheet: BatchSheet, seen: Seen) -> int:
        """Keep a batch as it was keyed in, in place of what there was of it; returns for how many.

        Raises:
            RuleError: the numbers do not add up, somebody is not this office's, it was changed
                meanwhile, or it is counted in already together with others.
        """
        name = " ".join(sheet.name.split())
        self._refuse_sheet(sheet, name)
        with self._store.begin(f"录入测评票“{name}”（{SOURCE_NAMES[sheet.source]}）") as uow:
            appraisal = read_appraisal(uow.session, appraisal_id)
            rows = read_subjects(uow.session, self._place, appraisal)
            _refuse_people(rows, sheet)
            kept = batches_named(uow.session, appraisal_id, sheet.source, name)
            _refuse_changed(kept, seen, name)
            living = [one for one in kept.values() if not one.deleted]
            _refuse_merged(merged_with(uow.session, appraisal_id, living), name)
            _refuse_small(living, sheet, appraisal)
            _write(uow, sheet, name, kept)
            uow.commit()
            return len(sheet.counts)

    def remove(
        self, appraisal_id: AppraisalId, source: Source, name: str, seen: Seen
    ) -> list[str]:
        """Take out a batch, and with it what was counted in together with it.

        Returns:
            The names of the batches of which something was taken out with it.

        Raises:
            RuleError: it was changed meanwhile, or is not this office's.
        """
        with self._store.begin(f"删除测评票“{name}”") as uow:
            appraisal = read_appraisal(uow.session, appraisal_id)
            rows = read_subjects(uow.session, self._place, appraisal)
            kept = batches_named(uow.session, appraisal_id, source, name)
            _refuse_changed(kept, seen, name)
            living = [one for one in kept.values() if not one.deleted]
            refuse_foreign(rows, {one.subject_id for one in living})
            others = merged_with(uow.session, appraisal_id, living)
            for one in (*living, *others):
                one.deleted = True
            uow.commit()
            return sorted({one.batch for one in others})

    def count_in(self, appraisal_id: AppraisalId) -> CountedIn:
        """Let all batches count that this office keys in, small ones merged with others.

        It is not taken back: what a small group said would show by the difference.

        Raises:
            RuleError: none is waiting.
        """
        with self._store.begin("测评票计入得分") as uow:
            appraisal = read_appraisal(uow.session, appraisal_id)
            mine = {
                one.id for one in read_subjects(uow.session, self._place, appraisal) if one.may_key
            }
            counted = held = 0
            living = [
                row for row in living_batches(uow.session, appraisal_id) if row.subject_id in mine
            ]
            for rows in by_subject(living):
                waits = waiting_rows(rows)
                pool = next_pool(
                    [batch_of(row) for row in rows], appraisal.facts.scheme.smallest_group
                )
                for row in waits if pool else ():
                    row.pool = pool
                counted += len(waits) if pool else 0
                held += 0 if pool else len(waits)
            if not counted:
                raise RuleError(_none_counted(held, appraisal), hint="请先录入测评票。")
            uow.commit()
            return CountedIn(counted, held)

    def _refuse_sheet(self, sheet: BatchSheet, name: str) -> None:
        if not name or len(name) > LONGEST_BATCH:
            raise RuleError(
                f"批次名称要填写，最多 {LONGEST_BATCH} 个字，{_NOT_SAVED}",
                hint="如“党员代表会议”或“村民代表会议”。",
            )
        if sheet.counted_on > self._clock().date():
            raise RuleError(f"计票日期不能晚于今天，{_NOT_SAVED}", hint="请填今天或更早的日期。")
        if not sheet.counts:
            raise RuleError(f"没有填写任何人的票数，{_NOT_SAVED}", hint="请按计票单录入。")


def _none_counted(held: int, appraisal: AppraisalRow) -> str:
    if not held:
        return "没有等待计入的测评票，没有改动。"
    smallest = appraisal.facts.scheme.smallest_group
    return (
        f"等待计入的测评票应到人数合起来少于 {smallest} 人，单独计入就看得出投了什么票，没有计入。"
    )


def _refuse_people(rows: Sequence[SubjectRow], sheet: BatchSheet) -> None:
    """Everybody is in the appraisal and this office's, and his numbers add up."""
    known = {one.id: one for one in rows if one.left_on is None}
    if not set(sheet.counts) <= set(known):
        raise RuleError(f"有人已不在考核里，{_NOT_SAVED}", hint="请刷新后再录入。")
    refuse_foreign(rows, sheet.counts)
    faults = [
        f"{known[key].name}：{said}"
        for key, count in sheet.counts.items()
        if (said := ballots_fault(sheet.source, count))
    ]
    if faults:
        more = f"等 {len(faults)} 处" if len(faults) > _NAMED else ""
        raise RuleError(
            f"票数对不上{more}，{_NOT_SAVED}\n" + "\n".join(faults[:_NAMED]),
            hint="请对照计票单改正后再保存。",
        )


def _refuse_changed(kept: Mapping[AppraisalSubjectId, BallotBatch], seen: Seen, name: str) -> None:
    now = {key: row.sync_v for key, row in kept.items() if not row.deleted}
    if now == dict(seen):
        return
    if not seen:
        raise RuleError(
            f"已经有一批叫“{name}”的测评票，{_NOT_SAVED}",
            hint="请换一个批次名称；要更正那一批，请选中它再“重录”。",
        )
    raise RuleError(f"“{name}”在您打开之后又被改过，{_NOT_SAVED}", hint="请刷新后看过，再重录。")


def _refuse_merged(others: Sequence[BallotBatch], name: str) -> None:
    """What was counted in together is told apart by whoever corrects a part of it."""
    if others:
        names = "、".join(f"“{one}”" for one in sorted({row.batch for row in others})[:_NAMED])
        raise RuleError(
            f"“{name}”已经与{names}合并计入得分，单独更正会看出另一批投了什么票，{_NOT_SAVED}",
            hint="请先删除这一批（合并的批次一起删除），再照计票单重录各批。",
        )


def _refuse_small(
    living: Sequence[BallotBatch], sheet: BatchSheet, appraisal: AppraisalRow
) -> None:
    """A pool of one batch stays a large one, or nothing."""
    smallest = appraisal.facts.scheme.smallest_group
    for row in living:
        count = sheet.counts.get(AppraisalSubjectId(row.subject_id))
        if row.pool and count is not None and count.voters < smallest:
            raise RuleError(
                f"“{row.batch}”已经计入得分，应到不能改到 {smallest} 人以下，{_NOT_SAVED}",
                hint="请先删除这一批，再重录：它会等待与其他批次合并。",
            )


def _write(
    uow: UnitOfWork,
    sheet: BatchSheet,
    name: str,
    kept: Mapping[AppraisalSubjectId, BallotBatch],
) -> None:
    new = []
    for key, count in sheet.counts.items():
        columns = _columns(sheet, count)
        row = kept.get(key)
        if row is None:
            made = fixed_key("ballot_batch", key, sheet.source.value, name)
            place = {"id": made, "subject_id": key, "source": sheet.source.value, "batch": name}
            new.append({**place, "pool": 0, **columns})
            continue
        if row.deleted:
            row.deleted, row.pool = False, 0
        for column, value in columns.items():
            setattr(row, column, value)
    for key, row in kept.items():
        if key not in sheet.counts and not row.deleted:
            row.deleted = True
    uow.add_many(BallotBatch, new)


def _columns(sheet: BatchSheet, count: Count) -> dict[str, Any]:
    return {
        "voters": count.voters,
        "issued": count.issued,
        "returned": count.returned,
        "invalid": count.invalid,
        "counts": counts_to_json(count),
        "counted_on": sheet.counted_on,
        "counted_by": sheet.counted_by.strip(),
    }
