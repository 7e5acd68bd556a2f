"""One option of an item."""

from __future__ import annotations

from ui.theme import SPACE, restyle
from ui.widgets.text_button import TextButton


class OptionButton(TextButton):
    """Letter and text; object name `option_<letter>`."""

    def __init__(self, letter: str, text: str) -> None:
        super().__init__(letter, text, SPACE.s + 2)
        self.letter = letter
        self.setObjectName(f"option_{letter}")
        self.setAccessibleName(f"{letter} {text}")
        self.setProperty("kind", "option")

    def show_state(self, *, chosen: bool, pointed: bool) -> None:
        """Show whether it is chosen and under the arrow keys."""
        self.setChecked(chosen)
        restyle(self._mark, chosen="true" if chosen else "false")
        restyle(self, pointed="true" if pointed else "false")
