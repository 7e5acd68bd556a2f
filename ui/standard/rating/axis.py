"""The axis of the four lists of branches."""

from __future__ import annotations

from jyguide.standard.kinds import RATING_NAMES, Rating
from ui.standard.rating.words import TONES
from ui.widgets.line_axis import AxisLists, LineAxis

_LISTS = AxisLists(tuple(Rating), RATING_NAMES, TONES, Rating.EXCELLENT, "个", "个支部")


class RatingAxis(LineAxis):
    """Object name: `rating_axis`."""

    def __init__(self) -> None:
        super().__init__("rating_axis", _LISTS)
