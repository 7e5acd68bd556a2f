"""Signs a packaged release as one update file; makes the publisher's key and looks at the result.

    python -m build_spec.pack.update new-key FILE --name 中共江阴市委组织部
    python -m build_spec.pack.update sign --key FILE --payload dist/jyguide_0.2.0_amd64.deb …
    python -m build_spec.pack.update verify FILE [--public HEX]

The private key lies in a file outside the repository, under a passphrase. RELEASING.md has the
ceremony.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import IO

import click
from nacl.exceptions import CryptoError
from nacl.pwhash import argon2id
from nacl.secret import SecretBox
from nacl.signing import SigningKey

from build_spec.pack.contents import ROOT
from jyguide.documents.files import replace_when_whole
from jyguide.errors import EXPLAINED
from jyguide.installed import Installed
from jyguide.progress import CancelToken, Silent
from jyguide.release import release
from jyguide.update.frame import VERSION, FrameError, Manifest, write_head
from jyguide.update.looking import look_at
from jyguide.update.numbers import numbers_of
from jyguide.update.publisher import PublisherKey, name_of, shipped_keys
from jyguide.update.taking import verify
from jyguide.update.this_pc import this_pc

_BLOCK = 1 << 20
_LEAST_PASSPHRASE = 12
_FILE = click.Path(path_type=Path)
_SYSTEMS = {Installed.WINDOWS: "windows", Installed.DEBIAN: "linux", Installed.PORTABLE: "linux"}
_passphrase_file = click.option(
    "--passphrase-file", type=_FILE, help="Its first line is the passphrase; else it is asked."
)


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except EXPLAINED as error:
        raise click.ClickException(f"{error.message}\n{error.hint}") from error
    except FrameError as error:
        raise click.ClickException(f"No reader would take it: {error.reason}.") from error
    except (OSError, ValueError, CryptoError) as error:
        raise click.ClickException(str(error)) from error


@click.group()
def update() -> None:
    """Update files of a release."""


@update.command("new-key")
@click.argument("file", type=_FILE)
@click.option("--name", required=True, help="Whose it is, as users read it.")
@_passphrase_file
def new_key(file: Path, name: str, passphrase_file: Path | None) -> None:
    """Make a key pair; print what goes into resources/release/keys.toml."""
    with _explained():
        if file.resolve().is_relative_to(ROOT):
            raise click.ClickException("The private key must not lie in the repository.")
        secret = _passphrase(passphrase_file, twice=True)
        key = SigningKey.generate()
        write_key(file, key, secret)
    click.echo(f'[[keys]]\nname = "{name}"\nkey = "{bytes(key.verify_key).hex()}"')
    click.echo(f"since = {_today()}")


@update.command()
@click.option("--key", "key_file", type=_FILE, required=True)
@click.option("--payload", type=_FILE, required=True, help="The .exe, .deb or portable .tar.gz.")
@click.option("--kind", type=click.Choice([one.value for one in _SYSTEMS]), required=True)
@click.option("--version", "number", default=release, help="The release it brings.")
@click.option("--oldest", default="0.1.0", show_default=True, help="It goes over no older one.")
@click.option("--glibc", default="", help="The lowest C library it runs on; Linux alone.")
@click.option("--arch", default="x86_64", show_default=True)
@click.option("--unpacked", type=int, default=0, help="Bytes of the program in its place.")
@click.option("--notes", type=_FILE, required=True, help="What is new, in Chinese, as text.")
@click.option("--out", type=_FILE, default=ROOT / "dist", help="The folder for the result.")
@_passphrase_file
def sign(  # noqa: PLR0913 - each is an option
    *,
    key_file: Path,
    payload: Path,
    kind: str,
    number: str,
    oldest: str,
    glibc: str,
    arch: str,
    unpacked: int,
    notes: Path,
    out: Path,
    passphrase_file: Path | None,
) -> None:
    """Write the update file of a payload."""
    with _explained():
        if glibc and kind == Installed.WINDOWS:
            raise click.ClickException("Windows has no glibc.")
        if not numbers_of(number) or not numbers_of(oldest):
            raise click.ClickException("A release is written like 0.2.0.")
        key = read_key(key_file, _passphrase(passphrase_file))
        manifest = Manifest(
            v=VERSION,
            release=number,
            kind=kind,  # type: ignore[arg-type]  # one of them
            system=_SYSTEMS[Installed(kind)],  # type: ignore[arg-type]  # as above
            arch=arch,
            glibc=glibc,
            oldest=oldest,
            notes=notes.read_text("utf-8").strip(),
            name=payload.name,
            size=payload.stat().st_size,
            digest=_digest(payload),
            unpacked=unpacked,
            day=_today(),
            signer=name_of(bytes(key.verify_key)),
        )
        written = write_update(manifest, payload, key, out)
    click.echo(str(written))


@update.command("verify")
@click.argument("file", type=_FILE)
@click.option("--public", default="", help="A public key, 64 hex digits; else those that ship.")
def verify_file(file: Path, public: str) -> None:
    """Read a whole update file as a user's PC would, but for whether it fits this one."""
    with _explained():
        keys = (
            (PublisherKey("given", bytes.fromhex(public), date.min),) if public else shipped_keys()
        )
        look = look_at(file, keys, this_pc(), _today())
        verify(look, Silent(), CancelToken())
    said = look.manifest
    click.echo(f"{said.release} {said.kind} {said.system} {said.arch} glibc {said.glibc or '-'}")
    click.echo(f"{said.name} {said.size} {said.digest}\nsigned {said.day} by {look.signer}")


