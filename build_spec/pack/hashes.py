"""Lists the SHA-256 of what is handed out, as ``sha256sum --check`` reads it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

LIST = "SHA256SUMS"


def write_hashes(files: Iterable[Path], folder: Path) -> Path:
    """Write the list; it is there when it is whole.

    Args:
        files: In this folder, each named by its name alone.
        folder: Where the list goes.

    Raises:
        OSError: a file cannot be read, or the list not written.
    """
    lines = [f"{_digest(path)}  {path.name}\n" for path in sorted(files)]
    part = folder / f".{LIST}.part"
    part.write_text("".join(lines), "utf-8", newline="\n")
    return part.replace(folder / LIST)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
