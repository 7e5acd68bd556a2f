"""What importing a list would do, row by row, and what somebody decides about it.

A plan is made once. Whether a row is an update or is skipped follows from it and from a
`Decision`, so that changing one's mind in the preview reads nothing anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from jyguide.exchange.refusal import Refusal
from jyguide.exchange.table.reading import ReadRow, TableFile, Values
from jyguide.exchange.table.source import TableSource
from jyguide.exchange.table.spec import TableSpec
from jyguide.ids import ActionId

Place = tuple[str, int]
"""Sheet, and the spreadsheet program's own number of the row."""


class Policy(StrEnum):
    """What to do with a row about something that is kept already."""

    UPDATE = "update"
    FILL = "fill"
    SKIP = "skip"


POLICY_NAMES = {Policy.UPDATE: "更新", Policy.FILL: "补充", Policy.SKIP: "跳过"}


class Fate(StrEnum):
    """What becomes of a row; the value is what tables say."""

    NEW = "新增"
    UPDATE = "更新"
    UNCHANGED = "无变化"
    SKIP = "跳过"
    HELD = "待确认"
    DOUBLE = "文件内重复"
    REFUSED = "有问题"


@dataclass(frozen=True, slots=True)
class Change:
    """One fact of somebody kept that the file says otherwise.

    Attributes:
        suggested: The file does not say it: we guess it, and say that we do.
    """

    key: str
    before: Any
    after: Any
    suggested: bool = False

    @property
    def fills(self) -> bool:
        """Whether nothing was kept there before."""
        return self.before in (None, "")


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """One row of a list, compared with what is kept.

    Attributes:
        values: What it states, by key; for a refused row its cells as they are written.
        known: What is kept already, as the area's own row; None for something new.
        changes: Where the two differ. A cell that is empty or absent changes nothing.
        derived: Keys whose value stands in no cell but follows from one, as a birthday does.
        suggested: Values we guess, by key; written only where a decision says so.
        doubt: Why somebody has to look: the row waits until he decides about it. Empty: none.
        note: What else is to be known about it.
        faults: Why it cannot be taken in; empty for a good row.
    """

    sheet: str
    row: int
    values: Values
    known: Any = None
    changes: tuple[Change, ...] = ()
    derived: frozenset[str] = frozenset()
    suggested: Mapping[str, Any] = field(default_factory=dict)
    doubt: str = ""
    note: str = ""
    faults: tuple[Refusal, ...] = ()

    @property
    def place(self) -> Place:
        return (self.sheet, self.row)


