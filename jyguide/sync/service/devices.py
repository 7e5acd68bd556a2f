"""Letting PCs in, stopping them, and the city's own key."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from uuid import UUID

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from db.keys import new_key
from db.lives import new_life, put_setting, setting
from db.models import Chain, Credential, Device, Revocation
from db.uow import Store
from jyguide.access.permission import Permission
from jyguide.access.permits import Permits
from jyguide.changes import Changed
from jyguide.clock import Clock
from jyguide.documents.files import file_faults, replace_when_whole
from jyguide.errors import RuleError
from jyguide.life import ROOT
from jyguide.place import CITY_CODE, MADE_UP, Place
from jyguide.sync.code import check_code, short_code
from jyguide.sync.credential import CredentialText, describe_self, issue
from jyguide.sync.enrolment import (
    Reply,
    read_reply,
    read_request,
    reply_file,
    request_file,
)
from jyguide.sync.keys import KEY_FILE, DeviceKeys, load_keys, store_keys
from jyguide.sync.recovery import read_recovery, recovery_file
from jyguide.sync.row import DeviceRow
from jyguide.sync.service.trusting import (
    DEVICE,
    GIVEN,
    keys_of,
    office_names,
    read_trust,
    this_device,
)
from jyguide.sync.trust import Trust


class DeviceService:
    """Which PCs may write to which, by the city's word."""

    def __init__(
        self,
        store: Store,
        place: Place,
        clock: Clock,
        permits: Permits,
        joined: Callable[[], None] = lambda: None,
    ) -> None:
        """`joined` is called once the city has let this PC in."""
        self._joined = joined
        self._store = store
        self._place = place
        self._clock = clock
        self._permits = permits

    def begin_city(self) -> None:
        """Give the city its own key and credential, once: it vouches for itself."""
        with self._store.read() as session:
            if setting(session, ROOT) or not self._place.is_city:
                return
        with self._store.begin_unasked("建立市级凭证") as uow:
            keys = load_keys(self._place, this_device(uow.session))
            self._vouch_for_self(uow.session, keys)
            uow.commit()

    def this(self) -> DeviceRow | None:
        """This PC as the city let it in; None before it has."""
        return next((row for row in self.devices() if row.here), None)

    def devices(self) -> list[DeviceRow]:
        """Every PC ever let in, by office and letter."""
        with self._store.read() as session:
            revoked = {row.device_id: row for row in session.scalars(select(Revocation))}
            names, here = office_names(session), this_device(session)
            rows = [
                _row(one, names, revoked.get(one.key), here=one.key == here)
                for one in read_trust(session).credentials.values()
            ]
        order = list(names)
        return sorted(rows, key=lambda row: (order.index(row.office), row.letter, row.issued_at))

    def write_request(self, target: Path) -> str:
        """Ask to be let in: writes a file for the city, returns its code for the telephone.

        Raises:
            RuleError: this is the city's PC, or everybody here is made up.
            FileError: the file cannot be written.
        """
        if self._place.is_city:
            raise RuleError("市级电脑不需要申请入网。", hint="请受理指导站的入网申请。")
        self._refuse_practice()
        self._permits.require(Permission.EXCHANGE, "申请入网")
        keys = self._keys_for_request()
        said = describe_self(
            keys, self._place.station_code, self._place.device_letter, self._clock()
        )
        content = request_file(said)
        _write(target, content)
        return short_code(content)

    def _refuse_practice(self) -> None:
        """Nobody made up gets near an office: what no city has let in no other PC takes either."""
        if self._place.practice:
            raise RuleError(
                "这里是练习库，人和数据都是虚构的，不能申请入网，也不和别的单位交换文件。",
                hint="要正式使用，请点窗口上方的“开始正式使用”。",
            )
        self._refuse_made_up()

    def _refuse_made_up(self) -> None:
        with self._store.read() as session:
            if setting(session, MADE_UP):
                raise RuleError(
                    "这里是供测速和试验的样例数据，人和数据都是虚构的，不再办理入网。",
                    hint="要正式使用，请建立自己的数据文件夹。",
                )

    def inspect_request(self, request: Path) -> DeviceRow:
        """Who asks, before the code is compared.

        Raises:
            FileError: it is no request, or was altered.
        """
        _, said = read_request(request)
        with self._store.read() as session:
            return _row(said, office_names(session), None, here=False)

    def accept(self, request: Path, code: str, reply: Path) -> str:
        """Let a PC in: writes the city's reply, returns its code for the telephone.

        Args:
            request: The file it sent.
            code: What its user read out over the telephone.
            reply: Where to write the answer.

        Raises:
            RuleError: the code is another, or the letter is taken.
            FileError: the request is none, or the reply cannot be written.
        """
        self._only_city()
        self._refuse_made_up()
        self._permits.require(Permission.EXCHANGE, "批准入网")
        content, said = read_request(request)
        check_code(code, content, "申请")
        with self._store.begin(f"批准入网“{said.office} {said.letter}”") as uow:
            trust = read_trust(uow.session)
            keys = keys_of(uow.session, self._place, trust)
            self._refuse_unfit(uow.session, trust, said)
            known = trust.credentials.get(said.key)
            issued = known or issue(keys, said.office, said.letter, said, self._clock())
            if known is None:
                uow.session.add(_credential(issued))
            answer = reply_file(Reply(trust.credentials[keys.device], issued, short_code(content)))
            _write(reply, answer)
            uow.commit()
        return short_code(answer)

    def join(self, reply: Path, code: str) -> DeviceRow:
        """Take the city's reply: from now on its files are believed.

        Args:
            reply: The file the city sent.
            code: What the city's clerk read out over the telephone.

        Raises:
            RuleError: the code is another, or the reply is for another PC.
            FileError: it is no reply, or was altered.
        """
        self._permits.require(Permission.EXCHANGE, "加入市级数据交换")
        content, said = read_reply(reply)
        check_code(code, content, "批复")
        with self._store.begin("加入市级数据交换") as uow:
            keys = load_keys(self._place, this_device(uow.session))
            own = said.credential
            if (own.key, own.sign_key) != (keys.device, keys.sign_key):
                raise RuleError(
                    "这份批复是给另一台电脑的，没有采用。",
                    hint="请用本机导出的申请文件重新办理。",
                )
            put_setting(uow.session, ROOT, said.city.sign_key)
            given = msgspec.json.encode([said.city, own]).decode()
            put_setting(uow.session, GIVEN, given)
            uow.commit()
        self._joined()
        found = self.this()
        assert found is not None  # noqa: S101 - just written
        return found

    def revoke(self, device_id: UUID, reason: str) -> Changed:
        """Believe a PC no longer; what it has delivered so far stays.

        Raises:
            RuleError: this is no city, the PC is unknown, stopped already, or the city's own.
        """
        self._only_city()
        self._permits.require(Permission.EXCHANGE, "停用电脑")
        if not reason.strip():
            raise RuleError("没有填写停用原因，没有停用。", hint="请写明原因，如“电脑报废”。")
        with self._store.begin("停用电脑") as uow:
            trust = read_trust(uow.session)
            if device_id not in trust.credentials or device_id in trust.stopped:
                raise RuleError("这台电脑没有登记，或已经停用。", hint="请刷新列表后重新选择。")
            if device_id == this_device(uow.session):
                raise RuleError("不能停用市级自己的电脑。", hint="如已失窃，请联系开发者。")
            chains = uow.session.execute(
                select(Chain.stream, Chain.seq).where(Chain.device_id == device_id)
            )
            streams: dict[str, int] = {}
            for stream, seq in chains:
                streams[stream] = max(seq, streams.get(stream, 0))
            uow.session.add(
                Revocation(
                    device_id=device_id,
                    reason=reason.strip(),
                    at=self._clock(),
                    streams=streams,
                )
            )
            uow.commit()
        return Changed.STATION

    def write_recovery(self, target: Path, passphrase: str) -> None:
        """Write the city's keys, sealed with a passphrase, for two sticks in two safes.

        Raises:
            RuleError: no city, or the passphrase is too short.
            FileError: it cannot be written.
        """
        self._only_city()
        self._permits.require(Permission.RESTORE, "写出市级恢复文件")
        if len(passphrase) < _SHORTEST:
            raise RuleError(
                f"口令太短，没有写出恢复文件。请至少用 {_SHORTEST} 个字。",
                hint="可以用一句不易忘记的话；口令遗失后恢复文件无法打开。",
            )
        with self._store.read() as session:
            keys = keys_of(session, self._place, read_trust(session))
        _write(target, recovery_file(keys, passphrase))

    def restore_recovery(self, source: Path, passphrase: str) -> None:
        """Make this folder the city that the keys belong to: after its PC was lost.

        What the stations hold comes back with all that they send: they go on from what the lost
        city had confirmed, so each is to send everything once, or to hear from this city first.

        Raises:
            RuleError: no city, or the passphrase is another.
            FileError: it is no recovery file.
        """
        self._only_city()
        self._permits.require(Permission.RESTORE, "恢复市级密钥")
        keys = read_recovery(source, passphrase, "没有恢复")
        with self._store.begin("恢复市级密钥") as uow:
            put_setting(uow.session, DEVICE, keys.device.hex)
            if uow.session.get(Device, keys.device) is None:
                uow.session.add(
                    Device(id=keys.device, station_id=None, letter=self._place.device_letter)
                )
            self._vouch_for_self(uow.session, keys)
            new_life(uow.session)
            store_keys(self._place, keys)
            uow.commit()

    def _keys_for_request(self) -> DeviceKeys:
        """This PC's keys; a let-in PC that has lost them becomes another PC of its station."""
        with self._store.read() as session:
            device = this_device(session)
            own = read_trust(session).credentials.get(device)
        if own is not None and not (self._place.folder / KEY_FILE).exists():
            device = self._become_another()
        return load_keys(self._place, device)

    def _become_another(self) -> UUID:
        with self._store.begin("更换本机身份") as uow:
            device = new_key()
            put_setting(uow.session, DEVICE, device.hex)
            uow.session.add(
                Device(
                    id=device,
                    station_id=self._place.station_id,
                    letter=self._place.device_letter,
                )
            )
            new_life(uow.session)
            uow.commit()
        return device

    def _vouch_for_self(self, session: Session, keys: DeviceKeys) -> None:
        put_setting(session, ROOT, keys.sign_key)
        if keys.device not in read_trust(session).credentials:
            said = describe_self(keys, CITY_CODE, self._place.device_letter, self._clock())
            session.add(_credential(said))

    def _refuse_unfit(self, session: Session, trust: Trust, said: CredentialText) -> None:
        names = office_names(session)
        if said.office == CITY_CODE or said.office not in names:
            raise RuleError(
                "申请里的指导站不在名单上，没有批准。", hint="请对方核对程序版本后重新申请。"
            )
        taken = [
            one
            for one in trust.credentials.values()
            if one.office == said.office and one.letter == said.letter
            if one.key != said.key and one.key not in trust.stopped
        ]
        if taken:
            used = {one.letter for one in trust.credentials.values() if one.office == said.office}
            free = next((sign for sign in _LETTERS if sign not in used), "")
            raise RuleError(
                f"{names[said.office]}已有一台代号为 {said.letter} 的电脑，没有批准："
                "两台电脑同一个代号，证书编号会重复。",
                hint=f"请对方用代号 {free} 重新建立数据文件夹，再申请；如果就是那台电脑丢了密钥，"
                "请先停用它原来的登记。",
            )
        if said.key in trust.stopped:
            raise RuleError(
                "这台电脑已被停用，没有批准。", hint="请对方重新建立数据文件夹再申请。"
            )

    def _only_city(self) -> None:
        if not self._place.is_city:
            raise RuleError("只有市级可以这样做。", hint="请与市级联系。")


_SHORTEST = 8
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def _write(target: Path, content: bytes) -> None:
    with replace_when_whole(target) as part, file_faults(target):
        part.write_bytes(content)


def _credential(text: CredentialText) -> Credential:
    return Credential(
        device_id=text.key,
        station_code=text.office,
        letter=text.letter,
        sign_key=text.sign_key,
        seal_key=text.seal_key,
        issued_at=datetime.fromisoformat(text.issued_at),
        signature=text.signature,
    )


def _row(
    one: CredentialText, names: dict[str, str], revoked: Revocation | None, *, here: bool
) -> DeviceRow:
    return DeviceRow(
        id=one.key,
        office=one.office,
        name=names.get(one.office, one.office),
        letter=one.letter,
        issued_at=datetime.fromisoformat(one.issued_at),
        revoked_at=revoked.at if revoked else None,
        reason=revoked.reason if revoked else "",
        here=here,
    )
