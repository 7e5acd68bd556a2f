"""Use cases of files kept with sessions, people, inspections and measures."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, select

from db.models import Attachment, Person, Station
from db.uow import Store
from jyguide.attachment.incoming import read_photo, refuse_program
from jyguide.attachment.kind import AttachmentKind
from jyguide.attachment.naming import free_targets
from jyguide.attachment.opened import OpenedCopies
from jyguide.attachment.picture import bare, cropped, look_at, rendition
from jyguide.attachment.portrait import PORTRAIT_SIZE, Crop
from jyguide.attachment.row import Added, AttachmentRow, PrintedPhoto, RefusedFile, Swept
from jyguide.attachment.service import rows, sweeping
from jyguide.attachment.service.holder import (
    Holder,
    of_inspection,
    of_measure,
    of_session,
    of_subject,
    refuse_closed,
)
from jyguide.attachment.service.intake import Intake
from jyguide.attachment.shelf import Shelf
from jyguide.changes import Changed
from jyguide.clock import Clock
from jyguide.documents.files import file_faults, replace_when_whole, whole_files
from jyguide.errors import RuleError
from jyguide.ids import ActionId, AttachmentId, InspectionId, MeasureId, PersonId, SessionId
from jyguide.people.service.merged import read_merged
from jyguide.place import Place
from jyguide.progress import CancelToken, Progress, Silent

PRINTED = 1600
"""Longest side of a photo on paper: 80 mm at 500 dots an inch."""
SHOWN = 2000


class AttachmentService:
    """Keeps photos and materials once by the hash of their bytes, in the data folder."""

    def __init__(self, store: Store, clock: Clock, place: Place) -> None:
        self._store = store
        self._clock = clock
        self._shelf = Shelf(place.folder, place.vault)
        self._opened = OpenedCopies(place.folder)
        self._intake = Intake(self._shelf, clock)

    def attachments(
        self, session_id: SessionId, kind: AttachmentKind | None = None
    ) -> list[AttachmentRow]:
        """What a session has, in its order; photos and materials, or one of them."""
        return self._held_by(of_session(session_id), kind)

    def of_inspection(self, inspection_id: InspectionId) -> list[AttachmentRow]:
        """The photos of an inspection, those of all its criteria."""
        return self._held_by(of_inspection(inspection_id), None)

    def of_measure(self, measure_id: MeasureId) -> list[AttachmentRow]:
        """What shows that a measure was carried out, photos and materials."""
        return self._held_by(of_measure(measure_id), None)

    def of_subject(self, key: uuid.UUID) -> list[AttachmentRow]:
        """The files of a row of any other ledger, by its key: a filing, a stage, a notice."""
        return self._held_by(of_subject(key), None)

    def counted(self, keys: Sequence[uuid.UUID]) -> dict[uuid.UUID, int]:
        """How many files each of these rows has; those without are left out."""
        with self._store.read() as session:
            return rows.counted_by_subject(session, keys)

    def _held_by(self, holder: Holder, kind: AttachmentKind | None) -> list[AttachmentRow]:
        wanted = [holder.belonging]
        if kind is not None:
            wanted.append(Attachment.kind == kind.value)
        return self._rows(*wanted)

    def add(
        self,
        session_id: SessionId,
        kind: AttachmentKind,
        paths: Sequence[Path],
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> Added:
        """Keep files with a session; those that cannot be kept are named, the others are kept.

        Raises:
            RuleError: the session has been deleted.
            FileError: the data folder cannot be written; no file is kept.
            Cancelled: the user asked to stop; no file is kept.
        """
        return self._add(of_session(session_id), kind, paths, progress, cancel)

    def add_to_inspection(
        self,
        inspection_id: InspectionId,
        criterion: str,
        paths: Sequence[Path],
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> Added:
        """Keep photos with a criterion of an inspection; see `add`."""
        holder = of_inspection(inspection_id, criterion)
        return self._add(holder, AttachmentKind.PHOTO, paths, progress, cancel)

    def add_to_measure(
        self,
        measure_id: MeasureId,
        kind: AttachmentKind,
        paths: Sequence[Path],
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> Added:
        """Keep files with a rectification measure; see `add`."""
        return self._add(of_measure(measure_id), kind, paths, progress, cancel)

    def add_to_subject(
        self,
        key: uuid.UUID,
        kind: AttachmentKind,
        paths: Sequence[Path],
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> Added:
        """Keep files with a row of any other ledger, whose station they go to; see `add`.

        Raises:
            RuleError: the row has been deleted.
        """
        return self._add(of_subject(key), kind, paths, progress, cancel)

    def _add(
        self,
        holder: Holder,
        kind: AttachmentKind,
        paths: Sequence[Path],
        progress: Progress | None,
        cancel: CancelToken | None,
    ) -> Added:
        self._ask(kind)
        taken = self._intake.take_all(kind, paths, progress or Silent(), cancel or CancelToken())
        added = self._write(holder, kind, taken.facts)
        return Added(added.kept, (*added.already, *taken.already), taken.refused, added.action_id)

    def add_pasted(self, session_id: SessionId, data: bytes, name: str) -> Added:
        """Keep a photo that came from the clipboard and no file.

        Raises:
            RuleError: the session has been deleted.
            FileError: the data folder cannot be written.
        """
        return self._add_pasted(of_session(session_id), data, name)

    def add_pasted_to_inspection(
        self, inspection_id: InspectionId, criterion: str, data: bytes, name: str
    ) -> Added:
        """The same for a criterion of an inspection."""
        return self._add_pasted(of_inspection(inspection_id, criterion), data, name)

    def _add_pasted(self, holder: Holder, data: bytes, name: str) -> Added:
        kind = AttachmentKind.PHOTO
        self._ask(kind)
        facts = self._intake.take_in(kind, name, lambda: data)
        if isinstance(facts, RefusedFile):
            return Added((), refused=(facts,))
        return self._write(holder, kind, [facts])

    def describe(
        self, attachment_id: AttachmentId, caption: str, seen: str | None = None
    ) -> Changed:
        """Write under a picture what is on it.

        Raises:
            RuleError: it has been removed or changed meanwhile.
        """
        with self._store.begin("修改照片说明") as uow:
            row = rows.living(uow.session, attachment_id)
            refuse_closed(uow.session, [row.inspection_id])
            if seen not in (None, row.sync_v):
                raise RuleError(
                    "这张照片的说明在您打开之后又被改动过，没有保存。",
                    hint="请按 F5 刷新，看一看新的内容再改。",
                )
            row.caption = " ".join(caption.split())
            uow.commit()
        return Changed.ATTACHMENTS

    def arrange(self, session_id: SessionId, ids: Sequence[AttachmentId]) -> Changed:
        """Put a session's files in this order; those not named follow as they were."""
        place = {key: at for at, key in enumerate(ids)}
        with self._store.begin("调整照片顺序") as uow:
            found = uow.session.scalars(rows.ordered(Attachment.session_id == session_id)).all()
            wanted = sorted(found, key=lambda row: place.get(AttachmentId(row.id), len(place)))
            for position, row in enumerate(wanted, start=1):
                if row.position != position:
                    row.position = position
            uow.commit()
        return Changed.ATTACHMENTS

    def remove(self, ids: Sequence[AttachmentId]) -> ActionId:
        """Take files off what they belong to; can be undone while the bytes are there.

        Raises:
            RuleError: one has been removed meanwhile, or is of a phase that was closed.
        """
        with self._store.begin(f"移除 {len(ids)} 个照片或材料") as uow:
            found = [rows.living(uow.session, key) for key in ids]
            refuse_closed(uow.session, [row.inspection_id for row in found])
            for row in found:
                row.deleted = True
            uow.commit()
            return ActionId(uow.action_id)

    def thumbnail(self, row: AttachmentRow) -> bytes:
        """The small picture, made anew where it is lost; b"" where the bytes are not here."""
        if not row.here or not row.width:
            return b""
        kept = self._shelf.read_thumbnail(row.sha256)
        if kept is not None:
            return kept
        data = look_at(self._shelf.read(row.sha256, row.name), row.name, None).thumbnail
        self._shelf.keep_thumbnail(row.sha256, data, row.name)
        return data

    def shown(self, row: AttachmentRow) -> bytes:
        """The picture upright, as a JPEG that fills a screen.

        Raises:
            FileError: its bytes are not on this PC.
        """
        return rendition(self._shelf.read(row.sha256, row.name), row.name, SHOWN).data

    def printed(self, session_id: SessionId) -> list[PrintedPhoto]:
        """The photos of a session that are on this PC, fit for paper."""
        held = self.attachments(session_id, AttachmentKind.PHOTO)
        return [self.on_paper(row) for row in held if row.here]

    def on_paper(self, row: AttachmentRow, longest: int = PRINTED) -> PrintedPhoto:
        """One photo fit for paper, no side longer than `longest` pixels.

        Raises:
            FileError: its bytes are not on this PC, or damaged.
        """
        made = rendition(self._shelf.read(row.sha256, row.name), row.name, longest)
        return PrintedPhoto(row.caption, made.data, made.width, made.height)

    def save_as(self, row: AttachmentRow, target: Path) -> None:
        """Write a copy: a picture at full size without place, time and device; else as it is.

        Raises:
            FileError: the bytes are not here, or the target cannot be written.
        """
        data, _ = self._given_out(row)
        with replace_when_whole(target) as part:
            part.write_bytes(data)

    def open_copy(self, row: AttachmentRow) -> Path:
        """A read-only copy for another program to open; gone when ours is closed.

        Raises:
            FileError: the bytes are not here, are a program, or the disk is full.
        """
        data = self._shelf.read(row.sha256, row.name)
        refuse_program(row.name, data, "没有打开")
        return self._opened.put(row.name, data)

    def leave(self) -> None:
        """Tidy the data folder; called when the program is closed."""
        self._opened.clear()
        self.sweep()

    def export(self, chosen: Sequence[AttachmentRow], folder: Path) -> list[Path]:
        """Write copies into a folder, all or none; names get numbers, nothing is replaced.

        Raises:
            FileError: as `save_as`.
        """
        contents = [self._given_out(row) for row in chosen]
        endings = [ending for _, ending in contents]
        targets = free_targets([row.name for row in chosen], endings, folder)
        with whole_files() as batch:
            for target, (data, _) in zip(targets, contents, strict=True):
                part = batch.beside(target)
                with file_faults(target):
                    part.write_bytes(data)
        return targets

    def portrait(self, person_id: PersonId) -> AttachmentRow | None:
        """A person's portrait; the newest where two PCs each brought one.

        One of his own is shown before those of people merged into him.
        """
        with self._store.read() as session:
            row = rows.portraits_by_person(session, [person_id]).get(person_id)
            return rows.told(row, {}, here=self._shelf.holds(row.sha256)) if row else None

    def portrait_picture(self, person_id: PersonId) -> bytes | None:
        """A person's portrait as a JPEG of 5:7, or None where there is none here."""
        return self.portrait_pictures([person_id]).get(person_id)

    def portrait_pictures(self, people: Sequence[PersonId]) -> dict[PersonId, bytes]:
        """Those of many; whoever has none here is left out."""
        with self._store.read() as session:
            held = rows.portraits_by_person(session, people)
            return {
                person: self._shelf.read(row.sha256, row.name)
                for person, row in held.items()
                if self._shelf.holds(row.sha256)
            }

    def uncropped(self, path: Path) -> bytes:
        """A picture that may become a portrait, upright, to be cropped on screen.

        Raises:
            FileError: it is no photo, too large, damaged; see `add`.
        """
        data = read_photo(path)
        look_at(data, path.name, None)
        return rendition(data, path.name, SHOWN).data

    def set_portrait(self, person_id: PersonId, path: Path, crop: Crop) -> ActionId:
        """Keep a part of a picture as somebody's portrait in place of the one before.

        Raises:
            RuleError: the person has been removed.
            FileError: it is no photo, or the data folder cannot be written.
        """
        name = path.name
        self._ask(AttachmentKind.PORTRAIT)
        data = cropped(read_photo(path), name, crop.box, PORTRAIT_SIZE)
        facts = self._intake.shelve(AttachmentKind.PORTRAIT, name, data)
        with self._store.begin("设置证件照") as uow:
            keys = read_merged(uow.session).keys_of(person_id)
            person = uow.session.get(Person, keys[0])
            if person is None or person.deleted:
                raise RuleError("这个人已被删除，没有保存证件照。", hint="请刷新名单后再试。")
            for row in uow.session.scalars(rows.portraits_of(keys)):
                row.deleted = True
            uow.session.add(Attachment(station_id=person.station_id, person_id=keys[0], **facts))
            uow.commit()
            return ActionId(uow.action_id)

    def sweep(self) -> Swept:
        """Delete bytes that no row needs: orphans of a crash, and what was removed 30 days ago."""
        with self._store.read() as session:
            return sweeping.sweep(session, self._shelf, self._clock())

    def _write(
        self, holder: Holder, kind: AttachmentKind, found: Sequence[Mapping[str, Any]]
    ) -> Added:
        with self._store.begin(f"加入 {len(found)} 个{_word(kind)}") as uow:
            station_id = holder.station(uow.session)
            kept: list[AttachmentId] = []
            already: list[str] = []
            last = rows.last_position(uow.session, holder.belonging)
            for facts in found:
                key = holder.key_of(kind, facts["sha256"])
                row = uow.session.get(Attachment, key)
                if row is not None and not row.deleted:
                    already.append(facts["name"])
                    continue
                if row is None:
                    row = Attachment(id=key, station_id=station_id, **holder.columns)
                    uow.session.add(row)
                rows.fill(row, {**facts, "position": last + len(kept) + 1, "deleted": False})
                kept.append(AttachmentId(key))
            if not kept:
                return Added((), tuple(already))
            uow.commit()
            return Added(tuple(kept), tuple(already), (), ActionId(uow.action_id))

    def _ask(self, kind: AttachmentKind) -> None:
        """Files lie on the shelf before a row is refused: nobody fills it who may not."""
        what = "设置证件照" if kind is AttachmentKind.PORTRAIT else f"加入{_word(kind)}"
        self._store.ask_first(what, [Attachment.__tablename__])

    def _given_out(self, row: AttachmentRow) -> tuple[bytes, str]:
        data = self._shelf.read(row.sha256, row.name)
        return bare(data, row.name) if row.width else (data, Path(row.name).suffix)

    def _rows(self, *wanted: ColumnElement[bool]) -> list[AttachmentRow]:
        with self._store.read() as session:
            stations = dict(session.execute(select(Station.id, Station.name)).all())
            return [
                rows.told(row, stations, here=self._shelf.holds(row.sha256))
                for row in session.scalars(rows.ordered(*wanted))
            ]


def _word(kind: AttachmentKind) -> str:
    return "材料" if kind is AttachmentKind.MATERIAL else "照片"
