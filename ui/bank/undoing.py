"""Taking back an action of this page, whole."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from jyguide.changes import Changed
from jyguide.history.service import HistoryService
from jyguide.ids import ActionId
from jyguide.progress import CancelToken, Progress
from ui.desk import Desk
from ui.jobs import Job


def undo_action(
    desk: Desk,
    owner: QObject,
    history: HistoryService,
    action: ActionId,
    done: Callable[[int], object],
) -> Job:
    """Undo `action` on the worker, then tell `done`, a bound method of `owner`.

    `done` gets the number of records changed; a refusal reaches the alerts.
    """
    return desk.act(
        owner, partial(_undo, history, action), done, title="正在撤销", changed=Changed.BANK
    )


def _undo(
    history: HistoryService, action: ActionId, _progress: Progress, _cancel: CancelToken
) -> int:
    return history.undo(action)
