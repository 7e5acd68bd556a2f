"""Why a backup was made."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """What was about to happen, or who asked."""

    BY_HAND = "by_hand"
    DAILY = "daily"
    CLOSING = "closing"
    BEFORE_UPGRADE = "before_upgrade"
    BEFORE_MERGE = "before_merge"
    BEFORE_RESTORE = "before_restore"
    BEFORE_REKEYING = "before_rekeying"
    BEFORE_PROTECTING = "before_protecting"


REASON_NAMES = {
    Reason.BY_HAND: "手动备份",
    Reason.DAILY: "每日备份",
    Reason.CLOSING: "关闭时备份",
    Reason.BEFORE_UPGRADE: "升级前备份",
    Reason.BEFORE_MERGE: "合并前备份",
    Reason.BEFORE_RESTORE: "恢复前备份",
    Reason.BEFORE_REKEYING: "换密钥前备份",
    Reason.BEFORE_PROTECTING: "加密前备份",
}

LASTING = frozenset(
    {
        Reason.BEFORE_UPGRADE,
        Reason.BEFORE_RESTORE,
        Reason.BEFORE_REKEYING,
        Reason.BEFORE_PROTECTING,
    }
)
"""Made before something that cannot be undone: kept beside others of their day."""


def reason_text(reason: str) -> str:
    """In words; a later release may have reasons of its own."""
    return REASON_NAMES[Reason(reason)] if reason in set(Reason) else "其他"
