"""Reads from the database whom to believe."""

from __future__ import annotations

from uuid import UUID

import msgspec
from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from db.lives import REPLICA, put_setting, setting
from db.models import Chain, Credential, Revocation, Segment, Station
from jyguide.errors import RuleError, StationError
from jyguide.life import ROOT
from jyguide.place import CITY_CODE, CITY_NAME, Place
from jyguide.sync.credential import CredentialText
from jyguide.sync.keys import KEY_FILE, DeviceKeys, load_keys
from jyguide.sync.trust import Trust

GIVEN = "credentials"
"""The setting that holds the credentials of the city's reply: its first bundle brings them too."""
DEVICE = "device"


def read_trust(session: Session) -> Trust:
    """Everything this database knows of the PCs of all offices.

    What the city's key did not sign does not count: a folder that took a lost city's place had a
    key of its own before.
    """
    root = setting(session, ROOT) or ""
    given = msgspec.json.decode(setting(session, GIVEN) or "[]", type=list[CredentialText])
    stored = map(credential_text, session.scalars(select(Credential)))
    credentials = {one.key: one for one in [*given, *stored] if one.is_vouched_for(root)}
    stopped = {row.device_id: row.streams for row in session.scalars(select(Revocation))}
    return Trust(root, credentials, stopped, _writers(session))


def _writers(session: Session) -> dict[str, UUID]:
    """Who signed the newest segment of each stream, by the replica in its name; and this PC."""
    signed = select(Chain.stream, Segment.device_id).join(Segment, Segment.hash == Chain.head)
    found = {stream.partition(".")[0]: device for stream, device in session.execute(signed)}
    if own := setting(session, REPLICA):
        found[own] = this_device(session)
    return found


def keep_credential(session: Session, one: CredentialText) -> None:
    """Remember a PC that the city vouched for, though its row has not come.

    A city that was lost and begun anew can so answer the first station it hears of.
    """
    if one.key in read_trust(session).credentials:
        return
    given = msgspec.json.decode(setting(session, GIVEN) or "[]", type=list[CredentialText])
    put_setting(session, GIVEN, msgspec.json.encode([*given, one]).decode())


def credential_text(row: Credential) -> CredentialText:
    """A stored credential as it was signed."""
    return CredentialText(
        device=row.device_id.hex,
        office=row.station_code,
        letter=row.letter,
        sign_key=row.sign_key,
        seal_key=row.seal_key,
        issued_at=row.issued_at.isoformat(timespec="milliseconds"),
        signature=row.signature,
    )


def this_device(session: Session | Connection) -> UUID:
    """The PC this database belongs to."""
    return UUID(setting(session, DEVICE) or "")


def keys_of(session: Session, place: Place, trust: Trust) -> DeviceKeys:
    """The keys of this PC, which must be those that the city has vouched for.

    Raises:
        RuleError: the city has not let this PC in.
        StationError: its key file is gone, damaged or another PC's.
    """
    device = this_device(session)
    own = trust.credentials.get(device)
    if own is None or not trust.root:
        raise RuleError(
            "这台电脑还没有在市级登记，不能收发同步文件。",
            hint="请先在“数据交换”页申请入网，把申请文件交给市级。",
        )
    if not (place.folder / KEY_FILE).exists():
        raise _keys_lost()
    keys = load_keys(place, device)
    if keys.sign_key != own.sign_key:
        raise _keys_lost()
    return keys


def office_names(session: Session) -> dict[str, str]:
    """Every office by its code: the city, then the stations in the order of official lists."""
    stations = select(Station.code, Station.name).order_by(Station.position)
    return {CITY_CODE: CITY_NAME, **dict(session.execute(stations).all())}


def _keys_lost() -> StationError:
    return StationError(
        "本机的密钥文件不在了或换过了，不能收发同步文件；已录入的数据不受影响。",
        hint=f"请从备份中找回数据文件夹里的“{KEY_FILE}”；找不回时，"
        "指导站请重新申请入网，市级请用恢复文件恢复。",
    )
