"""Whom to believe: the city's key, the credentials it signed, and what it has revoked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from uuid import UUID

from jyguide.place import CITY_CODE
from jyguide.sync.credential import CredentialText
from jyguide.sync.keys import is_signed


class Distrust(Exception):  # noqa: N818 - a verdict with a sentence, shown to nobody as it is
    """Somebody is not to be believed; the sentence says why, in Chinese."""


_NOT_ITS = "其中有发出单位无权改动的内容"


@dataclass(frozen=True, slots=True)
class Trust:
    """What this PC knows of all the others.

    Attributes:
        root: The city's public key, 64 hex digits; "" before the city has let this PC in.
        credentials: Of every PC known, by its key.
        stopped: Revoked PCs, with the last entry of each of their streams that counts.
        writers: Who writes under the name of a replica, as far as it is known here.
    """

    root: str
    credentials: Mapping[UUID, CredentialText]
    stopped: Mapping[UUID, Mapping[str, int]] = field(default_factory=dict)
    writers: Mapping[str, UUID] = field(default_factory=dict)

    def with_credentials(self, more: Iterable[CredentialText]) -> Trust:
        """The same, and what a bundle says of PCs not heard of yet: the city's word travels.

        Raises:
            Distrust: the city did not sign one of them.
        """
        known = dict(self.credentials)
        for one in more:
            if one.key not in known:
                if not one.is_vouched_for(self.root):
                    raise Distrust("其中一台电脑的凭证不是市级签发的")
                known[one.key] = one
        return replace(self, credentials=known)

    def office(self, device: UUID) -> str:
        """Code of the office a PC stands in.

        Raises:
            Distrust: nobody has vouched for it.
        """
        if device not in self.credentials:
            raise Distrust("发出文件的电脑没有在市级登记")
        return self.credentials[device].office

    def check_sender(self, device: UUID, text: bytes, signature: bytes) -> None:
        """Whether a bundle is from whom it says.

        Raises:
            Distrust: the PC is unknown or revoked, or the signature is not its.
        """
        self.office(device)
        if device in self.stopped:
            raise Distrust("发出文件的电脑已被市级停用")
        self._check_signature(device, text, signature)

    def check_segment(self, device: UUID, scope: str, text: bytes, signature: bytes) -> None:
        """Whether a PC signed a segment, and may write what it is for.

        Segments of a revoked PC are checked like any other: how far they count is decided where
        they are applied.

        Raises:
            Distrust: as it says.
        """
        is_city = self.office(device) == CITY_CODE
        self._check_signature(device, text, signature)
        written_by_city = scope == "all" or scope.startswith("st:")
        if not (written_by_city if is_city else self._is_own(device, scope)):
            raise Distrust(_NOT_ITS)

    def check_writer(self, device: UUID, stream: str) -> None:
        """Whether a PC goes on under its own name: else it could pass for a copy of another one.

        Raises:
            Distrust: the name is another PC's.
        """
        if self.writers.get(stream.partition(".")[0], device) != device:
            raise Distrust("其中的内容用了另一台电脑的编号")

    def check_worker(self, device: UUID, worker: UUID) -> None:
        """Whether a PC may say that another one did some work: only one of its own office.

        A PC that has lost its keys became another. One that nobody vouched for passes.

        Raises:
            Distrust: the other one is another office's.
        """
        known = self.credentials.get(worker)
        if known is not None and known.office != self.office(device):
            raise Distrust("其中的内容冒用了其他单位的电脑")

    def check_covered(self, device: UUID, scope: str) -> None:
        """Whether a PC may speak for what others wrote in a scope, as a baseline does.

        The city may for all; a station for its own PCs, else it could have another one's work
        passed over.

        Raises:
            Distrust: it may not.
        """
        if self.office(device) != CITY_CODE and not self._is_own(device, scope):
            raise Distrust(_NOT_ITS)

    def _is_own(self, device: UUID, scope: str) -> bool:
        return scope == f"up:{self.office(device)}"

    def living(self, office: str) -> list[CredentialText]:
        """PCs of an office that are believed, in the order of their letters."""
        found = [
            one
            for key, one in self.credentials.items()
            if one.office == office and key not in self.stopped
        ]
        return sorted(found, key=lambda one: (one.letter, one.device))

    def _check_signature(self, device: UUID, text: bytes, signature: bytes) -> None:
        if not is_signed(self.credentials[device].sign_key, text, signature):
            raise Distrust("签名不对，文件可能是伪造的")
