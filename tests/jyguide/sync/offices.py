"""Offices that exchange real files: the city and stations' PCs, let in once and copied."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from itertools import count
from pathlib import Path

import msgspec
from sqlalchemy import text

from db.merging import lines
from db.merging.segments import Head, read_head
from jyguide.app import Application, open_application
from jyguide.errors import FileError
from jyguide.folder import NewFolder, create_folder
from jyguide.place import CITY_CODE, DATABASE
from jyguide.sync import bundle
from jyguide.sync.bundle import Manifest, Piece
from jyguide.sync.keys import KEY_FILE, DeviceKeys
from tests.jyguide.builders import SettableClock, looking_at

PCS = {
    "city": ("", "A"),
    "a": ("周庄镇", "A"),
    "b": ("周庄镇", "B"),
    "c": ("华士镇", "A"),
    "d": ("顾山镇", "A"),
}
"""The city, a station with two PCs, and two stations with one."""

PASSPHRASE = "城门失火殃及池鱼"
"""Of the city's recovery file."""


class Offices:
    """PCs over folders of one place; each is opened when it is first asked for.

    ``offices.city`` and so on are applications; every bundle gets a file of its own.
    """

    def __init__(self, root: Path, clock: SettableClock, made: Path | None = None) -> None:
        self.root = root
        self.clock = clock
        self._made = made
        self._open: dict[str, Application] = {}
        self._numbers = count(1)

    def __getattr__(self, name: str) -> Application:
        if name.startswith("_"):
            raise AttributeError(name)
        return self[name]

    def __getitem__(self, name: str) -> Application:
        if name not in self._open:
            self._open[name] = open_application(self.folder(name), self._tick)
        return self._open[name]

    def _tick(self) -> datetime:
        self.clock.advance(0.001)
        return self.clock()

    def folder(self, name: str) -> Path:
        """Where a PC's data is; one that all tests share is copied when it is first needed."""
        folder = self.root / name
        if self._made and not folder.exists() and (self._made / name).is_dir():
            shutil.copytree(self._made / name, folder)
        return folder

    def make(self, name: str, station: str, letter: str) -> Application:
        """A PC of its own, not let in yet."""
        new = NewFolder(station, letter, f"{name}某")
        if self._made:
            shutil.copytree(_founded(self._made, new), self.folder(name))
        else:
            create_folder(self.folder(name), new, self._tick)
        return self[name]

    def let_in(self, name: str, city: str = "city") -> None:
        request, reply = self.file(".jyreq"), self.file(".jycert")
        code = self[name].devices.write_request(request)
        answer = self[city].devices.accept(request, code, reply)
        self[name].devices.join(reply, answer)

    def file(self, ending: str = bundle.ENDING) -> Path:
        """A path that nothing has yet."""
        return self.root / f"{next(self._numbers)}{ending}"

    def code(self, name: str) -> str:
        place = self[name].place
        return CITY_CODE if place.is_city else place.station_code

    def export(self, sender: str, to: str, **options: object) -> Path:
        """A bundle from one PC to the office of another."""
        target = self.file()
        self[sender].sync.export(self.code(to), target, **options)
        return target

    def send(self, sender: str, to: str, **options: object):
        """Export and import at once; returns the report."""
        return self[to].sync.take_in(self.export(sender, to, **options))

    def round(self, names: Sequence[str] = (), city: str = "city") -> None:
        """Everybody writes to the city, then the city to everybody."""
        names = names or [name for name in PCS if name != "city" and name in self._open]
        for name in names:
            self.send(name, city)
        for name in names:
            self.send(city, name)

    def settle_down(self, names: Sequence[str], city: str = "city") -> None:
        """Two rounds: what the city answers to the first is known to all after the second."""
        self.round(names, city)
        self.round(names, city)

    def shut(self, name: str) -> Path:
        """Close a PC's program; returns its folder."""
        if name in self._open:
            self._open.pop(name).close()
        return self.folder(name)

    def shut_all(self) -> None:
        for name in list(self._open):
            self.shut(name)

    def copy(self, name: str, to: str) -> Path:
        """A copy of a folder, as a backup or a cloned disk makes it."""
        self.shut(name)
        self.shut(to)
        shutil.rmtree(self.folder(to), ignore_errors=True)
        return Path(shutil.copytree(self.folder(name), self.folder(to)))

    def put_back(self, backup: str, name: str) -> None:
        """Restore a PC's database from a backup folder; the key file stays the PC's own."""
        folder = self.shut(name)
        for left in folder.glob(f"{DATABASE}*"):
            left.unlink()
        shutil.copy(self.folder(backup) / DATABASE, folder / DATABASE)

    def keys(self, name: str) -> DeviceKeys:
        return DeviceKeys.read((self.folder(name) / KEY_FILE).read_text("utf-8"))


def make_offices(root: Path) -> None:
    """All the PCs, let in, and each with the other's first bundles."""
    offices = Offices(root, SettableClock())
    for name, (station, letter) in PCS.items():
        offices.make(name, station, letter)
    stations = [name for name in PCS if name != "city"]
    for name in stations:
        offices.let_in(name)
    offices.settle_down(stations)
    offices.shut_all()
    for left in root.glob("*.*"):
        left.unlink()


def _founded(made: Path, new: NewFolder) -> Path:
    """A folder for all tests to copy, made when one first asks for it and opened by none."""
    folder = made / f"{new.station}-{new.letter}-{new.user}"
    if not folder.exists():
        create_folder(folder, new, SettableClock())
    return folder


def copied(made: Path, root: Path) -> Offices:
    """The same offices an hour later, in another place."""
    root.mkdir()
    clock = SettableClock()
    clock.advance(3600)
    return Offices(root, clock, made)


# -- doctored files: a sender that is let in, and lies


