"""The one file is read with limits: nothing in it lands outside, and nothing swells."""

import hashlib

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jyguide.backup.one_file import Packing, pack, unpack
from jyguide.backup.watch import Watch
from jyguide.errors import Cancelled, FileError
from jyguide.progress import CancelToken

NAMES = ("jyguide.db", "backup.json", "device.key", "files/" + "ab" * 32)


@pytest.fixture(scope="module")
def packed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("packed")
    files = []
    for number, name in enumerate(NAMES):
        path = folder / str(number)
        path.write_bytes(name.encode() * (number + 1))
        files.append(Packing(name, path))
    target = folder / "one.jybackup"
    assert pack(files, target, Watch()) == target.stat().st_size
    return target


def written(tmp_path, listed, body=b"", *, length=None):
    head = msgspec.json.encode(listed)
    path = tmp_path / "hostile.jybackup"
    size = len(head) if length is None else length
    digest = hashlib.sha256(head).digest()
    path.write_bytes(b"JYBACK1\n" + size.to_bytes(8, "big") + digest + head + body)
    return path


def entry(name, content=b"", size=None):
    return [name, len(content) if size is None else size, hashlib.sha256(content).hexdigest()]


def test_what_went_in_comes_out(packed, tmp_path):
    unpack(packed, tmp_path / "out", Watch())
    assert (tmp_path / "out" / "files" / "ab" / ("ab" * 32)).read_bytes() == (
        NAMES[3] * 4
    ).encode()
    assert (tmp_path / "out" / "jyguide.db").read_bytes() == b"jyguide.db"
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        unpack(packed, tmp_path / "again", Watch(cancel=token))


GOOD = [entry("jyguide.db", b"x"), entry("backup.json", b"y")]


@pytest.mark.parametrize(
    ("listed", "body"),
    [
        ([*GOOD, entry("../../evil", b"z")], b"xyz"),
        ([*GOOD, entry("/etc/passwd", b"z")], b"xyz"),
        ([*GOOD, entry("files/../jyguide.db", b"z")], b"xyz"),
        ([*GOOD, entry("files/" + "AB" * 32, b"z")], b"xyz"),
        ([*GOOD, entry("device.key\n", b"z")], b"xyz"),
        ([*GOOD, GOOD[0]], b"xyx"),
        ([GOOD[0]], b"x"),
        ([*GOOD, entry("device.key", size=1 << 50)], b"xy"),
        ([entry("jyguide.db", size=-1), entry("backup.json", b"xyz")], b"xy"),
        ([*GOOD, entry("device.key", bytes(2 << 20))], b"xy" + bytes(2 << 20)),
        (GOOD, b"xyz"),
        (GOOD, b"x"),
        (GOOD, b"yx"),
        ({"no": "list"}, b""),
    ],
)
def test_what_no_backup_says_is_refused(tmp_path, listed, body):
    with pytest.raises(FileError, match="没有用它") as caught:
        unpack(written(tmp_path, listed, body), tmp_path / "out", Watch())
    assert caught.value.hint
    assert [path.name for path in tmp_path.iterdir() if path.name not in {"out"}] == [
        "hostile.jybackup"
    ]


def test_a_list_that_claims_to_be_huge_is_not_read(tmp_path):
    for length in (2**63, 1 << 30):
        with pytest.raises(FileError):
            unpack(written(tmp_path, GOOD, length=length), tmp_path / "out", Watch())
    with pytest.raises(FileError, match="读不出"):
        unpack(tmp_path / "gone", tmp_path / "out", Watch())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_change_is_noticed(packed, tmp_path_factory, data):
    content = bytearray(packed.read_bytes())
    at = data.draw(st.integers(0, len(content) - 1))
    how = data.draw(st.sampled_from(["flip", "cut", "add"]))
    if how == "flip":
        content[at] ^= data.draw(st.integers(1, 255))
    elif how == "cut":
        del content[at:]
    else:
        content += b"x" * (at + 1)
    folder = tmp_path_factory.mktemp("changed")
    (folder / "f").write_bytes(content)
    with pytest.raises(FileError):
        unpack(folder / "f", folder / "out", Watch())
