"""Actions and changes as the page and the command line show them."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from jyguide.ids import ActionId

if TYPE_CHECKING:
    from jyguide.history.wording import ChangeKind  # the words of all tables come with it


class Offer(StrEnum):
    """What can be done about an action."""

    NOTHING = ""
    UNDO = "undo"
    REDO = "redo"


OFFER_NAMES = {Offer.NOTHING: "", Offer.UNDO: "撤销", Offer.REDO: "重做"}


@dataclass(frozen=True, slots=True)
class ActionFilter:
    """Which actions are wanted.

    Attributes:
        text: Part of the action's name or of its user's.
        since: The first day, in the time of this PC.
        until: The last day.
        here: Only what was done on this PC.
    """

    text: str = ""
    since: date | None = None
    until: date | None = None
    here: bool = False


EVERY_ACTION = ActionFilter()


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One user action.

    Attributes:
        device: The PC it was done on, such as ``周庄镇 A 机``; empty where that is not known here.
        here: Whether that is this PC.
        rows: How many records it changed.
        undone: Whether it has been taken back since and not redone.
        steps: 0 for an action of its own, 1 for an undoing, 2 for a redoing, and so on.
        offer: What can be tried. The journal may still refuse, if later work depends on it.
        latest: What ``HistoryService.undo`` takes to do what is offered.
    """

    id: ActionId
    name: str
    at: datetime
    actor: str
    device: str
    here: bool
    rows: int
    undone: bool
    steps: int
    offer: Offer
    latest: ActionId

    @property
    def state(self) -> str:
        """What has become of it since; empty while it is in force."""
        if not self.undone:
            return ""
        return "已重做" if self.steps % 2 else "已撤销"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One column of a record before and after, as a person writes it."""

    column: str
    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RowChange:
    """What an action did to one record.

    Attributes:
        label: What the record is called: a name, a title, the beginning of a question.
    """

    table: str
    table_name: str
    row_id: uuid.UUID
    label: str
    kind: ChangeKind
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class ActionDetails:
    """A part of the records an action changed, in the order in which it did.

    Attributes:
        total: How many there are.
    """

    rows: tuple[RowChange, ...]
    total: int


@dataclass(frozen=True, slots=True)
class RecordChange:
    """One column of one record, changed once."""

    action_id: ActionId
    action: str
    at: datetime
    actor: str
    device: str
    here: bool
    table_name: str
    kind: ChangeKind
    field: FieldChange
