"""The city holds a key to every folder that joined it, and opens one that nobody else can."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from db.journal import describe
from db.lives import setting
from db.models import Credential
from db.uow import Store
from jyguide.access.permission import Permission
from jyguide.access.permits import Permits
from jyguide.documents.files import replace_when_whole
from jyguide.errors import RuleError
from jyguide.life import ROOT
from jyguide.place import CITY_CODE, Place
from jyguide.protection.recovery_file import Request, answer_file, read_request
from jyguide.sync.code import check_code, short_code
from jyguide.sync.credential import CredentialText
from jyguide.sync.service.trusting import GIVEN, credential_text, keys_of, read_trust
from jyguide.vault.escrow import Escrow
from jyguide.vault.key_file import load_key_file, store_key_file

_WHAT = "答复口令恢复申请"


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks, as it stands inside the seal.

    Attributes:
        office: "周庄镇 A 机".
        code: Of the request; its user reads it out over the telephone.
    """

    office: str
    code: str


class RecoveryService:
    """Answers those who have forgotten their secret; the city's alone."""

    def __init__(self, store: Store, place: Place, permits: Permits) -> None:
        self._store = store
        self._place = place
        self._permits = permits

    def inspect(self, request: Path) -> Asking:
        """Who asks, before the code is compared.

        Raises:
            PermissionRefused: whoever is at work may not.
            RuleError: this is not the city, or the request is to another.
            FileError: it is no request.
        """
        self._refuse_unfit()
        content, said = read_request(request)
        with self._store.read() as session:
            return Asking(self._opened(session, said).office, short_code(content))

    def answer(self, request: Path, code: str, target: Path) -> str:
        """Open a folder to whoever asks: writes the answer, returns its code for the telephone.

        The action in the journal says who was answered, when and by whom.

        Args:
            request: The file the station sent.
            code: What its user read out, when the city rang the station up.
            target: Where to write the answer.

        Raises:
            PermissionRefused: whoever is at work may not.
            RuleError: this is not the city, the code is another, or the request is to another.
            FileError: it is no request, was altered, or the answer cannot be written.
        """
        self._refuse_unfit()
        content, said = read_request(request)
        check_code(code, content, "申请")
        with self._store.read() as session:
            escrow = self._opened(session, said)
        try:
            answer = answer_file(content, escrow.folder, escrow.ring, said.public)
        except ValueError as error:
            raise _altered() from error
        with self._store.begin(f"{_WHAT}“{escrow.office}”") as uow:
            describe(uow.session)
            with replace_when_whole(target) as part:
                part.write_bytes(answer)
            uow.commit()
        return short_code(answer)

    def _opened(self, session: Session, said: Request) -> Escrow:
        keys = keys_of(session, self._place, read_trust(session))
        if said.to != keys.seal_key:
            raise RuleError(
                "这份申请是写给另一把市级恢复密钥的，这里打不开，没有答复。",
                hint="请核对申请是否来自本市的指导站；市级密钥换过的，请用当时的市级电脑答复。",
            )
        try:
            escrow = Escrow.open(said.sealed, keys.identity)
        except ValueError as error:
            raise _altered() from error
        if (escrow.folder, escrow.office) != (said.folder, said.office):
            raise _altered()
        return escrow

    def _refuse_unfit(self) -> None:
        if not self._place.is_city:
            raise RuleError("只有市级可以答复口令恢复申请。", hint="请把申请文件交给市级。")
        self._permits.require(Permission.MANAGE_USERS, _WHAT)


def renew_recovery(store: Store, place: Place) -> None:
    """Seal the folder's keys to the city's recovery key, where they are not yet.

    Called at each opening and when the city lets a PC in; costs two reads where all is well.

    Raises:
        StationError, FileError: the key file was altered, or cannot be written.
    """
    if place.vault is None:
        return
    with store.read() as session:
        root = setting(session, ROOT)
        if not root:
            return
        keys = load_key_file(place.folder)
        office = f"{place.station_name} {place.device_letter} 机"
        if keys.office == office and keys.recovery_to in _claimed(session, root):
            return
        city = _city(session, root)
    if city is not None:
        ring = place.vault.ring
        keys.check(ring)
        store_key_file(place.folder, keys.with_recovery(ring, city.seal_key, office))


def _claimed(session: Session, root: str) -> set[str]:
    """What is said to be the city's public key, unproven: enough to see that nothing changed."""
    rows = session.scalars(select(Credential).where(Credential.sign_key == root))
    given = msgspec.json.decode(setting(session, GIVEN) or "[]", type=list[CredentialText])
    texts = [*map(credential_text, rows), *(one for one in given if one.sign_key == root)]
    return {one.seal_key for one in texts}


def _city(session: Session, root: str) -> CredentialText | None:
    """The city's own credential, which it has signed itself."""
    known = read_trust(session).credentials.values()
    return next((one for one in known if one.office == CITY_CODE and one.sign_key == root), None)


def _altered() -> RuleError:
    return RuleError(
        "这份口令恢复申请在路上被改动过，没有答复。", hint="请对方重新写一份申请，再核对校验码。"
    )
