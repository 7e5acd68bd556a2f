"""Files as they lie on a stick; their seal is not opened here, so there is none."""

from __future__ import annotations

import hashlib
from datetime import datetime

import msgspec

from jyguide.sync.bundle import OpenLine

HERE = "a" * 32
OTHER = "b" * 32


def an_open_line(**changes):
    facts = {
        "v": 1,
        "sender": OTHER,
        "office": "C00",
        "name": "市级 A 机",
        "to": [HERE],
        "to_office": "S07",
        "to_name": "周庄镇",
        "number": 9,
        "at": int(datetime.fromisoformat("2026-11-20T09:00:00+08:00").timestamp() * 1000),
    }
    return OpenLine(**(facts | changes))


def put_bundle(path, sealed=b"sealed", **changes):
    """A file that begins as a bundle does."""
    line = an_open_line(**changes)
    line = msgspec.structs.replace(
        line, size=len(sealed), digest=hashlib.sha256(sealed).hexdigest()
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"JYSYNC1\n" + msgspec.json.encode(line) + b"\n" + sealed)
    return path
