"""Those who work with the program in one office, as the list of users shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from jyguide.access.role import ROLE_NAMES, Role


@dataclass(frozen=True, slots=True)
class UserRow:
    """One of them.

    Attributes:
        role: None for somebody who does not log in any more.
        opens: Whether he has a secret on this PC; who came from another PC of the station has
            none here until he is given one.
        himself: Whether it is whoever is at work.
        version: Of the row; a form hands it back.
        changed: When his row was changed last; None where the journal does not tell.
    """

    id: UUID
    name: str
    role: Role | None
    opens: bool
    himself: bool
    version: str
    changed: datetime | None = None

    @property
    def role_name(self) -> str:
        return ROLE_NAMES[self.role] if self.role else "不登录"
