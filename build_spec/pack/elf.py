"""What the binaries of a folder ask of the system: libraries, and versions of their symbols."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

_MAGIC = b"\x7fELF"
_FORMAT = re.compile(r"^(.*):\s+file format elf\S*$")
_FROM = re.compile(r"^\s+required from (\S+):$")
_VERSION = re.compile(r"^\s+0x[0-9a-f]+ 0x[0-9a-f]+ \d+ (\S+)$")
_TAG = re.compile(r"^\s+(NEEDED|SONAME)\s+(\S+)$")


@dataclass(frozen=True, slots=True)
class Elf:
    """One program or library.

    Attributes:
        soname: What others ask for it by; the file's own name where it says none.
        needed: Sonames of the libraries that it is linked with.
        versions: Symbol versions asked for, each as (soname of the library, "GLIBC_2.28").
    """

    path: Path
    soname: str
    needed: tuple[str, ...]
    versions: tuple[tuple[str, str], ...]


def elves_in(folder: Path) -> tuple[Elf, ...]:
    """Every ELF file under a folder, in the order of the paths; links are not followed.

    Raises:
        RuntimeError: objdump (Debian: binutils) is missing or cannot read one of them.
    """
    paths = [path for path in sorted(folder.rglob("*")) if _is_elf(path)]
    return tuple(read_objdump(_objdump(paths))) if paths else ()


def read_objdump(text: str) -> Iterator[Elf]:
    """What ``objdump -p`` says of one file or of several."""
    path: Path | None = None
    block: list[str] = []
    for line in text.splitlines():
        if found := _FORMAT.match(line):
            if path is not None:
                yield _elf(path, block)
            path, block = Path(found[1]), []
        else:
            block.append(line)
    if path is not None:
        yield _elf(path, block)


def _elf(path: Path, lines: Sequence[str]) -> Elf:
    tags = [(found[1], found[2]) for line in lines if (found := _TAG.match(line))]
    sonames = [value for tag, value in tags if tag == "SONAME"]
    needed = tuple(value for tag, value in tags if tag == "NEEDED")
    return Elf(path, sonames[0] if sonames else path.name, needed, tuple(_versions(lines)))


def _versions(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    library = ""
    for line in lines:
        if found := _FROM.match(line):
            library = found[1]
        elif not (found := _VERSION.match(line)):
            library = ""  # what a library defines itself is listed in the same shape
        elif library:
            yield library, found[1]


def _is_elf(path: Path) -> bool:
    if path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(_MAGIC)) == _MAGIC


def _objdump(paths: Sequence[Path]) -> str:
    command = ["objdump", "-p", *map(str, paths)]
    environment = {**os.environ, "LC_ALL": "C"}
    try:
        done = subprocess.run(  # noqa: S603 - our own build's files
            command, capture_output=True, text=True, check=False, env=environment
        )
    except FileNotFoundError as error:
        raise RuntimeError(
            "缺少 objdump（apt-get install binutils），没有读二进制文件。"
        ) from error
    if done.returncode:
        raise RuntimeError(f"objdump 读不了二进制文件：{done.stderr.strip()[:400]}")
    return done.stdout
