"""Takes a bundle's file apart and checks everything in it before a single row is looked at."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import msgspec

from db.merging.lines import unpacked_size
from db.merging.segments import BASELINE, VERSION, Sealed, read_head
from db.merging.shape import MalformedError
from db.upgrade import HEAD as SCHEMA
from jyguide.errors import FileError
from jyguide.exchange.file_bytes import as_file_error
from jyguide.sync import bundle
from jyguide.sync.bundle import BundleError, Opened, Piece
from jyguide.sync.keys import DeviceKeys
from jyguide.sync.reading import NOTHING, read_open_line, refused, unfit
from jyguide.sync.service.plausible import NUL, check_body, check_head
from jyguide.sync.trust import Distrust, Trust


@dataclass(frozen=True, slots=True)
class Received:
    """A bundle that is whole, for this PC, and from whom it says.

    Attributes:
        digest: sha256 of the file.
        segments: What it carries, every one signed by a PC that may write it.
        trust: What is known with the credentials that came along.
    """

    opened: Opened
    digest: str
    segments: list[Sealed]
    trust: Trust

    @property
    def sender(self) -> UUID:
        return UUID(self.opened.line.sender)


def receive(path: Path, keys: DeviceKeys, trust: Trust) -> Received:
    """Read a file and check all that can be checked of it; changes nothing.

    Raises:
        FileError: the first reason not to accept it.
    """
    line = read_open_line(path)
    if keys.device.hex not in line.to:  # said before a large file is read for nothing
        raise refused(path, BundleError(bundle.NOT_FOR_US), line)
    try:
        content = _content(path)
        opened = bundle.open_bundle(content, keys)
        known = _believed(opened, trust)
        segments = _segments(opened, known)
    except OSError as error:
        raise as_file_error(error, path) from error
    except BundleError as error:
        raise refused(path, error, line) from error
    except MalformedError as error:
        raise unfit(path, error) from error
    except ValueError as error:  # the key of a PC that is none: anybody can write that
        raise refused(path, BundleError(bundle.DAMAGED), line) from error
    except Distrust as error:
        raise FileError(
            f"“{path.name}”不能采用：{error}。{NOTHING}",
            hint="请不要再用这个文件；可请发出单位重新导出，仍不行请与市级联系。",
        ) from error
    return Received(opened, hashlib.sha256(content).hexdigest(), segments, known)


def _content(path: Path) -> bytes:
    if path.stat().st_size > bundle.MOST_BYTES:
        raise BundleError(bundle.TOO_LARGE)
    return path.read_bytes()


def _believed(opened: Opened, trust: Trust) -> Trust:
    """Check that the sender is who it says.

    Raises:
        Distrust: it is not, or is not believed.
    """
    if NUL in opened.manifest_text:
        raise BundleError(bundle.DAMAGED)
    known = trust.with_credentials(opened.manifest.credentials)
    sender = UUID(opened.line.sender)
    known.check_sender(sender, bundle.signed_text(opened), opened.signature)
    if known.office(sender) != opened.line.office:
        raise Distrust("发出文件的电脑不属于它所说的单位")
    return known


def _segments(opened: Opened, trust: Trust) -> list[Sealed]:
    if sum(map(unpacked_size, opened.bodies)) > bundle.MOST_UNPACKED:
        raise BundleError(bundle.TOO_LARGE)
    pairs = zip(opened.manifest.pieces, opened.bodies, strict=True)
    return [_checked(piece, body, trust) for piece, body in pairs]


def _checked(piece: Piece, body: bytes, trust: Trust) -> Sealed:
    """A segment whose signer may write what it is for.

    Raises:
        Distrust: he may not, or did not sign it.
        BundleError: the body is not the one that was signed.
        MalformedError: it says what no program would write.
    """
    try:
        head = read_head(piece.head)
        device, signature = UUID(head.device), bytes.fromhex(piece.signature)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise BundleError(bundle.DAMAGED) from error
    trust.check_segment(device, head.scope, piece.head.encode(), signature)
    if head.v > VERSION:
        raise BundleError(bundle.NEWER)
    check_head(head)
    trust.check_writer(device, head.stream)
    for stream in head.covers or {}:
        trust.check_covered(device, _scope_in(stream))
    if hashlib.sha256(body).hexdigest() != head.digest or _scope_in(head.stream) != head.scope:
        raise BundleError(bundle.DAMAGED)
    sealed = Sealed(piece.head.encode(), signature, body)
    try:
        for worker in check_body(sealed):
            trust.check_worker(device, UUID(worker))
    except MalformedError as error:
        if head.schema > SCHEMA:  # a word that we have yet to learn
            raise BundleError(bundle.NEWER) from error
        raise
    return sealed


def _scope_in(stream: str) -> str:
    """A stream's name says whom it is for; what is signed must say the same."""
    return stream.partition(".")[2].partition(BASELINE)[0]
