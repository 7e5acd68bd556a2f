"""Use cases of a station with sealed exams: take one in ahead, open it at the hour."""

from __future__ import annotations

import hashlib
import time
import uuid
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.keys import fixed_key
from db.lives import setting
from db.models import SealedExam, SealedFile, SealTry
from db.uow import Store
from jyguide.changes import Changed
from jyguide.clock import Clock
from jyguide.errors import RuleError
from jyguide.exam.seal import file
from jyguide.exam.seal.code import read_code
from jyguide.exam.seal.file import Header, SealedBytes, SealError
from jyguide.exam.seal.issuing import Issuer, Issuing
from jyguide.exam.seal.payload import PayloadError, SealedPaper
from jyguide.exam.seal.row import FoundSeal, ReceivedRow, SealPlan
from jyguide.exam.seal.waiting import Try, Waiting, wrong_in_a_row
from jyguide.exam.seal.words import damaged, gone, not_city, refusal, unchecked
from jyguide.exam.service.seal_files import as_text, kept
from jyguide.exam.service.seal_opening import add_paper, paper_of_seal
from jyguide.exchange.boundary.limits import SEALED_EXAM
from jyguide.exchange.file_bytes import read_bytes
from jyguide.ids import PaperId
from jyguide.place import Place

_DEVICE = "device"
"""The setting that names this PC; its rows are told from those of others by it."""


