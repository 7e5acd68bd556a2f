"""What the data layer raises when the machine, not the program, is at fault."""

from __future__ import annotations


class StorageError(Exception):
    """The store could not do its work through no fault of the program.

    Attributes:
        message: What happened and what it means for the data, in Chinese.
        hint: What to do next, in Chinese.
    """

    def __init__(self, message: str, *, hint: str = "", detail: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.detail = detail


class DamageError(StorageError):
    """The database itself is damaged: what it holds is to be had from a backup alone."""
