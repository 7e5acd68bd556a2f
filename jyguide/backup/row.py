"""What is shown of backups and of restoring one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from uuid import UUID

from jyguide.backup.manifest import Manifest
from jyguide.backup.rack import Backup
from jyguide.errors import RuleError


@dataclass(frozen=True, slots=True)
class BackupRow:
    """One line of the list.

    Attributes:
        where: "本机" or what the second place is called.
        own: Whether it was made on this PC.
    """

    backup: Backup
    where: str
    own: bool

    @property
    def manifest(self) -> Manifest | None:
        return self.backup.manifest

    @property
    def state(self) -> str:
        """Whether it can be used, at a glance."""
        return f"不能用：{self.backup.problem}" if self.backup.problem else "完好"


@dataclass(frozen=True, slots=True)
class Proof:
    """Who opens a backup that is under keys this folder does not have, by the secret of then."""

    user_id: UUID
    secret: str = field(repr=False)


class SecretNeededError(RuleError):
    """A backup is under keys that are not on this folder's ring.

    Attributes:
        people: Who can open it: the key and the masked name of each.
    """

    def __init__(self, message: str, *, hint: str, people: Mapping[UUID, str]) -> None:
        super().__init__(message, hint=hint)
        self.people = people


@dataclass(frozen=True, slots=True)
class Preview:
    """What restoring a backup would bring and lose.

    Attributes:
        actions, entries: Done here and not in the backup; None where the present data cannot
            be read.
        people_now: None as above.
        counts: Of the backup.
    """

    manifest: Manifest
    actions: int | None
    entries: int | None
    people_now: int | None

    @property
    def loss(self) -> str:
        """What would be lost, in words."""
        if self.actions is None:
            return "现在的数据读不出，无法数出会少掉多少内容；损坏的文件会另外保留。"
        if not self.actions:
            return "备份之后没有新的操作，恢复不会丢失内容。"
        return (
            f"备份之后还有 {self.actions} 次操作（{self.entries} 处改动），恢复后就没有了；"
            "恢复前会先把现在的数据备份一份。"
        )


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored.

    Attributes:
        saved: The backup of the state before; None where it could not be read.
        brought: Attachments that were missing and came back.
        missing: Attachments that rows name and that are not here.
    """

    moment: datetime
    folder: Path
    saved: Backup | None
    brought: int
    missing: int

    @property
    def sentence(self) -> str:
        """What to say when it is done."""
        files = f"找回 {self.brought} 个附件。" if self.brought else ""
        gone = f"另有 {self.missing} 个附件不在这台电脑和备份里。" if self.missing else ""
        return (
            f"已恢复到 {self.moment:%Y-%m-%d %H:%M} 的样子。{files}{gone}"
            "请与市级各导出、导入一次。"
        )
