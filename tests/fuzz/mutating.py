"""Damage: what becomes of a good file on a bad stick, in bad hands, and in hostile ones."""

import io
import re
import struct
import zipfile
import zlib
from typing import NamedTuple

from hypothesis import strategies as st

from jyguide.exchange.boundary.package import BROKEN


class Blow(NamedTuple):
    """One act of damage; the numbers mean what the way makes of them."""

    way: str
    at: int
    much: int
    other: int


WAYS = (
    *("flip", "cut", "drop", "double", "splice", "number", "zero", "text", "deep", "swell"),
    *("part", "part", "part", "swap", "twice", "lie", "named"),
)
TEXTS = (
    *(
        b"<!DOCTYPE a [<!ENTITY b 'cccc'>]>",
        b"&b;",
        b"<![CDATA[",
        b"]]>",
        b"-->",
        b"</",
        b"'",
        b'"',
    ),
    *(
        b"\0",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\r\n",
        b"99999999999999999999",
        b"-1",
        b"1e999",
        b"NaN",
    ),
    *(
        b'r="XFD1048576"',
        b"r='XFD1048576'",
        b'uniqueCount="99999999999"',
        b"<row><c><v>1</v></c></row>",
    ),
    *(b' table:number-columns-repeated="99999999"', b' table:number-rows-repeated="99999999"'),
    *(
        b"{",
        b"[",
        b"}",
        b"\\u0000",
        b"\\ud800",
        "𠮷".encode(),
        b"=1+1",
        b"\t",
        b",",
        b"{=~#",
        b"ANSWER: A",
    ),
    *(
        b"<w:p/>",
        b"<question type='cloze'>",
        b"%n",
        "答案：".encode(),
        b"\x7f\xff\xff\xff",
        b"\xff\xff\xff\xff",
    ),
)
DEEP = ((b"<a>", b"</a>"), (b"[", b"]"), (b'{"a":', b"}"), (b"a.", b""), (b"(", b")"))

blows = st.builds(
    Blow,
    st.sampled_from(WAYS),
    st.integers(0, 1 << 20),
    st.integers(0, 1 << 12),
    st.integers(0, 1 << 32),
)


def damaged(data, blow, donor):
    """The bytes after one blow; a second file gives what is spliced in."""
    return _IN_PACKAGE.get(blow.way, _plain)(data, blow, donor)


def _plain(data, blow, donor):
    if not data:
        return data
    at = blow.at % len(data)
    return _PLAIN.get(blow.way, _flip)(data, at, blow, donor)


def _flip(data, at, blow, _donor):
    return data[:at] + bytes([data[at] ^ (1 << blow.much % 8)]) + data[at + 1 :]


def _swollen(data, at, blow, _donor):
    """A run of what stands there, as long as a small file can hold."""
    piece = data[at : at + 1 + blow.other % 12]
    return data[:at] + piece * (1 + blow.much * 4) + data[at:]


def _number(data, at, blow, _donor):
    """Another number where one stands, in text or in binary."""
    found = list(re.finditer(rb"[0-9]+", data))
    if found and blow.much % 2:
        one = found[blow.at % len(found)]
        return data[: one.start()] + b"%d" % blow.other + data[one.end() :]
    return data[:at] + struct.pack("<I", blow.other & 0xFFFFFFFF) + data[at + 4 :]


_PLAIN = {
    "flip": _flip,
    "cut": lambda data, at, blow, donor: data[:at],
    "drop": lambda data, at, blow, donor: data[:at] + data[at + blow.much :],
    "double": lambda data, at, blow, donor: data[:at] + data[at : at + blow.much] + data[at:],
    "splice": lambda data, at, blow, donor: (
        data[:at] + donor[blow.other % (len(donor) + 1) :][: blow.much] + data[at:]
    ),
    "number": _number,
    "zero": lambda data, at, blow, donor: (
        data[:at] + bytes(blow.much % 64) + data[at + blow.much % 64 :]
    ),
    "text": lambda data, at, blow, donor: data[:at] + TEXTS[blow.much % len(TEXTS)] + data[at:],
    "deep": lambda data, at, blow, donor: (
        data[:at]
        + DEEP[blow.other % len(DEEP)][0] * (blow.much * 8)
        + DEEP[blow.other % len(DEEP)][1] * (blow.much * 8)
        + data[at:]
    ),
    "swell": _swollen,
}


def _in_package(change):
    """The blow on the parts of a package, which is then whole again; else a plain one."""

    def blown(data, blow, donor):
        parts = unpacked(data)
        return packed(change(parts, blow, donor)) if parts else _plain(data, blow, donor)

    return blown


def _part(parts, blow, donor):
    at = blow.other % len(parts)
    name, content = parts[at]
    inner = Blow(
        ("flip", "number", "text", "swell", "deep", "cut", "drop", "double")[blow.much % 8],
        *blow[1:],
    )
    parts[at] = (name, _plain(content, inner, donor))
    return parts


def _swap(parts, blow, _donor):
    one, two = blow.at % len(parts), blow.much % len(parts)
    parts[one], parts[two] = (parts[one][0], parts[two][1]), (parts[two][0], parts[one][1])
    return parts


def _twice(parts, blow, donor):
    name, _ = parts[blow.at % len(parts)]
    return [*parts, (name, donor[: blow.much])]


def _named(parts, blow, _donor):
    at = blow.at % len(parts)
    parts[at] = (
        ("../" * 3 + "x", "", "xl/workbook.bin", "content.xml")[blow.much % 4],
        parts[at][1],
    )
    return parts


def _lie(data, blow, donor):
    """A package whose directory declares other sizes than there are."""
    at = data.rfind(b"PK\x01\x02")
    if at < 0 or len(data) < at + 46:
        return _plain(data, blow, donor)
    field = at + (20, 24, 42, 28, 10)[blow.much % 5]
    return data[:field] + struct.pack("<I", blow.other & 0xFFFFFFFF) + data[field + 4 :]


_IN_PACKAGE = {
    "part": _in_package(_part),
    "swap": _in_package(_swap),
    "twice": _in_package(_twice),
    "named": _in_package(_named),
    "lie": _lie,
}


def unpacked(data):
    """The parts of a package as names and bytes; none of what is no package."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return [(part.filename, package.read(part)) for part in package.infolist()]
    except BROKEN:
        return []


def packed(parts):
    """A package by hand, since Python's own warns of two parts of one name."""
    written, directory = io.BytesIO(), io.BytesIO()
    for name, content in parts:
        raw = zlib.compress(content, 1)[2:-4]
        said = struct.pack(
            "<HHHHHIIIHH",
            *(20, 0x800, 8, 0, 33),
            *(zlib.crc32(content), len(raw), len(content), len(name.encode()), 0),
        )
        directory.write(
            b"PK\x01\x02\x14\0"
            + said
            + struct.pack("<HHHII", 0, 0, 0, 0, written.tell())
            + name.encode()
        )
        written.write(b"PK\x03\x04" + said + name.encode() + raw)
    start, listed = written.tell(), directory.getvalue()
    count = len(parts)
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count, count, len(listed), start, 0)
    return written.getvalue() + listed + end
