"""A file that says it comes from a station and does not: to show that it is not believed."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import msgspec

from jyguide.sync.bundle import SUITE, VERSION, Manifest, write_bundle
from jyguide.sync.enrolment import read_reply
from jyguide.sync.keys import DeviceKeys
from jyguide.sync.reading import read_open_line


def forge(genuine: Path, reply: Path, target: Path) -> None:
    """Write what somebody can who has a station's papers but not its key.

    Args:
        genuine: A file of the station in whose name he writes.
        reply: The city's answer to the station: it names the key to seal to.
        target: Where to put his own file.
    """
    line = msgspec.structs.replace(read_open_line(genuine), size=0, digest="")
    manifest = Manifest(
        v=VERSION,
        line=line,
        claims=msgspec.Raw(b"{}"),
        app="",
        schema="",
        suite=SUITE,
        credentials=[],
        pieces=[],
    )
    own = DeviceKeys.make(UUID(line.sender))
    _, said = read_reply(reply)
    target.write_bytes(write_bundle(own, manifest, [], [said.city.seal_key]))
