"""Reserve talents: how somebody's time on the list ends."""

from __future__ import annotations

from enum import StrEnum


class ReserveOutcome(StrEnum):
    """What became of a reserve talent."""

    LISTED = ""
    TOOK_POST = "took_post"
    LEFT_LIST = "left_list"


RESERVE_OUTCOME_NAMES = {
    ReserveOutcome.LISTED: "在册",
    ReserveOutcome.TOOK_POST: "已任职",
    ReserveOutcome.LEFT_LIST: "移出名单",
}
