"""Use cases of the tree of organisations."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Organisation, Person
from db.uow import Store, UnitOfWork
from jyguide.changes import Changed
from jyguide.clock import Clock
from jyguide.errors import RuleError
from jyguide.ids import ActionId, OrganisationId, PersonId, StationId
from jyguide.people.organisation import TOWNSHIPS, OrganisationFacts, OrganisationRow
from jyguide.people.organisation_rule import (
    checked_facts,
    home_under,
    refuse_children,
    refuse_fixed,
    refuse_merging,
    refuse_place,
    refuse_removing,
)
from jyguide.people.organisation_tree import Node, OrganisationTree
from jyguide.people.service.organisation_moving import (
    Resettling,
    put,
    resettle,
    resettling,
    write,
)
from jyguide.people.service.organisation_rows import people_in, read_rows, read_tree
from jyguide.place import Place

ALTERED = Changed.ORGANISATIONS | Changed.PEOPLE
"""The names of organisations stand in lists of people too."""


class OrganisationService:
    """Everything the program does with organisations."""

    def __init__(self, store: Store, place: Place, clock: Clock) -> None:
        self._store = store
        self._place = place
        self._clock = clock

    def rows(self) -> list[OrganisationRow]:
        """The whole tree from the top down, each before what lies under it."""
        with self._store.read() as session:
            return read_rows(session)

    def below(self, organisation_id: OrganisationId) -> set[OrganisationId]:
        """An organisation and everything under it; empty if it is gone."""
        with self._store.read() as session:
            return read_tree(session).below(organisation_id)

    def people_at(self, organisation_id: OrganisationId, *, below: bool = False) -> list[PersonId]:
        """Who is placed at an organisation, or there and under it."""
        with self._store.read() as session:
            keys = read_tree(session).below(organisation_id) if below else {organisation_id}
            return [PersonId(key) for (key,) in people_in(session, keys, Person.id)]

    def add(self, facts: OrganisationFacts) -> OrganisationId:
        """Enter an organisation, last among its siblings.

        Raises:
            RuleError: no name, a parent that cannot hold it, or another office's parent.
        """
        facts = checked_facts(facts)
        with self._store.begin(f"新增组织“{facts.name}”") as uow:
            row = self.put_new(uow, read_tree(uow.session), facts)
            uow.commit()
            return OrganisationId(row.id)

    def put_new(
        self, uow: UnitOfWork, tree: OrganisationTree, facts: OrganisationFacts
    ) -> Organisation:
        """As `add`, inside an action that adds several; `tree` is as they stand by now."""
        refuse_place(tree, facts, None)
        parent = self._parent(tree, facts.parent_id)
        positions = [node.position for node in tree.children(facts.parent_id)]
        row = Organisation(
            station_id=home_under(parent, facts.station_id if self._place.is_city else None),
            name=facts.name,
            kind=facts.kind.value,
            code=facts.code,
            parent_id=facts.parent_id,
            position=max(positions, default=0) + 1,
            note=facts.note,
        )
        uow.session.add(row)
        return row

    def change(
        self,
        organisation_id: OrganisationId,
        facts: OrganisationFacts,
        seen: str | None = None,
        *,
        with_people: bool = False,
    ) -> Changed:
        """Change what is kept about an organisation; where it lies is for `move`.

        Args:
            organisation_id: Which.
            facts: Everything that is to be kept, its parent aside.
            seen: The ``version`` of the row that a form was filled from.
            with_people: Whether its people follow where the city gives it to another station.

        Raises:
            RuleError: it does not fit where it is, is another office's, gone or changed meanwhile.
        """
        facts = checked_facts(facts)
        with self._store.begin(f"修改组织“{facts.name}”") as uow:
            tree = read_tree(uow.session)
            node = self._own(tree, organisation_id)
            row = uow.session.get_one(Organisation, organisation_id)
            _refuse_changed(row, seen)
            self._refuse_misfit(tree, node, facts)
            write(row, name=facts.name, kind=facts.kind.value, code=facts.code, note=facts.note)
            if self._place.is_city:
                home = home_under(_above(tree, node), facts.station_id)
                follow = self._clock().date() if with_people else None
                resettle(uow.session, tree, node, home, follow)
            uow.commit()
        return ALTERED

    def resettling(
        self, organisation_id: OrganisationId, parent_id: OrganisationId | None
    ) -> Resettling | None:
        """What moving an organisation there would take to another station, or None.

        Raises:
            RuleError: it cannot be moved there.
        """
        with self._store.read() as session:
            tree = read_tree(session)
            node = self._own(tree, organisation_id)
            return resettling(session, tree, node, self._home_at(tree, node, parent_id))

    def move(
        self,
        organisation_id: OrganisationId,
        parent_id: OrganisationId | None,
        index: int | None = None,
        *,
        with_people: bool = False,
    ) -> ActionId:
        """Put an organisation under another one, or elsewhere among its siblings.

        Where it comes to another station (which only the city can do), everything under it does
        too. The people placed there follow to that station, or stay at theirs: then only the
        written name says where they were, because a station does not receive another's rows.

        Args:
            organisation_id: What is moved.
            parent_id: What it is to lie under.
            index: Its place among the siblings there, itself not counted; None is the last.
            with_people: Whether people follow to another station.

        Raises:
            RuleError: it would lie under itself or what cannot hold it, or is another office's.
        """
        with self._store.begin(f"移动组织“{self._name(organisation_id)}”") as uow:
            tree = read_tree(uow.session)
            node = self._own(tree, organisation_id)
            home = self._home_at(tree, node, parent_id)
            put(uow.session, tree, node, parent_id, index)
            follow = self._clock().date() if with_people else None
            resettle(uow.session, tree, node, home, follow)
            uow.commit()
            return ActionId(uow.action_id)

    def remove(self, organisation_id: OrganisationId) -> ActionId:
        """Take an organisation off the tree. Can be undone.

        Raises:
            RuleError: people are placed there, organisations lie under it, or it is another
                office's.
        """
        with self._store.begin(f"删除组织“{self._name(organisation_id)}”") as uow:
            tree = read_tree(uow.session)
            node = self._own(tree, organisation_id)
            names = [name for (name,) in people_in(uow.session, [node.id], Person.name)]
            refuse_removing(tree, node, names)
            if node.kind in TOWNSHIPS and not self._place.is_city:
                raise RuleError(
                    f"“{node.name}”由市级设置，本站不能删除，没有改动。", hint="可以给它改名。"
                )
            uow.session.get_one(Organisation, organisation_id).deleted = True
            uow.commit()
            return ActionId(uow.action_id)

    def merge(self, kept_id: OrganisationId, gone_id: OrganisationId) -> ActionId:
        """Make one organisation of two that are the same.

        People and organisations of the other go to the one that is kept; those under both that
        share name and kind are merged as well. Can be undone as one.

        Raises:
            RuleError: the two cannot be one, or are another office's.
        """
        with self._store.begin(f"合并组织“{self._name(gone_id)}”") as uow:
            tree = read_tree(uow.session)
            kept, gone = self._own(tree, kept_id), self._own(tree, gone_id)
            refuse_merging(tree, kept, gone)
            _merge(uow.session, tree, kept, gone)
            uow.commit()
            return ActionId(uow.action_id)

    def _name(self, organisation_id: OrganisationId) -> str:
        with self._store.read() as session:
            wanted = select(Organisation.name).where(Organisation.id == organisation_id)
            return session.scalar(wanted) or ""

    def _own(self, tree: OrganisationTree, organisation_id: OrganisationId) -> Node:
        """The organisation, if it is there and this office's to change."""
        node = tree.nodes.get(organisation_id)
        if node is None:
            raise RuleError("这个组织已被删除，没有改动。", hint="请按 F5 刷新后重新选择。")
        refuse_fixed(node, self._place.station_id)
        return node

    def _parent(self, tree: OrganisationTree, parent_id: OrganisationId | None) -> Node | None:
        """What something is to lie under, if this office may put it there."""
        parent = tree.nodes[parent_id] if parent_id else None
        if parent is not None:
            refuse_fixed(parent, self._place.station_id)
        return parent

    def _home_at(
        self, tree: OrganisationTree, node: Node, parent_id: OrganisationId | None
    ) -> StationId | None:
        facts = OrganisationFacts(node.name, node.kind, parent_id)
        refuse_place(tree, facts, node.id)
        return home_under(self._parent(tree, parent_id), node.station_id)

    def _refuse_misfit(self, tree: OrganisationTree, node: Node, facts: OrganisationFacts) -> None:
        """What has come to lie somewhere odd may keep its place while its note is corrected."""
        if (facts.name, facts.kind) != (node.name, node.kind):
            stays = OrganisationFacts(facts.name, facts.kind, tree.parent(node.id))
            refuse_place(tree, stays, node.id)
            refuse_children(tree, node, facts.kind)


