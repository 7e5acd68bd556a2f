"""Updates and programs as tests need them, signed with keys of their own."""

import hashlib
import io
import tarfile
from dataclasses import replace
from datetime import date

import msgspec
from nacl.signing import SigningKey

from build_spec.pack.files_list import write_files_list
from jyguide.installed import Installed
from jyguide.update.frame import Manifest, write_head
from jyguide.update.publisher import PublisherKey, name_of
from jyguide.update.this_pc import ThisPc

TODAY = date(2026, 12, 1)
KEY = SigningKey(bytes(range(32)))
PAYLOAD = b"a newer program" * 40
OURS = (PublisherKey("市委组织部", bytes(KEY.verify_key), date(2026, 1, 1)),)
PC = ThisPc("0.1.0", Installed.DEBIAN, "linux", "x86_64", "2.36", 1 << 40)


def manifest(payload=PAYLOAD, key=KEY, **changed):
    said = Manifest(
        v=1,
        release="0.2.0",
        kind="debian",
        system="linux",
        arch="x86_64",
        glibc="2.28",
        oldest="0.1.0",
        notes="导入快了一倍。\n修了两处毛病。",
        name="jyguide_0.2.0_amd64.deb",
        size=len(payload),
        digest=hashlib.sha256(payload).hexdigest(),
        unpacked=1000,
        day=date(2026, 11, 26),
        signer=name_of(bytes(key.verify_key)),
    )
    return msgspec.structs.replace(said, **changed)


def update_bytes(payload=PAYLOAD, key=KEY, **changed):
    head = write_head(manifest(payload, key, **changed), lambda text: key.sign(text).signature)
    return head + payload


def put(folder, content=None, name="更新.jyupdate", **changed):
    """An update lying in a folder."""
    path = folder / name
    path.write_bytes(update_bytes(**changed) if content is None else content)
    return path


def program_in(folder, word, mark="portable"):
    """A packaged program whose every file says which it is."""
    (folder / "_internal").mkdir(parents=True)
    (folder / "jyguide").write_text(f"#!/bin/sh\necho {word}\n", "utf-8")
    (folder / "jyguide").chmod(0o755)
    (folder / "_internal" / "base.so").write_text(word, "utf-8")
    (folder / "_internal" / "link.so").symlink_to("base.so")
    (folder / "installed").write_text(mark, "utf-8")
    write_files_list(folder)
    return folder


def archive_of(folder, top="jyguide", also=()):
    """The portable archive of a program."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as tar:
        tar.add(folder, top)
        for member, content in also:
            tar.addfile(member, io.BytesIO(content))
    return buffer.getvalue()


def portable_pc(program):
    return replace(PC, kind=Installed.PORTABLE, program=program)
