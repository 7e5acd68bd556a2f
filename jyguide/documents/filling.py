"""How pages are filled with groups that are kept together, whatever they consist of."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Generic, TypeVar

from jyguide.documents.page import MM_PER_POINT, PageSetup

Piece = TypeVar("Piece")
LEAST_LINES = 2
"""Of a paragraph in two, what stays and what goes over."""


class Filling(ABC, Generic[Piece]):
    """Pages being filled from the top; heights are points."""

    def __init__(self, setup: PageSetup, reserve: float) -> None:
        """`reserve` is what is left free of each page."""
        self._width = setup.inner_width
        self._room = setup.inner_height / MM_PER_POINT - reserve
        self._used = 0.0

    def put_group(self, group: Sequence[Piece]) -> None:
        """On this page, from here over to the next one, on the next one, or in parts."""
        if self._fits(group):
            self._put_all(group)
            return
        if self._begin_here(group):
            return
        self.turn()
        if self._fits(group):
            self._put_all(group)
            return
        for piece in group:
            self._put_in_parts(piece)

    @abstractmethod
    def turn(self) -> None:
        """End the page, if anything stands on it."""

    @abstractmethod
    def _fits(self, group: Sequence[Piece]) -> bool: ...

    @abstractmethod
    def _put_all(self, group: Sequence[Piece]) -> None: ...

    @abstractmethod
    def _begin_here(self, group: Sequence[Piece]) -> bool:
        """Put a group whose end may go over; False where too little of it would stand here."""

    @abstractmethod
    def _put_in_parts(self, piece: Piece) -> None: ...