Alter = Callable[[Manifest, list[bytes]], tuple[Manifest, list[bytes]]]


def reseal(
    offices: Offices, path: Path, sender: str, reader: str, alter: Alter, signer: str = ""
) -> Path:
    """The file with something altered inside, signed anew by a PC and sealed to its reader."""
    opened = bundle.open_bundle(path.read_bytes(), offices.keys(reader))
    manifest, bodies = alter(opened.manifest, list(opened.bodies))
    target = offices.file()
    reader_keys = offices.keys(reader)
    target.write_bytes(
        bundle.write_bundle(
            offices.keys(signer or sender), manifest, bodies, [reader_keys.seal_key]
        )
    )
    return target


def resign(
    piece: Piece,
    body: bytes,
    keys: DeviceKeys,
    change: Callable[[list], object] | None = None,
    **head: object,
) -> tuple[Piece, bytes]:
    """A segment whose acts, given as builtins, were changed, and whose head says what is asked."""
    acts = [msgspec.json.decode(line) for line in lines.unpack(body)]
    if change is not None:
        change(acts)
    packed = lines.pack([msgspec.json.encode(act) for act in acts])
    return sign_segment(read_head(piece.head), packed, keys, **head)


def sign_segment(
    head: Head, packed: bytes, keys: DeviceKeys, **changes: object
) -> tuple[Piece, bytes]:
    """A piece for this body, signed by a PC."""
    facts = {"digest": hashlib.sha256(packed).hexdigest()} | changes
    text_ = msgspec.json.encode(msgspec.structs.replace(head, **facts))
    return Piece(text_.decode(), keys.sign(text_).hex(), len(packed)), packed


def doctor(
    offices: Offices,
    path: Path,
    sender: str,
    reader: str,
    change: Callable[[list], object] | None = None,
    **head: object,
) -> Path:
    """The file with the newest of its sender's own segments changed by him."""

    def alter(manifest: Manifest, bodies: list[bytes]) -> tuple[Manifest, list[bytes]]:
        keys, pieces = offices.keys(sender), list(manifest.pieces)
        writers = [read_head(piece.head).device for piece in pieces]
        at = max(at for at, device in enumerate(writers) if device == keys.device.hex)
        pieces[at], bodies[at] = resign(pieces[at], bodies[at], keys, change, **head)
        return msgspec.structs.replace(manifest, pieces=pieces), bodies

    return reseal(offices, path, sender, reader, alter)


def ops(acts: list, table: str) -> list[list]:
    """The changes of one table in a segment's acts: [seq, table, row, before, stamps, after]."""
    return [op for act in acts for op in act[6] if op[1] == table]


def write(offices: Offices, content: bytes) -> Path:
    """Whatever it is, in a file."""
    target = offices.file()
    target.write_bytes(content)
    return target


def sealed_by_anybody(offices: Offices, inside: bytes, sender: str = "a") -> Path:
    """Whatever is inside, well sealed to the city under a true open line."""
    import pyrage  # noqa: PLC0415 - only here

    keys = offices.keys("city")
    sealed = pyrage.encrypt(inside, [pyrage.x25519.Recipient.from_str(keys.seal_key)])
    line = bundle.OpenLine(
        v=1,
        sender=offices.keys(sender).device.hex,
        office=offices.code(sender),
        name="周庄镇 A 机",
        to=[keys.device.hex],
        to_office=CITY_CODE,
        to_name="市级",
        number=7,
        at=1_764_000_000_000,
        size=len(sealed),
        digest=hashlib.sha256(sealed).hexdigest(),
    )
    return write(offices, b"JYSYNC1\n" + msgspec.json.encode(line) + b"\n" + sealed)


def opened(offices: Offices, path: Path, reader: str = "city") -> bundle.Opened:
    """A bundle as its reader sees it."""
    return bundle.open_bundle(path.read_bytes(), offices.keys(reader))


def try_in(app: Application, path: Path) -> str:
    """Take a file in; a refusal in sentences is as good, and what it says is returned."""
    try:
        app.sync.take_in(path)
    except FileError as error:
        return f"{error.message}{error.hint}"
    return ""


# -- looking


def files_of(folder: Path) -> Mapping[str, bytes]:
    """The database as it lies on the disk."""
    return {
        path.name: path.read_bytes()
        for path in sorted(folder.glob(f"{DATABASE}*"))
        if not path.name.endswith("-shm")
    }


def dumped(app: Application) -> str:
    """A digest of every row of every table."""
    told = hashlib.sha256()
    with looking_at(app) as connection:
        names = connection.execute(
            text("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        ).scalars()
        for name in list(names):
            rows = connection.execute(text(f'SELECT * FROM "{name}"')).all()
            told.update(repr((name, sorted(repr(tuple(row)) for row in rows))).encode())
    return told.hexdigest()


def shown(app: Application) -> dict[str, dict[str, tuple[object, ...]]]:
    """What the people of an office see: every living row with what it says, by table and key."""
    from db.scope import tables  # noqa: PLC0415 - only here

    found: dict[str, dict[str, tuple[object, ...]]] = {}
    with looking_at(app) as connection:
        for name in sorted(tables()):
            rows = connection.execute(text(f'SELECT * FROM "{name}"')).mappings().all()
            found[name] = {str(row["id"]): tuple(sorted(map(repr, row.items()))) for row in rows}
    return found


def names(app):
    """Of all people it has."""
    return sorted(row.name for row in app.people.people())


def recover(offices, name, city="city"):
    """A new folder takes the city's place, with the sealed keys of the old one."""
    sealed = offices.file(".recovery")
    offices[city].devices.write_recovery(sealed, PASSPHRASE)
    offices.shut(city)
    offices[name].devices.restore_recovery(sealed, PASSPHRASE)
