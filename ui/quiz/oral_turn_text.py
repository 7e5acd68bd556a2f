"""A past turn as its page shows it."""

from __future__ import annotations

from html import escape

from jyguide.quiz.oral import HEARD_NAMES, Heard, difference_sentence, points_sentence
from jyguide.quiz.oral_record import TurnRow
from jyguide.quiz.shown import answer_sentence, basis_text
from ui.theme import PALETTE

_FACT = "margin:6px 0; white-space:pre-wrap"
_COLOURS = {Heard.ALL: PALETTE.good, Heard.SOME: PALETTE.warn, Heard.NONE: PALETTE.bad}


def turn_html(turn: TurnRow) -> str:
    """The question, what came of it, and each key point as the judges heard it."""
    parts = [f'<p style="{_FACT}"><b>{escape(turn.content.stem)}</b></p>']
    facts = (
        ("得分", points_sentence(turn.score)),
        ("分歧", difference_sentence(turn.score)),
        ("答案", answer_sentence(turn.content)),
        ("依据", basis_text(turn.content)),
    )
    parts += [
        f'<p style="{_FACT}"><span style="color:{PALETTE.red_dark}"><b>{label}</b></span>'
        f"　{escape(text)}</p>"
        for label, text in facts
        if text
    ]
    return "".join([*parts, _points(turn)])


def _points(turn: TurnRow) -> str:
    rows = "".join(
        f'<tr><td style="padding:3px 12px 3px 0">{at}</td>'
        f'<td style="padding:3px 12px 3px 0">{escape(point.text)}</td>'
        f'<td style="padding:3px 0; color:{_COLOURS[heard]}"><b>{HEARD_NAMES[heard]}</b></td></tr>'
        for at, (point, heard) in enumerate(
            zip(turn.content.key_points, turn.score.heard, strict=True), start=1
        )
    )
    return f"<table>{rows}</table>"
