"""Rows of a list that name an organisation of the tree otherwise than the tree does.

A renamed village must not come in as a second one. Where its code says so, or where the two names
are two ways to write the same, the row is led to the one there is; a person confirms it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from jyguide.people.organisation import OrganisationKind, OrganisationRow, organisation_label
from jyguide.people.organisation_match import plain

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """A row of the file as far as it can be compared: where it says it is, and what it is."""

    path: Path
    kind: OrganisationKind
    code: str


@dataclass(frozen=True, slots=True)
class Renamed:
    """What a row that is named otherwise seems to be.

    Attributes:
        row: The organisation of the tree.
        why: What speaks for it, in words.
        moved: It lies elsewhere in the tree, so that its code may as well be given twice.
    """

    row: OrganisationRow
    why: str
    moved: bool = False

    @property
    def doubt(self) -> str:
        """The question to whoever imports the list."""
        if self.moved:
            return (
                f"{self.why}，但位置不同。是它移到了这里的，请跳过，在组织树里移动；"
                "确实是新的，请对这一行选“更新”，会新增一个"
            )
        return (
            f"{self.why}，像是同一个改了名称。是的，请对这一行选“更新”；"
            "不是的，请改掉文件里的名称或代码"
        )


def renamed(rows: Iterable[OrganisationRow], listed: Sequence[Listed]) -> Mapping[Path, Renamed]:
    """By the path as the file writes it, what seems to be in the tree under another name.

    Parents are looked at before what lies under them, so that a branch of a renamed village is
    found under it. Nothing is led to an organisation that the file names itself, and no two rows
    to one.
    """
    return _Search(rows, listed).found


def path_in_tree(path: Path, found: Mapping[Path, Renamed]) -> Path:
    """A path of the file with the names of the tree, where it leads through a renamed one."""
    for end in range(len(path), 0, -1):
        known = found.get(path[:end])
        if known is not None and not known.moved:
            return (*known.row.path, *path[end:])
    return path


class _Search:
    def __init__(self, rows: Iterable[OrganisationRow], listed: Sequence[Listed]) -> None:
        self.found: dict[Path, Renamed] = {}
        self._at: dict[Path, OrganisationRow] = {}
        self._coded: defaultdict[str, list[OrganisationRow]] = defaultdict(list)
        self._under: defaultdict[tuple[Path, str], list[OrganisationRow]] = defaultdict(list)
        for row in rows:
            self._at[row.path] = row
            if row.path:
                self._under[row.path[:-1], plain(row.name)].append(row)
            if row.code:
                self._coded[row.code].append(row)
        self._codes = Counter(one.code for one in listed if one.code)
        self._named = {one.path for one in listed}
        self._taken: set[Path] = set()
        by_depth = sorted(listed, key=lambda one: len(one.path))
        for _, level in groupby(by_depth, key=lambda one: len(one.path)):
            self._look_at(list(level))

    def _look_at(self, level: Sequence[Listed]) -> None:
        """Rows of one depth: first all that the tree has by name, then the others."""
        paths = [path_in_tree(one.path, self.found) for one in level]
        self._named.update(paths)
        for one, path in zip(level, paths, strict=True):
            known = None if path in self._at or not path else self._known(one, path)
            if known is not None:
                self.found[one.path] = known
                self._taken.add(known.row.path)

    def _known(self, one: Listed, path: Path) -> Renamed | None:
        coded = self._coded[one.code] if one.code and self._codes[one.code] == 1 else []
        if len(coded) == 1 and self._free(coded[0], one):
            why = f"代码与“{organisation_label(coded[0])}”相同"
            return Renamed(coded[0], why, moved=coded[0].path[:-1] != path[:-1])
        alike = [row for row in self._under[path[:-1], plain(path[-1])] if self._free(row, one)]
        if len(alike) == 1 and not (one.code and alike[0].code):
            return Renamed(alike[0], f"名称与“{organisation_label(alike[0])}”写法相近")
        return None

    def _free(self, row: OrganisationRow, one: Listed) -> bool:
        return row.kind is one.kind and row.path not in self._named and row.path not in self._taken
