"""Errors the program expects; each carries sentences fit for the person at the desk."""

from __future__ import annotations

from db.errors import DamageError, StorageError

__all__ = [
    "EXPLAINED",
    "AppError",
    "Cancelled",
    "DamageError",
    "FileError",
    "RuleError",
    "StationError",
]


class AppError(Exception):
    """Base of every failure we can explain to the user.

    Args:
        message: What happened and what it means for the data, in Chinese.
        hint: What to do next, in Chinese.
        detail: Technical words for the log; never shown by itself.
    """

    def __init__(self, message: str, *, hint: str = "", detail: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.detail = detail


class RuleError(AppError):
    """The user asked for something a rule of the station's work forbids."""


class FileError(AppError):
    """A file handed to us cannot be read, or one we were to write cannot be written."""


class StationError(AppError):
    """The data folder itself is at fault: missing, newer than this program, damaged."""


class Cancelled(Exception):  # noqa: N818 - not an error, a decision
    """Raised inside a job at the next safe point after the user pressed cancel."""


EXPLAINED = (AppError, StorageError)
"""Whatever carries sentences for the person at the desk; anything else is a fault of ours."""
