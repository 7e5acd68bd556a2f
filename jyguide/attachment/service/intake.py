"""Files handed over: put on the shelf, and told as the columns of a row."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from jyguide.attachment.incoming import read_material, read_photo
from jyguide.attachment.kind import AttachmentKind
from jyguide.attachment.picture import look_at
from jyguide.attachment.portrait import PORTRAIT_SIZE
from jyguide.attachment.row import RefusedFile
from jyguide.attachment.shelf import Shelf
from jyguide.clock import Clock
from jyguide.errors import FileError
from jyguide.progress import CancelToken, Progress


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of many files.

    Attributes:
        facts: Columns of the rows of those on the shelf, each content once.
        already: Names of those whose content came before among them.
    """

    facts: tuple[dict[str, Any], ...]
    already: tuple[str, ...]
    refused: tuple[RefusedFile, ...]


class Intake:
    """Bytes lie on the disk before a row names them."""

    def __init__(self, shelf: Shelf, clock: Clock) -> None:
        self._shelf = shelf
        self._clock = clock

    def take_all(
        self, kind: AttachmentKind, paths: Sequence[Path], progress: Progress, cancel: CancelToken
    ) -> Taken:
        """Files on the shelf one after the other.

        Raises:
            Cancelled: the user asked to stop.
        """
        found: dict[str, dict[str, Any]] = {}
        already: list[str] = []
        refused: list[RefusedFile] = []
        read = read_material if kind is AttachmentKind.MATERIAL else read_photo
        for done, path in enumerate(paths, start=1):
            cancel.check()
            facts = self.take_in(kind, path.name, partial(read, path))
            if isinstance(facts, RefusedFile):
                refused.append(facts)
            elif facts["sha256"] in found:
                already.append(path.name)
            else:
                found[facts["sha256"]] = facts
            progress.step(done, len(paths), path.name)
        return Taken(tuple(found.values()), tuple(already), tuple(refused))

    def take_in(
        self, kind: AttachmentKind, name: str, read: Callable[[], bytes]
    ) -> dict[str, Any] | RefusedFile:
        """One file on the shelf, and the columns of its row; or why it cannot be kept."""
        try:
            data = read()
            picture = kind is not AttachmentKind.MATERIAL
            seen = look_at(data, name, self._clock().tzinfo) if picture else None
        except FileError as error:
            return RefusedFile(name, error.message, error.hint)
        facts = self.shelve(kind, name, data, seen.thumbnail if seen else b"")
        if seen is None:
            return facts
        looks = {"width": seen.width, "height": seen.height, "taken_at": seen.taken_at}
        return facts | looks | {"media": seen.media}

    def shelve(
        self, kind: AttachmentKind, name: str, data: bytes, thumbnail: bytes = b""
    ) -> dict[str, Any]:
        """Put bytes on the shelf; returns the columns of their row."""
        sha256 = self._shelf.keep(data, name)
        if thumbnail:
            self._shelf.keep_thumbnail(sha256, thumbnail, name)
        facts: dict[str, Any] = {"kind": kind.value, "name": name, "size": len(data)}
        if kind is AttachmentKind.PORTRAIT:
            width, height = PORTRAIT_SIZE
            return facts | {
                "sha256": sha256,
                "media": "image/jpeg",
                "width": width,
                "height": height,
            }
        media = mimetypes.guess_type(name)[0] or "application/octet-stream"
        return facts | {"sha256": sha256, "media": media}