def write_update(manifest: Manifest, payload: Path, key: SigningKey, folder: Path) -> Path:
    """Write the update of a payload into a folder, whole or not at all; gives its path.

    Raises:
        FrameError: the manifest is none that a reader accepts.
        FileError: it cannot be written.
    """
    target = folder / manifest.file_name
    head = write_head(manifest, lambda text: key.sign(text).signature)
    with replace_when_whole(target) as part, part.open("wb") as file, payload.open("rb") as body:
        file.write(head)
        while block := body.read(_BLOCK):
            file.write(block)
    return target


def write_key(file: Path, key: SigningKey, passphrase: bytes) -> None:
    """Write a private key under a passphrase into a new file that its owner alone can read.

    Raises:
        ValueError: the passphrase is too short.
        OSError: it cannot be written, or is there already.
    """
    if len(passphrase) < _LEAST_PASSPHRASE:
        raise ValueError(f"A passphrase of at least {_LEAST_PASSPHRASE} bytes, please.")
    salt = os.urandom(argon2id.SALTBYTES)
    ops, mem = argon2id.OPSLIMIT_SENSITIVE, argon2id.MEMLIMIT_MODERATE
    sealed = _box(passphrase, salt, ops, mem).encrypt(bytes(key))
    said = {
        "public": bytes(key.verify_key).hex(),
        "salt": salt.hex(),
        "ops": ops,
        "mem": mem,
        "key": bytes(sealed).hex(),
    }
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as written:
        _write_for_good(written, json.dumps(said, indent=1))


def read_key(file: Path, passphrase: bytes) -> SigningKey:
    """The private key of such a file.

    Raises:
        CryptoError, ValueError: the passphrase is another, or the file is damaged.
        OSError: it cannot be read.
    """
    said = json.loads(file.read_text("utf-8"))
    box = _box(passphrase, bytes.fromhex(said["salt"]), int(said["ops"]), int(said["mem"]))
    return SigningKey(box.decrypt(bytes.fromhex(said["key"])))


def _box(passphrase: bytes, salt: bytes, ops: int, mem: int) -> SecretBox:
    return SecretBox(argon2id.kdf(SecretBox.KEY_SIZE, passphrase, salt, ops, mem))


def _write_for_good(file: IO[str], text: str) -> None:
    file.write(text)
    file.flush()
    os.fsync(file.fileno())


def _passphrase(file: Path | None, *, twice: bool = False) -> bytes:
    if file is not None:
        lines = file.read_text("utf-8").splitlines()
        return (lines[0] if lines else "").encode()
    said: str = click.prompt("Passphrase", hide_input=True, confirmation_prompt=twice)
    return said.encode()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the day where it is signed


if __name__ == "__main__":
    sys.exit(update())
