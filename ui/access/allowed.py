"""Buttons of what somebody may not do say whose work it is; the services refuse it anyway."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton

from jyguide.access.permission import PERMISSION_NAMES, Permission, roles_with
from jyguide.access.permits import Permits
from jyguide.access.role import ROLE_NAMES, roles_of


def allow(
    button: QAbstractButton, permits: Permits, permission: Permission, *, fits: bool = True
) -> None:
    """Enable a button where he may, and where it fits what is chosen."""
    may = permits.may(permission)
    button.setEnabled(may and fits)
    button.setToolTip("" if may else whose_work(permits, permission))


def whose_work(permits: Permits, permission: Permission) -> str:
    """Whose it is, such as 管理使用人 a station head's."""
    able = roles_with(permission, roles_of(city=permits.city))
    names = "或".join(ROLE_NAMES[role] for role in able)
    return f"“{PERMISSION_NAMES[permission]}”由{names}来做。"
