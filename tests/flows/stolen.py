"""Reads a stolen folder as a thief does: every byte, in every writing, in whatever is packed."""

from __future__ import annotations

import base64
import io
import json
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import zstandard

_ZSTD = b"\x28\xb5\x2f\xfd"
_ZIP = b"PK\x03\x04"
_DEEP = 3


def written(word: str) -> set[bytes]:
    """A word in the writings that our files, SQLite's or another program's may have it in."""
    plain = word.encode()
    forms = {plain, word.encode("utf-16-le"), word.encode("utf-16-be"), word.encode("utf-32-le")}
    with suppress(UnicodeEncodeError):
        forms.add(word.encode("gb18030"))
    forms |= {form.hex().encode() for form in tuple(forms)}
    forms |= {form.hex().upper().encode() for form in (plain,)}
    for head in range(3):  # base64 has three alignments; what touches its neighbours is left out
        coded = base64.b64encode(bytes(head) + plain)
        forms.add(coded[4 : (head + len(plain)) // 3 * 4])
    escaped = json.dumps(word)[1:-1]
    return {*forms, escaped.encode(), escaped.upper().replace("\\U", "\\u").encode()}


def layers(content: bytes, depth: int = _DEEP) -> Iterator[bytes]:
    """What a file holds, and what is packed in it."""
    yield content
    if depth == 0:
        return
    start = content.find(_ZIP)
    if start >= 0:
        with suppress(zipfile.BadZipFile, RuntimeError, ValueError):
            packed = zipfile.ZipFile(io.BytesIO(content[start:]))
            for name in packed.namelist():
                yield name.encode()
                yield from layers(packed.read(name), depth - 1)
    start = -1
    while (start := content.find(_ZSTD, start + 1)) >= 0:
        with suppress(zstandard.ZstdError):
            opened = zstandard.ZstdDecompressor().decompressobj().decompress(content[start:])
            yield from layers(opened, depth - 1)


def found(
    folder: Path, words: tuple[str, ...], *, thoroughly: bool = True
) -> set[tuple[str, str]]:
    """Which words are read where: the file's path in the folder, and the word.

    Not thoroughly is as the program itself writes them.
    """
    forms = {word: written(word) if thoroughly else {word.encode()} for word in words}
    seen = set()
    for path in sorted(folder.rglob("*")):
        where = str(path.relative_to(folder))
        contents = [where.encode(), *(layers(path.read_bytes()) if path.is_file() else ())]
        seen |= {
            (where, word)
            for word, ways in forms.items()
            if any(way in content for content in contents for way in ways)
        }
    return seen
