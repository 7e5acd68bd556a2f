"""Lists the parts of a packaged program as CycloneDX does, made from what is really in it."""

from __future__ import annotations

import json
import os
import platform
import uuid
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from importlib.metadata import Distribution
from pathlib import Path
from typing import Any

from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import LicenseExpression
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL
from packaging.utils import canonicalize_name

from build_spec.pack.distributions import OWN
from build_spec.pack.inventory import PYTHON, Binary, Inventory
from build_spec.pack.said import PackingError
from build_spec.pack.third_party import terms_of


def write_sbom(held: Inventory, out: Path, version: str) -> Path:
    """Write ``jyguide-<version>.cdx.json``, checked against its schema; it is there when whole.

    Raises:
        PackingError: the schema refuses it.
    """
    text = sbom_text(held, version)
    if (refusal := JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)) is not None:
        raise PackingError(f"部件清单不合 CycloneDX 1.6 的格式：{refusal}")
    target = out / f"{OWN}-{version}.cdx.json"
    part = out / f".{target.name}.part"
    part.write_text(text + "\n", "utf-8", newline="\n")
    return part.replace(target)


def sbom_text(held: Inventory, version: str) -> str:
    """The same list for the same content and commit."""
    moment = datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), UTC)
    root = Component(
        name=OWN,
        version=version,
        type=ComponentType.APPLICATION,
        licenses=[LicenseExpression("MIT")],
        components=_files(held.binaries, OWN),
        bom_ref=OWN,
    )
    parts = list(_components(held))
    bom = Bom(components=parts)
    bom.metadata.component = root
    bom.register_dependency(root, parts)
    bom.metadata.timestamp = moment
    seed = "".join(each.sha256 for each in held.binaries)
    bom.serial_number = uuid.uuid5(uuid.NAMESPACE_OID, seed)
    return JsonV1Dot6(bom).output_as_string(indent=1)


def _components(held: Inventory) -> Iterator[Component]:
    for each in held.distributions:
        name = canonicalize_name(each.name)
        yield _library(
            PackageURL("pypi", None, name, each.version),
            [*_files(held.binaries, name), *_linked(each)],
            terms_of(each).licence,
        )
    python = PackageURL("generic", None, PYTHON, platform.python_version())
    yield _library(python, _files(held.binaries, PYTHON), "PSF-2.0")
    for name, version in held.packages.items():
        url = PackageURL("deb", "debian", name.split(":", maxsplit=1)[0], version)
        yield _library(url, _files(held.binaries, f"deb:{name}"))


def _library(url: PackageURL, parts: Iterable[Component], licence: str = "") -> Component:
    return Component(
        name=url.name,
        version=url.version,
        type=ComponentType.LIBRARY,
        purl=url,
        licenses=[LicenseExpression(licence)] if licence else (),
        components=parts,
        bom_ref=url.to_string(),
    )


def _files(binaries: Iterable[Binary], origin: str) -> Iterator[Component]:
    return (
        Component(
            name=each.path,
            type=ComponentType.FILE,
            hashes=[HashType(alg=HashAlgorithm.SHA_256, content=each.sha256)],
            bom_ref=f"file:{each.path}",
        )
        for each in binaries
        if each.origin == origin
    )


def _linked(each: Distribution) -> Iterator[Component]:
    """What its makers say that they linked into a wheel."""
    for file in each.files or ():
        if "sboms" in file.parts:
            listed: Mapping[str, Any] = json.loads(file.read_text("utf-8"))
            for part in listed.get("components", ()):
                if "purl" in part and canonicalize_name(part["name"]) != canonicalize_name(
                    each.name
                ):
                    yield _linked_part(each.name, part)


def _linked_part(whose: str, part: Mapping[str, Any]) -> Component:
    url = PackageURL.from_string(part["purl"])
    return Component(
        name=part["name"],
        version=part.get("version"),
        type=ComponentType.LIBRARY,
        purl=url,
        bom_ref=f"{canonicalize_name(whose)}/{part['purl']}",
    )
