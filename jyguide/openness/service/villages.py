"""How the villages of the tree are read: one statement, whatever its size."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from jyguide.errors import RuleError
from jyguide.ids import OrganisationId
from jyguide.openness.village import Village, VillageBook
from jyguide.people.organisation import TOWNSHIPS
from jyguide.people.organisation_tree import OrganisationTree
from jyguide.people.service.organisation_rows import read_tree
from jyguide.place import Place


def read_villages(session: Session, place: Place) -> VillageBook:
    """Every organisation under its township, in the order of the tree."""
    tree = read_tree(session)
    towns: dict[OrganisationId, str] = {}
    found = []
    for node in tree.walk():
        towns[node.id] = _township(tree, node.id, towns)
        found.append(Village(node.id, node.name, node.kind, towns[node.id], node.station_id))
    return VillageBook(found, place.station_id)


def home_columns(
    book: VillageBook, place: Place, key: OrganisationId | None, written: str = ""
) -> dict[str, Any]:
    """The columns that say whose a row is: of the village's station, or of the folder's own.

    Raises:
        RuleError: the village is gone, or another station's.
    """
    village = book.by_id.get(key) if key is not None else None
    if key is not None and village is None:
        raise RuleError("这个村（社区）已从组织树删除，没有保存。", hint="请重新选择村（社区）。")
    if village is None:
        return {"station_id": place.station_id, "organisation_key": None, "organisation": written}
    if place.station_id not in (None, village.station_id):
        raise RuleError(
            f"“{village.label}”不归本站管理，没有保存。", hint="请由它所在的指导站登记。"
        )
    return {
        "station_id": place.station_id or village.station_id,
        "organisation_key": village.id,
        "organisation": village.name,
    }


def is_mine(place: Place, station_id: Any) -> bool:
    """Whether this office may write a row: a station its own, the city any."""
    return place.station_id in (None, station_id)


def refuse_others(place: Place, station_id: Any, what: str) -> None:
    """Refuse to change another station's row.

    Raises:
        RuleError: it is another station's.
    """
    if not is_mine(place, station_id):
        raise RuleError(f"{what}是别的指导站登记的，没有改动。", hint="请由登记它的指导站修改。")


def refuse_changed(version: Any, seen: str | None) -> None:
    """A form left open must not write over what somebody else saved since.

    Raises:
        RuleError: the row was changed meanwhile.
    """
    if seen is not None and str(version) != seen:
        raise RuleError(
            "这条记录在您打开之后又被改动过。为了不覆盖别人的改动，没有保存。",
            hint="请关闭这个窗口，按 F5 刷新，看一看新的内容再改。",
        )


def write_columns(row: Any, columns: Mapping[str, Any]) -> None:
    """Set what differs, so that nothing is journalled that did not change."""
    for name, value in columns.items():
        if getattr(row, name) != value:
            setattr(row, name, value)


def _township(
    tree: OrganisationTree, key: OrganisationId, towns: Mapping[OrganisationId, str]
) -> str:
    node, parent = tree.nodes[key], tree.parent(key)
    if node.kind in TOWNSHIPS:
        return node.name
    return towns.get(parent, "") if parent is not None else ""


def first_problem(problems: Mapping[str, str], what: str) -> None:
    """Refuse facts that cannot be so.

    Raises:
        RuleError: there is a problem.
    """
    for said in problems.values():
        raise RuleError(f"{what}：{said.removesuffix('。')}，没有保存。", hint="请改正后再保存。")