def _above(tree: OrganisationTree, node: Node) -> Node | None:
    parent_id = tree.parent(node.id)
    return tree.nodes[parent_id] if parent_id else None


def _refuse_changed(row: Organisation, seen: str | None) -> None:
    """A form left open must not write over what somebody else saved since."""
    if seen is not None and row.sync_v != seen:
        raise RuleError(
            "这个组织在您打开之后又被改动过（可能在另一台电脑上）。为了不覆盖别人的改动，没有保存。",
            hint="请关闭这个窗口，按 F5 刷新，看一看新的内容再改。",
        )


def _merge(session: Session, tree: OrganisationTree, kept: Node, gone: Node) -> None:
    twins = {(child.name, child.kind): child for child in tree.children(kept.id)}
    last = max((child.position for child in twins.values()), default=0)
    for child in tree.children(gone.id):
        twin = twins.get((child.name, child.kind))
        if twin is not None and twin.station_id in (None, child.station_id):
            _merge(session, tree, twin, child)
            continue
        last += 1
        write(session.get_one(Organisation, child.id), parent_id=kept.id, position=last)
    for person in _placed(session, gone.id):
        person.organisation_id = kept.id
    stays, goes = (session.get_one(Organisation, node.id) for node in (kept, gone))
    write(stays, code=stays.code or goes.code, note=stays.note or goes.note)
    goes.deleted = True


def _placed(session: Session, organisation_id: OrganisationId) -> Sequence[Person]:
    """Those taken off the list too: brought back, they must find their place."""
    return session.scalars(select(Person).where(Person.organisation_id == organisation_id)).all()
