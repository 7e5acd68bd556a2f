"""The keys of one data folder, newest first."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field, replace

import msgspec

KEY_SIZE = 32


class _Said(msgspec.Struct):
    database: list[str]
    files: list[str]


@dataclass(frozen=True, slots=True)
class Ring:
    """Random keys: nobody ever types one, and re-keying draws new ones.

    Older keys stay on the ring while backups, or files not yet rewritten, are under them.

    Attributes:
        database: Of the database and its backups; 32 bytes each.
        files: Of attachments and the PC's own keys; 32 bytes each.
    """

    database: tuple[bytes, ...] = field(repr=False)
    files: tuple[bytes, ...] = field(repr=False)

    @classmethod
    def draw(cls) -> Ring:
        """The first keys of a folder."""
        return cls((secrets.token_bytes(KEY_SIZE),), (secrets.token_bytes(KEY_SIZE),))

    def renewed(self) -> Ring:
        """New keys before all others."""
        new = Ring.draw()
        return Ring(new.database + self.database, new.files + self.files)

    def without_older_files(self) -> Ring:
        """The same, once every file is under the newest key."""
        return replace(self, files=self.files[:1])

    def text(self) -> bytes:
        """What is sealed to each user."""
        return msgspec.json.encode(
            _Said([key.hex() for key in self.database], [key.hex() for key in self.files])
        )

    @classmethod
    def read(cls, text: bytes) -> Ring:
        """A ring from its text.

        Raises:
            ValueError: it is none.
        """
        said = msgspec.json.decode(text, type=_Said)
        ring = cls(
            tuple(bytes.fromhex(key) for key in said.database),
            tuple(bytes.fromhex(key) for key in said.files),
        )
        keys = (*ring.database, *ring.files)
        if not ring.database or not ring.files or any(len(key) != KEY_SIZE for key in keys):
            raise ValueError("no ring")
        return ring
