"""What of the bank may be taught from paper and cards."""

from __future__ import annotations

from jyguide.bank.entry import BankEntry
from jyguide.bank.row import STATUS_NAMES, ItemStatus


def reason_not_to_teach(entry: BankEntry) -> str:
    """A Chinese sentence, or empty: what is in force, sure and answered may be learnt by heart."""
    if entry.status is not ItemStatus.IN_FORCE:
        return f"状态是“{STATUS_NAMES[entry.status]}”，不是“在用”，没有写入。"
    if entry.recalled:
        return "依据的条款已经修订，这道题还没有复核，没有写入。"
    return "还没有答案，没有写入。" if entry.content.answer is None else ""
