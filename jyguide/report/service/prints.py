"""Use cases of paper: what was printed is remembered, and compared with the data later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Station
from db.models.report import ReportPrint
from db.uow import Store
from jyguide.certificate.verify_picture import codes_in
from jyguide.clock import Clock
from jyguide.errors import FileError, RuleError
from jyguide.exchange.boundary.limits import PHOTO
from jyguide.exchange.file_bytes import read_bytes
from jyguide.pause import collector_paused
from jyguide.place import CITY_CODE, CITY_NAME, Place
from jyguide.report.comparison import Comparison
from jyguide.report.figure import Figure, Scope
from jyguide.report.fingerprint import digest_of, packed
from jyguide.report.kinds import ReportKind
from jyguide.report.print_mark import PrintedFigure, PrintMark, printed_figure
from jyguide.report.report_code import (
    PREFIX,
    SHORT,
    Printed,
    ReadCode,
    grouped,
    mark_of,
    read_code,
    short_key,
)
from jyguide.report.service.comparing import beside, by_code
from jyguide.report.service.counting.asked import Asked
from jyguide.report.service.counting.everything import COUNTINGS
from jyguide.report.service.figures import FigureService


@dataclass(frozen=True, slots=True)
class ReadyPrint:
    """A report with its code, that may leave the printer or may not.

    Attributes:
        at: When its numbers were counted.
    """

    mark: PrintMark
    title: str
    at: datetime
    printed: Printed


class PrintService:
    """Everything the program does with reports that left the printer."""

    def __init__(self, store: Store, place: Place, clock: Clock, figures: FigureService) -> None:
        self._store = store
        self._place = place
        self._clock = clock
        self._figures = figures

    def record(
        self, kind: ReportKind, title: str, scope: Scope, figures: Sequence[Figure]
    ) -> PrintMark:
        """`prepare` and `keep` in one, where paper leaves at once."""
        ready = self.prepare(kind, title, scope, figures)
        self.keep(ready)
        return ready.mark

    @collector_paused()
    def prepare(
        self, kind: ReportKind, title: str, scope: Scope, figures: Sequence[Figure]
    ) -> ReadyPrint:
        """The code of a report that may be printed; nothing is remembered of a mere look.

        The same report of unchanged data has the same code.

        Raises:
            RuleError: the data changed since the numbers were counted.
        """
        with self._store.read() as session:
            asked = self._figures.asked(session, scope)
            told = tuple(_printed(asked, one) for one in figures)
        printed = Printed(kind, asked.scope, self._office, told)
        return ReadyPrint(mark_of(printed), title, self._clock(), printed)

    def keep(self, ready: ReadyPrint) -> None:
        """Remember a report that went to a printer or into a file.

        Once, however often; twice where the first was a draft, of before its period was over.
        """
        code = ready.mark.code.replace("-", "")
        with self._store.begin("打印报表") as uow:
            if not _is_known(uow.session, code, ready):
                uow.session.add(self._row(code, ready))
                uow.commit()

    def check(self, text: str) -> Comparison:
        """Hold a report against the data of now.

        Args:
            text: The code, typed; or what the QR code says.

        Raises:
            RuleError: it is no code of a report, was altered, or is of a print nobody here knows.
        """
        read = read_code(text)
        with self._store.read() as session:
            row = _row_of(session, read.code)
            if row is not None:
                return self._compared(session, row, read)
            return self._of_code(session, read)

    def check_file(self, file: Path) -> Comparison:
        """As `check_picture`, of a file.

        Raises:
            FileError: the picture cannot be read, or there is no code of a report in it.
            RuleError: as `check`.
        """
        return self.check_picture(read_bytes(file, PHOTO), file.name)

    def check_picture(self, content: bytes, name: str) -> Comparison:
        """As `check`, of the code in a photo, a scan or a copy of the screen.

        Raises:
            FileError: it is no picture, or there is no code of a report in it.
            RuleError: as `check`.
        """
        ours = {code for code in _codes(content, name) if code.upper().startswith(PREFIX)}
        if len(ours) > 1:
            raise FileError(
                f"“{name}”里有 {len(ours)} 份报表的二维码，没有核对。",
                hint="请一次只拍一份报表，或输入其中一份的校验码。",
            )
        if not ours:
            raise FileError(
                f"“{name}”里的二维码不是报表上的，没有核对。",
                hint="请拍下报表末尾的二维码，或输入它旁边的校验码。",
            )
        return self.check(*ours)

    @property
    def _office(self) -> str:
        return CITY_CODE if self._place.is_city else self._place.station_code

    def _row(self, code: str, ready: ReadyPrint) -> ReportPrint:
        printed = ready.printed
        return ReportPrint(
            station_id=self._place.station_id,
            code=code,
            report=printed.kind.value,
            title=ready.title,
            about=printed.scope.station,
            begins_on=printed.scope.begins_on,
            ends_on=printed.scope.ends_on,
            printed_at=ready.at,
            printed_by=self._place.user_name,
            digest=printed.digest,
            figures=[one.to_json() for one in printed.figures],
        )

    def _compared(self, session: Session, row: ReportPrint, read: ReadCode) -> Comparison:
        printed = [printed_figure(kept) for kept in row.figures]
        scope = Scope(row.begins_on, row.ends_on, row.about)
        asked = self._asked(session, scope)
        return Comparison(
            grouped(row.code),
            row.report,
            row.title,
            _about(session, row.about),
            row.begins_on,
            row.ends_on,
            row.printed_at,
            row.printed_by,
            tuple(beside(asked, one) for one in printed),
            _altered(read, row, printed),
        )

    def _of_code(self, session: Session, read: ReadCode) -> Comparison:
        """As far as the QR code itself tells."""
        if read.kind is None or read.scope is None or not read.figures:
            raise RuleError(
                f"本机没有校验码为 {grouped(read.code)} 的打印登记，不能核对。",
                hint="请检查校验码有没有输错；如是指导站新近打印的，请先导入该站的交换文件，"
                "或扫描报表上的二维码。",
            )
        asked = self._asked(session, read.scope)
        by_short = {short_key(key): one for key, one in COUNTINGS.items()}
        return Comparison(
            grouped(read.code),
            read.kind.value,
            "",
            _about(session, read.scope.station),
            read.scope.begins_on,
            read.scope.ends_on,
            None,
            "",
            tuple(by_code(asked, one, by_short.get(one.short)) for one in read.figures),
        )

    def _asked(self, session: Session, scope: Scope) -> Asked:
        if not self._place.is_city and scope.station != self._place.station_code:
            raise RuleError(
                f"这份报表不是{self._place.station_name}的，本机没有它的数据，不能核对。",
                hint="请到打印它的单位或市级电脑上核对。",
            )
        return self._figures.asked(session, scope)


def _codes(content: bytes, name: str) -> list[str]:
    try:
        return codes_in(content, name)
    except FileError as error:  # what it advises is for certificates
        said = error.message.replace("没有核验", "没有核对")
        hint = "请拍下报表末尾的二维码，近一些、正一些；也可以输入它旁边的校验码。"
        raise FileError(said, hint=hint, detail=error.detail) from error


def _row_of(session: Session, code: str) -> ReportPrint | None:
    """The latest of the prints that bear a code: they are of the same numbers."""
    return session.scalars(
        select(ReportPrint)
        .where(ReportPrint.code == code, ReportPrint.deleted.is_(False))
        .order_by(ReportPrint.printed_at.desc(), ReportPrint.id)
        .limit(1)
    ).first()


def _is_known(session: Session, code: str, ready: ReadyPrint) -> bool:
    row = _row_of(session, code)
    ends_on = ready.printed.scope.ends_on
    return row is not None and (row.printed_at.date() > ends_on or ready.at.date() <= ends_on)


def _is_headed_alike(read: ReadCode, row: ReportPrint) -> bool:
    """Whether a QR code is of this very report; a typed code says nothing of it."""
    if read.scope is None or read.kind is None:
        return True
    scope = Scope(row.begins_on, row.ends_on, row.about)
    kept = (row.report, scope, row.digest[: len(read.digest)])
    return (read.kind.value, read.scope, read.digest) == kept


def _about(session: Session, code: str) -> str:
    if not code:
        return "全市"
    if code == CITY_CODE:
        return CITY_NAME
    return session.scalar(select(Station.name).where(Station.code == code)) or code


def _printed(asked: Asked, figure: Figure) -> PrintedFigure:
    rows = list(COUNTINGS[figure.what.key].stamps(asked))
    if sum(row.weight for row in rows) != figure.value:
        raise RuleError(
            f"生成报表以后数据又有改动（{figure.what.name}），没有打印。",
            hint="请按 F5 重新生成报表后再打印。",
        )
    what = figure.what
    return PrintedFigure(
        what.key, what.name, what.unit, figure.value, digest_of(rows), packed(rows), what.parts
    )


def _altered(
    read: ReadCode, row: ReportPrint, printed: Sequence[PrintedFigure]
) -> tuple[str, ...]:
    """Names of what the QR code says otherwise than it was printed."""
    kept = {short_key(one.key): one for one in printed}
    found = [] if _is_headed_alike(read, row) else ["单位、时间或报表种类"]
    for one in read.figures:
        there = kept.get(one.short)
        if there is None:
            found.append("多出的数字")
        elif (there.value, there.digest[:SHORT]) != (one.value, one.digest):
            found.append(there.name)
    return tuple(dict.fromkeys(found))
