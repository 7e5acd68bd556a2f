"""What a window carries of the folder that is open, for whoever is at work in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jyguide.settings.preferences import Preferences
    from ui.draft.drafts import Drafts
    from ui.history.records import Records
    from ui.tables.keeper import WindowTables


@dataclass(frozen=True, slots=True)
class AtWork:
    """Made when the data is open; widgets find it by `ui.widgets.upwards.at_work_above`.

    Attributes:
        preferences: What was chosen among the settings.
        tables: Remembers how tables were left.
        records: Opens the history of records.
        drafts: What is left unsaved in forms.
    """

    preferences: Preferences | None = None
    tables: WindowTables | None = None
    records: Records | None = None
    drafts: Drafts | None = None

    def leave(self) -> None:
        """Another comes, or the data is closed: all is kept before, and stays for him."""
        if self.tables is not None:
            self.tables.save()
        if self.drafts is not None:
            self.drafts.end()

    def finish(self) -> None:
        """The worker has ended: keep what it did not come to."""
        if self.drafts is not None:
            self.drafts.close()
        if self.tables is not None:
            self.tables.finish()
