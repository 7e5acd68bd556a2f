"""Files out and in: export, rehearsal, import, and what a person decides afterwards."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import msgspec
from sqlalchemy import func, select
from sqlalchemy.exc import DataError, IntegrityError
from sqlalchemy.orm import Session

from db.lives import put_setting
from db.merging.parcel import Office, Parcel, make_parcel, note_sent, take_parcel, take_up
from db.merging.peers import OUT, Claims, totals
from db.merging.seal import Author
from db.merging.segments import read_head
from db.merging.shape import MalformedError
from db.merging.tally import Tally
from db.models import Bundle, Chain
from db.uow import Store, UnitOfWork
from db.upgrade import HEAD as SCHEMA
from jyguide import life
from jyguide.access.permission import Permission
from jyguide.access.permits import Permits
from jyguide.certificate.service.handing_revocations import hand_down_revocations
from jyguide.changes import Changed
from jyguide.clock import Clock
from jyguide.errors import RuleError
from jyguide.pause import collector_paused
from jyguide.place import CITY_CODE, Place
from jyguide.progress import CancelToken, Progress, Silent
from jyguide.release import release
from jyguide.standard.service.bringing_back import bring_back_scored
from jyguide.standard.service.handing_copies import hand_copies
from jyguide.sync import bundle
from jyguide.sync.bundle import Manifest, OpenLine, Piece
from jyguide.sync.delivery import delivered
from jyguide.sync.file_name import bundle_name
from jyguide.sync.keys import DeviceKeys
from jyguide.sync.reading import refused, unfit
from jyguide.sync.row import (
    ConflictRow,
    ExportReport,
    HeldRow,
    ImportReport,
    OfficeRow,
    SyncStatus,
)
from jyguide.sync.service import board, findings
from jyguide.sync.service.receiving import Received, receive
from jyguide.sync.service.reporting import Outcome, import_report
from jyguide.sync.service.settling import settle
from jyguide.sync.service.trusting import (
    keep_credential,
    keys_of,
    office_names,
    read_trust,
    this_device,
)
from jyguide.sync.trust import Trust
from jyguide.training.service.handing_along import hand_along

EVERYTHING = (
    Changed.PEOPLE
    | Changed.BANK
    | Changed.SESSIONS
    | Changed.EXAMS
    | Changed.CERTIFICATES
    | Changed.STATION
    | Changed.ORGANISATIONS
    | Changed.APPROVALS
    | Changed.ATTACHMENTS
    | Changed.STANDARD
)
"""What an import may touch."""


class SyncService:
    """The exchange with the other offices."""

    def __init__(self, store: Store, place: Place, clock: Clock, permits: Permits) -> None:
        self._store = store
        self._place = place
        self._clock = clock
        self._permits = permits

    # -- how things stand

    def status(self) -> SyncStatus:
        """How things stand with the other offices, and on this PC."""
        with self._store.read() as session:
            return board.status(session, self._place, self._clock())

    def office(self, code: str) -> OfficeRow:
        """How things stand with one office."""
        return next(row for row in self.status().offices if row.code == code)

    def conflicts(self, *, settled: bool = False) -> list[ConflictRow]:
        """What a person should look at; with what was settled already, if wanted."""
        with self._store.read() as session:
            return findings.conflicts(session, settled=settled)

    def refused(self) -> list[HeldRow]:
        """Changes that were not taken over and why, the newest first."""
        with self._store.read() as session:
            return findings.refused(session)

    def waiting(self) -> list[HeldRow]:
        """Changes and pieces that wait for something."""
        with self._store.read() as session:
            return findings.waiting(session)

    # -- out

    def suggested_name(self, office_code: str) -> str:
        """What the next file for an office is to be called."""
        with self._store.read() as session:
            names = office_names(session)
            last = select(func.max(Bundle.number)).where(
                Bundle.direction == OUT, Bundle.office == office_code
            )
            number = (session.scalar(last) or 0) + 1
        mine = CITY_CODE if self._place.is_city else self._place.station_name
        to = CITY_CODE if office_code == CITY_CODE else names[office_code]
        return bundle_name(mine, to, number, self._clock().date())

    @collector_paused()
    def export(
        self,
        office_code: str,
        target: Path,
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
        *,
        full: bool = False,
    ) -> ExportReport:
        """Write what an office lacks into one file, read it back and compare.

        Args:
            office_code: "S07", or the city's code.
            target: The file to write.
            progress: Told of the steps.
            cancel: Asked before the file is written.
            full: Everything, whatever the other side has confirmed.

        Raises:
            RuleError: this PC or the other office has not been let in.
            FileError: it cannot be written; its number is not spent, or the next file holds it.
        """
        progress, cancel = progress or Silent(), cancel or CancelToken()
        self._permits.require(Permission.EXCHANGE, "导出同步文件")
        if self._place.is_city:
            hand_along(self._store, office_code)
            bring_back_scored(self._store, self._clock().date())
            hand_copies(self._store, office_code)
            hand_down_revocations(self._store)
        with self._store.begin(f"导出同步文件给 {office_code}") as uow:
            trust = read_trust(uow.session)
            keys = keys_of(uow.session, self._place, trust)
            to = _office(trust, office_code, office_names(uow.session))
            progress.step(0, 3, "正在封装改动")
            author = Author(keys.device, keys.sign)
            parcel = make_parcel(uow.session, author, self._mine(trust), to, full=full)
            progress.step(1, 3, "正在加密")
            content = self._sealed(uow.session, parcel, to, trust, keys)
            cancel.check()
            progress.step(2, 3, "正在写入并核对")
            with delivered(target, content) as digest:
                note_sent(uow.session, parcel, to, digest)
                uow.commit()
            name = office_names(uow.session)[office_code]
        life.write_mark(self._store)
        return ExportReport(target, name, parcel.claims.number, len(parcel.segments), len(content))

    def export_all(
        self,
        folder: Path,
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> list[ExportReport]:
        """Write a file for every station that has been let in.

        Raises:
            RuleError: this is not the city.
            FileError: a file cannot be written; those before it are there.
        """
        progress, cancel = progress or Silent(), cancel or CancelToken()
        let_in = [row for row in self.status().offices if row.devices]
        reports = []
        for done, row in enumerate(let_in):
            progress.step(done, len(let_in), f"正在导出给{row.name}")
            cancel.check()
            reports.append(self.export(row.code, folder / self.suggested_name(row.code)))
        return reports

    # -- in

    def rehearse(
        self, path: Path, progress: Progress | None = None, cancel: CancelToken | None = None
    ) -> ImportReport:
        """See what a file would do: the real import, not kept.

        Raises:
            FileError: it is not accepted.
            RuleError: this PC has not been let in.
        """
        return self._import(path, progress, cancel, keep=False)

    def take_in(
        self, path: Path, progress: Progress | None = None, cancel: CancelToken | None = None
    ) -> ImportReport:
        """Take a file in, all of it in one transaction or nothing.

        Raises:
            FileError: it is not accepted.
            RuleError: this PC has not been let in.
            Cancelled: the user pressed cancel; nothing is kept.
        """
        return self._import(path, progress, cancel, keep=True)

    def force(self) -> ImportReport:
        """Apply what waits for something that exists nowhere any more: a person's decision.

        Raises:
            PermissionRefused: whoever is at work may not.
        """
        self._permits.require(Permission.EXCHANGE, "强制应用暂存的内容")
        self._store.prepare_merging()
        with self._store.begin("强制应用暂存的内容") as uow, collector_paused():
            before = _totals(uow.session, self._place.station_code)
            tally = take_up(uow.session, force=True)
            outcome = Outcome(uow.action_id, tally, before)
            report = import_report(uow.session, self._place, outcome, self._clock())
            uow.commit()
        return report

    def settle(self, conflict_id: int, *, swap: bool) -> Changed:
        """Decide on a conflict: keep what is shown, or take the other value as an ordinary edit.

        Raises:
            RuleError: it was settled already, or the other value cannot be taken.
        """
        self._permits.require(Permission.EXCHANGE, "处理冲突")
        with self._store.begin("处理冲突") as uow:
            settle(uow.session, conflict_id, swap=swap)
            uow.commit()
        return EVERYTHING

    def catch_up(self) -> None:
        """After an upgrade: take up what an older release of this program did not understand."""
        with self._store.begin("补收旧版本看不懂的内容") as uow:
            put_setting(uow.session, life.CAUGHT_UP, SCHEMA)
            if findings.any_held(uow.session):
                take_up(uow.session)
            uow.commit()

    @collector_paused()
    def _import(
        self,
        path: Path,
        progress: Progress | None,
        cancel: CancelToken | None,
        *,
        keep: bool,
    ) -> ImportReport:
        self._permits.require(Permission.EXCHANGE, "导入同步文件")
        received, parcel = self._receive(path)
        line = received.opened.line
        if keep:
            self._store.prepare_merging()
        with self._store.begin(f"导入{line.name}第{line.number}号同步文件") as uow:
            station = self._place.station_code if not self._place.is_city else line.office
            before = _totals(uow.session, station)
            tally = self._taken(uow, path, received, parcel, _Steps(parcel, progress, cancel))
            outcome = Outcome(uow.action_id, tally, before, path, received, parcel)
            report = import_report(
                uow.session, self._place, outcome, self._clock(), rehearsal=not keep
            )
            if keep:
                _say_of_self(uow.session, tally, line)
                keep_credential(uow.session, received.trust.credentials[received.sender])
                uow.commit()
        return report

    def _receive(self, path: Path) -> tuple[Received, Parcel]:
        with self._store.read() as session:
            trust = read_trust(session)
            keys = keys_of(session, self._place, trust)
        received = receive(path, keys, trust)
        try:
            claims = msgspec.json.decode(received.opened.manifest.claims, type=Claims)
        except (msgspec.MsgspecError, ValueError, RecursionError) as error:
            raise refused(path, bundle.BundleError(bundle.DAMAGED)) from error
        line = received.opened.line
        if (claims.number, claims.at) != (line.number, line.at):
            raise refused(path, bundle.BundleError(bundle.DAMAGED))
        return received, Parcel(received.sender, claims, received.segments)

    def _taken(
        self,
        uow: UnitOfWork,
        path: Path,
        received: Received,
        parcel: Parcel,
        step: Callable[[int], object],
    ) -> Tally:
        sender = _office(
            received.trust, received.opened.line.office, office_names(uow.session), let_in=False
        )
        try:
            return take_parcel(uow.session, parcel, sender, received.digest, step)
        except (MalformedError, IntegrityError, DataError) as error:
            raise unfit(path, error) from error

    def _sealed(
        self, session: Session, parcel: Parcel, to: Office, trust: Trust, keys: DeviceKeys
    ) -> bytes:
        """The bytes of the file."""
        readers = [trust.credentials[device] for device in to.devices]
        names = office_names(session)
        signers = {UUID(read_head(one.head).device) for one in parcel.segments} | {keys.device}
        line = OpenLine(
            v=bundle.VERSION,
            sender=keys.device.hex,
            office=trust.office(keys.device),
            name=f"{names[trust.office(keys.device)]} {self._place.device_letter} 机",
            to=[one.device for one in readers],
            to_office=to.code,
            to_name=names[to.code],
            number=parcel.claims.number,
            at=parcel.claims.at,
        )
        manifest = Manifest(
            v=bundle.VERSION,
            line=line,
            claims=msgspec.Raw(msgspec.json.encode(parcel.claims)),
            app=release(),
            schema=SCHEMA,
            suite=bundle.SUITE,
            credentials=[
                trust.credentials[one] for one in sorted(signers) if one in trust.credentials
            ],
            pieces=[
                Piece(one.head.decode(), one.signature.hex(), len(one.body or b""))
                for one in parcel.segments
            ],
        )
        try:
            return bundle.write_bundle(
                keys,
                manifest,
                [one.body or b"" for one in parcel.segments],
                [one.seal_key for one in readers],
            )
        except bundle.BundleError as error:
            raise RuleError(
                "要发的内容太多，一个文件装不下，没有导出。", hint="请与开发者联系。"
            ) from error

    def _mine(self, trust: Trust) -> Office:
        code = CITY_CODE if self._place.is_city else self._place.station_code
        return Office(code, _station(code), tuple(one.key for one in trust.living(code)))


class _Steps:
    """Reports the steps of an import, and stops it between two where the user wants that."""

    def __init__(
        self, parcel: Parcel, progress: Progress | None, cancel: CancelToken | None
    ) -> None:
        heads = [read_head(one.head) for one in parcel.segments]
        self._total = sum(head.last - head.first + 1 for head in heads)
        self._done = 0
        self._progress = progress or Silent()
        self._cancel = cancel or CancelToken()

    def __call__(self, rows: int) -> None:
        self._cancel.check()
        self._done += rows
        self._progress.step(min(self._done, self._total), self._total, "正在合并改动")


def _say_of_self(session: Session, tally: Tally, line: OpenLine) -> None:
    """Keep what an import has shown about this PC itself: one with its name is at work too."""
    ours = select(Chain.stream).where(Chain.device_id == this_device(session))
    if not set(session.scalars(ours)).isdisjoint(tally.forked):
        life.say(session, life.TWICE)
    elif tally.renewed:
        life.say(session, life.SET_BACK)
    elif line.office == CITY_CODE and not tally.forked:
        life.say(session, "")


def _office(trust: Trust, code: str, names: dict[str, str], *, let_in: bool = True) -> Office:
    if code not in names:
        raise RuleError(f"没有代号为“{code}”的单位，没有导出。", hint="请在列表中选择单位。")
    devices = tuple(one.key for one in trust.living(code))
    if let_in and not devices:
        raise RuleError(
            f"{names[code]}还没有一台电脑在市级登记，不能给它导出文件。",
            hint="请先受理该站的入网申请。",
        )
    return Office(code, _station(code), devices)


def _station(code: str) -> str:
    return "" if code == CITY_CODE else code


def _totals(session: Session, station: str) -> dict[str, int]:
    return totals(session.connection(), station)
