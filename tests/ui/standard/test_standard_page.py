"""The page of standardisation: what it says without a round, and the way it leads."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel


def test_without_a_round_the_page_says_how_to_begin(open_page, app):
    page = open_page(app)
    sentence = page.findChild(QLabel, "no_round_sentence").text()
    assert [line[:2] for line in sentence.split("\n")] == ["1.", "2.", "3."]
    enabled = {each.objectName(): each.isEnabled() for each in page.head_buttons()}
    assert enabled == {"round_picker": False, "round_settings": False, "new_round": True}
