"""Signs certificates with the key of this PC, and tells whose key signed others'."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.merging.peers import IN
from db.models import Bundle, Revocation
from db.uow import Store
from jyguide.certificate.numbering import CertificateNumber
from jyguide.certificate.seal import Sign
from jyguide.certificate.signing import OfficeKnown, Signer, Standing
from jyguide.clock import Clock
from jyguide.errors import AppError, StationError
from jyguide.place import CITY_CODE, Place, is_on_server
from jyguide.sync.keys import KEY_FILE, DeviceKeys, is_signed, load_keys
from jyguide.sync.service.trusting import keys_of, office_names, read_trust, this_device
from jyguide.sync.trust import Trust


class DeviceCertifying:
    """The ``jyguide.certificate.signing.Signing`` of this PC."""

    def __init__(self, store: Store, place: Place, clock: Clock) -> None:
        self._store = store
        self._place = place
        self._clock = clock

    def signature(self) -> Sign | None:
        if self._key_lies_elsewhere():
            return None
        try:
            with self._store.read() as session:
                return self._keys(session).sign
        except StationError as error:  # what it says is of the exchange
            said = error.message.replace("不能收发同步文件", "不能给证书签名，没有发证")
            said = said.replace("不能用它收发同步文件", "不能用它给证书签名，没有发证")
            raise StationError(said, hint=error.hint, detail=error.detail) from error

    def signer(self, number: CertificateNumber, text: bytes, signature: bytes) -> Signer:
        with self._store.read() as session:
            trust = read_trust(session)
            known = [
                key
                for key, one in trust.credentials.items()
                if (one.office, one.letter) == (number.station_code, number.device_letter)
            ]
            for key in known:  # a letter may have been given twice
                if is_signed(trust.credentials[key].sign_key, text, signature):
                    return self._vouched(session, trust, key)
            if self._is_own(number) and self._signed_here(session, text, signature):
                return Signer(Standing.THIS_PC)
        if known or self._is_own(number):
            return Signer(Standing.ANOTHER)
        return Signer(Standing.UNKNOWN if trust.root else Standing.NOT_JOINED)

    def office(self, number: CertificateNumber) -> OfficeKnown:
        code = number.station_code
        mine = code == _code(self._place)
        with self._store.read() as session:
            name = office_names(session).get(code, "")
            alone = mine and not self._has_others(session)
            heard = self._clock().date() if alone else self._heard_on(session, code)
        here = mine or (self._place.is_city and bool(name))
        return OfficeKnown(name, heard, here, self._is_own(number))

    def _has_others(self, session: Session) -> bool:
        """Whether another PC of this office is at work, and may have revoked what it has not sent.

        It may have revoked what this PC issued, too.
        """
        trust, here = read_trust(session), this_device(session)
        return any(
            one.office == _code(self._place) and key != here and key not in trust.stopped
            for key, one in trust.credentials.items()
        )

    def _heard_on(self, session: Session, code: str) -> date | None:
        """When the newest file was written that tells of this office: its own, or the city's."""
        senders = {code} if self._place.is_city else {CITY_CODE, _code(self._place)}
        newest = session.scalar(
            select(func.max(Bundle.at)).where(
                Bundle.direction == IN, Bundle.office.in_(senders), Bundle.withdrawn.is_(False)
            )
        )
        if newest is None:
            return None
        now = self._clock()
        try:
            written = datetime.fromtimestamp(newest / 1000, now.tzinfo)
        except (OverflowError, OSError, ValueError):
            return now.date()
        return min(written, now).date()  # a sender's clock may be ahead

    def _vouched(self, session: Session, trust: Trust, device: UUID) -> Signer:
        if device not in trust.stopped:
            return Signer(Standing.VOUCHED)
        at = session.scalar(select(func.min(Revocation.at)).where(Revocation.device_id == device))
        return Signer(Standing.STOPPED, at.astimezone(self._clock().tzinfo).date() if at else None)

    def _is_own(self, number: CertificateNumber) -> bool:
        here = (_code(self._place), self._place.device_letter)
        return (number.station_code, number.device_letter) == here

    def _signed_here(self, session: Session, text: bytes, signature: bytes) -> bool:
        """Never makes a key only to look, and needs none that is in order."""
        if not (self._place.folder / KEY_FILE).exists():
            return False
        try:
            return is_signed(self._keys(session).sign_key, text, signature)
        except AppError:
            return False

    def _key_lies_elsewhere(self) -> bool:
        """Whether this is one of the PCs beside that on which the city's server was founded."""
        folder = self._place.folder
        return is_on_server(folder) and not (folder / KEY_FILE).exists()

    def _keys(self, session: Session) -> DeviceKeys:
        """Those the city vouched for; before it has let this PC in, its own all the same."""
        trust, device = read_trust(session), this_device(session)
        if trust.root and device in trust.credentials:
            return keys_of(session, self._place, trust)
        return load_keys(self._place, device)


def _code(place: Place) -> str:
    return CITY_CODE if place.is_city else place.station_code
