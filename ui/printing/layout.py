"""Lays page descriptions out on sheets of paper; the same on every screen and printer.

A page is composed when it is asked for: what flows over it is kept packed, what stands on every
page is added then, and with it how many pages there are, which is known only at the end.
"""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import overload

from jyguide.documents.page import Document, PageSetup
from jyguide.documents.practice_mark import PRACTICE
from jyguide.documents.rare import Rare, rare_in
from jyguide.errors import Cancelled
from jyguide.progress import CancelToken, Progress, Silent
from ui.printing.flow import SharedTables, flow
from ui.printing.fonts import installed
from ui.printing.packing import Packed, packed, unpacked
from ui.printing.running import background_marks, counts_pages, placed_marks, running_marks
from ui.printing.shapes import Mark, Page

_KEPT_PAGES = 24
"""Composed pages at hand: as many as are seen at once at the smallest size."""


class _Counted:
    """Pages that are counted together, and how many they are once that is known."""

    def __init__(self) -> None:
        self.pages: int | None = None


@dataclass(slots=True)
class _Sheet:
    """A page that is not composed yet.

    Attributes:
        place: Number of its document from 0, and its own in that from 1.
        page: As it is counted in heads and feet.
    """

    document: Document
    place: tuple[int, int]
    page: int
    counted: _Counted
    body: tuple[Mark, ...] | Packed

    def composed(self) -> Page:
        document = PRACTICE.on(self.document)
        body = unpacked(self.body) if isinstance(self.body, Packed) else self.body
        marks = (
            *background_marks(document, self.place[1]),
            *placed_marks(document, self.place[1]),
            *running_marks(document, self.page, self.counted.pages),
            *body,
        )
        return Page(document.setup, marks)

    def pack(self) -> None:
        """Take up little room until it is looked at."""
        if not isinstance(self.body, Packed):
            self.body = packed(self.body)

    @property
    def waits(self) -> bool:
        """Whether it says how many pages there are, and that is not known yet."""
        return self.counted.pages is None and counts_pages(self.document)


@dataclass(frozen=True, slots=True)
class _Known:
    """As `_Sheet`, without its document, which may be made anew when it is looked at."""

    place: tuple[int, int]
    page: int
    counted: _Counted
    body: Packed
    setup: PageSetup

    def sheet(self, documents: Sequence[Document]) -> _Sheet:
        return _Sheet(documents[self.place[0]], self.place, self.page, self.counted, self.body)


def lay_out(document: Document, shared: SharedTables | None = None) -> tuple[Page, ...]:
    """The document's pages, at least one; needs a QGuiApplication for its fonts.

    Args:
        document: What to lay out.
        shared: Tables that other documents have too.
    """
    return tuple(_composed(_sheets([document], shared or SharedTables())))


def lay_out_all(
    documents: Sequence[Document],
    progress: Progress = Silent(),  # noqa: B008 - holds no state
    cancel: CancelToken | None = None,
) -> tuple[Page, ...]:
    """Pages of many documents one after another; may run on a worker thread.

    Raises:
        Cancelled: The user asked to stop.
    """
    return tuple(pages_of(documents, progress, cancel or CancelToken()))


def pages_of(
    documents: Sequence[Document], progress: Progress, cancel: CancelToken
) -> Iterator[Page]:
    """As `lay_out_all`, page by page; only what waits to be counted is held, and that packed."""
    coming = _sheets(documents, SharedTables())
    return _composed(_watched(coming, len(documents), progress, cancel))


class _Sliced(Sequence[Page]):
    """Pages composed one at a time; so are those of a part."""

    def _page(self, index: int) -> Page:
        raise NotImplementedError  # where pages come from differs

    @overload
    def __getitem__(self, index: int) -> Page: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Page]: ...
    def __getitem__(self, index: int | slice) -> Page | Sequence[Page]:
        if isinstance(index, slice):
            return PagesOf(self, range(len(self))[index])
        return self._page(range(len(self))[index])


