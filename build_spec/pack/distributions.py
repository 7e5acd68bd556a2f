"""Which installed distributions are the program's, told from what each of them asks for."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import Distribution, distribution, packages_distributions

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

OWN = "jyguide"


def run_time(root: str = OWN) -> list[Distribution]:
    """All that the program needs to run on this machine, itself left out, sorted by name.

    Raises:
        importlib.metadata.PackageNotFoundError: one of them is not installed.
    """
    found: dict[str, Distribution] = {}
    waiting = [(root, frozenset({""}))]
    while waiting:
        name, extras = waiting.pop()
        here = distribution(name)
        for needed in _needed(here, extras):
            key = canonicalize_name(needed.name)
            if key not in found or needed.extras:
                found[key] = distribution(key)
                waiting.append((key, frozenset({"", *needed.extras})))
    return [found[name] for name in sorted(found)]


def _needed(here: Distribution, extras: frozenset[str]) -> Iterator[Requirement]:
    for line in here.requires or ():
        needed = Requirement(line)
        if needed.marker is None or any(
            needed.marker.evaluate({"extra": extra}) for extra in extras
        ):
            yield needed


def of_builders() -> list[str]:
    """Top-level modules that are installed here and of no use to the program."""
    ours = {canonicalize_name(OWN), *(canonicalize_name(each.name) for each in run_time())}
    return sorted(
        module
        for module, names in packages_distributions().items()
        if module.isidentifier() and ours.isdisjoint(map(canonicalize_name, names))
    )
