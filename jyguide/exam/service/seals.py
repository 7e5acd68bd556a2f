"""Use cases of the city with sealed exams: seal one, check what comes back."""

from __future__ import annotations

import hashlib
import uuid
from pathlib import Path

import msgspec
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from db.models import SealedExam, SealedFile
from db.uow import Store
from jyguide.bank.service import BankService
from jyguide.changes import Changed
from jyguide.clock import Clock
from jyguide.documents.files import file_faults, replace_when_whole
from jyguide.documents.page import Document
from jyguide.errors import RuleError
from jyguide.exam.paper import PaperDraft
from jyguide.exam.printing.paper_document import PaperItem, PaperText, paper_document
from jyguide.exam.seal import file, payload
from jyguide.exam.seal.code import new_code
from jyguide.exam.seal.issuing import Issuing
from jyguide.exam.seal.payload import SealedPaper
from jyguide.exam.seal.row import IssuedRow, Returns, SealPlan
from jyguide.exam.seal.words import gone
from jyguide.exam.service.seal_files import as_text, kept
from jyguide.exam.service.seal_returns import board
from jyguide.ids import RevisionId, SealedExamId
from jyguide.place import Place


class SealService:
    """Sealed exams as the city issues them.

    The city's row of a sealed exam holds the paper and belongs to no station: nothing of it
    leaves the city. The code is kept nowhere; one that is lost is replaced by sealing anew.
    """

    def __init__(
        self,
        store: Store,
        place: Place,
        clock: Clock,
        bank: BankService,
        issuing: Issuing,
    ) -> None:
        self._store = store
        self._place = place
        self._clock = clock
        self._bank = bank
        self._issuing = issuing

    def seal(self, draft: PaperDraft, plan: SealPlan, target: Path) -> str:
        """Seal a paper that is not kept as one; returns the code, which is told only here.

        Raises:
            RuleError: no city; no title, a title too long, a time too short or too long.
            FileError: it cannot be written; nothing is kept then.
        """
        self._only_city()
        _check(plan)
        seal_id, code = uuid.uuid4(), new_code()
        paper = payload.sealed_paper(
            draft, seal_id, plan.title.strip(), plan.minutes, self._items(draft)
        )
        content = self._sealed(paper, plan, code)
        with self._store.begin(f"密封统考“{paper.title}”") as uow:
            uow.session.add(
                SealedExam(
                    station_id=None,
                    seal_id=seal_id,
                    title=paper.title,
                    minutes=paper.minutes,
                    starts_at=plan.starts_at,
                    digest=hashlib.sha256(content).hexdigest(),
                    taken_in_at=self._clock(),
                    payload=msgspec.to_builtins(paper),
                )
            )
            uow.session.add(SealedFile(seal_id=seal_id, content=as_text(content)))
            uow.session.flush()  # what the disk refuses, it refuses before the file is there
            _write(target, content)
            try:
                uow.commit()
            except BaseException:
                target.unlink(missing_ok=True)  # nobody will ever have its code
                raise
        return code

    def draft_document(self, draft: PaperDraft, plan: SealPlan) -> Document:
        """The paper as it would be printed, to be looked at before it is sealed."""
        items = self._items(draft)
        return paper_document(
            PaperText(
                title=plan.title,
                items=tuple(PaperItem(one.printed, one.points) for one in items),
                minutes=plan.minutes,
                pass_points=draft.plan.blueprint.pass_points,
            )
        )

    def issued(self) -> list[IssuedRow]:
        """The sealed exams of the city, the newest first."""
        self._only_city()
        with self._store.read() as session:
            rows = session.scalars(_issued_rows().order_by(SealedExam.id.desc()))
            return [_issued(row, _paper(row)) for row in rows]

    def write_again(self, seal_id: uuid.UUID, target: Path) -> None:
        """Write the file once more; its code stays the same.

        Raises:
            RuleError: it is gone.
            FileError: it cannot be written.
        """
        with self._store.read() as session:
            _one(session, seal_id)
            content = kept(session, seal_id)
        if content is None:
            raise RuleError(
                "这场统考是在市级另一台电脑上密封的，文件不在本机，没有保存。",
                hint="请在那台电脑上再存一份。",
            )
        _write(target, content)

    def returns(self, seal_id: uuid.UUID) -> Returns:
        """How far every station has come, and what is not in order with what came back.

        Raises:
            RuleError: no city, or there is no such exam.
        """
        self._only_city()
        with self._store.read() as session:
            row = _one(session, seal_id)
            paper = _paper(row)
            return Returns(_issued(row, paper), board(session, paper, row.digest))

    def remove(self, seal_id: uuid.UUID) -> Changed:
        """Take a sealed exam off the list, as one whose code was lost; files given out stay.

        Raises:
            RuleError: no city, or there is no such exam.
        """
        self._only_city()
        with self._store.begin("移除密封统考") as uow:
            _one(uow.session, seal_id).deleted = True
            uow.commit()
        return Changed.EXAMS

    def _items(self, draft: PaperDraft) -> list[payload.SealedItem]:
        said = self._bank.contents([RevisionId(one.revision_id) for one in draft.items])
        return [
            payload.sealed_item(
                one.revision_id, one.points, one.order, said[RevisionId(one.revision_id)]
            )
            for one in draft.items
        ]

    def _sealed(self, paper: SealedPaper, plan: SealPlan, code: str) -> bytes:
        header = file.new_header(
            uuid.UUID(paper.seal),
            paper.title,
            plan.minutes,
            plan.starts_at,
            self._place.office,
            self._issuing.signer(),
        )
        try:
            return file.seal(header, paper, code, self._issuing.sign)
        except ValueError as error:
            raise RuleError(
                "试卷太大，装不进统考文件，没有密封。", hint="请减少题目后重新组卷。"
            ) from error

    def _only_city(self) -> None:
        if not self._place.is_city:
            raise RuleError(
                "只有市级可以密封统考、查看回收情况，没有改动。",
                hint="指导站请接收市级下发的统考文件。",
            )


