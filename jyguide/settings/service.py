"""Small things kept in a data folder beside its rows: neither journalled nor sent nor undone."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from uuid import UUID

from sqlalchemy import delete, select

from db.models import Setting
from db.uow import Store


class Whose(StrEnum):
    """Whom something kept belongs to."""

    USER = "user"
    """Whoever is at work: another user of the folder has his own."""
    STATION = "station"
    """Everybody at this folder."""


class KeptService:
    """Texts under names, in the database: shut with it, and gone with it."""

    def __init__(self, store: Store, user_id: UUID) -> None:
        self._store = store
        self._prefixes = {
            Whose.USER: f"of/{user_id.hex}/",
            Whose.STATION: "of/station/",
        }

    def read(self, whose: Whose, under: str = "") -> dict[str, str]:
        """Everything kept whose name begins with `under`, by whole names."""
        prefix = self._prefixes[whose]
        wanted = Setting.key.startswith(prefix + under, autoescape=True)
        with self._store.read() as session:
            found = list(session.execute(select(Setting.key, Setting.value).where(wanted)))
        return {key.removeprefix(prefix): value for key, value in found}

    def keep(self, whose: Whose, texts: Mapping[str, str | None]) -> None:
        """Keep texts under their names, in one step; None lets go of one.

        Whoever may only look keeps what he prefers all the same.
        """
        self.keep_all({whose: texts})

    def keep_all(self, texts: Mapping[Whose, Mapping[str, str | None]]) -> None:
        """As `keep`, of several at once: all of it or nothing."""
        whole = {
            self._prefixes[whose] + name: text
            for whose, those in texts.items()
            for name, text in those.items()
        }
        with self._store.begin_unasked("") as uow:
            for key, text in whole.items():
                if text is None:
                    uow.session.execute(delete(Setting).where(Setting.key == key))
                else:
                    uow.session.merge(Setting(key=key, value=text))
            uow.commit()
