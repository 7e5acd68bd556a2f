"""The packaged program's own files against the list that its packager wrote beside them.

An antivirus program takes single files away without a word, and what lacks them fails much later
in some place. The list can be checked by ``sha256sum -c files.sha256`` too, which passes over the
lines of sizes.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from jyguide.installed import MARK
from jyguide.progress import CancelToken
from jyguide.self_test.facts import ProgramFacts

LIST = "files.sha256"
_LINES = re.compile(r"# (\d{1,15})\n([0-9a-f]{64})  ([^\n\\]+)\n")
_NOT_LISTED = re.compile(rf"{re.escape(LIST)}|{MARK}|unins\d{{3}}\.(exe|dat|msg)")
"""The list itself, how it was installed, and what Windows' installer leaves to remove it all."""


@dataclass(frozen=True, slots=True)
class ListedFile:
    """A file as it was packed.

    Attributes:
        path: Within the program's folder, parted by ``/``.
        size: Bytes.
        digest: SHA-256 in hexadecimal.
    """

    path: str
    size: int
    digest: str


def list_text(files: Sequence[ListedFile]) -> str:
    """The list as it is written."""
    return "".join(f"# {one.size}\n{one.digest}  {one.path}\n" for one in files)


def read_list(text: str) -> tuple[ListedFile, ...]:
    """What `list_text` wrote.

    Raises:
        ValueError: it is something else, or names a file out of the folder.
    """
    files = tuple(
        ListedFile(path, int(size), digest) for size, digest, path in _LINES.findall(text)
    )
    if list_text(files) != text or not files or not all(_is_within(one.path) for one in files):
        raise ValueError("no list of files")
    return files


def seen_facts(folder: Path) -> ProgramFacts:
    """What is seen without reading the files: which are gone, or of another size."""
    files = _listed(folder)
    if isinstance(files, ProgramFacts):
        return files
    sizes = [(one, _size(folder / one.path)) for one in files]
    gone = tuple(one.path for one, size in sizes if size is None)
    changed = tuple(one.path for one, size in sizes if size not in {None, one.size})
    return ProgramFacts(len(files), gone, changed)


def read_facts(folder: Path, cancel: CancelToken) -> ProgramFacts:
    """All files read through, and what lies there beside them.

    Raises:
        Cancelled: somebody asked to stop.
    """
    files = _listed(folder)
    if isinstance(files, ProgramFacts):
        return files
    seen = seen_facts(folder)
    known = {*seen.gone, *seen.changed}
    changed = list(seen.changed)
    for one in files:
        cancel.check()
        if one.path not in known and _digest(folder / one.path) != one.digest:
            changed.append(one.path)
    further = {*files_in(folder)} - {one.path for one in files}
    return ProgramFacts(len(files), seen.gone, tuple(changed), tuple(sorted(further)))


def further_in(folder: Path) -> tuple[str, ...]:
    """What lies there that the list does not name; all that lies there where it has none."""
    files = _listed(folder)
    named = () if isinstance(files, ProgramFacts) else [one.path for one in files]
    return tuple(sorted({*files_in(folder)}.difference(named)))


def listed_file(folder: Path, path: str) -> ListedFile:
    """A file as it lies in the folder now."""
    return ListedFile(path, (folder / path).stat().st_size, _digest(folder / path))


def files_in(folder: Path) -> Iterator[str]:
    """The paths of what belongs on the list, in no order."""
    for file in folder.rglob("*"):
        path = file.relative_to(folder).as_posix()
        if file.is_file() and not _NOT_LISTED.fullmatch(path):
            yield path


def _listed(folder: Path) -> tuple[ListedFile, ...] | ProgramFacts:
    """The list; or what to say of the program where it has none that can be read."""
    try:
        return read_list((folder / LIST).read_text("utf-8"))
    except FileNotFoundError:
        return ProgramFacts(0, gone=(LIST,))
    except ValueError:
        return ProgramFacts(0, changed=(LIST,))


def _is_within(path: str) -> bool:
    return not path.startswith("/") and ":" not in path and ".." not in path.split("/")


def _size(file: Path) -> int | None:
    try:
        return file.stat().st_size
    except OSError:
        return None


def _digest(file: Path) -> str:
    """Nothing of what cannot be read: an antivirus program holds it shut."""
    try:
        with file.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError:
        return ""