def _issued_rows() -> Select[SealedExam]:
    return select(SealedExam).where(SealedExam.station_id.is_(None), SealedExam.deleted.is_(False))


def _one(session: Session, seal_id: uuid.UUID) -> SealedExam:
    row = session.scalar(_issued_rows().where(SealedExam.seal_id == seal_id))
    if row is None:
        raise gone()
    return row


def _paper(row: SealedExam) -> SealedPaper:
    return msgspec.convert(row.payload, SealedPaper)


def _issued(row: SealedExam, paper: SealedPaper) -> IssuedRow:
    return IssuedRow(
        id=SealedExamId(row.id),
        seal_id=row.seal_id,
        plan=SealPlan(row.title, row.minutes, row.starts_at),
        items=len(paper.items),
        total_points=paper.total_points,
        pass_points=paper.pass_points,
    )


def _write(target: Path, content: bytes) -> None:
    with replace_when_whole(target) as part, file_faults(target):
        part.write_bytes(content)


def _check(plan: SealPlan) -> None:
    title = plan.title.strip()
    if not title:
        raise RuleError("统考名称没有填，没有密封。", hint="请填写统考名称。")
    if len(title) > file.LONGEST_TITLE:
        raise RuleError(
            f"统考名称有 {len(title)} 个字，最多 {file.LONGEST_TITLE} 个，没有密封。",
            hint="请把名称改短。",
        )
    if not 1 <= plan.minutes <= file.LONGEST_MINUTES:
        raise RuleError("考试时长应在 1 分钟到 24 小时之间，没有密封。", hint="请检查考试时长。")
    if plan.starts_at is not None and plan.starts_at.tzinfo is None:
        raise RuleError("开考时间没有写明时区，没有密封。", hint="应写作 2026-11-20T09:00+08:00。")
