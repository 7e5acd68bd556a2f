"""Files handed over: put on the shelf, and told as the columns of a row."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable
from typing import Any

from jyguide.attachment.kind import AttachmentKind
from jyguide.attachment.picture import look_at
from jyguide.attachment.portrait import PORTRAIT_SIZE
from jyguide.attachment.row import RefusedFile
from jyguide.attachment.shelf import Shelf
from jyguide.clock import Clock
from jyguide.errors import FileError


class Intake:
    """Bytes lie on the disk before a row names them."""

    def __init__(self, shelf: Shelf, clock: Clock) -> None:
        self._shelf = shelf
        self._clock = clock

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
