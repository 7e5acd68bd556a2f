"""An item while its row is being understood."""

from __future__ import annotations

from dataclasses import dataclass, field

from jyguide.bank.item import ItemKind


@dataclass(slots=True)
class RowItem:
    """Kind, stem and options as far as they are known; the answer is read last."""

    kind: ItemKind
    stem: str
    options: tuple[str, ...]
    warnings: list[str] = field(default_factory=list)
