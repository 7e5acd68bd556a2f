"""Signed segments whose bodies are none, or bombs."""

import os
import subprocess
import sys
from pathlib import Path

import msgspec
import zstandard

from db.merging import lines
from db.merging.segments import read_head
from tests.jyguide.sync.offices import (
    reseal,
    sealed_by_anybody,
    sign_segment,
)

ROOT = Path(__file__).parents[3]


# -- bombs


def with_body(offices, sent, packed):
    """The file with another body, all of it signed by the PC itself."""

    def alter(manifest, bodies):
        head = read_head(manifest.pieces[-1].head)
        piece, body = sign_segment(head, packed, offices.keys("a"))
        return msgspec.structs.replace(manifest, pieces=[piece]), [body]

    return reseal(offices, sent, "a", "city", alter)


def unsized(content):
    """A body that does not say how large it is."""
    return zstandard.ZstdCompressor(write_content_size=False).compress(content)


BODIES = [
    b"",
    b"no zstd at all",
    b"\x28\xb5\x2f\xfd",
    lines.pack([b""]),
    lines.pack([b"null"]),
    lines.pack([b"[]"]),
    lines.pack([b'{"a":1}']),
    lines.pack([b"[" * 100_000]),
    lines.pack([b'["a","b",1,"c","d",null,' + b"[" * 50_000 + b"]" * 50_000 + b"]"]),
    lines.pack([b"\xff\xfe\x00"]),
    unsized(b"[]"),
    zstandard.ZstdCompressor().compress(bytes((64 << 20) + 1)),
]


def test_a_signed_body_that_is_none_is_refused(offices, sent, refused):
    for body in BODIES:
        assert "不合规的内容" in refused(with_body(offices, sent, body)), body[:20]


IMPORT = """
import resource, sys
from pathlib import Path
from jyguide.app import open_application
from jyguide.errors import FileError
import alembic.command, nacl.signing, pyrage, zstandard
app = open_application(Path(sys.argv[1]))
app.sync.take_in(Path(sys.argv[2]))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for name in sys.argv[3:]:
    try:
        app.sync.take_in(Path(name))
        print("taken in", name)
    except FileError as error:
        print(error.message)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print((peak - before) // 1024)
"""


def test_large_files_and_bombs_cost_no_memory(offices, sent):
    """Each is refused; what they cost on top of an ordinary import is bounded."""
    bomb = zstandard.ZstdCompressor(level=1).compress(bytes(2 << 30 >> 4))
    sparse = offices.file()
    with sparse.open("wb") as file:
        file.write(sent.read_bytes())
        file.truncate(5 << 30)
    empty = offices.file()
    with empty.open("wb") as file:
        file.truncate(5 << 30)
    piece = b'{"head":"","signature":"","size":0},'
    many = b'{"v":1,"pieces":[' + piece * ((15 << 20) // len(piece)) + b"]}"
    files = {
        sparse: "太大",
        empty: "不是暨阳指导的同步文件",
        with_body(offices, sent, bomb): "不合规",
        with_body(offices, sent, unsized(bytes(100 << 20))): "不合规",
        sealed_by_anybody(offices, len(many).to_bytes(8) + many + bytes(64)): "损坏",
        sealed_by_anybody(offices, (17 << 20).to_bytes(8) + bytes(18 << 20)): "损坏",
    }
    offices.shut_all()
    ran = subprocess.run(
        [sys.executable, "-c", IMPORT, offices.folder("city"), sent, *files],
        capture_output=True,
        check=False,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    told = ran.stdout.splitlines()
    for sentence, megabytes, expected in zip(told[::2], told[1::2], files.values(), strict=True):
        assert expected in sentence
        assert int(megabytes) < 150, sentence


def test_a_body_as_large_as_it_may_be_is_still_read_line_by_line(offices, sent, refused):
    """64 MB of nothing is unpacked, and refused for what it says."""
    assert "不合规" in refused(with_body(offices, sent, lines.pack([bytes(64 << 20)])))
