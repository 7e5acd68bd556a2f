"""Who is at work in an opened data folder, and the sentence for what he may not do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from jyguide.access.permission import (
    PERMISSION_NAMES,
    Permission,
    may,
    needed_for,
    roles_with,
)
from jyguide.access.role import ROLE_NAMES, Role, in_charge, roles_of
from jyguide.errors import RuleError


class PermissionRefused(RuleError):  # noqa: N818 - a refusal, not a fault
    """Somebody asked for what his role does not allow."""


@dataclass(frozen=True, slots=True)
class Permits:
    """Somebody at work.

    Attributes:
        city: Whether this is the city's folder; it decides to whom a refusal sends him.
    """

    user_id: UUID
    user_name: str
    role: Role
    city: bool

    @classmethod
    def all(cls, user_id: UUID, user_name: str, *, city: bool) -> Permits:
        """Of a folder that is not shut: nobody can be told from anybody else in it."""
        return cls(user_id, user_name, in_charge(city=city), city)

    def may(self, permission: Permission) -> bool:
        """Whether he is allowed something; for showing a button as what it is."""
        return may(self.role, permission)

    def require(self, permission: Permission, what: str) -> None:
        """Refuse what he is not allowed.

        Args:
            permission: What it takes.
            what: What was asked for, in the user's words: "导出完整号码".

        Raises:
            PermissionRefused: he may not; nothing was done.
        """
        if self.may(permission):
            return
        able = roles_with(permission, roles_of(city=self.city))
        raise PermissionRefused(
            f"没有“{what}”：{self.user_name}的身份是“{ROLE_NAMES[self.role]}”，"
            f"没有“{PERMISSION_NAMES[permission]}”的权限，数据没有改动。",
            hint=f"请由{'或'.join(ROLE_NAMES[role] for role in able)}登录后来做，"
            "或请其在“安全”页调整您的身份。",
        )

    def guard(self, action: str, tables: Iterable[str]) -> None:
        """What the store asks before it writes rows of these tables.

        Raises:
            PermissionRefused: as `require`.
        """
        for permission in needed_for(tables):
            self.require(permission, action)
