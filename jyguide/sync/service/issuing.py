"""Signs what the city issues outside the exchange, and tells whether it was the city that did."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from db.uow import Store
from jyguide.exam.seal.issuing import Issuer
from jyguide.place import CITY_CODE, Place
from jyguide.sync.credential import CredentialText
from jyguide.sync.keys import DeviceKeys, is_signed
from jyguide.sync.service.trusting import keys_of, read_trust, this_device


class DeviceSignature:
    """The ``jyguide.exam.seal.issuing.Issuing`` of this PC."""

    def __init__(self, store: Store, place: Place) -> None:
        self._store = store
        self._place = place

    def signer(self) -> Mapping[str, str]:
        with self._store.read() as session:
            trust = read_trust(session)
            keys_of(session, self._place, trust)
            kept: dict[str, str] = msgspec.to_builtins(trust.credentials[this_device(session)])
        return kept

    def sign(self, text: bytes) -> bytes:
        return self._keys().sign(text)

    def judge(self, signer: Mapping[str, str], text: bytes, signature: bytes) -> Issuer:
        try:
            said = msgspec.convert(dict(signer), CredentialText)
            device = said.key
        except (msgspec.ValidationError, ValueError):
            return Issuer.ALTERED
        if not is_signed(said.sign_key, text, signature):
            return Issuer.ALTERED
        with self._store.read() as session:
            trust = read_trust(session)
        if not trust.root:
            return Issuer.UNCHECKED
        is_city = said.office == CITY_CODE and said.is_vouched_for(trust.root)
        return Issuer.CITY if is_city and device not in trust.stopped else Issuer.ANOTHER

    def _keys(self) -> DeviceKeys:
        with self._store.read() as session:
            return keys_of(session, self._place, read_trust(session))
