"""What this PC remembers of a shut data folder, outside it: names to choose from, wrong tries.

Whoever steals the folder alone learns no name from it.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from uuid import UUID

import msgspec

from jyguide.state import state_folder
from jyguide.vault.tries import Tries


class _Try(msgspec.Struct):
    wrong: int
    until: datetime | None


class _Said(msgspec.Struct):
    names: dict[str, str] = {}
    tries: dict[str, _Try] = {}
    last: str = ""


@dataclass(frozen=True, slots=True)
class Remembered:
    """Of one data folder on this PC.

    Attributes:
        names: Full names by the key of the user.
        last: Who logged in last.
    """

    folder: str
    names: dict[UUID, str] = field(default_factory=dict)
    tries: dict[UUID, Tries] = field(default_factory=dict)
    last: UUID | None = None

    def with_name(self, user_id: UUID, name: str) -> Remembered:
        """The same with somebody's name, who is the last to have logged in."""
        return replace(self, names={**self.names, user_id: name}, last=user_id)

    def with_tries(self, user_id: UUID, tries: Tries) -> Remembered:
        """The same with what was tried in vain."""
        return replace(self, tries={**self.tries, user_id: tries})

    def tried(self, user_id: UUID) -> Tries:
        """What was tried in vain under this name."""
        return self.tries.get(user_id, Tries())

    def write(self) -> None:
        """Keep it; what cannot be kept costs a name in full and a wait, and nothing else."""
        said = _Said(
            {key.hex: name for key, name in self.names.items()},
            {key.hex: _Try(tries.wrong, tries.until) for key, tries in self.tries.items()},
            self.last.hex if self.last else "",
        )
        target = _place(self.folder)
        with suppress(OSError):
            target.parent.mkdir(parents=True, exist_ok=True)
            part = target.with_suffix(".part")
            part.write_bytes(msgspec.json.encode(said))
            part.replace(target)


def remembered(folder: str) -> Remembered:
    """What this PC remembers of a folder, given by the name in its key file."""
    try:
        said = msgspec.json.decode(_place(folder).read_bytes(), type=_Said)
        return Remembered(
            folder,
            {UUID(key): name for key, name in said.names.items()},
            {UUID(key): _tries(one) for key, one in said.tries.items()},
            UUID(said.last) if said.last else None,
        )
    except (OSError, msgspec.MsgspecError, ValueError):
        return Remembered(folder)


def _tries(said: _Try) -> Tries:
    """A moment without its offset, as only a hand writes it, is one of this PC's zone."""
    return Tries(said.wrong, said.until.astimezone() if said.until else None)


def _place(folder: str) -> Path:
    return state_folder() / "logins" / f"{folder}.json"
