"""What a service asks before it shows or writes numbers in full."""

from __future__ import annotations

from typing import Protocol

from jyguide.access.disclosure import DisclosureKind
from jyguide.ids import PersonId


class Disclosing(Protocol):
    """`DisclosureService`, as far as other services know it."""

    def may(self, kind: DisclosureKind) -> bool:
        """Whether whoever is at work is allowed it."""

    def require(self, kind: DisclosureKind) -> None:
        """Refuse what he is not allowed, before anybody is asked anything.

        Raises:
            PermissionRefused: he may not.
        """

    def record(
        self, kind: DisclosureKind, what: str, people: int, person_id: PersonId | None = None
    ) -> None:
        """Write down what is about to be seen.

        Raises:
            PermissionRefused: he may not; nothing may be shown.
        """
