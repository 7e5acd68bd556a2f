"""Use cases of volumes: what a branch has of one round, bound together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from db.models import RectificationMeasure, RoundBranch
from db.uow import Store
from jyguide.attachment.naming import free_targets
from jyguide.attachment.service import AttachmentService
from jyguide.clock import Clock
from jyguide.documents.files import part_faults, whole_files
from jyguide.documents.page import Document
from jyguide.errors import FileError, RuleError
from jyguide.ids import RoundBranchId, RoundId
from jyguide.place import Place
from jyguide.progress import CancelToken, Progress, Silent
from jyguide.standard.kinds import BRANCH_KIND_NAMES, Phase
from jyguide.standard.ledger import LedgerRow
from jyguide.standard.printing.volume.binding import bind
from jyguide.standard.printing.volume.part import RETENTIONS, Part, Volume, VolumeHead, VolumeWish
from jyguide.standard.printing.volume.spine import (
    NARROWEST,
    WIDEST,
    spine_documents,
    spine_width,
)
from jyguide.standard.round import RoundRow
from jyguide.standard.rows import RoundBranchRow
from jyguide.standard.service.measure_reading import ledger_rows
from jyguide.standard.service.reading import branch_rows, round_row
from jyguide.standard.service.volume_papers import OfRound, checklist_parts, measure_parts
from jyguide.standard.service.volume_photos import Found, photo_parts
from jyguide.standard.service.volume_results import published, result_parts

WriteDocuments = Callable[[Sequence[Document], Path], object]
"""Draws documents into one file; PDF is drawn by whoever has Qt."""
_SPINES = "背脊标签"


@dataclass(frozen=True, slots=True)
class Into:
    """Where volumes go and as what.

    Attributes:
        folder: An existing one.
        ending: Of the files, ``.pdf``.
        write: Writes one of them.
    """

    folder: Path
    ending: str
    write: WriteDocuments


@dataclass(frozen=True, slots=True)
class Bound:
    """What was written: files of volumes, their pages, and where."""

    volumes: int
    pages: int
    files: tuple[Path, ...]


class VolumeService:
    """装订成册: read only, nothing is changed."""

    def __init__(
        self, store: Store, place: Place, clock: Clock, attachments: AttachmentService
    ) -> None:
        self._store = store
        self._place = place
        self._clock = clock
        self._attachments = attachments

    def volume(self, branch_id: RoundBranchId, wish: VolumeWish | None = None) -> Volume:
        """The volume of one branch.

        Raises:
            RuleError: the branch was deleted, or the wish cannot be met.
        """
        with self._store.read() as session:
            rows = branch_rows(session, RoundBranch.id == branch_id)
        if not rows:
            raise RuleError("这个支部已不在本轮次里，没有装订。", hint="请刷新后重新选择。")
        return next(self.volumes(rows[0].round_id, [branch_id], wish))

    def volumes(
        self, round_id: RoundId, branches: Sequence[RoundBranchId], wish: VolumeWish | None = None
    ) -> Iterator[Volume]:
        """Volumes of these branches, or of all that take part, one after the other.

        Raises:
            RuleError: none of them takes part, or the wish cannot be met.
        """
        wish = wish or VolumeWish()
        _refuse_wish(wish)
        given, chosen = self._round(round_id, branches)
        for at, (place, branch) in enumerate(chosen):
            number = place if wish.number is None else wish.number + at
            yield self._bound(given, branch, number, wish)

    def count(self, round_id: RoundId, branches: Sequence[RoundBranchId]) -> int:
        """How many volumes that makes."""
        with self._store.read() as session:
            return len(_chosen(branch_rows(session, RoundBranch.round_id == round_id), branches))

    def write(
        self,
        round_id: RoundId,
        branches: Sequence[RoundBranchId],
        wish: VolumeWish,
        into: Into,
        progress: Progress = Silent(),  # noqa: B008 - holds no state
        cancel: CancelToken | None = None,
    ) -> Bound:
        """Write a file a volume into a folder, all or none; nothing there is replaced.

        Of several volumes the labels for the backs come into one file of their own.

        Args:
            round_id: Of which round.
            branches: Whose; empty for all that take part.
            wish: How they are bound.
            into: Where they go.
            progress: Told of each volume.
            cancel: Asked before each.

        Raises:
            RuleError: as `volumes`.
            FileError: the folder is not there or cannot be written; nothing is left behind.
            Cancelled: the user asked to stop; nothing is left behind.
        """
        _refuse_wish(wish)
        _refuse_folder(into.folder)
        token = cancel or CancelToken()
        total = self.count(round_id, branches)
        together = total > 1 and wish.spine is not None
        each = replace(wish, spine=None) if together else wish
        spines: list[tuple[VolumeHead, float]] = []
        pages = 0
        with whole_files() as batch:
            taken = _Names(into)
            for done, volume in enumerate(self.volumes(round_id, branches, each), 1):
                token.check()
                target = taken.free(volume.title)
                part = batch.beside(target)
                with part_faults(target, part):
                    into.write(volume.documents, part)
                pages += volume.pages
                spines.append((volume.head, wish.spine or spine_width(volume.sheets)))
                progress.step(done, total, volume.head.branch)
            if together:
                target = taken.free(_SPINES)
                heads, widths = [one for one, _ in spines], [one for _, one in spines]
                part = batch.beside(target)
                with part_faults(target, part):
                    into.write(spine_documents(heads, widths), part)
        return Bound(total, pages, tuple(taken.targets))

    def _round(
        self, round_id: RoundId, branches: Sequence[RoundBranchId]
    ) -> tuple[OfRound, list[tuple[int, RoundBranchRow]]]:
        today = self._clock().date()
        with self._store.read() as session:
            row = round_row(session, round_id)
            chosen = _chosen(branch_rows(session, RoundBranch.round_id == round_id), branches)
            if not chosen:
                raise RuleError("没有可以装订的支部，没有生成。", hint="请先把支部加入本轮次。")
            narrow = [RectificationMeasure.round_id == round_id]
            if len(chosen) == 1:
                narrow.append(RectificationMeasure.branch_key == chosen[0][1].id)
            measures = ledger_rows(session, self._place, today, *narrow)
            lists = published(session, row)
        of: dict[RoundBranchId, list[LedgerRow]] = {}
        for one in measures:
            of.setdefault(one.row.branch_id, []).append(one)
        return OfRound(row, self._place, today, of, lists), chosen

    def _bound(
        self, given: OfRound, branch: RoundBranchRow, number: int, wish: VolumeWish
    ) -> Volume:
        with self._store.read() as session:
            checklists, inspections = checklist_parts(session, given, branch)
            measures = given.measures.get(branch.id, [])
            parts = [
                *checklists,
                *measure_parts(given, branch, measures),
                *result_parts(given, branch),
            ]
            found = Found(branch, inspections, measures)
            texts = given.texts(session, branch.checklist_id)
        photos, missing = photo_parts(self._attachments, found, texts, wish.photos_a_page)
        head = _head(given, branch, number, (*parts, *photos))
        return bind(replace(head, missing=missing), [*parts, *photos], wish)


class _Names:
    """Names in a folder at which nothing is yet."""

    def __init__(self, into: Into) -> None:
        self._folder, self._ending = into.folder, into.ending
        self.targets: list[Path] = []

    def free(self, title: str) -> Path:
        (target,) = free_targets([f"{title}{self._ending}"], [self._ending], self._folder)
        self.targets.append(target)
        return target


def _head(
    given: OfRound, branch: RoundBranchRow, number: int, parts: Sequence[Part]
) -> VolumeHead:
    row, days = given.row, sorted(part.day for part in parts if part.day is not None)
    return VolumeHead(
        branch=branch.name,
        township=branch.township,
        kind=BRANCH_KIND_NAMES[branch.kind],
        office=given.place.office,
        year=row.facts.year,
        round_label=row.label,
        number=number,
        bound_on=given.today,
        first_day=days[0] if days else None,
        last_day=days[-1] if days else None,
        until=_until(row, given.today),
    )


def _until(row: RoundRow, today: date) -> date | None:
    """As of when a volume is, while the round has phases that are not closed."""
    return None if all(phase in row.closed for phase in Phase) else today


def _chosen(
    rows: Sequence[RoundBranchRow], branches: Sequence[RoundBranchId]
) -> list[tuple[int, RoundBranchRow]]:
    """The branches meant, each with its place among all; without a choice those taking part."""
    wanted = set(branches)
    return [
        (at, row)
        for at, row in enumerate(rows, 1)
        if (row.id in wanted if wanted else row.left_on is None)
    ]


def _refuse_wish(wish: VolumeWish) -> None:
    if wish.spine and not NARROWEST <= wish.spine <= WIDEST:
        raise RuleError(
            f"背脊宽度应在 {NARROWEST:g} 到 {WIDEST:g} 毫米之间，没有装订。",
            hint="按纸张数自动计算时，请选“自动”。",
        )
    if wish.photos_a_page not in (2, 4):
        raise RuleError("每页照片只能是 2 张或 4 张，没有装订。", hint="请改为 2 或 4。")
    if wish.retention and wish.retention not in RETENTIONS:
        known = "、".join(RETENTIONS)
        raise RuleError(f"保管期限只能是{known}，没有装订。", hint="也可以留空，手工填写。")
    if wish.number is not None and wish.number < 1:
        raise RuleError("卷号从 1 开始，没有装订。", hint="请写 1 或更大的整数。")


def _refuse_folder(folder: Path) -> None:
    if not folder.is_dir():
        raise FileError(
            f"文件夹“{folder}”不存在，没有装订。", hint="请先建好这个文件夹，或换一个。"
        )
