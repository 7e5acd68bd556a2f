"""月联季访 in lists: targets with how they stand, and what is left in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from uuid import UUID

from jyguide.grid.kinds import TargetKind, VisitWay
from jyguide.grid.visit_due import Standing
from jyguide.grid.visit_period import Period, this_word
from jyguide.grid.visit_place import GridPlace
from jyguide.grid.visit_rule import ContactRule
from jyguide.ids import StationId, TargetId

UNITS = {TargetKind.MEMBER: "名", TargetKind.HOUSEHOLD: "户"}
DEEDS = {TargetKind.MEMBER: "联系", TargetKind.HOUSEHOLD: "走访"}
STANDING_NAMES = {
    TargetKind.MEMBER: {
        Standing.DONE: "已联系",
        Standing.DUE: "未联系",
        Standing.OVERDUE: "逾期未联系",
        Standing.NOT_ASKED: "不用联系",
    },
    TargetKind.HOUSEHOLD: {
        Standing.DONE: "已走访",
        Standing.DUE: "未走访",
        Standing.OVERDUE: "逾期未走访",
        Standing.NOT_ASKED: "不用走访",
    },
}


@dataclass(frozen=True, slots=True)
class TargetLine:
    """A target in a stretch.

    Attributes:
        last_on: When it was contacted last, in any way.
    """

    id: TargetId
    kind: TargetKind
    name: str
    code: str
    address: str
    place: GridPlace
    unit_id: UUID
    station_id: StationId | None
    holder_key: UUID | None
    holder: str
    standing: Standing
    last_on: date | None
    held_since: date | None = None
    left_on: date | None = None

    @property
    def state(self) -> str:
        return STANDING_NAMES[self.kind][self.standing]

    @property
    def undone(self) -> bool:
        return self.standing in (Standing.DUE, Standing.OVERDUE)


@dataclass(frozen=True, slots=True)
class VanguardName:
    """A vanguard member to be chosen; `search` is found by pinyin."""

    id: UUID
    name: str
    place: GridPlace
    station_id: StationId | None
    search: str = ""
    left_on: date | None = None

    @property
    def label(self) -> str:
        return f"{self.name}　{self.place.label}".strip()


@dataclass(frozen=True, slots=True)
class VisitSum:
    """How many targets of a unit and a holder were asked for in a stretch, and how many done.

    Attributes:
        unheld: Nobody contacts them.
    """

    unit_id: UUID
    holder_key: UUID | None
    asked: int
    done: int
    unheld: int = 0


@dataclass(frozen=True, slots=True)
class Share:
    """What a stretch comes to for somebody or some place."""

    name: str
    place: GridPlace
    asked: int
    done: int
    key: UUID | None = None

    @property
    def left(self) -> int:
        return self.asked - self.done


@dataclass(frozen=True)  # no slots: what follows is worked out once and kept
class VisitOverview:
    """A stretch of one kind of target.

    Attributes:
        units: Where each unit lies.
        holders: Vanguard members by key, those who left too.
    """

    kind: TargetKind
    period: Period
    rule: ContactRule
    today: date
    sums: Sequence[VisitSum]
    units: Mapping[UUID, GridPlace] = field(default_factory=dict)
    holders: Mapping[UUID, VanguardName] = field(default_factory=dict)

    @property
    def asked(self) -> int:
        return sum(one.asked for one in self.sums)

    @property
    def done(self) -> int:
        return sum(one.done for one in self.sums)

    @property
    def left(self) -> int:
        return self.asked - self.done

    @property
    def unheld_text(self) -> str:
        """Such as 另有 14 户没有人联系; nothing where everybody has somebody."""
        unheld = sum(one.unheld for one in self.sums)
        return f"另有 {unheld:,} {UNITS[self.kind]}没有人联系" if unheld else ""

    @property
    def overdue(self) -> bool:
        """Whether what is left is past the days in which it could still be keyed in."""
        return self.today > self.rule.closes(self.period)

    @cached_property
    def by_holder(self) -> tuple[Share, ...]:
        """In the order of the tree, then of names; nobody is put first for what he did."""
        shares = []
        for key, (asked, done) in _by_holder(self.sums).items():
            holder = self.holders.get(key) if key else None
            name = holder.name if holder else "已撤销的联系人"
            place = holder.place if holder else GridPlace()
            if asked or done:
                shares.append(Share(name, place, asked, done, key))
        return tuple(sorted(shares, key=lambda one: (one.place.order, one.name)))

    @cached_property
    def by_village(self) -> tuple[Share, ...]:
        """In the order of the tree; what lies in no village stands under its township."""
        groups: dict[tuple[str, str], list[VisitSum]] = defaultdict(list)
        for one in self.sums:
            place = self.units.get(one.unit_id, GridPlace())
            groups[place.township, place.village].append(one)
        shares = []
        for (township, village), sums in groups.items():
            place = self.units.get(sums[0].unit_id, GridPlace())
            asked, done = sum(one.asked for one in sums), sum(one.done for one in sums)
            if asked:
                shares.append(Share(village or township or "未定网格", place, asked, done))
        return tuple(sorted(shares, key=lambda one: one.place.order[:2]))

    @property
    def sentence(self) -> str:
        """Such as 本季应走访 860 户，已走访 800 户，还有 60 户未走访."""
        unit, deed = UNITS[self.kind], DEEDS[self.kind]
        when = this_word(self.period, self.today)
        if not self.asked:
            return f"{when}没有要{deed}的{'党员' if self.kind is TargetKind.MEMBER else '农户'}。"
        return (
            f"{when}应{deed} {self.asked:,} {unit}，已{deed} {self.done:,} {unit}，"
            f"{self.left_text}。"
        )

    @property
    def left_text(self) -> str:
        return left_text(self.kind, self.left, overdue=self.overdue)


def left_text(kind: TargetKind, left: int, *, overdue: bool) -> str:
    """Such as 还有 6 户未走访, or 都已走访."""
    unit, deed = UNITS[kind], DEEDS[kind]
    if not left:
        return f"都已{deed}"
    return f"{left:,} {unit}逾期未{deed}" if overdue else f"还有 {left:,} {unit}未{deed}"


def _by_holder(sums: Iterable[VisitSum]) -> dict[UUID | None, tuple[int, int]]:
    found: dict[UUID | None, tuple[int, int]] = {}
    for one in sums:
        asked, done = found.get(one.holder_key, (0, 0))
        found[one.holder_key] = (asked + one.asked, done + one.done)
    return found


@dataclass(frozen=True, slots=True)
class VisitRow:
    """One contact that is kept."""

    id: UUID
    target_id: TargetId
    target: str
    kind: TargetKind
    place: GridPlace
    on: date
    way: VisitWay
    holder: str
    note: str
    station_id: StationId | None
    version: str = field(default="", compare=False, repr=False)
