"""The services of certificates, each made when it is first asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from jyguide.wiring.exam import ExamServices

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from db.uow import Store
    from jyguide.approval.row import StandingRow
    from jyguide.certificate.service import CertificateService
    from jyguide.certificate.service.designs import DesignService
    from jyguide.certificate.service.occasions import Standings
    from jyguide.certificate.service.printing import Portraits
    from jyguide.certificate.service.revoking import RevocationService
    from jyguide.certificate.service.verifying import VerificationService
    from jyguide.certificate.signing import Signing
    from jyguide.clock import Clock
    from jyguide.ids import PersonId
    from jyguide.people.service import PeopleService
    from jyguide.place import Place


def signing_of(store: Store, place: Place, clock: Clock) -> Callable[[], Signing]:
    """Gives the key of this PC; what the exchange needs is loaded when it is first asked for."""

    def made() -> Signing:
        from jyguide.sync.service.certifying import DeviceCertifying  # noqa: PLC0415 - as it says

        return DeviceCertifying(store, place, clock)

    return made


def portraits_of(store: Store, place: Place, clock: Clock) -> Portraits:
    """Gives portraits; what pictures need is loaded when one is first printed."""

    def found(people: Sequence[PersonId]) -> Mapping[PersonId, bytes]:
        from jyguide.attachment.service import AttachmentService  # noqa: PLC0415 - as it says

        return AttachmentService(store, clock, place).portrait_pictures(people)

    return found


def standings_of(store: Store, place: Place, clock: Clock, people: PeopleService) -> Standings:
    """Gives who is in post; approvals are loaded when a duty certificate is first thought of."""

    def found() -> Sequence[StandingRow]:
        from jyguide.approval.service import ApprovalService  # noqa: PLC0415 - as it says

        return ApprovalService(store, place, clock, people).standings()

    return found


class CertificateServices(ExamServices):
    """The services of certificates, each made when it is first asked for."""

    @cached_property
    def certificates(self) -> CertificateService:
        from jyguide.certificate.service import CertificateService  # noqa: PLC0415 - loaded when needed
        from jyguide.certificate.service.batch import Around  # noqa: PLC0415 - loaded when needed
        from jyguide.certificate.service.occasions import OccasionReader  # noqa: PLC0415 - loaded when needed

        store, place, clock = self._store, self.place, self.clock
        occasions = OccasionReader(
            store,
            place,
            self.people,
            self.training,
            self.sittings,
            self.results,
            standings_of(store, place, clock, self.people),
        )
        around = Around(signing_of(store, place, clock), portraits_of(store, place, clock))
        return CertificateService(store, place, self.people, occasions, around)

    @cached_property
    def revocations(self) -> RevocationService:
        from jyguide.certificate.service.revoking import (  # noqa: PLC0415 - loaded when needed
            RevocationService,
        )

        return RevocationService(self._store, self.place, self.clock)

    @cached_property
    def verification(self) -> VerificationService:
        from jyguide.certificate.service.verifying import (  # noqa: PLC0415 - loaded when needed
            VerificationService,
        )

        return VerificationService(self._store, signing_of(self._store, self.place, self.clock))

    @cached_property
    def certificate_designs(self) -> DesignService:
        from jyguide.certificate.service.designs import DesignService  # noqa: PLC0415 - loaded when needed

        return DesignService(self._store, self.place, self.clock)
