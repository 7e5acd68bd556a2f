"""Use cases of the question bank: looking up, editing, files in and out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyguide.lazily import lazily

if TYPE_CHECKING:
    from jyguide.bank.service.editing import ItemService
    from jyguide.bank.service.reading import BankService

__all__ = ["BankService", "ItemService"]

__getattr__ = lazily(__name__, {"ItemService": "editing", "BankService": "reading"})
