"""Who is in charge of an office's data, and whether somebody at work still is what he was."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import User
from jyguide.access.permits import Permits
from jyguide.access.role import ROLE_NAMES, in_charge
from jyguide.errors import RuleError
from jyguide.place import Place
from jyguide.vault.key_file import load_key_file


def refuse_nobody_in_charge(session: Session, place: Place, leaving: UUID | None = None) -> None:
    """Refuse what would leave a shut folder without anybody in charge who can log in here.

    Args:
        session: As it stands in the transaction.
        place: Whose folder it is; of a plain one everybody is in charge.
        leaving: Who is about to be in charge no longer.

    Raises:
        RuleError: nobody would be left.
        StationError: the key file was altered.
    """
    if place.vault is None:
        return
    keys = load_key_file(place.folder)
    head = in_charge(city=place.is_city)
    statement = select(User.id).where(
        User.deleted.is_(False),
        User.station_id == place.station_id,
        User.role == head.value,
        User.id != leaving,
    )
    if not any(keys.slot(key) for key in session.scalars(statement)):
        raise RuleError(
            f"这样就没有能登录的{ROLE_NAMES[head]}了，没有改动。",
            hint=f"请先让另一个人当{ROLE_NAMES[head]}，并给他设好口令。",
        )


def refuse_former(session: Session, place: Place, permits: Permits, what: str) -> None:
    """Refuse whoever is no longer what he was when he logged in; another window saw to it.

    Raises:
        RuleError: his role was changed, or taken, since.
    """
    if place.vault is None:
        return
    found = select(User.role).where(User.id == permits.user_id, User.deleted.is_(False))
    if session.scalar(found) != permits.role.value:
        raise RuleError(
            f"没有“{what}”：{permits.user_name}的身份在登录以后被调整过，数据没有改动。",
            hint="请重新登录后再做。",
        )