def refused_for(
    spec: TableSpec,
    row: ReadRow,
    values: Values,
    fault: tuple[str, str],
    *,
    double: bool = False,
) -> PlannedRow:
    """A row that one of its columns keeps out.

    Args:
        spec: Whose column it is.
        row: Where the row stands.
        values: Its cells in words.
        fault: Key of the column, and the reason.
        double: See `Refusal`.
    """
    key, reason = fault
    found = Refusal(row.sheet, row.row, spec.label(key), reason, key, double=double)
    return PlannedRow(row.sheet, row.row, values, faults=(found,))


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody wants done.

    Attributes:
        policy: For everything that is kept already.
        rows: For single rows; a new one can be skipped, one in doubt is let in by this alone.
        suggestions: Whether to write what is guessed.
    """

    policy: Policy = Policy.UPDATE
    rows: Mapping[Place, Policy] = field(default_factory=dict)
    suggestions: bool = False

    def about(self, places: Sequence[Place], policy: Policy | None) -> Decision:
        """A copy that says something else of single rows; None: what holds for all."""
        kept = {place: said for place, said in self.rows.items() if place not in set(places)}
        if policy is not None:
            kept |= dict.fromkeys(places, policy)
        return replace(self, rows=kept)

    def of(self, row: PlannedRow) -> Policy:
        """What holds for one row."""
        return self.rows.get(row.place, self.policy)

    def changes(self, row: PlannedRow) -> tuple[Change, ...]:
        """What would be written about somebody who is kept already."""
        policy = self.of(row)
        if policy is Policy.SKIP:
            return ()
        wanted = row.changes
        if policy is Policy.FILL:
            wanted = tuple(change for change in wanted if change.fills)
        if not self.suggestions:
            wanted = tuple(change for change in wanted if not change.suggested)
        return wanted

    def values(self, row: PlannedRow) -> Values:
        """What would be written about somebody new."""
        return {**row.values, **row.suggested} if self.suggestions else row.values

    def fate(self, row: PlannedRow) -> Fate:
        """What becomes of a row."""
        if row.faults:
            return Fate.DOUBLE if all(fault.double for fault in row.faults) else Fate.REFUSED
        if row.doubt and row.place not in self.rows:
            return Fate.HELD
        if row.known is None:
            return Fate.SKIP if self.rows.get(row.place) is Policy.SKIP else Fate.NEW
        if self.changes(row):
            return Fate.UPDATE
        stated = any(not change.suggested for change in row.changes)
        return Fate.SKIP if stated else Fate.UNCHANGED


PLAIN = Decision()
"""Update everybody, guess nothing, leave what is in doubt."""


@dataclass(frozen=True, slots=True)
class TablePlan:
    """What an import would write; holds only for what was kept when it was made.

    Attributes:
        by_hand: Somebody said which column means what.
        remark: What is to be known about the file as a whole before it is taken in; "" if nothing.
    """

    source: TableSource
    spec: TableSpec
    file: TableFile
    rows: tuple[PlannedRow, ...]
    by_hand: bool = False
    remark: str = ""

    @property
    def refused(self) -> tuple[Refusal, ...]:
        """Every fault, in the order of the file."""
        return tuple(fault for row in self.rows for fault in row.faults)

    @property
    def refused_rows(self) -> int:
        """Rows refused: one with several faults counts once."""
        return sum(bool(row.faults) for row in self.rows)

    def sorted_out(self, decision: Decision = PLAIN) -> Mapping[Fate, list[PlannedRow]]:
        """The rows by what becomes of them; every fate has a list."""
        found: dict[Fate, list[PlannedRow]] = {fate: [] for fate in Fate}
        for row in self.rows:
            found[decision.fate(row)].append(row)
        return found

    def counts(self, decision: Decision = PLAIN) -> Counter[Fate]:
        """How many rows have each fate."""
        return Counter(map(decision.fate, self.rows))

    @property
    def suggestions(self) -> int:
        """Rows in which something is guessed that would be written."""
        return sum(bool(row.suggested) for row in self.rows if not row.faults)

    @property
    def headings(self) -> dict[str, tuple[int, tuple[str, ...]]]:
        """By sheet: index of the head row and its texts, for the error workbook."""
        return {name: (h.index, h.texts) for name, h in self.file.sheet_headers.items()}


@dataclass(frozen=True, slots=True)
class TableResult:
    """What an import did.

    Attributes:
        skipped: Left alone because somebody said so, or had said nothing about a doubt.
        refused: What could not be taken in.
        action_id: What ``HistoryService.undo`` takes; None when nothing was written.
    """

    imported: int
    updated: int
    unchanged: int
    skipped: int
    refused: tuple[Refusal, ...]
    action_id: ActionId | None


def result_of(plan: TablePlan, decision: Decision, action_id: ActionId) -> TableResult:
    """What carrying out a plan has done."""
    counts = plan.counts(decision)
    wrote = counts[Fate.NEW] + counts[Fate.UPDATE]
    return TableResult(
        imported=counts[Fate.NEW],
        updated=counts[Fate.UPDATE],
        unchanged=counts[Fate.UNCHANGED],
        skipped=counts[Fate.SKIP] + counts[Fate.HELD],
        refused=plan.refused,
        action_id=action_id if wrote else None,
    )


Compare = Callable[[ReadRow], PlannedRow]
"""Compares one good row with what is kept; may refuse it by giving `faults`."""


def plan_table(
    source: TableSource, file: TableFile, spec: TableSpec, compare: Compare, *, by_hand: bool
) -> TablePlan:
    """Every row of a file with its fate, in the order of the file."""
    rows = [compare(row) for row in file.good]
    if file.refused:
        rows += _refused(file)
        order = {name: at for at, name in enumerate(dict.fromkeys(r.sheet for r in rows))}
        sheets = {name: at for at, name in enumerate(file.sheet_headers)}
        rows.sort(key=lambda row: (sheets.get(row.sheet, len(sheets) + order[row.sheet]), row.row))
    return TablePlan(source, spec, file, tuple(rows), by_hand)


def changes_between(
    stated: Values, kept: Callable[[str], Any], suggested: Mapping[str, Any] | None = None
) -> tuple[Change, ...]:
    """What a row says otherwise than what is kept.

    Args:
        stated: By key, what the row says; what is empty says nothing.
        kept: What is kept under a key, of the same type.
        suggested: Guesses; they fill what is empty and never replace anything.
    """
    changes = [
        Change(key, before, value)
        for key, value in stated.items()
        if value not in (None, "") and (before := kept(key)) != value
    ]
    for key, value in (suggested or {}).items():
        if kept(key) in (None, ""):
            changes.append(Change(key, kept(key), value, suggested=True))
    return tuple(changes)


def _refused(file: TableFile) -> Iterator[PlannedRow]:
    faults: dict[Place, list[Refusal]] = {}
    for fault in file.refused:
        faults.setdefault((fault.sheet, fault.row), []).append(fault)
    for place, found in faults.items():
        yield PlannedRow(*place, file.refused_cells.get(place, {}), faults=tuple(found))
