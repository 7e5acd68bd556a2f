"""Says at the top of a form what was left unsaved in it; nothing is filled in unasked."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout

from jyguide.settings.draft import Draft, moment_word
from ui.theme import Tone
from ui.widgets import Banner, Kind, make_button

_LEFT = "上次没有保存的内容还在（{}）。"
_OTHERWISE = "上次没有保存的内容还在（{}）；这里的内容后来有过变化，填回后请核对。"
_FILLED = "已填回，请核对后保存。"
_PARTLY = "已填回；现在填不进去的：{}。请核对后保存。"


class DraftBanner(Banner):
    """Object names: `draft_banner`, `draft_fill`, `draft_drop`."""

    fill_wanted = Signal()
    drop_wanted = Signal()

    def __init__(self) -> None:
        """Hidden; it comes on screen where it stands in the form and is told what was left."""
        super().__init__()
        self.setObjectName("draft_banner")
        self._fill = make_button("填回", name="draft_fill")
        self._drop = make_button("不要了", Kind.QUIET, name="draft_drop")
        self._fill.setToolTip("把上次填的内容填进下面的表")
        row = self.layout()
        assert isinstance(row, QBoxLayout)  # noqa: S101 - Banner made it
        for button, wanted in ((self._fill, self.fill_wanted), (self._drop, self.drop_wanted)):
            button.clicked.connect(wanted)
            row.addWidget(button)

    def tell_left(self, draft: Draft, now: datetime, *, otherwise: bool) -> None:
        """Offer a draft; `otherwise` says that the record behind the form has changed since."""
        said = _OTHERWISE if otherwise else _LEFT
        tone = Tone.WARN if otherwise else Tone.INFO
        self.say(said.format(moment_word(draft.kept_at, now)), tone)

    def tell_filled(self, missing: list[str]) -> None:
        """Say what became of it; `missing` are the fields that would not take what was in them."""
        self._fill.hide()
        self._drop.hide()
        self.say(_PARTLY.format("、".join(missing)) if missing else _FILLED, Tone.INFO)
