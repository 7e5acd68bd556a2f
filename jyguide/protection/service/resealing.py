"""Attachments brought under new keys while the data is open: a city's take half a minute."""

from __future__ import annotations

from db.uow import Store
from jyguide.place import Place
from jyguide.progress import CancelToken, Progress
from jyguide.protection.files import seal_all
from jyguide.vault.key_file import load_key_file, store_key_file


class ResealingService:
    """Ends a change of keys; the older file key stays on the ring until every file is done."""

    def __init__(self, store: Store, place: Place) -> None:
        self._store = store
        self._place = place

    @property
    def is_due(self) -> bool:
        """Whether files may still be under an older key."""
        return self._place.vault is not None and len(self._place.vault.ring.files) > 1

    def finish(self, progress: Progress, cancel: CancelToken) -> None:
        """Seal every file anew and let go of the older key; stopped anywhere, it goes on later.

        Raises:
            FileError: the disk is full or cannot be written.
            StationError: the key file was altered.
            Cancelled: the rest waits.
        """
        vault, folder = self._place.vault, self._place.folder
        assert vault is not None  # noqa: S101 - a plain folder has nothing due
        seal_all(folder, vault, progress, cancel)
        with self._store.begin_unasked("更新密钥文件"):  # beside whoever is changing users
            keys = load_key_file(folder)
            keys.check(vault.ring)
            store_key_file(folder, keys.with_ring(vault.ring.without_older_files()))
