"""A list of organisations: its columns, and what importing one would do to the tree.

Parents are named by their path or by a name only they have, whether they are in the tree already
or in the same file, above or below what lies under them. What is named otherwise than in the tree
but seems to be in it waits until somebody says so (`organisation_renamed`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from jyguide.exchange.cell import CellError, CellValue, compact
from jyguide.exchange.refusal import Refusal
from jyguide.exchange.table.plan import Change, PlannedRow, changes_between
from jyguide.exchange.table.reading import ReadRow
from jyguide.exchange.table.spec import TableColumn, TableSpec
from jyguide.ids import StationId
from jyguide.people.organisation import (
    ORGANISATION_KIND_NAMES,
    OrganisationKind,
    OrganisationRow,
)
from jyguide.people.organisation_path import OrganisationPaths, read_kind
from jyguide.people.organisation_renamed import Listed, Path, path_in_tree, renamed
from jyguide.people.organisation_rule import LONGEST_NAME, fixed_because, misfit
from jyguide.people.organisation_tree import Node, OrganisationTree


def _name(value: CellValue) -> str:
    text = compact(value)
    if "/" in text:
        raise CellError("名称里不能有“/”；上级请写在“上级组织”一列")
    if len(text) > LONGEST_NAME:
        raise CellError(f"名称有 {len(text)} 个字，最多 {LONGEST_NAME} 个")
    return text


def _kind(value: CellValue) -> OrganisationKind | None:
    if not compact(value):
        return None
    kind = read_kind(compact(value))
    if kind is None:
        names = "、".join(ORGANISATION_KIND_NAMES.values())
        raise CellError(f"没有“{compact(value)}”这种类型，可以填：{names}")
    return kind


def _kind_shown(kind: OrganisationKind | None) -> str:
    return ORGANISATION_KIND_NAMES[kind] if kind else ""


SPEC = TableSpec(
    "organisation",
    "组织树",
    "个组织",
    (
        TableColumn(
            "name",
            "名称",
            ("组织名称", "党组织名称", "单位名称", "组织全称", "村社区名称"),
            required=True,
            read=_name,
            how="组织自己的名称，不带上级",
            example="红豆村",
            width=26,
        ),
        TableColumn(
            "kind",
            "类型",
            ("组织类型", "组织类别", "党组织类型", "类别"),
            required=True,
            read=_kind,
            shown=_kind_shown,
            how="从下拉列表中选",
            example="村",
            choices=tuple(ORGANISATION_KIND_NAMES.values()),
        ),
        TableColumn(
            "parent",
            "上级组织",
            ("上级", "上级党组织", "上级单位", "所属上级", "隶属组织", "所属镇街"),
            read=compact,
            how="上级的名称；有重名的写完整位置，如“周庄镇/红豆村”。直接在市下面的留空",
            example="周庄镇",
            width=36,
        ),
        TableColumn(
            "code",
            "代码",
            ("组织代码", "编码", "组织编码"),
            read=compact,
            how="本单位自用，可不填",
        ),
        TableColumn("note", "备注", ("说明",), width=30),
    ),
)
PATH = "path"
"""The key under which a planned row keeps where in the tree it belongs."""
_COMPARED = ("kind", "code", "note")
_RING = "上级组织绕成了圈"
_DEEPEST = 40
"""Rows above each other in one file: the kinds allow far fewer."""


@dataclass(frozen=True, slots=True)
class Placing:
    """Where a row of the file belongs.

    Attributes:
        path: Its own in the tree, or None where it has none for a fault; () is the city.
        written: The same in the words of the file.
        fault: Key of the column at fault and the reason; ("", "") for none.
        double: An earlier row is the same organisation.
    """

    path: Path | None
    fault: tuple[str, str] = ("", "")
    double: bool = False
    written: Path = ()


class OrganisationComparison:
    """Rows of one file beside the tree there is.

    Args:
        rows: The tree.
        file: The good rows of the file.
        own: The station at work; None is the city.
    """

    def __init__(
        self, rows: Sequence[OrganisationRow], file: Sequence[ReadRow], own: StationId | None
    ) -> None:
        self._known = {row.path: row for row in rows}
        self._paths = OrganisationPaths(rows)
        self._city = next((row for row in rows if row.kind is OrganisationKind.CITY), None)
        self._tree = OrganisationTree(
            Node(row.id, row.name, row.kind, row.parent_id, row.station_id) for row in rows
        )
        self._own = own
        self._file = file
        self._named: defaultdict[str, list[int]] = defaultdict(list)
        for at, row in enumerate(file):
            self._named[row.values["name"]].append(at)
        self._placed: dict[int, Placing] = {}
        self._first: dict[Path, int] = {}
        self._number = {(row.sheet, row.row): at for at, row in enumerate(file)}
        for at in range(len(file)):
            self._place(at, ())
        self._renamed = renamed(rows, list(self._listed()))
        for at in range(len(file)):
            self._claim(at)

    def compare(self, row: ReadRow) -> PlannedRow:
        """One row with its fate."""
        placing = self._placed[self._number[row.sheet, row.row]]
        known = self._known.get(placing.path) if placing.path is not None else None
        other = self._renamed.get(placing.written)
        key, reason = placing.fault
        if not reason and placing.path is not None:
            key, reason = self._refused(row, placing.path, known)
        if reason:
            return _as_refused(row, known, key, reason, double=placing.double)
        stated = {key: row.values.get(key) for key in _COMPARED}
        changes = changes_between(stated, partial(getattr, known)) if known else ()
        if other and known:
            changes = (Change("name", known.name, row.values["name"]), *changes)
        if changes and known and (why := fixed_because(self._tree.nodes[known.id], self._own)):
            return _as_refused(row, known, "name", why)
        doubt = other.doubt if other else ""
        values = {**row.values, PATH: placing.path}
        return PlannedRow(row.sheet, row.row, values, known, changes, doubt=doubt)

    def _listed(self) -> Iterator[Listed]:
        """The rows that have a place, in the words of the file."""
        for at, row in enumerate(self._file):
            path = self._placed[at].path
            if path is not None:
                yield Listed(path, row.values["kind"], row.values.get("code") or "")

    def _claim(self, at: int) -> None:
        """Give a row its place; of two at one place the first holds it."""
        placing = self._placed[at]
        if placing.path is None:
            return
        path = path_in_tree(placing.path, self._renamed)
        placing = self._placed[at] = replace(placing, path=path, written=placing.path)
        first = self._first.setdefault(path, at)
        if first != at:
            where = self._file[first]
            said = f"与第 {where.row} 行是同一个组织，以第 {where.row} 行为准"
            self._placed[at] = replace(placing, fault=("name", said), double=True)

    def _place(self, at: int, waiting: tuple[int, ...]) -> Placing:
        if at not in self._placed:
            self._placed[at] = self._look(at, waiting)
        return self._placed[at]

    def _look(self, at: int, waiting: tuple[int, ...]) -> Placing:
        values = self._file[at].values
        if values["kind"] is OrganisationKind.CITY:
            return self._as_city(values["name"])
        if not values.get("parent"):
            return Placing((values["name"],))
        if len(waiting) > _DEEPEST:
            return Placing(None, ("parent", "上级的上级太多，请核对“上级组织”一列"))
        return self._under(values["name"], values["parent"], (*waiting, at))

    def _as_city(self, name: str) -> Placing:
        if self._city is not None and self._city.name == name:
            return Placing(())
        return Placing(None, ("kind", "组织树里已经有“市”，不能再有一个"))

    def _under(self, name: str, parent: str, waiting: tuple[int, ...]) -> Placing:
        wanted = self._short(parent)
        found = {row.path: -1 for row in self._paths.fitting(parent)}
        trouble = ""
        for other in self._named.get(wanted[-1] if wanted else "", ()):
            if other in waiting:
                trouble = trouble or self._ring(waiting, other)
                continue
            placing = self._place(other, waiting)
            if placing.path is None:
                trouble = trouble or self._inherited(other, placing)
            elif placing.path[-len(wanted) :] == wanted:
                found.setdefault(placing.path, other)
        if wanted in found:
            found = {wanted: found[wanted]}
        if len(found) == 1:
            (above,) = found
            return Placing((*above, name))
        if found:
            named = "、".join("/".join(path) for path in list(found)[:3])
            return Placing(None, ("parent", f"“{parent}”可能是{named}，请写完整位置"))
        said = trouble or f"组织树和这个文件里都没有“{parent}”"
        return Placing(None, ("parent", said))

    def _ring(self, waiting: tuple[int, ...], back: int) -> str:
        ring = (*waiting[waiting.index(back) :], back)
        return f"{_RING}：{' → '.join(self._file[one].values['name'] for one in ring)}"

    def _inherited(self, other: int, placing: Placing) -> str:
        """Why what lies under a refused row is refused too."""
        if placing.fault[1].startswith(_RING):
            return placing.fault[1]
        return f"上级在第 {self._file[other].row} 行，那一行有问题，这一行也没有导入"

    def _short(self, text: str) -> Path:
        parts = tuple(filter(None, text.split("/")))
        if self._city is not None and parts[:1] == (self._city.name,) and len(parts) > 1:
            return parts[1:]
        return parts

    def _refused(self, row: ReadRow, path: Path, known: OrganisationRow | None) -> tuple[str, str]:
        """What is wrong with a row that has its place: the kind, or whose it is."""
        if not path:
            return "", ""
        kind = row.values["kind"]
        above = self._first.get(path[:-1])
        parent = self._known.get(path[:-1])
        if above is not None and self._stands_on_refused(above):
            return "parent", f"上级在第 {self._file[above].row} 行，那一行有问题，这一行也没有导入"
        parent_kind = self._file[above].values["kind"] if above is not None else None
        parent_kind = parent_kind or (parent.kind if parent else None)
        stays = known is not None and known.kind is kind  # however odd its place came to be
        if not stays and (reason := misfit(kind, parent_kind)):
            return "kind", reason
        if known is None and parent is not None:
            why = fixed_because(self._tree.nodes[parent.id], self._own)
            return ("parent", why) if why else ("", "")
        return "kind", self._unfit_below(kind, known)

    def _stands_on_refused(self, at: int) -> bool:
        row = self._file[at]
        path = self._placed[at].path
        assert path is not None  # noqa: S101 - only placed rows are first anywhere
        return bool(self._refused(row, path, self._known.get(path))[1])

    def _unfit_below(self, kind: OrganisationKind, known: OrganisationRow | None) -> str:
        if known is None or known.kind is kind:
            return ""
        reasons = (misfit(child.kind, kind) for child in self._children(known))
        return next(filter(None, reasons), "")

    def _children(self, known: OrganisationRow) -> Iterator[Node]:
        return iter(self._tree.children(known.id))


def _as_refused(
    row: ReadRow, known: OrganisationRow | None, key: str, reason: str, *, double: bool = False
) -> PlannedRow:
    """A row that is not taken in, its cells in words."""
    fault = Refusal(row.sheet, row.row, SPEC.label(key), reason, key, double=double)
    values = {**row.values, "kind": _kind_shown(row.values["kind"])}
    return PlannedRow(row.sheet, row.row, values, known, faults=(fault,))
