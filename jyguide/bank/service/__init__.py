"""Use cases of the question bank: looking up, editing, files in and out."""

from jyguide.bank.service.editing import ItemService
from jyguide.bank.service.reading import BankService

__all__ = ["BankService", "ItemService"]
