"""Databases of a data folder brought under its newest key: copied, compared, swapped."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from db.cipher import refuse_difference, rewrite
from db.copying import refuse_others
from db.driver import EncryptedFile, FileAddress, is_encrypted, opens
from db.errors import StorageError
from db.upgrade import remove_file
from jyguide.place import DATABASE
from jyguide.vault.on_disk import overwrite, replace_and_overwrite
from jyguide.vault.ring import Ring

_DRAFT_ENDING = ".sealing"


def draft_of(path: Path) -> Path:
    """Where the copy under another key is made."""
    return path.with_name(f"{path.name}{_DRAFT_ENDING}")


def make_draft(source: FileAddress, path: Path, ring: Ring) -> EncryptedFile:
    """Copy a database under the newest key and see that the copy is the same.

    Nobody else may have it open: what stood in its log is first brought into the file.

    Raises:
        StorageError: it is in use or damaged, or the copy cannot be written; no draft is left.
    """
    draft = EncryptedFile(draft_of(path), ring.database[0])
    refuse_others(source)
    rewrite(source, draft)
    try:
        refuse_difference(source, draft)
    except BaseException:
        remove_file(draft.path)
        raise
    return draft


def put_in_place(draft: EncryptedFile, path: Path, *, was_plain: bool) -> None:
    """Swap a draft in; the place is never empty."""
    if was_plain:
        replace_and_overwrite(draft.path, path)
    else:
        draft.path.replace(path)


def bring_under(path: Path, ring: Ring) -> bool:
    """Bring one database under the newest key; whether it is now.

    Raises:
        StorageError: it is in use, or its copy cannot be written; it is as it was.
    """
    source = source_of(path, ring)
    if source is None:
        return False
    if isinstance(source, EncryptedFile) and source.key == ring.database[0]:
        return True
    draft = make_draft(source, path, ring)
    put_in_place(draft, path, was_plain=not isinstance(source, EncryptedFile))
    return True


def source_of(path: Path, ring: Ring) -> FileAddress | None:
    """A database with the key it is under; None where no key opens it."""
    if not is_encrypted(path):
        return path if opens(path) else None
    keyed = (EncryptedFile(path, key) for key in ring.database)
    return next((address for address in keyed if opens(address)), None)


def set_aside(folder: Path) -> Iterator[Path]:
    """Databases kept beside the one at work: of before an upgrade or a move, damaged ones."""
    stem = Path(DATABASE).stem  # what bears another name is no file of ours
    yield from sorted(folder.glob(f"{stem}.*.db"))


def remove_drafts(folder: Path) -> None:
    """Remove what was being made when the power went."""
    for path in folder.glob(f"*{_DRAFT_ENDING}*"):
        path.unlink(missing_ok=True)


def bring_under_or_remove(path: Path, ring: Ring) -> None:
    """As `bring_under` for a copy that nobody needs to work: plain and unreadable, it goes."""
    with suppress(StorageError):
        if bring_under(path, ring):
            return
    if not is_encrypted(path):
        for plain in (path, *path.parent.glob(f"{path.name}-*")):
            overwrite(plain)
