"""A Word file as it is written: straight into its zip, from the parts of our blank template.

The body is kept compressed until the pictures and the heads and feet of pages, which are found
while it is made, have been written: a file of any length takes little memory, nothing is parsed,
and nothing waits in a temporary folder, where it could outlive a kill.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date
from functools import cache
from html import escape
from pathlib import Path

from jyguide.documents.page import PictureSource
from jyguide.documents.pictures import picture_bytes, resource_bytes
from jyguide.documents.word_text import FORBIDDEN

_TEMPLATE = "blank.docx"
_OFFICE = "http://schemas.openxmlformats.org"
_RELATION = f"{_OFFICE}/officeDocument/2006/relationships"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_MICROSOFT = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_NAMESPACES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in (
        ("w", f"{_OFFICE}/wordprocessingml/2006/main"),
        ("r", _RELATION),
        ("wp", f"{_OFFICE}/drawingml/2006/wordprocessingDrawing"),
        ("a", f"{_OFFICE}/drawingml/2006/main"),
        ("pic", f"{_OFFICE}/drawingml/2006/picture"),
        ("mc", f"{_OFFICE}/markup-compatibility/2006"),
        ("wps", _MICROSOFT),
    )
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPES, _RELATIONS = "[Content_Types].xml", "word/_rels/document.xml.rels"
_FIRST = "_rels/.rels"
"""By which programs see that a zip is a document of an office."""
_CORE, _SETTINGS, _BODY = "docProps/core.xml", "word/settings.xml", "word/document.xml"
_TITLE_LENGTH = 255


class WordPackage:
    """The parts of one file; `close` writes what could only be known at the end.

    Args:
        target: Where the file is written; an `OSError` of the disk passes through.
    """

    def __init__(self, target: Path) -> None:
        self._zip = zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED)
        self._body = _Folded()
        self._relations: list[str] = []
        self._types: list[str] = []
        self._pictures: dict[str | bytes, str] = {}
        self._lines: dict[str, str] = {}
        self.even_pages = False

    def describe(self, title: str, dated: date | None) -> None:
        """Write the properties of the file; called once, first."""
        core = _parts()[_CORE].decode()
        clean = escape(FORBIDDEN.sub("", title)[:_TITLE_LENGTH])
        core = core.replace("<dc:creator>", f"<dc:title>{clean}</dc:title><dc:creator>")
        if dated:
            core = core.replace("2026-01-01T", f"{dated.isoformat()}T")
        self._put(_FIRST, _parts()[_FIRST])
        self._put(_CORE, core.encode())

    def add(self, xml: str) -> None:
        """Append to the body."""
        self._body.add(xml)

    def picture(self, source: PictureSource) -> str:
        """The relationship id of a picture; one that is shown often is stored once."""
        key = source if isinstance(source, str) else hashlib.sha256(source).digest()
        if key not in self._pictures:
            data = picture_bytes(source)
            ending = "png" if data.startswith(b"\x89PNG") else "jpeg"
            name = f"media/image{len(self._pictures) + 1}.{ending}"
            self._put(f"word/{name}", data, zipfile.ZIP_STORED)
            self._pictures[key] = self._related(name, "image")
        return self._pictures[key]

    def running_line(self, kind: str, paragraph: str) -> str:
        """The relationship id of a ``header`` or ``footer``; equal ones are stored once."""
        key = f"{kind}{paragraph}"
        if key not in self._lines:
            name = f"{kind}{len(self._lines) + 1}.xml"
            root = "hdr" if kind == "header" else "ftr"
            text = f"{_HEAD}<w:{root} {_NAMESPACES}>{paragraph}</w:{root}>"
            self._put(f"word/{name}", text.encode())
            self._types.append(
                f'<Override PartName="/word/{name}" ContentType="{_WORD_TYPE}.{kind}+xml"/>'
            )
            self._lines[key] = self._related(name, kind)
        return self._lines[key]

    def close(self) -> None:
        """Write the body and all that names the other parts."""
        with self._zip.open(zipfile.ZipInfo(_BODY), "w", force_zip64=False) as body:
            body.write(f"{_HEAD}<w:document {_NAMESPACES}><w:body>".encode())
            for piece in self._body.pieces():
                body.write(piece)
            body.write(b"</w:body></w:document>")
        parts = _parts()
        for name, data in parts.items():
            if name not in self._zip.NameToInfo and name not in (_TYPES, _RELATIONS, _SETTINGS):
                self._put(name, data)
        self._put(_SETTINGS, _settings(even_pages=self.even_pages))
        self._put(_RELATIONS, _extended(parts[_RELATIONS], "</Relationships>", self._relations))
        self._put(_TYPES, _extended(parts[_TYPES], "</Types>", self._types))
        self._zip.close()

    def give_up(self) -> None:
        """Let go of the file as it is; whoever named it takes it away."""
        try:
            self._zip.close()
        except (OSError, ValueError):  # the disk is full, or a part was being written
            return

    def _related(self, name: str, kind: str) -> str:
        number = f"rId{len(self._relations) + 101}"
        self._relations.append(
            f'<Relationship Id="{number}" Type="{_RELATION}/{kind}" Target="{name}"/>'
        )
        return number

    def _put(self, name: str, data: bytes, method: int = zipfile.ZIP_DEFLATED) -> None:
        """No part carries the time of the machine."""
        entry = zipfile.ZipInfo(name)
        entry.compress_type = method
        self._zip.writestr(entry, data)


class _Folded:
    """Text that is only ever appended to, compressed as it comes."""

    def __init__(self) -> None:
        self._press = zlib.compressobj(1)
        self._pieces: list[bytes] = []

    def add(self, text: str) -> None:
        piece = self._press.compress(text.encode())
        if piece:
            self._pieces.append(piece)

    def pieces(self) -> Iterator[bytes]:
        """All of it, in pieces; nothing can be added after this."""
        self._pieces.append(self._press.flush())
        unfold = zlib.decompressobj()
        for piece in self._pieces:
            yield unfold.decompress(piece)


@cache
def _parts() -> dict[str, bytes]:
    """The blank template unzipped, once."""
    with zipfile.ZipFile(io.BytesIO(resource_bytes(_TEMPLATE))) as blank:
        return {name: blank.read(name) for name in blank.namelist()}


def _settings(*, even_pages: bool) -> bytes:
    settings = _parts()[_SETTINGS].decode()
    if not even_pages:
        return settings.encode()
    first = "<w:characterSpacingControl"
    return settings.replace(first, f"<w:evenAndOddHeaders/>{first}", 1).encode()


def _extended(part: bytes, end: str, more: list[str]) -> bytes:
    """The template's list with ours at its end; pictures have their types by their endings."""
    text = part.decode()
    if end == "</Types>":
        for ending in ("png", "jpeg"):
            more = [f'<Default Extension="{ending}" ContentType="image/{ending}"/>', *more]
    return text.replace(end, "".join(more) + end).encode()
