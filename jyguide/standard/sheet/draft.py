"""What was made of a scoring sheet, before anything is written; points are tenths."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from jyguide.standard.checklist import Criteria, Criterion
from jyguide.standard.drafting import in_order, next_code, tidied
from jyguide.standard.kinds import Aspect, BranchKind


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One criterion of a scoring sheet.

    Attributes:
        row: The spreadsheet program's own number of its first row.
        criterion: As understood; its aspect is that of its group, its code may be empty.
        guessed: Names of the fields that were concluded from the wording.
        remarks: Sentences about what a person should look at.
    """

    row: int
    criterion: Criterion
    guessed: frozenset[str] = frozenset()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetGroup:
    """A 大项 of a scoring sheet.

    Attributes:
        title: As the sheet says it; empty where it has no such groups.
        stated: Points written behind the title, ``（20分）``; None where there are none.
        aspect: Under which its criteria go, unless a person says otherwise.
        sure: Whether the sheet names the aspect itself.
    """

    title: str
    aspect: Aspect
    sure: bool = False
    stated: int | None = None
    lines: tuple[SheetLine, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetDraft:
    """A whole scoring sheet as understood.

    Attributes:
        sheet: The sheet it was read from.
        sheets: All sheets of the file that look like scoring sheets.
        kind: For which kind of branch, as far as its title tells.
        remarks: Sentences about the sheet as a whole, such as sums that do not fit.
    """

    sheet: str
    title: str
    kind: BranchKind | None
    groups: tuple[SheetGroup, ...]
    note: str = ""
    sheets: tuple[str, ...] = ()
    remarks: tuple[str, ...] = field(default=())

    @property
    def lines(self) -> list[SheetLine]:
        return [line for group in self.groups for line in group.lines]


def criteria_of(draft: SheetDraft, aspects: Sequence[Aspect] = ()) -> Criteria:
    """The criteria of a draft; each gets a code unless it has one of its own.

    Args:
        draft: As read.
        aspects: What was chosen for each group; the guesses where empty.
    """
    chosen = aspects or [group.aspect for group in draft.groups]
    found = in_order(
        replace(line.criterion, aspect=aspect)
        for group, aspect in zip(draft.groups, chosen, strict=True)
        for line in group.lines
    )
    return tidied(_coded(found))


def _coded(criteria: Criteria) -> Criteria:
    own = {one.code for one in criteria}
    given: set[str] = set()
    coded = []
    for one in criteria:
        code = one.code
        if not code or code in given:
            code = next_code(one.aspect, own | given)
        given.add(code)
        coded.append(replace(one, code=code))
    return tuple(coded)
