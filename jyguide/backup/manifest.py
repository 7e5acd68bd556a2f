"""`backup.json`: what a backup is, readable without any key. It names no person."""

from __future__ import annotations

from datetime import datetime

import msgspec

from jyguide.backup.reason import reason_text

MANIFEST = "backup.json"
"""Its name inside a backup."""

_VERSION = 1
_LARGEST = 1024 * 1024


class KeptFile(msgspec.Struct, frozen=True):
    """One file of a backup: its bytes as they lie, encrypted where the folder is shut."""

    size: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True):
    """What stands in the file.

    Attributes:
        moment: When it was made, with its zone.
        reason: One of `Reason`; a later release may have others.
        program: Version of the program; schema: its newest migration.
        station: Key of the station, 32 hex digits, or "" for the city.
        office: Its name.
        device: Key of the PC, 32 hex digits; letter: tells the PCs of one station apart.
        number: Of the last entry in the journal.
        last_at: When the last action was, ms since 1970.
        counts: People, sessions, attempts, certificates, attachments.
        files: By name.
        shut: Whether the database is encrypted.
        rest: A digest that changes with what no entry of the journal tells; "" if not known.
    """

    moment: datetime
    reason: str
    program: str
    schema: str
    station: str
    office: str
    device: str
    letter: str
    number: int
    last_at: int
    counts: dict[str, int]
    files: dict[str, KeptFile]
    shut: bool = False
    rest: str = ""
    v: int = _VERSION

    @property
    def size(self) -> int:
        """Bytes of all its files."""
        return sum(file.size for file in self.files.values())

    @property
    def people(self) -> int:
        return self.counts.get("people", 0)

    @property
    def reason_text(self) -> str:
        return reason_text(self.reason)

    def text(self) -> bytes:
        """The file's content."""
        return msgspec.json.format(msgspec.json.encode(self), indent=1)


def read_manifest(content: bytes) -> Manifest:
    """From a file's content.

    Raises:
        ValueError: it is none, or a later release's.
    """
    if len(content) > _LARGEST:
        raise ValueError("far too large for a manifest")
    try:
        found = msgspec.json.decode(content, type=Manifest)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise ValueError(str(error)) from error
    if found.v != _VERSION or found.moment.tzinfo is None:
        raise ValueError("a manifest of another release")
    return found
