"""Gathers the licence texts of all that ships into the packaged program's folder."""

from __future__ import annotations

import os
import shutil
import sysconfig
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.utils import canonicalize_name

from build_spec.pack.contents import ROOT
from build_spec.pack.inventory import Inventory
from build_spec.pack.said import PackingError
from build_spec.pack.third_party import PAGE, TEXTS, terms_of

FOLDER = "licences"
_NAMES = ("licen", "copying", "notice", "authors")
_DOC = Path("/usr/share/doc")
_COMMON = Path("/usr/share/common-licenses")


def gather(held: Inventory, program: Path) -> Path:
    """Put all texts into ``licences`` in the program's folder, which is made anew.

    Raises:
        PackingError: a text is missing.
    """
    target = program / FOLDER
    part = program / f".{FOLDER}.part"
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir()
    _copy([ROOT / "LICENSE", ROOT / "NOTICE", PAGE, TEXTS / "LGPL.md"], part)
    _copy([Path(sysconfig.get_path("stdlib"), "LICENSE.txt")], part / "python")
    _copy(_own_texts(distribution("pyinstaller")), part / "pyinstaller")
    for each in held.distributions:
        _copy(texts_of(each), part / "distributions" / canonicalize_name(each.name))
    for package in held.packages:
        _copy([_copyright(package)], part / "system" / package)
    if held.packages:  # their files name these texts and do not repeat them
        _copy((each for each in sorted(_COMMON.iterdir()) if each.is_file()), part / "system")
    shutil.rmtree(target, ignore_errors=True)
    part.replace(target)
    return target


def texts_of(each: Distribution) -> list[Path]:
    """What a distribution brings along, with its makers' own list of parts, and what it does not.

    Raises:
        PackingError: there is no text at all.
    """
    texts = [*_own_texts(each), *terms_of(each).texts]
    if not texts:
        raise PackingError(f"{each.name} 没有带许可证文本，请写进 third_party.py。")
    return texts


def _own_texts(each: Distribution) -> Iterator[Path]:
    for file in each.files or ():
        if ".dist-info" in file.parts[0] and (
            "sboms" in file.parts or any(word in file.name.lower() for word in _NAMES)
        ):
            yield Path(os.fspath(each.locate_file(file)))


def _copyright(package: str) -> Path:
    return _DOC / package.split(":", maxsplit=1)[0] / "copyright"


def _copy(texts: Iterable[Path], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for text in texts:
        if not text.is_file():
            raise PackingError(f"缺少许可证文本“{text}”。")
        shutil.copyfile(text, _free(folder, text.name))


def _free(folder: Path, name: str) -> Path:
    """A name in the folder that no text of the same name has taken."""
    target, number = folder / name, 1
    while target.exists():
        number += 1
        target = folder / f"{number}-{name}"
    return target
