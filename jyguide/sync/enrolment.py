"""The two files by which the city lets a PC in: a request, and the city's reply."""

from __future__ import annotations

from pathlib import Path

import msgspec

from jyguide.exchange.boundary.limits import ENROLMENT
from jyguide.exchange.file_bytes import read_bytes
from jyguide.sync.credential import CredentialText
from jyguide.sync.told_file import body_after, broken_file

_REQUEST = b"JYREQ1\n"
_REPLY = b"JYCERT1\n"
REQUEST_ENDING = ".jyreq"
REPLY_ENDING = ".jycert"


class Reply(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the city answers.

    Attributes:
        city: The city's own PC, signed by itself: its key is the root of all trust.
        credential: The asking PC's.
        request: Short code of the request that this answers.
    """

    city: CredentialText
    credential: CredentialText
    request: str


def request_file(text: CredentialText) -> bytes:
    """A request as it is written."""
    return _REQUEST + msgspec.json.encode(text)


def reply_file(reply: Reply) -> bytes:
    """A reply as it is written."""
    return _REPLY + msgspec.json.encode(reply)


def read_request(path: Path) -> tuple[bytes, CredentialText]:
    """A request, and the bytes its short code is made of.

    Raises:
        FileError: the file is none, or was altered.
    """
    content = read_bytes(path, ENROLMENT)
    try:
        said = msgspec.json.decode(body_after(_REQUEST, content), type=CredentialText)
        if said.is_vouched_for(said.sign_key) and said.is_usable():
            return content, said
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise broken_file(path, "入网申请") from error
    raise broken_file(path, "入网申请")


def read_reply(path: Path) -> tuple[bytes, Reply]:
    """A reply, and the bytes its short code is made of.

    Raises:
        FileError: the file is none, or was altered.
    """
    content = read_bytes(path, ENROLMENT)
    try:
        said = msgspec.json.decode(body_after(_REPLY, content), type=Reply)
        root = said.city.sign_key
        if said.city.is_vouched_for(root) and said.credential.is_vouched_for(root):
            return content, said
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise broken_file(path, "入网批复") from error
    raise broken_file(path, "入网批复")
