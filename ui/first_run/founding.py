"""Making the data folder that the first start asked about."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from jyguide.clock import Clock
from jyguide.folder import NewFolder, create_folder
from jyguide.progress import CancelToken, Progress
from jyguide.vault.login import Login, log_in, login_names
from ui.goal import Goal


@dataclass(frozen=True, slots=True)
class Made:
    """What the first start came to.

    Attributes:
        login: Whoever made the folder has proved who he is; None for a plain one, and where none
            was made yet.
        goal: Where he goes first.
    """

    login: Login | None
    goal: Goal = Goal.STATION


def found(
    folder: Path, new: NewFolder, clock: Clock, _progress: Progress, _cancel: CancelToken
) -> Login | None:
    """Make the folder, and let whoever made it in.

    Raises:
        RuleError, FileError, StorageError: as `create_folder`; nothing is left behind.
    """
    create_folder(folder, new, clock)
    if not new.secret:
        return None
    (only,) = login_names(folder)
    return log_in(folder, only.user_id, new.secret, clock)
