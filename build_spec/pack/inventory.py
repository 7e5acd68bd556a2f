"""What a packaged program really holds: distributions, and binaries with where they come from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import Distribution, packages_distributions
from pathlib import Path

from packaging.utils import canonicalize_name

from build_spec.pack.distributions import OWN, run_time
from build_spec.pack.freeze import program_in
from build_spec.pack.needs import owner
from build_spec.pack.said import said

INSIDE = "_internal"
PYTHON = "python"
_ENDINGS = (".so", ".dll", ".pyd", ".exe")


@dataclass(frozen=True, slots=True)
class Binary:
    """A program or library of the package.

    Attributes:
        path: Within the program's folder, with slashes.
        sha256: Of its bytes as they are handed out.
        origin: The distribution it is from, `PYTHON`, `OWN`, or "deb:" and a package's name.
    """

    path: str
    sha256: str
    origin: str


@dataclass(frozen=True, slots=True)
class Inventory:
    """All that is in a packaged program.

    Attributes:
        distributions: Those of which something is in it.
        packages: Versions of the system's packages of which a library is in it, by name.
    """

    distributions: tuple[Distribution, ...]
    binaries: tuple[Binary, ...]
    packages: Mapping[str, str]


def inventory(program: Path) -> Inventory:
    """Look through a packaged program.

    Raises:
        RuntimeError: where a library comes from is unknown.
        PackingError: dpkg-query does not answer.
    """
    held = tuple(_held(modules_in(program)))
    binaries = tuple(_binaries(program, held))
    names = sorted({each.origin[4:] for each in binaries if each.origin.startswith("deb:")})
    return Inventory(held, binaries, {name: _version(name) for name in names})


def modules_in(program: Path) -> frozenset[str]:
    """The top-level modules in it, in its archive and beside it."""
    from PyInstaller.archive.readers import CArchiveReader  # noqa: PLC0415 - the packager's alone

    archive = CArchiveReader(str(program_in(program))).open_embedded_archive("PYZ.pyz")
    beside = (path.name.split(".", maxsplit=1)[0] for path in (program / INSIDE).iterdir())
    return frozenset({*(name.split(".", maxsplit=1)[0] for name in archive.toc), *beside})


def _held(modules: frozenset[str]) -> Iterator[Distribution]:
    named = packages_distributions()
    ours = {canonicalize_name(name) for module in modules for name in named.get(module, ())}
    return (each for each in run_time() if canonicalize_name(each.name) in ours)


def _binaries(program: Path, held: tuple[Distribution, ...]) -> Iterator[Binary]:
    recorded = {
        str(file): canonicalize_name(each.name) for each in held for file in each.files or ()
    }
    for path in sorted(program.rglob("*")):
        if path.is_file() and not path.is_symlink() and _is_binary(path):
            place = path.relative_to(program).as_posix()
            inside = place.removeprefix(f"{INSIDE}/")
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            yield Binary(place, digest, recorded.get(inside) or _origin(inside, place))


def _is_binary(path: Path) -> bool:
    return any(ending in path.name for ending in _ENDINGS) or path.name == OWN


def _origin(inside: str, place: str) -> str:
    """Of what no distribution lists."""
    name = inside.rsplit("/", maxsplit=1)[-1]
    if inside == place:  # beside the folder of everything else
        return OWN
    if "/" in inside or name.startswith(("libpython", "python3", "vcruntime", "api-ms-", "ucrt")):
        return PYTHON  # its own modules lie below a folder of its name
    return f"deb:{owner(name)}" if ".so" in name else PYTHON


def _version(package: str) -> str:
    return said(["dpkg-query", "--show", "--showformat=${Version}\n", package]).splitlines()[0]
