"""The two files by which the city opens a folder whose secret was forgotten."""

from __future__ import annotations

from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from jyguide.exchange.boundary.limits import ENROLMENT
from jyguide.exchange.file_bytes import read_bytes
from jyguide.sync.code import short_code
from jyguide.sync.told_file import body_after, broken_file
from jyguide.vault.ring import Ring

REQUEST_ENDING = ".jyforgot"
ANSWER_ENDING = ".jyopen"
_REQUEST = b"JYFORGOT1\n"
_ANSWER = b"JYOPEN1\n"


class Request(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a folder that nobody opens sends to the city; nothing in it is secret.

    Attributes:
        folder: Names it.
        office: Whose it is; the city believes what stands inside the seal.
        to: The city's public recovery key, "age1…".
        sealed: The ring, sealed to it.
        public: To whom the answer is sealed: a key drawn for this request alone, "age1…".
    """

    folder: str
    office: str
    to: str
    sealed: str
    public: str


class _Answer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    request: str
    sealed: str


class _Inside(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    request: str
    folder: str
    ring: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What the city sends back.

    Attributes:
        request: Short code of the request it answers.
        content: The file, of which its own code is made.
        sealed: What only the asking folder opens.
    """

    request: str
    content: bytes = field(repr=False)
    sealed: bytes = field(repr=False)


def request_file(request: Request) -> bytes:
    """A request as it is written."""
    return _REQUEST + msgspec.json.encode(request)


def read_request(path: Path) -> tuple[bytes, Request]:
    """A request, and the bytes its short code is made of.

    Raises:
        FileError: the file is none.
    """
    content = read_bytes(path, ENROLMENT)
    try:
        return content, msgspec.json.decode(body_after(_REQUEST, content), type=Request)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise broken_file(path, "口令恢复申请") from error


def answer_file(request: bytes, folder: str, ring: Ring, public: str) -> bytes:
    """The answer to a request, for the folder that asked.

    Args:
        request: The file that asked.
        folder: What stood inside its seal.
        ring: As that.
        public: To whom it goes.

    Raises:
        ValueError: the public key is none.
    """
    import pyrage  # noqa: PLC0415 - seldom needed

    code = short_code(request)
    inside = msgspec.json.encode(_Inside(code, folder, ring.text().decode()))
    try:
        to = pyrage.x25519.Recipient.from_str(public)
    except Exception as error:  # pyrage has no errors of its own
        raise ValueError("no public key") from error
    sealed = b64encode(bytes(pyrage.encrypt(inside, [to]))).decode()
    return _ANSWER + msgspec.json.encode(_Answer(code, sealed))


def read_answer(path: Path) -> Answer:
    """An answer, still sealed.

    Raises:
        FileError: the file is none.
    """
    content = read_bytes(path, ENROLMENT)
    try:
        said = msgspec.json.decode(body_after(_ANSWER, content), type=_Answer)
        return Answer(said.request, content, b64decode(said.sealed, validate=True))
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise broken_file(path, "口令恢复答复") from error


def opened_answer(answer: Answer, identity: str, folder: str) -> Ring:
    """The ring that an answer brings.

    It proves itself: only who had the ring could answer, and the key file tells whether it is it.

    Raises:
        ValueError: it is sealed to another, altered, or another folder's.
    """
    import pyrage  # noqa: PLC0415 - as above

    try:
        key = pyrage.x25519.Identity.from_str(identity)
        text = bytes(pyrage.decrypt(answer.sealed, [key]))
        said = msgspec.json.decode(text, type=_Inside)
        ring = Ring.read(said.ring.encode())
    except Exception as error:  # as above
        raise ValueError("sealed to another, or altered") from error
    if (said.request, said.folder) != (answer.request, folder):
        raise ValueError("another request's")
    return ring