class LaidOut(_Sliced):
    """Pages that are laid out while the first of them are looked at already.

    One thread calls `more`, others may read meanwhile: pages are only ever added. Of a page that
    says how many there are, "…" is read until that is known. `rare` are the characters shown in
    another typeface, known when it is `complete`.
    """

    def __init__(self, documents: Sequence[Document]) -> None:
        self._documents = documents
        self._sheets: list[_Known] = []
        self._kept: OrderedDict[tuple[int, int | None], Page] = OrderedDict()
        self._coming: Iterator[_Sheet] | None = None
        self._rare: dict[str, Rare] = {}
        self._begun: Document | None = None
        self._fault: Exception | None = None
        self.complete = False

    @property
    def rare(self) -> Sequence[Rare]:
        """Characters shown in another typeface, of the documents that are laid out."""
        return tuple(self._rare.values())

    def more(self, progress: Progress, cancel: CancelToken, *, least: int | None = None) -> None:
        """Lay out so many pages at least, or all of them; it can be gone on with later.

        Raises:
            Cancelled: The user asked to stop; the pages so far stay.
            Exception: A document could not be made. It is raised whenever one goes on: pages
                that lack what follows must not pass for all there are.
        """
        if self._fault is not None:
            raise self._fault
        try:
            self._go_on(progress, cancel, least)
        except Cancelled:
            raise
        except Exception as fault:  # whatever it was: it is raised now and each time one goes on
            self._fault = fault
            raise

    def _go_on(self, progress: Progress, cancel: CancelToken, least: int | None) -> None:
        if self._coming is None:
            self._coming = _sheets(self._documents, SharedTables())
        for sheet in _watched(self._coming, len(self._documents), progress, cancel):
            if sheet.place[1] == 1:
                self._look_for_rare(sheet.document)
            body = packed(sheet.body) if not isinstance(sheet.body, Packed) else sheet.body
            known = _Known(sheet.place, sheet.page, sheet.counted, body, sheet.document.setup)
            self._sheets.append(known)
            if least is not None and len(self._sheets) >= least:
                return
        self._look_for_rare(None)
        self.complete = True

    def _look_for_rare(self, begun: Document | None) -> None:
        """In the document that is over, so that no page waits for it."""
        if self._begun is not None:
            self._rare |= {one.character: one for one in rare_in([self._begun], installed())}
        self._begun = begun

    def setup(self, index: int) -> PageSetup:
        """The paper of a page, without composing it."""
        return self._sheets[index].setup

    def __len__(self) -> int:
        return len(self._sheets)

    def _page(self, index: int) -> Page:
        known = self._sheets[index]
        key = (index, known.counted.pages)
        page = self._kept.pop(key, None) or known.sheet(self._documents).composed()
        self._kept[key] = page
        if len(self._kept) > _KEPT_PAGES:
            self._kept.popitem(last=False)
        return page


class PagesOf(_Sliced):
    """Some of many pages, composed one at a time."""

    def __init__(self, pages: Sequence[Page], places: Sequence[int]) -> None:
        self._pages = pages
        self._places = places

    def __len__(self) -> int:
        return len(self._places)

    def _page(self, index: int) -> Page:
        return self._pages[self._places[index]]


def _sheets(documents: Sequence[Document], shared: SharedTables) -> Iterator[_Sheet]:
    """All pages; how many are counted together is filled in when the last of them was given."""
    counted, page = _Counted(), 0
    for place, document in enumerate(documents):
        if place and not document.continues:
            counted.pages = page
            counted, page = _Counted(), 0
        for number, marks in enumerate(flow(document, shared), 1):
            page += 1
            yield _Sheet(document, (place, number), page, counted, marks)
    counted.pages = page


def _composed(coming: Iterator[_Sheet]) -> Iterator[Page]:
    waiting: deque[_Sheet] = deque()
    for sheet in coming:
        while waiting and not waiting[0].waits:
            yield waiting.popleft().composed()
        if waiting or sheet.waits:
            sheet.pack()
            waiting.append(sheet)
        else:
            yield sheet.composed()
    for sheet in waiting:
        yield sheet.composed()


def _watched(
    coming: Iterator[_Sheet], documents: int, progress: Progress, cancel: CancelToken
) -> Iterator[_Sheet]:
    """Tells which document, or of a single one which page, has been laid out.

    Stops before a page is taken, so that none is missing when it is gone on with.
    """
    cancel.check()
    for sheet in coming:
        yield sheet
        place, number = sheet.place
        if documents > 1:
            progress.step(place + 1, documents, sheet.document.title)
        else:
            progress.step(number, 0, sheet.document.title)
        cancel.check()