class UnsealService:
    """Sealed exams as a station meets them.

    Args:
        steady: Seconds of a clock that nobody can set, for the delay after a wrong code.
    """

    def __init__(
        self,
        store: Store,
        place: Place,
        clock: Clock,
        issuing: Issuing,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store = store
        self._place = place
        self._clock = clock
        self._issuing = issuing
        self._waiting = Waiting(steady)

    def look(self, path: Path) -> FoundSeal:
        """What a file says of itself, and whether the city signed it; writes nothing.

        Raises:
            RuleError: this is the city's own folder.
            FileError: no sealed exam, damaged, or not the city's.
        """
        sealed, content, checked = self._read(path)
        header = sealed.header
        with self._store.read() as session:
            row = session.get(SealedExam, self._row_key(session, header.key))
            known = self._stays(session, row, content, checked=checked)
        return FoundSeal(
            seal_id=header.key,
            plan=_plan(header),
            office=header.office,
            checked=checked,
            known=known,
        )

    def take_in(self, path: Path, *, even_unchecked: bool = False) -> uuid.UUID:
        """Keep a file until the hour; one that is here already changes nothing.

        It takes the place of one that was removed, or whose issuer could not be checked.

        Raises:
            RuleError: as ``look``; or the issuer cannot be checked and nobody agreed to that.
            FileError: as ``look``.
        """
        sealed, content, checked = self._read(path)
        if not (checked or even_unchecked):
            raise unchecked()
        header = sealed.header
        with self._store.begin(f"接收统考“{header.title}”") as uow:
            session = uow.session
            key = self._row_key(session, header.key)
            row = session.get(SealedExam, key)
            if self._stays(session, row, content, checked=checked):
                return header.key
            if row is None:
                row = SealedExam(
                    id=key, station_id=self._place.station_id, seal_id=header.key, payload={}
                )
                session.add(row)
            row.title, row.minutes, row.starts_at = header.title, header.minutes, header.hour
            row.digest, row.taken_in_at = hashlib.sha256(content).hexdigest(), self._clock()
            row.deleted = False
            session.merge(SealedFile(seal_id=header.key, content=as_text(content)))
            uow.commit()
        return header.key

    def received(self) -> list[ReceivedRow]:
        """What this station has got, the newest first, by whichever of its PCs."""
        with self._store.read() as session:
            own = setting(session, _DEVICE)
            rows = session.scalars(
                select(SealedExam)
                .where(SealedExam.station_id.is_not(None), SealedExam.deleted.is_(False))
                .order_by(SealedExam.taken_in_at.desc(), SealedExam.id)
            )
            found: dict[uuid.UUID, list[SealedExam]] = {}
            for row in rows:
                found.setdefault(row.seal_id, []).append(row)
            return [self._received(session, same, own) for same in found.values()]

    def remove(self, seal_id: uuid.UUID) -> Changed:
        """Take one off this station's list, as one that the city has replaced.

        Raises:
            RuleError: it was opened: it belongs to its paper.
        """
        with self._store.begin("移除密封统考") as uow:
            rows = uow.session.scalars(
                select(SealedExam).where(
                    SealedExam.seal_id == seal_id, SealedExam.station_id.is_not(None)
                )
            ).all()
            if any(row.opened_at for row in rows):
                raise RuleError("这场统考已经启封，不能移除。", hint="它的试卷在“蓝图与试卷”里。")
            for row in rows:
                row.deleted = True
            uow.commit()
        return Changed.EXAMS

    def seconds_to_wait(self, seal_id: uuid.UUID) -> int:
        """Until the next code is taken on this PC, after wrong ones."""
        with self._store.read() as session:
            key = self._row_key(session, seal_id)
            tries = _tries(session, key)
        return self._waiting.seconds_left(key, tries, self._clock())

    def early_seconds(self, seal_id: uuid.UUID) -> int:
        """How long it still is to the hour; 0 after it, or where none is told."""
        with self._store.read() as session:
            row = session.get(SealedExam, self._row_key(session, seal_id))
            return _early(row.starts_at if row else None, self._clock())

    def open(self, seal_id: uuid.UUID, typed: str) -> PaperId:
        """Open a sealed exam; its paper is then one of the station's.

        A wrong code is kept in the journal and delays the next one; a slip that the check digit
        finds does neither. Opening before the hour is kept in the journal too.

        Raises:
            RuleError: a slip, a wrong code, one too soon after it, or the exam is not here.
            FileError: the code fits, and this release cannot read what is inside.
        """
        code = read_code(typed)
        with self._store.read() as session:
            key = self._row_key(session, seal_id)
            row, content = session.get(SealedExam, key), kept(session, seal_id)
            if row is None or row.deleted or content is None:
                raise gone()
            tries = _tries(session, key)
        if left := self._waiting.seconds_left(key, tries, self._clock()):
            raise RuleError(
                f"上次口令不对，请再等 {left} 秒，这次没有核对。", hint="口令请逐组核对后再输入。"
            )
        sealed = file.read(content)
        try:
            paper = sealed.open(code)
        except PayloadError as error:
            raise damaged(newer=error.newer) from error
        if paper is None:
            raise self._note_wrong(key, row.starts_at, tries)
        return self._opened(key, paper)

    def _opened(self, key: uuid.UUID, paper: SealedPaper) -> PaperId:
        station = self._place.station_id
        assert station is not None  # noqa: S101 - only a station has taken one in
        with self._store.begin(f"启封统考“{paper.title}”") as uow:
            paper_id = add_paper(uow.session, paper, station)
            row = uow.session.get_one(SealedExam, key)
            uow.session.add(self._try(key, row.starts_at, opened=True))
            if row.opened_at is None:
                row.opened_at, row.paper_id = self._clock(), paper_id
            uow.commit()
        return paper_id

    def _note_wrong(
        self, key: uuid.UUID, starts_at: datetime | None, tries: list[Try]
    ) -> RuleError:
        with self._store.begin("输入统考口令") as uow:
            uow.session.add(self._try(key, starts_at, opened=False))
            uow.commit()
        tries = [*tries, Try(self._clock(), opened=False)]
        wait = self._waiting.seconds_left(key, tries, self._clock())
        return RuleError(
            f"口令不对，没有启封，已记入启封记录。{wait} 秒后可以再试。",
            hint="请核对是不是这场统考的口令，再请市级读一遍。",
        )

    def _try(self, key: uuid.UUID, starts_at: datetime | None, *, opened: bool) -> SealTry:
        now = self._clock()
        return SealTry(
            sealed_exam_id=key, at=now, opened=opened, early_seconds=_early(starts_at, now)
        )

    def _received(self, session: Session, same: list[SealedExam], own: str | None) -> ReceivedRow:
        row = same[0]
        mine = self._row_key(session, row.seal_id, own)
        row = next((one for one in same if one.id == mine), row)
        content = kept(session, row.seal_id) if row.id == mine else None
        sealed = file.read(content) if content else None
        tries = _tries(session, mine)
        opened = [one.opened_at for one in same if one.opened_at]
        return ReceivedRow(
            seal_id=row.seal_id,
            plan=SealPlan(row.title, row.minutes, row.starts_at),
            office=sealed.header.office if sealed else "",
            checked=sealed is not None and self._judged(sealed) is Issuer.CITY,
            taken_in_at=row.taken_in_at,
            here=content is not None,
            opened_at=min(opened, default=None),
            paper_id=paper_of_seal(session, row.seal_id),
            wrong=wrong_in_a_row(tries),
        )

    def _stays(
        self, session: Session, row: SealedExam | None, content: bytes, *, checked: bool
    ) -> bool:
        """Whether what this PC has got of the exam stays, though this file was handed in."""
        here = kept(session, row.seal_id) if row is not None and not row.deleted else None
        if row is None or here is None:
            return False
        if here == content or row.opened_at or not checked:
            return True
        return self._judged(file.read(here)) is Issuer.CITY

    def _row_key(
        self, session: Session, seal_id: uuid.UUID, device: str | None = None
    ) -> uuid.UUID:
        """One row a PC: two PCs of a station take it in, and open it, at moments of their own."""
        device = device or setting(session, _DEVICE)
        return fixed_key("sealed_exam", seal_id, self._place.station_id, device)

    def _read(self, path: Path) -> tuple[SealedBytes, bytes, bool]:
        if self._place.is_city:
            raise RuleError(
                "这是市级的数据文件夹，统考文件由指导站接收，没有接收。",
                hint="请把文件交给各指导站。",
            )
        if path.is_file() and path.stat().st_size > file.MOST_BYTES:
            raise refusal(path.name, file.TOO_LARGE)
        content = read_bytes(path, SEALED_EXAM)
        try:
            sealed = file.read(content)
        except SealError as error:
            raise refusal(path.name, error.reason) from error
        judged = self._judged(sealed)
        if judged is Issuer.ALTERED:
            raise refusal(path.name, file.DAMAGED)
        if judged is Issuer.ANOTHER:
            raise not_city(path.name)
        return sealed, content, judged is Issuer.CITY

    def _judged(self, sealed: SealedBytes) -> Issuer:
        return self._issuing.judge(sealed.header.signer, sealed.signed, sealed.signature)


def _tries(session: Session, key: uuid.UUID) -> list[Try]:
    """Every code tried on this PC, in the order in which it was."""
    rows = session.scalars(
        select(SealTry).where(SealTry.sealed_exam_id == key).order_by(SealTry.id)
    )
    return [Try(row.at, row.opened) for row in rows]


def _early(starts_at: datetime | None, now: datetime) -> int:
    return max(0, int((starts_at - now).total_seconds())) if starts_at else 0


def _plan(header: Header) -> SealPlan:
    return SealPlan(header.title, header.minutes, header.hour)
